package dev.moveguard.cli;

import dev.moveguard.governance.ledger.EnforcementDiff;
import dev.moveguard.report.DiffReport;
import dev.moveguard.report.Report;
import dev.moveguard.revision.GitException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard diff BASE}: did somebody make the guards weaker? */
@Command(
        name = "diff",
        description = {
            "Compares what is enforced with what was at a revision: rules, exceptions, suppressions, baseline, guard tests, what runs them.",
            "A loss needs a decision record, new or changed since then, that names the rule. A gain needs nothing, and neither does a refactoring."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is weaker, or a decision says so",
            "1:something is weaker, and no decision names it",
            "2:the command line, the revision or the configuration is wrong",
            "4:internal error: a bug of this program"
        })
final class DiffCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(
            paramLabel = "BASE",
            description =
                    "The revision to compare with: a branch, a tag, a commit. The comparison begins where HEAD left it.")
    private String base = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How the result is written: text, json. Default: text.")
    private DiffReport format = DiffReport.TEXT;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            EnforcementDiff.Result result = EnforcementDiff.between(base, config.find(console), config.name());
            result.notes().forEach(note -> spec.commandLine().getErr().print("guard: " + note + "\n"));
            PrintWriter out = spec.commandLine().getOut();
            out.print(format.write(result, new Report.Style(console.isColoured(), Version.number())));
            out.flush();
            return result.hasOpen() ? ExitCode.FINDINGS : ExitCode.CLEAN;
        } catch (GitException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
