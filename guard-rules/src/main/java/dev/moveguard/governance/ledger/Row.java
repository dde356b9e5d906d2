package dev.moveguard.governance.ledger;

import java.util.Comparator;
import java.util.List;

/**
 * A law and how well it is enforced.
 *
 * @param decision id of the record behind it; empty: none
 * @param since the date of that record; empty: it tells none
 * @param reason why the verdict is no better; empty where it is the best
 * @param next what to do about it, in the imperative; empty: nothing
 */
public record Row(
        String law,
        String says,
        String decision,
        String since,
        Verdict verdict,
        List<GuardEntry> guards,
        String reason,
        String next) {
    public Row {
        guards = List.copyOf(guards);
    }

    static Row of(String law, String says, String decision, String since, List<GuardEntry> guards) {
        Verdict verdict = Verdict.of(guards);
        if (guards.isEmpty()) {
            return new Row(
                    law,
                    says,
                    decision,
                    since,
                    verdict,
                    guards,
                    "no rule and no test names it",
                    "write a rule, or name the tests that enforce it");
        }
        return guards.stream()
                .filter(guard -> !guard.isSound())
                .min(Comparator.comparing((GuardEntry guard) -> !guard.isDead())
                        .thenComparing(
                                guard -> guard.trouble().map(Answer::rank).orElse(0)))
                .flatMap(guard -> guard.trouble()
                        .map(answer -> new Row(
                                law,
                                says,
                                decision,
                                since,
                                verdict,
                                guards,
                                "%s: %s".formatted(guard.name(), answer.says()),
                                answer.next())))
                .orElseGet(() -> new Row(law, says, decision, since, verdict, guards, "", ""));
    }
}
