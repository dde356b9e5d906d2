package dev.moveguard.cli;

import dev.moveguard.config.Law;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.Text;
import dev.moveguard.engine.ConstraintPicture;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.report.AgentsSection;
import dev.moveguard.report.KindPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard explain ID}: what a rule demands, of whom, and why. */
@Command(
        name = "explain",
        description = {
            "Explains a rule: what it demands, of what, by which law and decision, code that breaks it and code that does not, and the repair.",
            "With --format agents-md, writes all rules as a section of an AGENTS.md."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The id of the rule.")
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
            throw new UsageException("which rule? guard list names them");
        }
        if (output != null) {
            throw new UsageException("--output goes with --format agents-md");
        }
        RuleBook.Entry found = book.entry(id, UsageException::new);
        RuleEntry rule = found.entry();
        PrintWriter out = spec.commandLine().getOut();
        out.print("%s (%s, kind %s)\n".formatted(rule.id(), rule.severity().word(), rule.kind()));
        out.print("  demands     %s\n".formatted(found.kind().says()));
        for (ParameterSpec parameter : found.kind().parameters()) {
            row(out, parameter.name(), values(found, parameter));
        }
        found.law().ifPresent(law -> law(out, book, law));
        row(out, "because", rule.because());
        row(out, "fix", rule.fix());
        row(out, "mood", rule.mood().word());
        row(out, "allow-empty", rule.allowEmpty());
        row(out, "defined", rule.at().toString());
        row(out, "page", "docs/rules/%s.md".formatted(rule.kind()));
        KindPage.of(rule.kind().value()).ifPresent(page -> {
            block(out, "code that breaks a rule of this kind", page.java("Bad"));
            block(out, "code that does not", page.java("Good"));
        });
        return ExitCode.CLEAN;
    }

    private static void law(PrintWriter out, RuleBook book, Law law) {
        row(out, "law", "%s, %s".formatted(law.id(), law.says()));
        Text decision = law.decision();
        if (decision != null) {
            String title = book.decisionTitle(decision.value())
                    .map(text -> ", " + text)
                    .orElse("");
            row(out, "decision", decision.value() + title);
        }
        row(out, "constraints", constraints(book, law));
        row(out, "tests", joined(law.tests()));
    }

    /** The ids, each with the question that the document has beside it. */
    private static @Nullable String constraints(RuleBook book, Law law) {
        Map<String, String> texts = new HashMap<>();
        ConstraintPicture.of(book.ruleSet()).stream()
                .flatMap(graph -> graph.nodes().stream())
                .forEach(node -> texts.put(
                        node.id(),
                        String.join(" ", node.lines().subList(1, node.lines().size()))));
        List<String> shown = law.constraints().stream()
                .map(Text::value)
                .map(one -> texts.containsKey(one) ? one + " " + texts.get(one) : one)
                .toList();
        return shown.isEmpty() ? null : String.join("\n" + " ".repeat(14), shown);
    }

    private static void block(PrintWriter out, String title, Optional<List<String>> code) {
        code.ifPresent(lines -> {
            out.print("\n  %s\n\n".formatted(title));
            lines.forEach(line -> out.print(("      " + line).stripTrailing() + "\n"));
        });
    }

    private static @Nullable String values(RuleBook.Entry entry, ParameterSpec parameter) {
        return joined(entry.parameters().texts(parameter.name()));
    }

    private static @Nullable String joined(List<Text> texts) {
        return texts.isEmpty() ? null : texts.stream().map(Text::value).collect(Collectors.joining(", "));
    }

    private static void row(PrintWriter out, String name, @Nullable String value) {
        if (value != null) {
            out.print("  %-11s %s\n".formatted(name, value));
        }
    }
}
