package dev.moveguard.cli;

import dev.moveguard.config.Law;
import dev.moveguard.config.Spelling;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.report.AgentsSection;
import dev.moveguard.rule.RuleKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code guard explain ID}: what a rule, a law or a kind demands, of whom, and why. */
final class ExplainCommand extends Command {
    private final ConfigOption config = new ConfigOption(takes);

    private final Supplier<Optional<String>> id =
            takes.parameter("ID", String.class, "The id of a rule or of a law, or a kind.");

    private final Supplier<Format> format =
            takes.choice("--format", "FORMAT", Format.TEXT, "How it is written: text, agents-md. Default: text.");

    private final Supplier<Optional<Path>> output = takes.option(
            "--output",
            "FILE",
            Path.class,
            "With agents-md: the file to write the section into, in the place of an earlier one, else at its end.");

    /** How an explanation is written. */
    enum Format {
        TEXT,
        AGENTS_MD
    }

    ExplainCommand(Console console) {
        super(
                console,
                "explain",
                "Explains a rule, a law or a kind: what it demands, of what, by which law and decision, code that breaks it and code that does not, and the repair.",
                "With --format agents-md, writes all rules as a section of an AGENTS.md.");
    }

    @Override
    public Integer call() {
        RuleBook book = config.read(console);
        return switch (format.get()) {
            case TEXT -> rule(book);
            case AGENTS_MD -> section(book);
        };
    }

    private int section(RuleBook book) {
        id.get().ifPresent(named -> {
            throw new UsageException("agents-md tells all rules; leave out " + named);
        });
        String section = AgentsSection.of(book);
        output.get().ifPresentOrElse(file -> write(section, file, book), () -> out().print(section));
        return ExitCode.CLEAN;
    }

    private void write(String section, Path output, RuleBook book) {
        Path file = console.folder().resolve(output);
        try {
            String before = Files.exists(file) ? Files.readString(file) : "";
            new OutputFile(output, console, book).write(AgentsSection.into(before, section));
        } catch (AgentsSection.BrokenMarkersException | IOException e) {
            throw new UsageException("%s cannot be written: %s".formatted(Guard.shown(output), e.getMessage()));
        }
    }

    private int rule(RuleBook book) {
        String named =
                id.get().orElseThrow(() -> new UsageException("which rule, law or kind? guard list names the rules"));
        if (output.get().isPresent()) {
            throw new UsageException("--output goes with --format agents-md");
        }
        if (!new Explainer(out(), book).explains(named)) {
            throw new UsageException(
                    "nothing here is called %s: no rule, no law, no kind%s".formatted(named, hint(named, book)));
        }
        return ExitCode.CLEAN;
    }

    private static String hint(String named, RuleBook book) {
        Stream<String> rules =
                book.entries().stream().map(entry -> entry.entry().id());
        Stream<String> laws = book.ruleSet().laws().stream().map(Law::id);
        Stream<String> kinds = RuleBook.kinds().stream().map(RuleKind::name);
        return Spelling.hint(
                named, Stream.of(rules, laws, kinds).flatMap(names -> names).toList());
    }
}
