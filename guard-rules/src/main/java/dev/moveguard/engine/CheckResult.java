package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.config.Severity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run found, in the order of the report: by file, line, column and rule.
 *
 * @param notAssessed what could not be judged, by input and rule
 * @param skipped inputs that hold nothing that is judged, each with why
 * @param judged ids of the rules that were judged in full
 */
public record CheckResult(
        List<ReportedFinding> findings,
        List<NotAssessed> notAssessed,
        List<InputLedger.Entry> skipped,
        Set<String> judged,
        Summary summary) {
    public CheckResult {
        findings = List.copyOf(findings);
        notAssessed = List.copyOf(notAssessed);
        skipped = List.copyOf(skipped);
        judged = Set.copyOf(judged);
    }

    /**
     * A finding with all that a reader needs.
     *
     * @param kind the finding kind: the rule kind, or a more exact one
     * @param law id of the law the rule enforces; null: none
     * @param lawSays what the law says; null: no law
     * @param decision id of the record that decided the law; null: none
     * @param because why the rule exists; null: not told
     * @param fix the repair; null: not told
     * @param fingerprint the same for the same fault when lines or folders move
     */
    public record ReportedFinding(
            String rule,
            String kind,
            Severity severity,
            Location at,
            String message,
            @Nullable String law,
            @Nullable String lawSays,
            @Nullable String decision,
            @Nullable String because,
            @Nullable String fix,
            List<RelatedPlace> related,
            String fingerprint) {
        public ReportedFinding {
            related = List.copyOf(related);
        }
    }

    /** Another place that belongs to a finding. */
    public record RelatedPlace(Location at, String message) {}

    /** An input that a rule needed and that could not be judged. */
    public record NotAssessed(String rule, String input, String reason) {}

    /**
     * What was looked at.
     *
     * @param subjects types and members that rules were about, counted once for each rule
     * @param files class files, archives and sources read
     * @param baselined findings the baseline accepts
     * @param mended entries of the baseline that no finding stands for any more
     * @param millis wall time of the run
     */
    public record Summary(
            int errors,
            int warnings,
            int infos,
            int rules,
            int subjects,
            int types,
            int files,
            int suppressed,
            int baselined,
            int mended,
            long millis) {
        public int findings() {
            return errors + warnings + infos;
        }
    }

    /** Whether some finding weighs at least as much. */
    public boolean hasFindingsAtLeast(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.severity().isAtLeast(severity));
    }
}
