package dev.moveguard.report;

import dev.moveguard.governance.ledger.GuardEntry;
import dev.moveguard.governance.ledger.Ledger;
import dev.moveguard.governance.ledger.Row;

/** The ledger as one HTML page that needs nothing else: no script, no font, no picture. */
final class LedgerHtml {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Enforcement ledger</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1c1c1c; background: #fff }
            table { border-collapse: collapse; width: 100% }
            th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #ddd }
            .verdict { font-weight: 600; white-space: nowrap }
            .enforced { color: #176d2c } .partial { color: #8a5a00 } .doc-only { color: #555 }
            .not-wired, .dead { color: #a3171b }
            ul { margin: 0; padding-left: 1.1rem }
            @media (prefers-color-scheme: dark) {
              body { color: #e6e6e6; background: #161616 } th, td { border-color: #3a3a3a }
              .enforced { color: #6fd58a } .partial { color: #f0b95a } .doc-only { color: #aaa } .not-wired, .dead { color: #ff8b8e }
            }
            </style>
            </head>
            <body>
            <h1>Enforcement ledger</h1>
            """;

    private LedgerHtml() {}

    static String write(Ledger ledger) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<p>").append(safe(LedgerText.summary(ledger).strip())).append("</p>\n");
        page.append(
                "<table>\n<thead><tr><th>Law</th><th>Verdict</th><th>Guards</th><th>Because, and next</th></tr></thead>\n<tbody>\n");
        ledger.rows().forEach(row -> page.append(row(row)));
        page.append("</tbody>\n</table>\n");
        if (!ledger.lawless().isEmpty()) {
            page.append("<h2>Guards without a law</h2>\n<ul>\n");
            ledger.lawless().forEach(guard -> page.append(guard(guard)));
            page.append("</ul>\n");
        }
        list(page, "What runs them", ledger.wiring());
        list(page, "Not assessed", ledger.notAssessed());
        return page.append("</body>\n</html>\n").toString();
    }

    private static String row(Row row) {
        StringBuilder guards = new StringBuilder("<ul>");
        row.guards().forEach(guard -> guards.append(guard(guard)));
        return "<tr><td><strong>%s</strong><br>%s%s</td><td class=\"verdict %s\">%s</td><td>%s</ul></td><td>%s<br>%s</td></tr>\n"
                .formatted(
                        safe(row.law()),
                        safe(row.says()),
                        safe(LedgerText.decided(row)),
                        row.verdict().word(),
                        row.verdict().shown(),
                        guards,
                        safe(row.reason()),
                        safe(row.next()));
    }

    private static String guard(GuardEntry guard) {
        return "<li><code>%s</code>: %s</li>\n"
                .formatted(safe(guard.name()), safe(String.join(", ", LedgerText.states(guard))));
    }

    private static void list(StringBuilder page, String title, java.util.List<String> items) {
        if (!items.isEmpty()) {
            page.append("<h2>").append(title).append("</h2>\n<ul>\n");
            items.forEach(item -> page.append("<li>").append(safe(item)).append("</li>\n"));
            page.append("</ul>\n");
        }
    }

    private static String safe(String text) {
        return Escaped.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
