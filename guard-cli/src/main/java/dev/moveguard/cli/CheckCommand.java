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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code guard check}: judges code by the rules. */
@Command(
        name = "check",
        description = "Judges code by the rules and prints what is wrong, and what was looked at.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:clean, and every rule was assessed",
            "1:findings at or above --fail-on",
            "2:the command line or the configuration is wrong",
            "3:not assessed: something a rule needed could not be read, or nothing was scanned",
            "4:internal error: a bug of this program"
        })
final class CheckCommand implements Callable<Integer> {
    private static final int MOST_NOTES = 10;

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private InputOptions inputs = new InputOptions();

    @ArgGroup
    private ChangeOptions change = new ChangeOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How findings are written: text, agent, json, sarif, junit, github, html. Default: text.")
    private Report format = Report.TEXT;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Writes the findings there instead of to standard output.")
    private @Nullable Path output;

    @Option(names = "--rule", paramLabel = "ID", description = "Judges this rule only; can be given again.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "The least severity that makes the exit code 1: error, warning, info. Default: error.")
    private Severity failOn = Severity.ERROR;

    @Option(
            names = "--no-cache",
            description =
                    "Reads every class anew. Otherwise what classes told is kept in .guard beside rules.yaml, and read again when it is of the same content.")
    private boolean isUncached;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ChangeCheck.Outcome outcome = change.isStaged() ? staged() : folders();
        outcome.notes().forEach(note -> spec.commandLine().getErr().print("guard: " + note + "\n"));
        CheckResult result = outcome.result();
        note(result.skipped());
        print(format.write(result, style(outcome.book())), outcome.book());
        if (result.hasFindingsAtLeast(failOn)) {
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
                .drawn(format == Report.HTML);
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
        return isUncached ? FactsCache.none() : cacheOf(book);
    }

    static FactsCache cacheOf(RuleBook book) {
        return FactsCache.in(book.ruleSet().root().resolve(".guard"));
    }

    private void note(List<InputLedger.Entry> skipped) {
        PrintWriter err = spec.commandLine().getErr();
        skipped.stream()
                .limit(MOST_NOTES)
                .forEach(entry -> err.print("guard: skipped %s, which %s\n".formatted(entry.input(), entry.reason())));
        if (skipped.size() > MOST_NOTES) {
            err.print("guard: skipped %s more inputs\n".formatted(skipped.size() - MOST_NOTES));
        }
        err.flush();
    }

    private List<RuleBook.Entry> chosen(RuleBook book) {
        return book.chosen(rules, UsageException::new);
    }

    private void print(String text, RuleBook book) {
        if (output != null) {
            new OutputFile(output, console, book).write(text);
            return;
        }
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private Report.Style style(RuleBook book) {
        boolean isShown = output == null;
        boolean isTerminal = isShown && format == Report.TEXT && Console.isTerminal();
        return new Report.Style(
                isShown && console.isColoured(),
                Version.number(),
                isTerminal ? spec.usageMessage().width() : Report.Style.WIDTH,
                failOn,
                CheckoutPath.base(book.ruleSet().root()),
                Version.site());
    }
}
