package dev.moveguard.vm;

/** The VM broke one of its own invariants: a bug of ours. */
public final class VmInternalError extends VmFatalException {
    VmInternalError(String message) {
        super(message);
    }
}
