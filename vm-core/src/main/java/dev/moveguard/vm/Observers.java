package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/** Tells observers about an effect, nearest first. */
final class Observers {
    private Observers() {}

    /** Gives the error of the first observer that refuses, after which nobody else is told; null when all agree. */
    static @Nullable Throwable tell(@Nullable Fiber innermost, Effect<?> effect) {
        for (Fiber fiber = innermost; fiber != null; fiber = fiber.parent()) {
            if (fiber.boundary() instanceof Boundary.Observe observe) {
                try {
                    observe.observer().onEffect(effect);
                } catch (Throwable thrown) {
                    return thrown;
                }
            }
        }
        return null;
    }
}
