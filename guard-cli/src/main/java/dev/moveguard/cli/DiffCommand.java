package dev.moveguard.cli;

import dev.moveguard.governance.ledger.EnforcementDiff;
import dev.moveguard.report.DiffReport;
import dev.moveguard.report.Report;
import dev.moveguard.revision.GitException;
import java.util.function.Supplier;

/** {@code guard diff BASE}: did somebody make the guards weaker? */
final class DiffCommand extends Command {
    private final ConfigOption config = new ConfigOption(takes);

    private final Supplier<String> base = takes.parameter(
            "BASE",
            "The revision to compare with: a branch, a tag, a commit. The comparison begins where HEAD left it.");

    private final Supplier<DiffReport> format = takes.choice(
            "--format", "FORMAT", DiffReport.TEXT, "How the result is written: text, json. Default: text.");

    DiffCommand(Console console) {
        super(
                console,
                "diff",
                "Compares what is enforced with what was at a revision: rules, exceptions, suppressions, baseline, guard tests, what runs them.",
                "A loss needs a decision record, new or changed since then, that names the rule. A gain needs nothing, and neither does a refactoring.");
        exitCodes(
                "0:nothing is weaker, or a decision says so",
                "1:something is weaker, and no decision names it",
                "2:the command line, the revision or the configuration is wrong");
    }

    @Override
    public Integer call() {
        try {
            EnforcementDiff.Result result = EnforcementDiff.between(base.get(), config.find(console), config.name());
            result.notes().forEach(note -> err().print("guard: " + note + "\n"));
            out().print(format.get().write(result, new Report.Style(console.isColoured(), Version.number())));
            out().flush();
            return result.hasOpen() ? ExitCode.FINDINGS : ExitCode.CLEAN;
        } catch (GitException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
