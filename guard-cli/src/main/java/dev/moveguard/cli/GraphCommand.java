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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code guard graph}: a picture of who holds what, or of the constraints. */
@Command(
        name = "graph",
        description = {
            "Draws who may hold the guarded types by the rules, and which fields do by the code.",
            "With --constraints, draws the laws, the constraints they rest on, and the cores these belong to."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:drawn",
            "2:the command line or the configuration is wrong, or there is nothing to draw",
            "3:drawn, but something could not be read, so that a holder may be missing",
            "4:internal error: a bug of this program"
        })
final class GraphCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private InputOptions inputs = new InputOptions();

    @Option(
            names = "--constraints",
            description = "Draws the document that docs.constraints of rules.yaml names, and the laws that rest on it.")
    private boolean isOfConstraints;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How the graph is written: mermaid, dot, svg, json. Default: mermaid.")
    private GraphReport format = GraphReport.MERMAID;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Writes the graph there instead of to standard output.")
    private @Nullable Path output;

    GraphCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> paths = inputs.paths(console);
        RuleBook book = config.read(console);
        return isOfConstraints ? constraints(book) : ownership(book, paths);
    }

    private int constraints(RuleBook book) {
        Graph graph = ConstraintPicture.of(book.ruleSet())
                .orElseThrow(() -> new UsageException("%s names no document under docs.constraints"
                        .formatted(book.ruleSet().name())));
        print(graph, book);
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
        print(graph, book);
        if (graph.nodes().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .print("guard: no scanned type is guarded by these rules, or holds one that is\n");
        }
        return told(result.notAssessed());
    }

    private int told(List<NotAssessed> entries) {
        PrintWriter err = spec.commandLine().getErr();
        entries.stream()
                .map(entry -> "guard: not assessed: %s %s\n".formatted(entry.input(), entry.reason()))
                .distinct()
                .forEach(err::print);
        err.flush();
        return entries.isEmpty() ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }

    private void print(Graph graph, RuleBook book) {
        String text = format.write(graph);
        if (output != null) {
            new OutputFile(output, console, book).write(text);
            return;
        }
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}
