package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moveguard.governance.ledger.EnforcementDiff.Result;
import dev.moveguard.governance.ledger.Loss;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The formats in which a comparison of enforcement is written. */
public enum DiffReport {
    TEXT {
        @Override
        public String write(Result result, Report.Style style) {
            return text(result, new Paint(style.isColoured()));
        }
    },
    JSON {
        @Override
        public String write(Result result, Report.Style style) {
            return json(result, style);
        }
    };

    /** Writes the comparison, each line ended by a line feed; what no decision covers comes first. */
    public abstract String write(Result result, Report.Style style);

    private static String text(Result result, Paint paint) {
        StringBuilder text = new StringBuilder();
        for (Loss loss : result.losses()) {
            String word = loss.isDecided() ? paint.dim("decided") : paint.mark(true, "weaker");
            text.append(word).append(": ").append(Escaped.line(loss.says())).append('\n');
            text.append("  --> ").append(Escaped.line(loss.at().toString())).append('\n');
            text.append(
                    loss.isDecided()
                            ? "   = decided by %s\n".formatted(loss.decision())
                            : "   = fix: take it back, or add a decision record to this change that names %s\n"
                                    .formatted(Escaped.line(loss.subject())));
        }
        long open = result.losses().stream().filter(loss -> !loss.isDecided()).count();
        long decided = result.losses().size() - open;
        return text.append(result.losses().isEmpty() ? "" : "\n")
                .append("%s: %s rule%s compared with %s, %s decided\n"
                        .formatted(
                                open == 0 ? "no weaker" : open == 1 ? "1 loss" : open + " losses",
                                result.rules(),
                                result.rules() == 1 ? "" : "s",
                                Escaped.line(result.base()),
                                decided))
                .toString();
    }

    private static String json(Result result, Report.Style style) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonReport.generator(text)) {
            json.writeStartObject();
            json.writeStringField("tool", "moveguard");
            json.writeStringField("version", style.version());
            json.writeStringField("base", result.base());
            json.writeArrayFieldStart("losses");
            for (Loss loss : result.losses()) {
                json.writeStartObject();
                json.writeStringField("subject", loss.subject());
                json.writeStringField("message", loss.says());
                json.writeStringField("file", loss.at().file());
                JsonReport.number(json, "line", loss.at().line());
                JsonReport.number(json, "column", loss.at().column());
                json.writeStringField("decision", loss.isDecided() ? loss.decision() : null);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("rules", result.rules());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.append('\n').toString();
    }
}
