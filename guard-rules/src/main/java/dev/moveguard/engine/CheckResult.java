package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.config.Place;
import dev.moveguard.config.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run found, in the order of the report: by file, line, column and rule.
 *
 * @param notAssessed what could not be judged, by input and rule
 * @param skipped inputs that hold nothing that is judged, each with why
 * @param judged ids of the rules that were judged in full
 * @param rules the rules of the run, in the order of the configuration
 * @param accepted findings that a suppression or the baseline accepts, in the order of the report
 * @param sources the files that findings point into
 * @param graphs pictures of the code base and its constraints; none unless the run was asked for them
 */
public record CheckResult(
        List<ReportedFinding> findings,
        List<NotAssessed> notAssessed,
        List<InputLedger.Entry> skipped,
        Set<String> judged,
        Summary summary,
        List<JudgedRule> rules,
        List<AcceptedFinding> accepted,
        Sources sources,
        List<Graph> graphs) {
    public CheckResult {
        findings = List.copyOf(findings);
        notAssessed = List.copyOf(notAssessed);
        skipped = List.copyOf(skipped);
        judged = Set.copyOf(judged);
        rules = List.copyOf(rules);
        accepted = List.copyOf(accepted);
        graphs = List.copyOf(graphs);
    }

    /** Returns the same run with other findings, of which it has told only some. */
    public CheckResult withFindings(List<ReportedFinding> others, Summary counts) {
        return new CheckResult(others, notAssessed, skipped, judged, counts, rules, accepted, sources, graphs);
    }

    /**
     * A rule of the run, and what a reader of the report has to know of it.
     *
     * @param says when a rule of its kind holds
     * @param demands its parameters as they were given, by name
     * @param law id of the law it enforces; null: none
     * @param lawSays what the law says; null: no law
     * @param decision id of the record that decided the law; null: none
     * @param because why the rule exists; null: not told
     * @param fix the repair; null: not told
     * @param subjects types and members it was about
     */
    public record JudgedRule(
            String id,
            String kind,
            Severity severity,
            String says,
            Map<String, List<String>> demands,
            @Nullable String law,
            @Nullable String lawSays,
            @Nullable String decision,
            @Nullable String because,
            @Nullable String fix,
            Place at,
            int subjects) {
        public JudgedRule {
            demands = Collections.unmodifiableMap(new LinkedHashMap<>(demands));
        }
    }

    /**
     * A finding that does not count, because somebody accepted it.
     *
     * @param reason what the suppression gives as its reason; null: the baseline accepts it
     */
    public record AcceptedFinding(
            ReportedFinding finding, @Nullable String reason) {}

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
