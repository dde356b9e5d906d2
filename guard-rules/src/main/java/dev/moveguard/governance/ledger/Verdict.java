package dev.moveguard.governance.ledger;

import dev.moveguard.config.Spelling;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How well a law is enforced. */
public enum Verdict {
    /** Every guard of it is alive, bites as far as that can be shown, and is run by something that hears when it fails. */
    ENFORCED,
    /** Something enforces it, and not all of its guards do. */
    PARTIAL,
    /** It has guards, and nothing runs them. */
    NOT_WIRED,
    /** Its guards are about nothing, or never run. */
    DEAD,
    /** It is only written down. */
    DOC_ONLY;

    static Verdict of(List<GuardEntry> guards) {
        if (guards.isEmpty()) {
            return DOC_ONLY;
        } else if (guards.stream().allMatch(GuardEntry::isDead)) {
            return DEAD;
        } else if (guards.stream().allMatch(GuardEntry::isSound)) {
            return ENFORCED;
        }
        boolean runs = guards.stream().anyMatch(guard -> !guard.isDead() && !guard.isUnwired());
        return runs ? PARTIAL : NOT_WIRED;
    }

    /**
     * Reads verdicts that are not good enough, by their words; {@code none} is none.
     *
     * @throws IllegalArgumentException when one is none of them; the message says which there are
     */
    public static Set<Verdict> parse(List<String> words) {
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        for (String word : words) {
            Optional<Verdict> named = Arrays.stream(values())
                    .filter(verdict -> verdict != ENFORCED)
                    .filter(verdict -> verdict.word().equalsIgnoreCase(word.strip()))
                    .findFirst();
            if (named.isEmpty() && !word.strip().equals("none")) {
                throw new IllegalArgumentException("partial, not-wired, dead, doc-only or none, not " + word
                        + Spelling.hint(word, List.of("partial", "not-wired", "dead", "doc-only", "none")));
            }
            named.ifPresent(verdicts::add);
        }
        return verdicts;
    }

    /** The word on a command line: {@code not-wired}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word in a table: {@code NOT-WIRED}. */
    public String shown() {
        return name().replace('_', '-');
    }
}
