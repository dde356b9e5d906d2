package dev.moveguard.config;

import java.util.Locale;

/** How much a finding weighs; in the order of weight, heaviest first. */
public enum Severity {
    ERROR,
    WARNING,
    INFO;

    /** The word used in rules.yaml and in every report. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
