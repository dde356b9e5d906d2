package dev.moveguard.report;

import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.Location;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Annotations of a GitHub workflow. GitHub shows ten of each level for a step and drops the others without a word, so the rest is
 * printed as lines of the log, and a notice says how many there are.
 */
final class GithubReport {
    static final int MOST_OF_A_LEVEL = 10;

    private final Report.Style style;
    private final StringBuilder out = new StringBuilder();
    private final Map<Severity, Integer> shown = new EnumMap<>(Severity.class);
    private final List<String> rest = new ArrayList<>();

    GithubReport(Report.Style style) {
        this.style = style;
    }

    String write(CheckResult result) {
        List<Unassessed> unassessed = Unassessed.of(Unassessed.sorted(result.notAssessed()));
        unassessed.forEach(this::unassessed);
        result.findings().forEach(finding -> finding(finding, room(finding.severity(), unassessed, result.summary())));
        for (String one : Unassessed.lines(result.deferred(), TextReport.MOST_DEFERRED)) {
            line(Escaped.logLine("deferred to the gate: " + one));
        }
        rest.forEach(line -> line(Escaped.logLine(line)));
        if (!rest.isEmpty()) {
            line("::notice title=moveguard::"
                    + Escaped.command("%s of this step: GitHub shows %s of a level; the log has them all"
                            .formatted(LastLine.count(rest.size(), "more annotation"), MOST_OF_A_LEVEL)));
        }
        line(LastLine.of(result, new Paint(false)));
        return out.toString();
    }

    /** How many of a level are shown; among the notices one place is kept for the one about what is not. */
    private static int room(Severity severity, List<Unassessed> unassessed, CheckResult.Summary summary) {
        boolean isMore = unassessed.size() + summary.errors() > MOST_OF_A_LEVEL
                || summary.warnings() > MOST_OF_A_LEVEL
                || summary.infos() > MOST_OF_A_LEVEL;
        return severity == Severity.INFO && isMore ? MOST_OF_A_LEVEL - 1 : MOST_OF_A_LEVEL;
    }

    private void unassessed(Unassessed one) {
        annotate(Severity.ERROR, "title=not assessed", one.says(), "not assessed: " + one.says(), MOST_OF_A_LEVEL);
    }

    private void finding(ReportedFinding finding, int room) {
        Location at = finding.at();
        StringBuilder properties = new StringBuilder("file=" + Escaped.commandProperty(style.located(at.file())));
        if (at.line() > 0) {
            properties.append(",line=").append(at.line());
            properties.append(",endLine=").append(Math.max(at.line(), at.endLine()));
        }
        if (at.column() > 0 && at.endLine() == at.line()) {
            properties.append(",col=").append(at.column()).append(",endColumn=").append(at.endColumn());
        }
        properties.append(",title=").append(Escaped.commandProperty(finding.rule()));
        annotate(finding.severity(), properties.toString(), message(finding), plain(finding), room);
    }

    private static String message(ReportedFinding finding) {
        StringBuilder message = new StringBuilder(finding.message());
        for (RelatedPlace place : finding.related()) {
            message.append('\n').append(place.message()).append(": ").append(place.at());
        }
        if (finding.law() != null) {
            message.append("\nlaw: ").append(finding.law()).append(", ").append(finding.lawSays());
        }
        if (finding.fix() != null) {
            message.append("\nfix: ").append(finding.fix());
        }
        return message.toString();
    }

    private static String plain(ReportedFinding finding) {
        return "%s[%s] %s %s".formatted(finding.severity().word(), finding.rule(), finding.at(), finding.message());
    }

    private void annotate(Severity severity, String properties, String message, String plain, int room) {
        if (shown.merge(severity, 1, Integer::sum) > room) {
            rest.add(plain);
            return;
        }
        String level = switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
        line("::" + level + " " + properties + "::" + Escaped.command(message));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
