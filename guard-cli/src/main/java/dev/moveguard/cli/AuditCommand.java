package dev.moveguard.cli;

import dev.moveguard.code.Lens;
import dev.moveguard.governance.ledger.Audit;
import dev.moveguard.governance.ledger.Ledger;
import dev.moveguard.governance.ledger.ProjectAudit;
import dev.moveguard.governance.ledger.Verdict;
import dev.moveguard.report.LedgerReport;
import dev.moveguard.report.Report;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard audit}: which laws are enforced, by what, and which are only prose? */
@Command(
        name = "audit",
        description = {
            "Prints the enforcement ledger: for each law its rules and tests, whether they are alive, bite, and are run by something.",
            "ENFORCED, PARTIAL, NOT-WIRED, DEAD or DOC-ONLY, with the reason and the next step. Rules without a law are listed too.",
            "In a project without rules.yaml its decision records stand for laws, and tests that look like guards for what enforces them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no law has a verdict that --fail-on names",
            "1:some law has",
            "2:the command line or the configuration is wrong",
            "3:not assessed: something could not be read, or there is no law",
            "4:internal error: a bug of this program"
        })
final class AuditCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description =
                    "A project to audit by its decision records and tests alone, without rules. Default: the rules found from the current folder upwards, else the current folder.")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How the ledger is written: text, json, markdown, html. Default: text.")
    private LedgerReport format = LedgerReport.TEXT;

    @Option(
            names = "--fail-on",
            paramLabel = "VERDICTS",
            split = ",",
            description =
                    "The verdicts that make the exit code 1, with commas between: partial, not-wired, dead, doc-only, or none. Default: not-wired,dead.")
    private List<String> failOn = List.of("not-wired", "dead");

    @Option(
            names = "--no-prove",
            description =
                    "Proves no rule, and asks no test framework: faster, and no law is ENFORCED by a rule that was not seen to bite.")
    private boolean isUnproved;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Set<Verdict> failing = verdicts();
        Ledger ledger = ledger();
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.write(ledger, new Report.Style(console.isColoured(), Version.number())));
        out.flush();
        if (ledger.hasAny(failing)) {
            return ExitCode.FINDINGS;
        }
        return ledger.isWhole() ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }

    private Ledger ledger() {
        boolean hasRules = folder == null && config.isThere(console);
        if (hasRules) {
            var book = config.read(console);
            return Audit.of(new Audit.Request(
                    book, Lens.AUTO, console.today(), CheckCommand.cacheOf(book), Optional.empty(), !isUnproved));
        }
        Path root = folder == null ? console.folder() : console.folder().resolve(folder);
        if (!Files.isDirectory(root)) {
            throw new UsageException("no such folder: " + Guard.shown(root));
        }
        return ProjectAudit.of(root, false);
    }

    private Set<Verdict> verdicts() {
        try {
            return Verdict.parse(failOn);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--fail-on takes " + e.getMessage());
        }
    }
}
