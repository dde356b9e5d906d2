package dev.moveguard.cli;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.Severity;
import dev.moveguard.engine.Baseline;
import dev.moveguard.engine.ChangeCheck;
import dev.moveguard.engine.Check;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckoutPath;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code guard check}: judges code by the rules. */
final class CheckCommand extends Command {
    private static final int MOST_NOTES = 10;

    private final ConfigOption config = new ConfigOption(takes);
    private final InputOptions inputs = new InputOptions(takes);
    private final ChangeOptions change = new ChangeOptions(this);

    private final Supplier<Report> format = takes.choice(
            "--format",
            "FORMAT",
            Report.TEXT,
            "How findings are written: text, agent, json, sarif, junit, github, html. Default: text.");

    private final OutputOption output =
            new OutputOption(this, "Writes the findings there instead of to standard output.");

    private final Supplier<List<String>> rules =
            takes.options("--rule", "ID", "Judges this rule only; can be given again.");

    private final Supplier<Severity> failOn = takes.choice(
            "--fail-on",
            "SEVERITY",
            Severity.ERROR,
            "The least severity that makes the exit code 1: error, warning, info. Default: error.");

    private final BooleanSupplier isUncached = takes.flag(
            "--no-cache",
            "Reads every class anew. Otherwise what classes told is kept in .guard beside rules.yaml, and read again when it is of the same content.");

    CheckCommand(Console console) {
        super(console, "check", "Judges code by the rules and prints what is wrong, and what was looked at.");
    }

    @Override
    public Integer call() {
        ChangeCheck.Outcome outcome = change.isStaged() ? staged() : folders();
        outcome.notes().forEach(note -> err().print("guard: " + note + "\n"));
        CheckResult result = outcome.result();
        note(result.skipped());
        output.print(format.get().write(result, style(outcome.book())), outcome.book());
        if (result.hasFindingsAtLeast(failOn.get())) {
            return ExitCode.FINDINGS;
        }
        return result.notAssessed().isEmpty() ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }

    private ChangeCheck.Outcome folders() {
        List<Path> paths = inputs.paths(console);
        RuleBook book = config.read(console);
        Check.Request request = new Check.Request(
                        book,
                        chosen(book),
                        paths,
                        inputs.lens(),
                        console.today(),
                        cache(book),
                        Baseline.read(book.ruleSet().root()))
                .drawn(format.get() == Report.HTML);
        return change.base()
                .map(revision -> since(request, revision))
                .orElseGet(() -> new ChangeCheck.Outcome(book, Check.run(request), List.of()));
    }

    private ChangeCheck.Outcome since(Check.Request request, String revision) {
        inputs.refusePaths("--base");
        return ChangeCheck.since(request, revision);
    }

    private ChangeCheck.Outcome staged() {
        inputs.refusePaths("--staged");
        inputs.refuseClasses("--staged");
        return ChangeCheck.staged(config.find(console), config.name(), this::chosen, console.today(), this::cache);
    }

    private FactsCache cache(RuleBook book) {
        return isUncached.getAsBoolean() ? FactsCache.none() : cacheOf(book);
    }

    static FactsCache cacheOf(RuleBook book) {
        return FactsCache.in(book.ruleSet().root().resolve(".guard"));
    }

    private void note(List<InputLedger.Entry> skipped) {
        skipped.stream()
                .limit(MOST_NOTES)
                .forEach(
                        entry -> err().print("guard: skipped %s, which %s\n".formatted(entry.input(), entry.reason())));
        if (skipped.size() > MOST_NOTES) {
            err().print("guard: skipped %s more inputs\n".formatted(skipped.size() - MOST_NOTES));
        }
        err().flush();
    }

    private List<RuleBook.Entry> chosen(RuleBook book) {
        return book.chosen(rules.get(), UsageException::new);
    }

    private Report.Style style(RuleBook book) {
        boolean isShown = !output.isThere();
        boolean isTerminal = isShown && format.get() == Report.TEXT && Console.isTerminal();
        return new Report.Style(
                isShown && console.isColoured(),
                Version.number(),
                isTerminal ? spec.usageMessage().width() : Report.Style.WIDTH,
                failOn.get(),
                CheckoutPath.base(book.ruleSet().root()),
                Version.site());
    }
}
