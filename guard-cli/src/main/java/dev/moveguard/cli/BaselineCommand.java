package dev.moveguard.cli;

import dev.moveguard.engine.Baseline;
import dev.moveguard.engine.Check;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.RuleBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** {@code guard baseline}: writes today's findings as accepted for now. */
final class BaselineCommand extends Command {
    private final ConfigOption config = new ConfigOption(takes);
    private final InputOptions inputs = new InputOptions(takes);

    private final BooleanSupplier isPruning =
            takes.flag("--prune", "Drops the entries that no finding stands for any more, and adds none.");

    BaselineCommand(Console console) {
        super(
                console,
                "baseline",
                "Writes today's findings to guard-baseline beside rules.yaml, a file a rule: guard check then reports new ones only.",
                "With --prune, only drops what is mended. guard check itself never writes there.");
        exitCodes(
                "0:written, or nothing to write",
                "1:some findings cannot be accepted: they are about the rules themselves",
                WRONG_USAGE,
                "3:something was not assessed; what the baseline says of these rules is kept");
    }

    @Override
    public Integer call() {
        List<Path> paths = inputs.paths(console);
        RuleBook book = config.read(console);
        Path root = book.ruleSet().root();
        Baseline before = Baseline.read(root);
        CheckResult result = Check.run(new Check.Request(
                book,
                book.entries(),
                paths,
                inputs.lens(),
                console.today(),
                CheckCommand.cacheOf(book),
                Baseline.none()));
        List<String> known =
                book.entries().stream().map(rule -> rule.entry().id()).toList();
        Baseline mended = before.fixed(result.findings(), result.judged(), known);
        Baseline after = isPruning.getAsBoolean() ? before.without(mended) : today(result, before, known);
        write(after, root);
        report(before, after, mended, result);
        return exitCode(result);
    }

    /** What was not judged in full keeps what it had. */
    private static Baseline today(CheckResult result, Baseline before, List<String> known) {
        Set<String> unjudged = new HashSet<>(known);
        unjudged.removeAll(result.judged());
        return Baseline.of(result.findings()).withRulesOf(before, unjudged);
    }

    private static void write(Baseline baseline, Path root) {
        try {
            baseline.write(root);
        } catch (IOException e) {
            throw new UsageException("%s cannot be written: %s".formatted(Baseline.FOLDER, e.getMessage()));
        }
    }

    private void report(Baseline before, Baseline after, Baseline mended, CheckResult result) {
        mended.shown().forEach(entry -> out().print("mended: " + entry + "\n"));
        for (NotAssessed entry : result.notAssessed()) {
            err().print("guard: not assessed: %s %s (needed by %s)\n"
                    .formatted(entry.input(), entry.reason(), entry.rule()));
        }
        result.findings().stream()
                .filter(finding -> !Baseline.canBeAccepted(finding))
                .forEach(finding ->
                        err().print("guard: not accepted: %s: %s\n".formatted(finding.rule(), finding.message())));
        out().print("%s accepted, %s of them new, %s mended\n"
                .formatted(after.size(), after.without(before).size(), mended.size()));
        out().flush();
        err().flush();
    }

    private int exitCode(CheckResult result) {
        boolean isOpen = result.findings().stream().anyMatch(this::staysOpen);
        if (isOpen) {
            return ExitCode.FINDINGS;
        }
        return result.notAssessed().isEmpty() ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }

    private boolean staysOpen(ReportedFinding finding) {
        return !Baseline.canBeAccepted(finding);
    }
}
