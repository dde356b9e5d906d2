package dev.moveguard.report;

import dev.moveguard.prove.Attempt;
import dev.moveguard.prove.Attempt.Outcome;
import dev.moveguard.prove.RuleProof;
import dev.moveguard.prove.RuleProof.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A proof as text: a line a rule, below it what did not go as it should, and a last line with the counts. */
record ProofText(Report.Style style) {
    String write(List<RuleProof> proofs, long millis) {
        StringBuilder text = new StringBuilder();
        int width =
                proofs.stream().mapToInt(proof -> proof.rule().length()).max().orElse(0);
        proofs.forEach(proof -> rule(text, proof, width));
        return text.append('\n').append(summary(proofs, millis)).toString();
    }

    private void rule(StringBuilder text, RuleProof proof, int width) {
        String word = proof.verdict().word();
        Paint paint = new Paint(style.isColoured());
        String painted = proof.isFinding()
                ? paint.mark(true, word)
                : proof.verdict() == Verdict.PROVED ? paint.good(word) : paint.bold(word);
        text.append(painted)
                .append(" ".repeat(Math.max(1, 14 - word.length())))
                .append(proof.rule())
                .append(" ".repeat(width - proof.rule().length() + 2))
                .append(proof.reason().isEmpty() ? counts(proof) : Escaped.line(proof.reason()))
                .append('\n');
        proof.attempts().stream()
                .filter(attempt -> !attempt.outcome().isWell())
                .forEach(attempt -> text.append(attempt(attempt)));
    }

    private static String attempt(Attempt attempt) {
        String says = attempt.says().isEmpty() ? "" : ": " + attempt.says();
        return "  %-13s %s (%s)%s\n"
                .formatted(
                        attempt.outcome().word(),
                        Escaped.line(attempt.mutant()),
                        Escaped.line(attempt.place()),
                        Escaped.line(says));
    }

    private static String counts(RuleProof proof) {
        Map<Outcome, Long> counts = proof.attempts().stream()
                .collect(Collectors.groupingBy(Attempt::outcome, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
    }

    private static String summary(List<RuleProof> proofs, long millis) {
        long proved = proofs.stream()
                .filter(proof -> proof.verdict() == Verdict.PROVED)
                .count();
        long findings = proofs.stream().filter(RuleProof::isFinding).count();
        String head = findings == 0 ? "clean" : findings == 1 ? "1 finding" : findings + " findings";
        return String.format(
                Locale.ROOT,
                "%s: %s of %s rules proved, %s mutants, %s void, %s ms\n",
                head,
                proved,
                proofs.size(),
                ProofReport.mutants(proofs),
                proofs.stream().mapToLong(proof -> proof.count(Outcome.VOID)).sum(),
                millis);
    }
}
