package dev.moveguard.vm;

/**
 * Tells the host's own failures and those of the VM itself, which end the run as they are, from the errors of programs.
 *
 * <p>There is one rule, whoever throws them and in whatever way: thrown by user code, given to {@code Program.fail},
 * or raised at a perform site. {@link Faults#raise} applies it, and who catches without raising does it first.
 */
final class HostFatal {
    private HostFatal() {}

    /** Rethrows a {@link VirtualMachineError} or a {@link VmInternalError}; a stack overflow of user code is an ordinary program error. */
    static void rethrow(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
        if (thrown instanceof VmInternalError broken) {
            throw broken; // no program goes on with a machine that is broken, its own or another one
        }
    }
}
