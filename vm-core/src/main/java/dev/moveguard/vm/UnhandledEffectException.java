package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No handler answered an effect; raised at the perform site, where a program may catch it. */
public final class UnhandledEffectException extends RuntimeException {
    private final transient @Nullable Effect<?> effect; // null: this is a copy out of a byte stream
    private final String[] passedBy; // no list: it must be one that can be serialised

    private UnhandledEffectException(Effect<?> effect, List<String> passedBy) {
        super(message(effect, withoutRepeats(passedBy)));
        this.effect = effect;
        this.passedBy = withoutRepeats(passedBy).toArray(String[]::new);
    }

    static RuntimeException of(Effect<?> effect, List<String> passedBy) {
        return new UnhandledEffectException(effect, passedBy);
    }

    /**
     * What nobody answered.
     *
     * @throws IllegalStateException if this is a copy that was serialised: an effect does not travel with its error
     */
    public Effect<?> effect() {
        if (effect == null) {
            throw new IllegalStateException("the effect did not travel with the serialised error: " + getMessage());
        }
        return effect;
    }

    /** The names of the handlers that passed, innermost first, without consecutive repeats; empty with no handler. */
    public List<String> passedBy() {
        return List.of(passedBy);
    }

    private static String message(Effect<?> effect, List<String> names) {
        String what = effect.getClass().getName() + " " + Descriptions.of(effect);
        return names.isEmpty()
                ? "unhandled effect " + what + ": no handlers in scope"
                : "unhandled effect " + what + ": every handler in scope passed: " + String.join(", ", names);
    }

    private static List<String> withoutRepeats(List<String> names) {
        List<String> kept = new ArrayList<>();
        for (String name : names) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).equals(name)) {
                kept.add(name);
            }
        }
        return kept;
    }
}
