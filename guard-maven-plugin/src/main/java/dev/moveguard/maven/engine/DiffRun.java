package dev.moveguard.maven.engine;

import dev.moveguard.governance.ledger.EnforcementDiff;
import dev.moveguard.maven.contract.DiffInput;
import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.report.DiffReport;
import dev.moveguard.report.Report;
import dev.moveguard.revision.GitException;

/** One comparison of what is enforced with what was. */
final class DiffRun {
    private DiffRun() {}

    static Outcome of(DiffInput input) {
        DiffReport format = Word.format(DiffReport.class, input.writing());
        ResultFile.check(input.writing());
        String base = input.base();
        if (base == null || base.isBlank()) {
            throw new WrongParameterException(
                    "guard.base: names the revision to compare with, a branch, a tag or a commit; it is not given");
        }
        EnforcementDiff.Result result = compared(input, base);
        ResultFile.write(input.writing(), style -> format.write(result, style));
        Report.Style plain = new Report.Style(false, input.writing().version());
        Verdict verdict = result.hasOpen() ? Verdict.FINDINGS : Verdict.CLEAN;
        return RulesEngine.outcome(verdict, DiffReport.TEXT.write(result, plain), result.notes());
    }

    private static EnforcementDiff.Result compared(DiffInput input, String base) {
        try {
            return EnforcementDiff.between(
                    base, input.rules().file(), input.rules().shown());
        } catch (GitException e) {
            throw new WrongParameterException(String.valueOf(e.getMessage()));
        }
    }
}
