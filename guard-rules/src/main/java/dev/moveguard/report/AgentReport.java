package dev.moveguard.report;

import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import java.util.List;

/** A line a finding, for a program that reads text: where, which rule, what, and the repair; and always a last line with counts. */
final class AgentReport {
    /** More than this fills the window of whoever reads it; the counts tell of the rest. */
    static final int MOST = 50;

    private AgentReport() {}

    static String write(CheckResult result) {
        StringBuilder out = new StringBuilder();
        List<ReportedFinding> findings = result.findings();
        findings.stream()
                .limit(MOST)
                .forEach(finding -> out.append(line(finding)).append('\n'));
        if (findings.size() > MOST) {
            List<ReportedFinding> rest = findings.subList(MOST, findings.size());
            long files =
                    rest.stream().map(finding -> finding.at().file()).distinct().count();
            out.append("and %s in %s; --rule ID asks for one rule, --format json tells all\n"
                    .formatted(LastLine.count(rest.size(), "more finding"), LastLine.count((int) files, "file")));
        }
        unjudged(out, "deferred to the gate", result.deferred(), TextReport.MOST_DEFERRED);
        unjudged(out, "not assessed", Unassessed.sorted(result.notAssessed()), MOST);
        return out.append(LastLine.of(result, new Paint(false))).append('\n').toString();
    }

    private static void unjudged(StringBuilder out, String word, List<NotAssessed> entries, int most) {
        for (String one : Unassessed.lines(entries, most)) {
            out.append(word).append(": ").append(Escaped.line(one)).append('\n');
        }
    }

    private static String line(ReportedFinding finding) {
        StringBuilder line = new StringBuilder("%s %s ".formatted(finding.at(), finding.rule()));
        if (finding.severity() != Severity.ERROR) {
            line.append('[').append(finding.severity().word()).append("] ");
        }
        line.append(finding.message());
        for (RelatedPlace place : finding.related()) {
            line.append("; %s: %s".formatted(place.at(), place.message()));
        }
        if (finding.fix() != null) {
            line.append(" -> ").append(finding.fix());
        }
        return Escaped.line(line.toString());
    }
}
