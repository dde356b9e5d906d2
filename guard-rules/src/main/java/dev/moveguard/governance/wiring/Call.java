package dev.moveguard.governance.wiring;

import dev.moveguard.config.Place;
import java.util.List;

/**
 * A command that something runs by itself.
 *
 * @param trigger what runs it
 * @param words the command and its arguments, without quotes
 * @param lost why its failure is not heard of; empty: it is
 */
public record Call(Place at, Trigger trigger, List<String> words, String lost) {
    /** What runs a command. */
    public enum Trigger {
        /** A CI system, by itself. */
        CI,
        /** A hook on the machine of a developer. */
        HOOK,
        /** Somebody, by hand. */
        MANUAL
    }

    public Call {
        words = List.copyOf(words);
    }

    /** Whether a CI system runs it and hears when it fails. */
    public boolean counts() {
        return trigger == Trigger.CI && lost.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
