package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.engine.CheckResult.AcceptedFinding;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What some rules say of some code, before the baseline accepts any of it.
 *
 * @param findings those that no suppression accepts, in the order of the report
 * @param suppressed those that one accepts
 * @param notAssessed what could not be judged, by input and rule
 * @param deferred what was left to a run that has the build at hand
 * @param skipped inputs that hold nothing that is judged
 * @param judged ids of the rules that were judged in full
 * @param subjects how many types and members each rule was about, by id
 * @param types how many types were read
 * @param files how many class files, archives and sources were read
 * @param sources the files that findings point into
 * @param graphs pictures, where they were asked for
 */
record Judgement(
        List<ReportedFinding> findings,
        List<AcceptedFinding> suppressed,
        List<NotAssessed> notAssessed,
        List<NotAssessed> deferred,
        List<InputLedger.Entry> skipped,
        Set<String> judged,
        Map<String, Integer> subjects,
        int types,
        int files,
        Sources sources,
        List<Graph> graphs) {
    Judgement {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        notAssessed = List.copyOf(notAssessed);
        deferred = List.copyOf(deferred);
        skipped = List.copyOf(skipped);
        judged = Set.copyOf(judged);
        subjects = Map.copyOf(subjects);
        graphs = List.copyOf(graphs);
    }
}
