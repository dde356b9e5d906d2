package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.CheckResult.Summary;
import dev.moveguard.engine.Location;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The result as JSON; the fields are a contract. Absent values are null; lines and columns count from 1. */
final class JsonReport {
    private static final String TOOL = "moveguard";

    private JsonReport() {}

    static String write(CheckResult result, Report.Style style) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = generator(text)) {
            json.writeStartObject();
            json.writeStringField("tool", TOOL);
            json.writeStringField("version", style.version());
            json.writeArrayFieldStart("findings");
            for (ReportedFinding finding : result.findings()) {
                finding(json, finding);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notAssessed");
            for (NotAssessed entry : result.notAssessed()) {
                notAssessed(json, entry);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("deferred");
            for (NotAssessed entry : result.deferred()) {
                notAssessed(json, entry);
            }
            json.writeEndArray();
            summary(json, result);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.append('\n').toString();
    }

    static JsonGenerator generator(StringWriter text) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        JsonGenerator json = JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .createGenerator(text);
        return json.setPrettyPrinter(printer);
    }

    private static void finding(JsonGenerator json, ReportedFinding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule());
        json.writeStringField("kind", finding.kind());
        json.writeStringField("severity", finding.severity().word());
        json.writeStringField("file", finding.at().file());
        number(json, "line", finding.at().line());
        number(json, "column", finding.at().column());
        number(json, "endLine", finding.at().endLine());
        number(json, "endColumn", finding.at().endColumn());
        json.writeStringField("message", finding.message());
        text(json, "law", finding.law());
        text(json, "decision", finding.decision());
        text(json, "fix", finding.fix());
        json.writeArrayFieldStart("related");
        for (RelatedPlace place : finding.related()) {
            related(json, place.at(), place.message());
        }
        json.writeEndArray();
        json.writeStringField("fingerprint", finding.fingerprint());
        json.writeEndObject();
    }

    private static void related(JsonGenerator json, Location at, String message) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", at.file());
        number(json, "line", at.line());
        number(json, "column", at.column());
        json.writeStringField("message", message);
        json.writeEndObject();
    }

    private static void notAssessed(JsonGenerator json, NotAssessed entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", entry.rule());
        json.writeStringField("input", entry.input());
        json.writeStringField("reason", entry.reason());
        json.writeEndObject();
    }

    private static void summary(JsonGenerator json, CheckResult result) throws IOException {
        Summary summary = result.summary();
        json.writeObjectFieldStart("summary");
        json.writeNumberField("errors", summary.errors());
        json.writeNumberField("warnings", summary.warnings());
        json.writeNumberField("infos", summary.infos());
        json.writeNumberField("rules", summary.rules());
        json.writeNumberField("subjects", summary.subjects());
        json.writeNumberField("types", summary.types());
        json.writeNumberField("files", summary.files());
        json.writeNumberField("suppressed", summary.suppressed());
        json.writeNumberField("millis", summary.millis());
        json.writeNumberField("baselined", summary.baselined());
        json.writeNumberField("mended", summary.mended());
        json.writeNumberField("older", result.older());
        json.writeEndObject();
    }

    static void number(JsonGenerator json, String name, int value) throws IOException {
        if (value == 0) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        json.writeStringField(name, value);
    }
}
