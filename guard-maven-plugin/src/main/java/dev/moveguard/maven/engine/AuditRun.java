package dev.moveguard.maven.engine;

import dev.moveguard.code.Lens;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.governance.ledger.Audit;
import dev.moveguard.governance.ledger.Ledger;
import dev.moveguard.governance.ledger.ProjectAudit;
import dev.moveguard.maven.contract.AuditInput;
import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.report.LedgerReport;
import dev.moveguard.report.Report;
import dev.moveguard.rule.BuildSession;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One ledger of what enforces the laws. */
final class AuditRun {
    private AuditRun() {}

    static Outcome of(AuditInput input, Optional<BuildSession> session) {
        LedgerReport format = Word.format(LedgerReport.class, input.writing());
        var failing = failing(input.failOn());
        ResultFile.check(input.writing());
        Ledger ledger = ledger(input, session);
        ResultFile.write(input.writing(), style -> format.write(ledger, style));
        Report.Style plain = new Report.Style(false, input.writing().version());
        return RulesEngine.outcome(verdict(ledger, failing), LedgerReport.TEXT.write(ledger, plain), List.of());
    }

    private static Set<dev.moveguard.governance.ledger.Verdict> failing(List<String> words) {
        try {
            return dev.moveguard.governance.ledger.Verdict.parse(words);
        } catch (IllegalArgumentException e) {
            throw new WrongParameterException("guard.audit.failOn takes " + e.getMessage());
        }
    }

    private static Ledger ledger(AuditInput input, Optional<BuildSession> session) {
        if (input.rules() == null) {
            return ProjectAudit.of(input.folder(), false);
        }
        RuleBook book = ChosenRules.book(input.rules());
        return Audit.of(new Audit.Request(
                book,
                Lens.AUTO,
                () -> LocalDate.now(ZoneId.systemDefault()),
                ChosenRules.cache(book, input.keepsFacts()),
                session,
                input.proves()));
    }

    private static Verdict verdict(Ledger ledger, Set<dev.moveguard.governance.ledger.Verdict> failing) {
        if (ledger.hasAny(failing)) {
            return Verdict.FINDINGS;
        }
        return ledger.isWhole() ? Verdict.CLEAN : Verdict.NOT_ASSESSED;
    }
}
