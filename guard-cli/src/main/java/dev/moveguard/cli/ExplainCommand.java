package dev.moveguard.cli;

import dev.moveguard.config.Law;
import dev.moveguard.config.Spelling;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.report.AgentsSection;
import dev.moveguard.rule.RuleKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard explain ID}: what a rule, a law or a kind demands, of whom, and why. */
@Command(
        name = "explain",
        description = {
            "Explains a rule, a law or a kind: what it demands, of what, by which law and decision, code that breaks it and code that does not, and the repair.",
            "With --format agents-md, writes all rules as a section of an AGENTS.md."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The id of a rule or of a law, or a kind.")
    private @Nullable String id;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = Explanation.Converter.class,
            description = "How it is written: text, agents-md. Default: text.")
    private Explanation format = Explanation.TEXT;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "With agents-md: the file to write the section into, in the place of an earlier one, else at its end.")
    private @Nullable Path output;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleBook book = config.read(console);
        return switch (format) {
            case TEXT -> rule(book);
            case AGENTS_MD -> section(book);
        };
    }

    private int section(RuleBook book) {
        if (id != null) {
            throw new UsageException("agents-md tells all rules; leave out " + id);
        }
        String section = AgentsSection.of(book);
        if (output == null) {
            spec.commandLine().getOut().print(section);
            return ExitCode.CLEAN;
        }
        Path file = console.folder().resolve(output);
        try {
            String before = Files.exists(file) ? Files.readString(file) : "";
            new OutputFile(output, console, book).write(AgentsSection.into(before, section));
            return ExitCode.CLEAN;
        } catch (AgentsSection.BrokenMarkersException | IOException e) {
            throw new UsageException("%s cannot be written: %s".formatted(Guard.shown(output), e.getMessage()));
        }
    }

    private int rule(RuleBook book) {
        if (id == null) {
            throw new UsageException("which rule, law or kind? guard list names the rules");
        }
        if (output != null) {
            throw new UsageException("--output goes with --format agents-md");
        }
        if (!new Explainer(spec.commandLine().getOut(), book).explains(id)) {
            throw new UsageException("nothing here is called %s: no rule, no law, no kind%s".formatted(id, hint(book)));
        }
        return ExitCode.CLEAN;
    }

    private String hint(RuleBook book) {
        Stream<String> rules =
                book.entries().stream().map(entry -> entry.entry().id());
        Stream<String> laws = book.ruleSet().laws().stream().map(Law::id);
        Stream<String> kinds = RuleBook.kinds().stream().map(RuleKind::name);
        return Spelling.hint(
                String.valueOf(id),
                Stream.of(rules, laws, kinds).flatMap(names -> names).toList());
    }
}
