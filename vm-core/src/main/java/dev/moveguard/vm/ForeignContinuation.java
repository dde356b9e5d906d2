package dev.moveguard.vm;

/** A continuation was used outside the run that made it. */
public final class ForeignContinuation extends VmFatalException {
    ForeignContinuation(String message) {
        super(message);
    }
}
