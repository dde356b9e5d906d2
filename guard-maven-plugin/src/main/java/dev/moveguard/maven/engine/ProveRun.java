package dev.moveguard.maven.engine;

import dev.moveguard.code.Lens;
import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.maven.contract.ProveInput;
import dev.moveguard.prove.Proof;
import dev.moveguard.prove.RuleProof;
import dev.moveguard.report.ProofReport;
import dev.moveguard.report.Report;
import dev.moveguard.rule.BuildSession;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One proof that rules can fail. */
final class ProveRun {
    private ProveRun() {}

    static Outcome of(ProveInput input, Optional<BuildSession> session) {
        Lens lens = Word.of(Lens.class, "guard.lens", input.lens());
        ProofReport format = Word.format(ProofReport.class, input.writing());
        ResultFile.check(input.writing());
        ChosenRules rules = ChosenRules.of(input.rules(), input.ids());
        long start = System.nanoTime();
        List<RuleProof> proofs = Proof.run(new Proof.Request(
                rules.book(),
                rules.entries(),
                List.of(),
                lens,
                ChosenRules.cache(rules.book(), input.keepsFacts()),
                session));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        ResultFile.write(input.writing(), style -> format.write(proofs, style, millis));
        Report.Style plain = new Report.Style(false, input.writing().version());
        return RulesEngine.outcome(verdict(proofs), ProofReport.TEXT.write(proofs, plain, millis), List.of());
    }

    private static Verdict verdict(List<RuleProof> proofs) {
        if (proofs.stream().anyMatch(RuleProof::isFinding)) {
            return Verdict.FINDINGS;
        }
        return proofs.stream().allMatch(RuleProof::isAssessed) ? Verdict.CLEAN : Verdict.NOT_ASSESSED;
    }
}
