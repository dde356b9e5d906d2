package dev.moveguard.report;

import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.CheckResult.Summary;
import dev.moveguard.engine.Location;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings for people: fact, place, law, fix; and a last line that says what was looked at. */
final class TextReport {
    private static final int MOST_RULES_NAMED = 3;
    /** What is deferred is judged later: it is named, and not listed at length. */
    private static final int MOST_DEFERRED = 5;

    private final Paint paint;
    private final StringBuilder out = new StringBuilder();

    TextReport(Report.Style style) {
        this.paint = new Paint(style.isColoured());
    }

    String write(CheckResult result) {
        result.findings().forEach(this::finding);
        unjudged("deferred to the gate", result.deferred(), MOST_DEFERRED);
        unjudged("not assessed", sorted(result.notAssessed()), Integer.MAX_VALUE);
        line(summary(result));
        return out.toString();
    }

    private void finding(ReportedFinding finding) {
        String word = finding.severity().word();
        line(paint.severity(finding.severity(), word + "[" + finding.rule() + "]") + ": " + shown(finding.message()));
        int margin = margin(finding);
        place(finding.at(), margin, true);
        for (RelatedPlace related : finding.related()) {
            line(" ".repeat(margin) + paint.dim("= ") + paint.bold("note") + ": " + shown(related.message()));
            place(related.at(), margin, false);
        }
        note(margin, "law", law(finding));
        note(margin, "because", finding.because());
        note(margin, "fix", finding.fix());
        String decision = finding.decision() == null ? "" : ", " + finding.decision();
        note(margin, "see", "guard explain " + finding.rule() + decision);
        line("");
    }

    private static int margin(ReportedFinding finding) {
        int line = Math.max(
                finding.at().line(),
                finding.related().stream()
                        .mapToInt(related -> related.at().line())
                        .max()
                        .orElse(0));
        return String.valueOf(line).length() + 1;
    }

    private static @Nullable String law(ReportedFinding finding) {
        String says = finding.lawSays();
        return finding.law() == null ? null : says == null ? finding.law() : finding.law() + ", " + says;
    }

    private void place(Location at, int margin, boolean isPrimary) {
        line(" ".repeat(margin - 1) + paint.dim("--> ") + shown(at.toString()));
        if (at.text().isBlank()) {
            return;
        }
        String number = String.valueOf(at.line());
        String bar = paint.dim("|");
        if (isPrimary) {
            line(" ".repeat(margin) + bar);
        }
        line(paint.dim(number) + " ".repeat(margin - number.length()) + bar + " " + Escaped.line(at.text()));
        if (at.column() > 0) {
            line(" ".repeat(margin) + bar + " " + paint.mark(isPrimary, underline(at, isPrimary ? '^' : '-')));
        }
    }

    private static String underline(Location at, char mark) {
        String before = Escaped.line(
                at.text().substring(0, Math.min(at.column() - 1, at.text().length())));
        int end = at.endLine() > at.line() ? at.text().length() + 1 : at.endColumn();
        int width = Math.max(1, Math.min(end, at.text().length() + 1) - at.column());
        return " ".repeat(before.length()) + String.valueOf(mark).repeat(width);
    }

    private void note(int margin, String name, @Nullable String text) {
        if (text != null) {
            line(" ".repeat(margin) + paint.dim("= ") + paint.bold(name) + ": " + shown(text));
        }
    }

    /** A line an input and reason, up to so many: the rules that needed it are listed behind it. */
    private void unjudged(String word, List<NotAssessed> entries, int most) {
        Map<String, Set<String>> rulesByInput = new LinkedHashMap<>();
        for (NotAssessed entry : entries) {
            String input = shown(entry.input()) + " " + shown(entry.reason());
            rulesByInput.computeIfAbsent(input, key -> new TreeSet<>()).add(entry.rule());
        }
        rulesByInput.entrySet().stream().limit(most).forEach(one -> unjudged(word, one.getKey(), one.getValue()));
        if (rulesByInput.size() > most) {
            Set<String> rules = new TreeSet<>();
            rulesByInput.values().stream().skip(most).forEach(rules::addAll);
            unjudged(word, count(rulesByInput.size() - most, "more place"), rules);
        }
        if (!entries.isEmpty()) {
            line("");
        }
    }

    private void unjudged(String word, String what, Set<String> rules) {
        line(paint.severity(Severity.WARNING, word) + ": " + what + " (needed by " + named(rules) + ")");
    }

    private static List<NotAssessed> sorted(List<NotAssessed> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(NotAssessed::input).thenComparing(NotAssessed::reason))
                .toList();
    }

    private static String named(Set<String> rules) {
        String first = rules.stream().limit(MOST_RULES_NAMED).collect(Collectors.joining(", "));
        int more = rules.size() - MOST_RULES_NAMED;
        return more > 0 ? first + " and " + count(more, "other rule") : first;
    }

    private String summary(CheckResult result) {
        Summary summary = result.summary();
        String verdict = verdict(result);
        return "%s: %s, %s, %s, %s suppressed%s%s, %s ms"
                .formatted(
                        verdict,
                        count(summary.rules(), "rule"),
                        count(summary.subjects(), "subject"),
                        count(summary.files(), "file"),
                        summary.suppressed(),
                        baseline(summary),
                        result.older() == 0 ? "" : ", " + result.older() + " older",
                        String.format(Locale.ROOT, "%s", summary.millis()));
    }

    private static String baseline(Summary summary) {
        String accepted = summary.baselined() + summary.mended() == 0 ? "" : ", " + summary.baselined() + " baselined";
        return summary.mended() == 0
                ? accepted
                : accepted + " (and " + summary.mended() + " mended: guard baseline --prune)";
    }

    private String verdict(CheckResult result) {
        Summary summary = result.summary();
        StringBuilder verdict = new StringBuilder();
        append(verdict, summary.errors(), "error");
        append(verdict, summary.warnings(), "warning");
        append(verdict, summary.infos(), "info");
        unjudged(verdict, result.notAssessed(), "not assessed");
        if (verdict.isEmpty() && !result.deferred().isEmpty()) {
            verdict.append("nothing found");
        }
        unjudged(verdict, result.deferred(), "deferred");
        return verdict.isEmpty() ? paint.good("clean") : paint.bold(verdict.toString());
    }

    private static void unjudged(StringBuilder verdict, List<NotAssessed> entries, String word) {
        int rules = (int) entries.stream().map(NotAssessed::rule).distinct().count();
        if (rules > 0) {
            verdict.append(verdict.isEmpty() ? "" : ", ")
                    .append(count(rules, "rule"))
                    .append(' ')
                    .append(word);
        }
    }

    private static void append(StringBuilder verdict, int number, String noun) {
        if (number > 0) {
            verdict.append(verdict.isEmpty() ? "" : ", ").append(count(number, noun));
        }
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String shown(String text) {
        return Escaped.line(text);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
