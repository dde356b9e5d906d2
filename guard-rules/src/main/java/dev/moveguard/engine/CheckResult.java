package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.config.Severity;
import java.util.List;
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
 */
public record CheckResult(
        List<ReportedFinding> findings,
        List<NotAssessed> notAssessed,
        List<InputLedger.Entry> skipped,
        Set<String> judged,
        Summary summary,
        List<NotAssessed> deferred,
        int older) {
    public CheckResult {
        deferred = List.copyOf(deferred);
        findings = List.copyOf(findings);
        notAssessed = List.copyOf(notAssessed);
        skipped = List.copyOf(skipped);
        judged = Set.copyOf(judged);
    }

    /** What a run over the code as it lies found. */
    public CheckResult(
            List<ReportedFinding> findings,
            List<NotAssessed> notAssessed,
            List<InputLedger.Entry> skipped,
            Set<String> judged,
            Summary summary) {
        this(findings, notAssessed, skipped, judged, summary, List.of(), 0);
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
        return new CheckResult(
                fresh,
                notAssessed,
                skipped,
                judged,
                summary.of(fresh),
                deferred,
                older + findings.size() - fresh.size());
    }

    /** Returns the result with rules that were left to a run that has the build at hand. */
    CheckResult deferring(List<NotAssessed> more) {
        List<NotAssessed> all = Stream.concat(more.stream(), deferred.stream()).toList();
        return deferred(all);
    }

    /** Returns the result with these left to a run that has the build at hand. */
    CheckResult deferred(List<NotAssessed> entries) {
        return new CheckResult(findings, notAssessed, skipped, judged, summary, entries, older);
    }

    /** Returns the result with some findings left to a run that has the build at hand. */
    CheckResult deferring(Predicate<ReportedFinding> isUncertain, String reason) {
        List<NotAssessed> left = findings.stream()
                .filter(isUncertain)
                .map(finding -> new NotAssessed(finding.rule(), finding.at().file(), finding.message() + ", " + reason))
                .toList();
        List<ReportedFinding> certain =
                findings.stream().filter(finding -> !isUncertain.test(finding)).toList();
        return new CheckResult(certain, notAssessed, skipped, judged, summary.of(certain), deferred, older)
                .deferring(left);
    }

    /** Whether some finding weighs at least as much. */
    public boolean hasFindingsAtLeast(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.severity().isAtLeast(severity));
    }
}
