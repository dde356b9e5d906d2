package dev.moveguard.config;

import java.util.Locale;

/** What a rule expects of the names it speaks of. */
public enum Mood {
    /** The names exist and the rule holds of them. */
    MUST,
    /** The names are gone and stay gone: one that resolves again is the finding. */
    RETIRED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
