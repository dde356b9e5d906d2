package dev.moveguard.vm;

/** A continuation was used outside the run that made it. */
public final class ForeignContinuation extends VmFatalException {
    static VmFatalException saying(String message) {
        return new ForeignContinuation(message);
    }

    private ForeignContinuation(String message) {
        super(message);
    }
}
