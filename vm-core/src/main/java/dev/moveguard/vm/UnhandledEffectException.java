package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.List;

/** No handler answered an effect; raised at the perform site, where a program may catch it. */
public final class UnhandledEffectException extends RuntimeException {
    private final transient Effect<?> effect;
    private final transient List<String> passedBy;

    private UnhandledEffectException(Effect<?> effect, List<String> passedBy) {
        super(message(effect, withoutRepeats(passedBy)));
        this.effect = effect;
        this.passedBy = withoutRepeats(passedBy);
    }

    static RuntimeException of(Effect<?> effect, List<String> passedBy) {
        return new UnhandledEffectException(effect, passedBy);
    }

    /** What nobody answered. */
    public Effect<?> effect() {
        return effect;
    }

    /** The names of the handlers that passed, innermost first, without consecutive repeats; empty with no handler. */
    public List<String> passedBy() {
        return passedBy;
    }

    private static String message(Effect<?> effect, List<String> names) {
        String what = effect.getClass().getName() + " " + effect;
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
        return List.copyOf(kept);
    }
}
