package dev.moveguard.engine;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.Mood;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import java.util.List;

/** Judges one rule. */
public final class Judging {
    private Judging() {}

    /**
     * Returns what a rule finds wrong; what it finds about itself, and what it could not judge, is left in the facts. A rule that
     * was about nothing and did not say so is said to be.
     */
    public static List<Finding> findings(RuleBook.Entry rule, Facts facts) {
        if (rule.entry().mood() == Mood.RETIRED) {
            return Retired.check(rule, facts);
        }
        try {
            List<Finding> findings = rule.rule().check(facts);
            if (facts.subjectCount() == 0 && facts.vacuities().isEmpty()) {
                facts.vacuous(
                        rule.entry().at(),
                        rule.entry().id(),
                        "rule %s is about nothing".formatted(rule.entry().id()));
            }
            return findings;
        } catch (UnreadableException e) {
            facts.gap(rule.entry().at().file(), e.reason());
            return List.of();
        }
    }
}
