package dev.moveguard.cli;

import dev.moveguard.config.RuleEntry;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.report.RulesSchema;
import dev.moveguard.rule.RuleKind;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code guard list}: the rules there are, or the kinds. */
final class ListCommand extends Command {
    private final ConfigOption config = new ConfigOption(takes);

    private final BooleanSupplier isOfKinds = takes.flag("--kinds", "Lists the rule kinds there are instead.");

    private final BooleanSupplier isSchema = takes.flag(
            "--schema",
            "Prints the JSON Schema of rules.yaml instead, for editors: it knows the kinds and their parameters.");

    ListCommand(Console console) {
        super(console, "list", "Lists the rules of rules.yaml, each with its kind, severity and law.");
    }

    @Override
    public Integer call() {
        if (isSchema.getAsBoolean()) {
            out().print(RulesSchema.write(RuleBook.kinds()));
            return ExitCode.CLEAN;
        }
        List<List<String>> rows = isOfKinds.getAsBoolean() ? kinds() : rules(config.read(console));
        int[] widths = widths(rows);
        rows.forEach(row -> out().print(line(row, widths)));
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
