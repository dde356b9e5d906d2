package dev.moveguard.vm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which prompt is the first to handle effects of a class, seen from the current fiber.
 *
 * <p>It is true only while the stack stays as it is: every change of the stack forgets it, so it never refers to a fiber
 * that is not running. Without it an effect under many unrelated handlers asks them all each time.
 */
final class PromptCache {
    private static final int SIZE = 4; // power of 2; effect classes that alternate in one loop

    private final @Nullable Class<?>[] types = new Class<?>[SIZE];
    private final @Nullable Fiber[] prompts = new Fiber[SIZE];
    private int used;

    @Nullable
    Fiber find(Class<?> type) {
        for (int i = 0; i < SIZE; i++) {
            if (types[i] == type) {
                return prompts[i];
            }
        }
        return null;
    }

    void remember(Class<?> type, Fiber prompt) {
        int oldest = used++ & (SIZE - 1);
        types[oldest] = type;
        prompts[oldest] = prompt;
    }

    void forget() {
        if (used > 0) {
            Arrays.fill(types, null);
            Arrays.fill(prompts, null);
            used = 0;
        }
    }
}
