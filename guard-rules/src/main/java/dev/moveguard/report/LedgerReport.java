package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moveguard.governance.ledger.Answer;
import dev.moveguard.governance.ledger.GuardEntry;
import dev.moveguard.governance.ledger.Ledger;
import dev.moveguard.governance.ledger.Row;
import dev.moveguard.governance.ledger.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The formats of the enforcement ledger. */
public enum LedgerReport {
    TEXT {
        @Override
        public String write(Ledger ledger, Report.Style style) {
            return new LedgerText(new Paint(style.isColoured())).write(ledger);
        }
    },
    JSON {
        @Override
        public String write(Ledger ledger, Report.Style style) {
            return json(ledger, style);
        }
    },
    MARKDOWN {
        @Override
        public String write(Ledger ledger, Report.Style style) {
            return LedgerMarkdown.write(ledger);
        }
    },
    HTML {
        @Override
        public String write(Ledger ledger, Report.Style style) {
            return LedgerHtml.write(ledger);
        }
    };

    /** Writes the ledger, each line ended by a line feed. The same ledger gives the same text. */
    public abstract String write(Ledger ledger, Report.Style style);

    /** Whether a file is a ledger in Markdown, which may be written anew; one that cannot be read is none. */
    public static boolean isLedger(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().filter(LedgerMarkdown.TITLE::equals).isPresent();
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static String json(Ledger ledger, Report.Style style) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonReport.generator(text)) {
            json.writeStartObject();
            json.writeStringField("tool", "moveguard");
            json.writeStringField("version", style.version());
            json.writeArrayFieldStart("laws");
            for (Row row : ledger.rows()) {
                row(json, row);
            }
            json.writeEndArray();
            guards(json, "withoutLaw", ledger.lawless());
            texts(json, "wiring", ledger.wiring());
            texts(json, "notAssessed", ledger.notAssessed());
            json.writeObjectFieldStart("summary");
            json.writeNumberField("laws", ledger.rows().size());
            for (Verdict verdict : Verdict.values()) {
                json.writeNumberField(ProofReport.camel(verdict.word()), ledger.count(verdict));
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.append('\n').toString();
    }

    private static void row(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("law", row.law());
        json.writeStringField("says", row.says());
        text(json, "decision", row.decision());
        text(json, "since", row.since());
        json.writeStringField("verdict", row.verdict().shown());
        text(json, "reason", row.reason());
        text(json, "next", row.next());
        guards(json, "guards", row.guards());
        json.writeEndObject();
    }

    private static void guards(JsonGenerator json, String name, List<GuardEntry> guards) throws IOException {
        json.writeArrayFieldStart(name);
        for (GuardEntry guard : guards) {
            json.writeStartObject();
            json.writeStringField("name", guard.name());
            json.writeStringField("type", guard.isRule() ? "rule" : "test");
            json.writeStringField("kind", guard.kind());
            answer(json, "alive", guard.alive());
            answer(json, guard.isRule() ? "holds" : "executed", guard.executed());
            answer(json, "bites", guard.bites());
            answer(json, "wired", guard.wired());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void answer(JsonGenerator json, String name, Answer answer) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField(
                "state",
                answer.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        text(json, "says", answer.says());
        text(json, "next", answer.next());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
        json.writeStringField(name, value.isEmpty() ? null : value);
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
