package dev.moveguard.vm;

/** Tells the host's own failures, which end the run as they are, from the errors of programs. */
final class HostFatal {
    private HostFatal() {}

    /** Rethrows a {@link VirtualMachineError}; a stack overflow of user code is an ordinary program error. */
    static void rethrow(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
    }
}
