package dev.moveguard.report;

import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.Summary;
import java.util.List;

/** The line that ends a report for people and scripts: what was found, and what was looked at. */
final class LastLine {
    private LastLine() {}

    static String of(CheckResult result, Paint paint) {
        Summary summary = result.summary();
        return "%s: %s, %s, %s, %s suppressed%s%s, %s ms"
                .formatted(
                        verdict(result, paint),
                        count(summary.rules(), "rule"),
                        count(summary.subjects(), "subject"),
                        count(summary.files(), "file"),
                        summary.suppressed(),
                        baseline(summary),
                        result.older() == 0 ? "" : ", " + result.older() + " older",
                        String.valueOf(summary.millis()));
    }

    private static String baseline(Summary summary) {
        String accepted = summary.baselined() + summary.mended() == 0 ? "" : ", " + summary.baselined() + " baselined";
        return summary.mended() == 0
                ? accepted
                : accepted + " (and " + summary.mended() + " mended: guard baseline --prune)";
    }

    private static String verdict(CheckResult result, Paint paint) {
        String verdict = verdict(result);
        return verdict.equals("clean") ? paint.good(verdict) : paint.bold(verdict);
    }

    /** Returns the counts of findings, or {@code clean}. */
    static String verdict(CheckResult result) {
        Summary summary = result.summary();
        StringBuilder verdict = new StringBuilder();
        append(verdict, summary.errors(), Severity.ERROR.word());
        append(verdict, summary.warnings(), Severity.WARNING.word());
        append(verdict, summary.infos(), Severity.INFO.word());
        unjudged(verdict, result.notAssessed(), "not assessed");
        if (verdict.isEmpty() && !result.deferred().isEmpty()) {
            verdict.append("nothing found"); // which is less than clean
        }
        unjudged(verdict, result.deferred(), "deferred");
        return verdict.isEmpty() ? "clean" : verdict.toString();
    }

    private static void unjudged(StringBuilder verdict, List<NotAssessed> entries, String word) {
        if (!entries.isEmpty()) {
            long rules = entries.stream().map(NotAssessed::rule).distinct().count();
            verdict.append(verdict.isEmpty() ? "" : ", ")
                    .append(count((int) rules, "rule"))
                    .append(' ')
                    .append(word);
        }
    }

    private static void append(StringBuilder verdict, int number, String noun) {
        if (number > 0) {
            verdict.append(verdict.isEmpty() ? "" : ", ").append(count(number, noun));
        }
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
