package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * Which prompt is the first to handle effects of a class, seen from the current fiber; for the last two classes asked.
 *
 * <p>It is true only while the stack stays as it is: every change of the stack forgets it, so it never refers to a fiber
 * that is not running. Without it an effect under many unrelated handlers asks them all each time.
 */
final class PromptCache {
    private @Nullable Class<?> type; // null: nothing is known
    private @Nullable Fiber prompt;
    private @Nullable Class<?> olderType;
    private @Nullable Fiber olderPrompt;

    @Nullable
    Fiber find(Class<?> wanted) {
        if (wanted == type) {
            return prompt;
        }
        return wanted == olderType ? olderPrompt : null;
    }

    /** The handler at {@link #find}, if it only answers. */
    Handler.@Nullable Answering answering(Class<?> wanted) {
        Fiber found = find(wanted);
        return found == null ? null : found.answering();
    }

    void remember(Class<?> found, Fiber at) {
        olderType = type;
        olderPrompt = prompt;
        type = found;
        prompt = at;
    }

    /** Knows this and nothing else. */
    void startWith(@Nullable Class<?> found, Fiber at) {
        forget();
        if (found != null) {
            type = found;
            prompt = at;
        }
    }

    /** The class that {@code at} was found for last; null when that was another prompt. */
    @Nullable
    Class<?> lastFoundFor(Fiber at) {
        return prompt == at ? type : null;
    }

    void forget() {
        if (type != null) {
            type = null;
            prompt = null;
            olderType = null;
            olderPrompt = null;
        }
    }
}
