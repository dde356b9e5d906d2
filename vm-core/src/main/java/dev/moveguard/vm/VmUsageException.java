package dev.moveguard.vm;

/** The VM was used wrongly; raised at the offending place, where a program may catch it. */
public final class VmUsageException extends RuntimeException {
    VmUsageException(String message) {
        super(message);
    }
}
