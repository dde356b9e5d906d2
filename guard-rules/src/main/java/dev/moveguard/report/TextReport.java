package dev.moveguard.report;

import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.Location;
import dev.moveguard.engine.Sources;
import dev.moveguard.report.CodeFrame.Label;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Findings for people: fact, place, law, fix; and a last line that says what was looked at. */
final class TextReport {
    /** What is deferred is judged later: it is named, and not listed at length. */
    static final int MOST_DEFERRED = 5;

    private final Paint paint;
    private final int width;
    private final StringBuilder out = new StringBuilder();

    TextReport(Report.Style style) {
        this.paint = new Paint(style.isColoured());
        this.width = style.width();
    }

    String write(CheckResult result) {
        findings(result.findings(), result.sources());
        unjudged("deferred to the gate", result.deferred(), MOST_DEFERRED);
        unjudged("not assessed", Unassessed.sorted(result.notAssessed()), Integer.MAX_VALUE);
        line(LastLine.of(result, paint));
        return out.toString();
    }

    /** Writes what was not judged, and returns all that was written. */
    String unjudged(String word, List<NotAssessed> entries, int most) {
        for (String one : Unassessed.lines(entries, most)) {
            line(paint.severity(Severity.WARNING, word) + ": " + Escaped.line(one));
        }
        if (!entries.isEmpty()) {
            line("");
        }
        return out.toString();
    }

    /** Writes findings alone, for a format that has a frame of its own. */
    String findings(List<ReportedFinding> findings, Sources sources) {
        for (ReportedFinding finding : findings) {
            finding(finding, sources);
        }
        return out.toString();
    }

    private void finding(ReportedFinding finding, Sources sources) {
        String word = finding.severity().word();
        line(paint.severity(finding.severity(), word + "[" + Escaped.line(finding.rule()) + "]") + ": "
                + Escaped.line(finding.message()));
        int margin = margin(finding);
        Places.byFile(finding).values().forEach(labels -> file(labels, sources, margin));
        note(margin, "law", law(finding));
        note(margin, "because", finding.because());
        note(margin, "fix", finding.fix());
        String decision = finding.decision() == null ? "" : ", " + finding.decision();
        note(margin, "see", "guard explain " + finding.rule() + decision);
        line("");
    }

    private void file(List<Label> labels, Sources sources, int margin) {
        Label first = labels.get(0);
        line(" ".repeat(margin - 1) + paint.dim(first.isPrimary() ? "--> " : "::: ") + shown(first.at()));
        labels.stream()
                .filter(label -> !label.text().isEmpty() && !isDrawn(label.at()))
                .forEach(label -> note(margin, "note", label.text() + (label.equals(first) ? "" : place(label.at()))));
        List<Label> drawn = labels.stream().filter(label -> isDrawn(label.at())).toList();
        CodeFrame.draw(drawn, sources, paint, margin, width).forEach(this::line);
    }

    private static String place(Location at) {
        return at.line() == 0 ? "" : ", line " + at.line();
    }

    private static boolean isDrawn(Location at) {
        return at.line() > 0 && !at.text().isBlank();
    }

    private static int margin(ReportedFinding finding) {
        Stream<Location> places = Stream.concat(
                Stream.of(finding.at()), finding.related().stream().map(RelatedPlace::at));
        int last = places.flatMapToInt(at -> IntStream.of(at.line(), at.endLine()))
                .max()
                .orElse(0);
        return String.valueOf(last).length() + 1;
    }

    private static @Nullable String law(ReportedFinding finding) {
        String says = finding.lawSays();
        return finding.law() == null ? null : says == null ? finding.law() : finding.law() + ", " + says;
    }

    private void note(int margin, String name, @Nullable String text) {
        if (text != null) {
            line(" ".repeat(margin) + paint.dim("= ") + paint.bold(name) + ": " + Escaped.line(text));
        }
    }

    private static String shown(Location at) {
        return Escaped.line(at.toString());
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
