package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.config.Place;
import dev.moveguard.config.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run found, in the order of the report: by file, line, column and rule.
 *
 * @param notAssessed what could not be judged, by input and rule
 * @param skipped inputs that hold nothing that is judged, each with why
 * @param judged ids of the rules that were judged in full
 * @param deferred what was left to a run that has the build at hand, by input and rule
 * @param older how many findings were there before the change that was judged; they are not among the findings
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
        List<NotAssessed> deferred,
        int older,
        List<JudgedRule> rules,
        List<AcceptedFinding> accepted,
        Sources sources,
        List<Graph> graphs) {
    public CheckResult {
        deferred = List.copyOf(deferred);
        findings = List.copyOf(findings);
        notAssessed = List.copyOf(notAssessed);
        skipped = List.copyOf(skipped);
        judged = Set.copyOf(judged);
        rules = List.copyOf(rules);
        accepted = List.copyOf(accepted);
        graphs = List.copyOf(graphs);
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
     * A finding with all that a reader needs. The order is that of reports: by place, then by rule and message.
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
            String fingerprint)
            implements Comparable<ReportedFinding> {
        public ReportedFinding {
            related = List.copyOf(related);
        }

        /** Written out: what {@code Comparator.comparing} makes at run time is in no archive, and every run sorts findings. */
        @Override
        public int compareTo(ReportedFinding other) {
            int byPlace = at.compareTo(other.at);
            int byRule = byPlace == 0 ? rule.compareTo(other.rule) : byPlace;
            return byRule == 0 ? message.compareTo(other.message) : byRule;
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

        private Summary of(List<ReportedFinding> findings) {
            return new Summary(
                    count(findings, Severity.ERROR),
                    count(findings, Severity.WARNING),
                    count(findings, Severity.INFO),
                    rules,
                    subjects,
                    types,
                    files,
                    suppressed,
                    baselined,
                    mended,
                    millis);
        }

        static int count(List<ReportedFinding> findings, Severity severity) {
            return (int) findings.stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
        }
    }

    /** Returns the result without the findings that were there before the change. */
    CheckResult without(Predicate<ReportedFinding> isOld) {
        List<ReportedFinding> fresh =
                findings.stream().filter(finding -> !isOld.test(finding)).toList();
        return with(fresh, deferred, older + findings.size() - fresh.size());
    }

    /** Returns the result with rules that were left to a run that has the build at hand. */
    CheckResult deferring(List<NotAssessed> more) {
        List<NotAssessed> all = Stream.concat(more.stream(), deferred.stream()).toList();
        return deferred(all);
    }

    /** Returns the result with these left to a run that has the build at hand. */
    CheckResult deferred(List<NotAssessed> entries) {
        return with(findings, entries, older);
    }

    /** Returns the result with some findings left to a run that has the build at hand. */
    CheckResult deferring(Predicate<ReportedFinding> isUncertain, String reason) {
        List<NotAssessed> left = findings.stream()
                .filter(isUncertain)
                .map(finding -> new NotAssessed(finding.rule(), finding.at().file(), finding.message() + ", " + reason))
                .toList();
        List<ReportedFinding> certain =
                findings.stream().filter(finding -> !isUncertain.test(finding)).toList();
        return with(certain, deferred, older).deferring(left);
    }

    private CheckResult with(List<ReportedFinding> some, List<NotAssessed> left, int before) {
        return new CheckResult(
                some, notAssessed, skipped, judged, summary.of(some), left, before, rules, accepted, sources, graphs);
    }

    /** Whether some finding weighs at least as much. */
    public boolean hasFindingsAtLeast(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.severity().isAtLeast(severity));
    }
}
