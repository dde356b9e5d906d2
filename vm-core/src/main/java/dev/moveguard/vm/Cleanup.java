package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * Runs what an abandoned program still has to run, as a run of its own: the fibers that it ran on are given up.
 *
 * <p>It may do anything but perform. An effect that a handler of the cleanup itself answers is nobody else's business;
 * any other is a {@link VmUsageException} where the cleanup performs it. Source: VM-S-182, D104.
 */
final class Cleanup {
    private static final String IN_CLEANUP = "in the cleanup of an abandoned program: ";

    private Cleanup() {}

    /** Runs {@code cleanup} to its end; null when it succeeds. */
    static @Nullable Throwable failureOf(Program<?> cleanup) {
        try {
            new Vm().run(new Control.WithHandler(Cleanup::refuse, cleanup));
            return null;
        } catch (ForeignContinuation used) {
            return new VmUsageException("a continuation " + IN_CLEANUP + used.getMessage());
        } catch (Throwable failure) {
            HostFatal.rethrow(failure);
            return failure;
        }
    }

    private static Control refuse(Effect<?> effect, K k) {
        throw new VmUsageException("PERFORM " + IN_CLEANUP + Descriptions.of(effect)
                + "; cleanup that needs effects must be reached by TransferThrow");
    }
}
