package dev.moveguard.cli;

import dev.moveguard.engine.Baseline;
import dev.moveguard.engine.Check;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.ConstraintPicture;
import dev.moveguard.engine.Graph;
import dev.moveguard.engine.OwnershipPicture;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.report.GraphReport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code guard graph}: a picture of who holds what, or of the constraints. */
final class GraphCommand extends Command {
    private final ConfigOption config = new ConfigOption(takes);
    private final InputOptions inputs = new InputOptions(takes);

    private final BooleanSupplier isOfConstraints = takes.flag(
            "--constraints",
            "Draws the document that docs.constraints of rules.yaml names, and the laws that rest on it.");

    private final Supplier<GraphReport> format = takes.choice(
            "--format",
            "FORMAT",
            GraphReport.MERMAID,
            "How the graph is written: mermaid, dot, svg, json. Default: mermaid.");

    private final OutputOption output = new OutputOption(this, "Writes the graph there instead of to standard output.");

    GraphCommand(Console console) {
        super(
                console,
                "graph",
                "Draws who may hold the guarded types by the rules, and which fields do by the code.",
                "With --constraints, draws the laws, the constraints they rest on, and the cores these belong to.");
        exitCodes(
                "0:drawn",
                "2:the command line or the configuration is wrong, or there is nothing to draw",
                "3:drawn, but something could not be read, so that a holder may be missing");
    }

    @Override
    public Integer call() {
        List<Path> paths = inputs.paths(console);
        RuleBook book = config.read(console);
        return isOfConstraints.getAsBoolean() ? constraints(book) : ownership(book, paths);
    }

    private int constraints(RuleBook book) {
        Graph graph = ConstraintPicture.of(book.ruleSet())
                .orElseThrow(() -> new UsageException("%s names no document under docs.constraints"
                        .formatted(book.ruleSet().name())));
        output.print(format.get().write(graph), book);
        return ExitCode.CLEAN;
    }

    private int ownership(RuleBook book, List<Path> paths) {
        List<RuleBook.Entry> rules =
                book.entries().stream().filter(OwnershipPicture::isAbout).toList();
        CheckResult result = Check.run(new Check.Request(
                        book, rules, paths, inputs.lens(), console.today(), CheckCommand.cacheOf(book), Baseline.none())
                .drawn(true));
        Graph graph = result.graphs().stream()
                .filter(one -> one.id().equals(OwnershipPicture.ID))
                .findFirst()
                .orElseThrow(() -> new UsageException("%s has no rule about who holds what"
                        .formatted(book.ruleSet().name())));
        output.print(format.get().write(graph), book);
        if (graph.nodes().isEmpty()) {
            err().print("guard: no scanned type is guarded by these rules, or holds one that is\n");
        }
        return told(result.notAssessed());
    }

    private int told(List<NotAssessed> entries) {
        entries.stream()
                .map(entry -> "guard: not assessed: %s %s\n".formatted(entry.input(), entry.reason()))
                .distinct()
                .forEach(err()::print);
        err().flush();
        return entries.isEmpty() ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }
}
