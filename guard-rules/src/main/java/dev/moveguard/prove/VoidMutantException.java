package dev.moveguard.prove;

/** A mutant that does not load or changes nothing: it says nothing of the rule. */
final class VoidMutantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    VoidMutantException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
