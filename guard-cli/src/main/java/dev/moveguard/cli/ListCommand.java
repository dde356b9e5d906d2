package dev.moveguard.cli;

import dev.moveguard.config.RuleEntry;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.report.RulesSchema;
import dev.moveguard.rule.RuleKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code guard list}: the rules there are, or the kinds. */
@Command(name = "list", description = "Lists the rules of rules.yaml, each with its kind, severity and law.")
final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--kinds", description = "Lists the rule kinds there are instead.")
    private boolean kinds;

    @Option(
            names = "--schema",
            description =
                    "Prints the JSON Schema of rules.yaml instead, for editors: it knows the kinds and their parameters.")
    private boolean isSchema;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (isSchema) {
            out.print(RulesSchema.write(RuleBook.kinds()));
            return ExitCode.CLEAN;
        }
        List<List<String>> rows = kinds ? kinds() : rules(config.read(console));
        int[] widths = widths(rows);
        rows.forEach(row -> out.print(line(row, widths)));
        return ExitCode.CLEAN;
    }

    private static List<List<String>> rules(RuleBook book) {
        return book.entries().stream()
                .map(RuleBook.Entry::entry)
                .map(rule ->
                        List.of(rule.id(), rule.kind().value(), rule.severity().word(), law(rule)))
                .toList();
    }

    private static String law(RuleEntry rule) {
        return rule.law() == null ? "no law" : rule.law().value();
    }

    private static List<List<String>> kinds() {
        return RuleBook.kinds().stream()
                .map((RuleKind kind) -> List.of(kind.name(), kind.says()))
                .toList();
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing() + "\n";
    }
}
