package dev.moveguard.report;

import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.report.CodeFrame.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The places of a finding. */
final class Places {
    private Places() {}

    /** Groups them by file, the one of the finding itself first. */
    static Map<String, List<Label>> byFile(ReportedFinding finding) {
        Map<String, List<Label>> files = new LinkedHashMap<>();
        files.computeIfAbsent(finding.at().file(), file -> new ArrayList<>()).add(new Label(finding.at(), "", true));
        for (RelatedPlace place : finding.related()) {
            files.computeIfAbsent(place.at().file(), file -> new ArrayList<>())
                    .add(new Label(place.at(), Escaped.line(place.message()), false));
        }
        return files;
    }
}
