package dev.moveguard.cli;

import dev.moveguard.config.Law;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.Text;
import dev.moveguard.engine.RuleBook;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard explain ID}: what a rule demands, of whom, and why. */
@Command(
        name = "explain",
        description = "Explains a rule: what it demands, of what, by which law and decision, and the repair.")
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "ID", description = "The id of the rule.")
    private String id = "";

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleBook book = config.read(console);
        RuleBook.Entry found = CheckCommand.entry(book, id);
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
        row(out, "constraints", joined(law.constraints()));
        row(out, "tests", joined(law.tests()));
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
