package dev.moveguard.report;

import dev.moveguard.governance.ledger.GuardEntry;
import dev.moveguard.governance.ledger.Ledger;
import dev.moveguard.governance.ledger.Row;
import java.util.List;

/** The ledger as Markdown, to be kept among the documents: nothing in it changes unless enforcement does. */
final class LedgerMarkdown {
    static final String TITLE = "# Enforcement ledger";

    private LedgerMarkdown() {}

    static String write(Ledger ledger) {
        StringBuilder text = new StringBuilder(TITLE + "\n\n");
        text.append("Written by `guard audit --format markdown`. ").append(LedgerText.summary(ledger));
        text.append("\n| law | says | decision | verdict | because | next |\n|---|---|---|---|---|---|\n");
        ledger.rows().forEach(row -> text.append(row(row)));
        text.append(
                "\n## Guards\n\n| guard | of | alive | holds, or ran | bites | wired |\n|---|---|---|---|---|---|\n");
        ledger.rows().forEach(row -> row.guards().forEach(guard -> text.append(guard(guard, row.law()))));
        ledger.lawless().forEach(guard -> text.append(guard(guard, "no law")));
        list(text, "What runs them", ledger.wiring());
        list(text, "Not assessed", ledger.notAssessed());
        return text.toString();
    }

    private static String row(Row row) {
        String since = row.since().isEmpty() ? "" : ", " + row.since();
        return "| %s | %s | %s%s | %s | %s | %s |\n"
                .formatted(
                        cell(row.law()),
                        cell(row.says()),
                        cell(row.decision()),
                        since,
                        row.verdict().shown(),
                        cell(row.reason()),
                        cell(row.next()));
    }

    private static String guard(GuardEntry guard, String law) {
        return "| %s `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        guard.isRule() ? "rule" : "test",
                        cell(guard.name()),
                        cell(law),
                        guard.alive().word(),
                        guard.executed().word(),
                        guard.bites().word(),
                        guard.wired().word());
    }

    private static void list(StringBuilder text, String title, List<String> items) {
        if (!items.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
            items.forEach(item -> text.append("- ").append(cell(item)).append('\n'));
        }
    }

    private static String cell(String text) {
        return Escaped.line(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;");
    }
}
