package dev.moveguard.report;

import dev.moveguard.config.Place;
import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.JudgedRule;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of one rule, for reports that have a test for each.
 *
 * @param kind of the rule; where a suppression names a rule that is none, of its finding
 * @param title names the rule in one line, with the law it enforces
 * @param at where the rule is defined; {@link Place#NOWHERE} when it is not
 * @param failures findings that fail the run
 * @param remarks findings that do not
 * @param gaps what could not be judged
 * @param deferred what was left to a run that has the build at hand
 * @param sources the files that findings point into
 */
public record RuleOutcome(
        String rule,
        String kind,
        String title,
        Place at,
        List<ReportedFinding> failures,
        List<ReportedFinding> remarks,
        List<NotAssessed> gaps,
        List<NotAssessed> deferred,
        Sources sources) {
    public RuleOutcome {
        failures = List.copyOf(failures);
        remarks = List.copyOf(remarks);
        gaps = List.copyOf(gaps);
        deferred = List.copyOf(deferred);
    }

    /**
     * Returns an outcome for each rule of the run, in the order of the configuration, and for each name that only findings have.
     *
     * @param failOn the least severity that fails the run
     */
    public static List<RuleOutcome> of(CheckResult result, Severity failOn) {
        Map<String, RuleOutcome> outcomes = new LinkedHashMap<>();
        result.rules().forEach(rule -> outcomes.put(rule.id(), of(result, failOn, rule.id(), rule.kind(), rule)));
        // a suppression may name a rule that is none
        result.findings()
                .forEach(finding ->
                        outcomes.computeIfAbsent(finding.rule(), id -> of(result, failOn, id, finding.kind(), null)));
        result.deferred()
                .forEach(entry ->
                        outcomes.computeIfAbsent(entry.rule(), id -> of(result, failOn, id, "deferred", null)));
        return List.copyOf(outcomes.values());
    }

    private static RuleOutcome of(
            CheckResult result, Severity failOn, String id, String kind, @Nullable JudgedRule rule) {
        Predicate<ReportedFinding> fails = finding -> finding.severity().isAtLeast(failOn);
        return new RuleOutcome(
                id,
                kind,
                Escaped.line(title(id, kind, rule)),
                rule == null ? Place.NOWHERE : rule.at(),
                findings(result, id).filter(fails).toList(),
                findings(result, id).filter(fails.negate()).toList(),
                of(result.notAssessed(), id),
                of(result.deferred(), id),
                result.sources());
    }

    private static String title(String id, String kind, @Nullable JudgedRule rule) {
        if (rule == null || rule.law() == null) {
            return id + " (" + kind + ")";
        }
        return id + ": " + rule.law() + (rule.lawSays() == null ? "" : ", " + rule.lawSays());
    }

    private static Stream<ReportedFinding> findings(CheckResult result, String id) {
        return result.findings().stream().filter(finding -> finding.rule().equals(id));
    }

    private static List<NotAssessed> of(List<NotAssessed> entries, String id) {
        return entries.stream().filter(entry -> entry.rule().equals(id)).toList();
    }

    /** Whether it was judged in full, and nothing fails the run. */
    public boolean holds() {
        return failures.isEmpty() && gaps.isEmpty() && deferred.isEmpty();
    }

    /** Returns what the text report says of what fails, without colours; empty when the rule holds. */
    public String failureText() {
        TextReport text = new TextReport(new Report.Style(false, ""));
        text.findings(failures, sources);
        text.unjudged("deferred to the gate", deferred, Integer.MAX_VALUE);
        return text.unjudged("not assessed", gaps, Integer.MAX_VALUE);
    }

    /** Returns what the text report says of the remarks, without colours; empty when there are none. */
    public String remarkText() {
        return new TextReport(new Report.Style(false, "")).findings(remarks, sources);
    }
}
