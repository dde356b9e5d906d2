package dev.moveguard.vm;

/** Ends the run: no program can catch it, and it is never delivered to a stream. */
public abstract sealed class VmFatalException extends RuntimeException
        permits OneShotViolation, ForeignContinuation, VmInternalError {
    VmFatalException(String message) {
        super(message);
    }
}
