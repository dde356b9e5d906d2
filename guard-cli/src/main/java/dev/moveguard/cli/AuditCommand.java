package dev.moveguard.cli;

import dev.moveguard.code.Lens;
import dev.moveguard.governance.ledger.Audit;
import dev.moveguard.governance.ledger.Ledger;
import dev.moveguard.governance.ledger.ProjectAudit;
import dev.moveguard.governance.ledger.Verdict;
import dev.moveguard.report.LedgerReport;
import dev.moveguard.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code guard audit}: which laws are enforced, by what, and which are only prose? */
final class AuditCommand extends Command {
    private static final List<String> FAILING = List.of("not-wired", "dead");

    private final ConfigOption config = new ConfigOption(takes);

    private final Supplier<Optional<Path>> folder = takes.parameter(
            "FOLDER",
            Path.class,
            "A project to audit by its decision records and tests alone, without rules. Default: the rules found from the current folder upwards, else the current folder.");

    private final Supplier<LedgerReport> format = takes.choice(
            "--format",
            "FORMAT",
            LedgerReport.TEXT,
            "How the ledger is written: text, json, markdown, html. Default: text.");

    private final Supplier<List<String>> failOn = takes.commaOption(
            "--fail-on",
            "VERDICTS",
            "The verdicts that make the exit code 1, with commas between: partial, not-wired, dead, doc-only, or none. Default: not-wired,dead.");

    private final BooleanSupplier isUnproved = takes.flag(
            "--no-prove",
            "Proves no rule, and asks no test framework: faster, and no law is ENFORCED by a rule that was not seen to bite.");

    AuditCommand(Console console) {
        super(
                console,
                "audit",
                "Prints the enforcement ledger: for each law its rules and tests, whether they are alive, bite, and are run by something.",
                "ENFORCED, PARTIAL, NOT-WIRED, DEAD or DOC-ONLY, with the reason and the next step. Rules without a law are listed too.",
                "In a project without rules.yaml its decision records stand for laws, and tests that look like guards for what enforces them.");
        exitCodes(
                "0:no law has a verdict that --fail-on names",
                "1:some law has",
                WRONG_USAGE,
                "3:not assessed: something could not be read, or there is no law");
    }

    @Override
    public Integer call() {
        Set<Verdict> failing = verdicts();
        Ledger ledger = ledger();
        out().print(format.get().write(ledger, new Report.Style(console.isColoured(), Version.number())));
        out().flush();
        if (ledger.hasAny(failing)) {
            return ExitCode.FINDINGS;
        }
        return ledger.isWhole() ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }

    private Ledger ledger() {
        boolean hasRules = folder.get().isEmpty() && config.isThere(console);
        if (hasRules) {
            var book = config.read(console);
            return Audit.of(new Audit.Request(
                    book,
                    Lens.AUTO,
                    console.today(),
                    CheckCommand.cacheOf(book),
                    Optional.empty(),
                    !isUnproved.getAsBoolean()));
        }
        Path root = folder.get().map(console.folder()::resolve).orElse(console.folder());
        if (!Files.isDirectory(root)) {
            throw new UsageException("no such folder: " + Guard.shown(root));
        }
        return ProjectAudit.of(root, false);
    }

    private Set<Verdict> verdicts() {
        List<String> named = failOn.get();
        try {
            return Verdict.parse(named.isEmpty() ? FAILING : named);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--fail-on takes " + e.getMessage());
        }
    }
}
