package dev.moveguard.prove;

import dev.moveguard.prove.Attempt.Outcome;
import java.util.List;

/**
 * Whether one rule can fail, and how that was seen.
 *
 * @param reason why there is no proof; empty where the attempts tell it
 */
public record RuleProof(String rule, String kind, Verdict verdict, List<Attempt> attempts, String reason) {
    /** What was found out about a rule. */
    public enum Verdict {
        /** A mutant, or more, got past it, or it cried at a near miss. */
        SURVIVED,
        /** No mutant could be made of what it guards, so nothing shows that it can fail. */
        UNPROVED,
        /** It has findings on the untouched code, and would have them on every mutant. */
        NOT_CLEAN,
        /** It could not be judged. */
        NOT_ASSESSED,
        /** It may be about nothing ({@code allow-empty}), and is. */
        EMPTY,
        /** It reported every mutant at its place, let near misses pass, and missed its subject when that was gone. */
        PROVED;

        /** The word for it: {@code not-clean}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public RuleProof {
        attempts = List.copyOf(attempts);
    }

    static RuleProof of(String rule, String kind, List<Attempt> attempts) {
        boolean isAssessed = attempts.stream().noneMatch(attempt -> attempt.outcome() == Outcome.NOT_ASSESSED);
        boolean isWell = attempts.stream().allMatch(attempt -> attempt.outcome().isWell());
        if (!isAssessed) {
            return new RuleProof(rule, kind, Verdict.NOT_ASSESSED, attempts, "");
        } else if (!isWell) {
            return new RuleProof(rule, kind, Verdict.SURVIVED, attempts, "");
        }
        boolean isKilling = attempts.stream().anyMatch(attempt -> attempt.outcome() == Outcome.KILLED);
        return isKilling
                ? new RuleProof(rule, kind, Verdict.PROVED, attempts, "")
                : new RuleProof(rule, kind, Verdict.UNPROVED, attempts, "no mutant could be made of what it guards");
    }

    /** Whether the rule is a finding: nothing shows that it bites. */
    public boolean isFinding() {
        return verdict == Verdict.SURVIVED || verdict == Verdict.UNPROVED || verdict == Verdict.NOT_CLEAN;
    }

    /** Whether it could be judged. */
    public boolean isAssessed() {
        return verdict != Verdict.NOT_ASSESSED;
    }

    /** Counts the mutants of which this came. */
    public long count(Outcome outcome) {
        return attempts.stream().filter(attempt -> attempt.outcome() == outcome).count();
    }
}
