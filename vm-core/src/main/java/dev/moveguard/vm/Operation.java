package dev.moveguard.vm;

/** The ways to use up a continuation. */
public enum Operation {
    RESUME("Resume"),
    TRANSFER("Transfer"),
    RESUME_THROW("ResumeThrow"),
    TRANSFER_THROW("TransferThrow"),
    PASS("Pass"),
    ABANDON("Abandon"),
    HANDLER_ERROR("handler error");

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
