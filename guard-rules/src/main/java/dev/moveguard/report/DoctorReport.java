package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moveguard.config.Place;
import dev.moveguard.testpath.Diagnosis;
import dev.moveguard.testpath.Diagnosis.Complaint;
import dev.moveguard.testpath.Diagnosis.Guard;
import dev.moveguard.testpath.Diagnosis.Stage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A format of what the doctor found. */
public enum DoctorReport {
    TEXT {
        @Override
        public String write(Diagnosis diagnosis, Report.Style style, int width, long millis) {
            return new DoctorTable(diagnosis, new Paint(style.isColoured()), width).write(millis);
        }
    },
    JSON {
        @Override
        public String write(Diagnosis diagnosis, Report.Style style, int width, long millis) {
            return json(diagnosis, style, millis);
        }
    };

    /**
     * Writes the diagnosis, each line ended by a line feed.
     *
     * @param width the columns of the terminal, for what is laid out in lines
     * @param millis wall time of the run
     */
    public abstract String write(Diagnosis diagnosis, Report.Style style, int width, long millis);

    private static String json(Diagnosis diagnosis, Report.Style style, long millis) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonReport.generator(text)) {
            json.writeStartObject();
            json.writeStringField("tool", "moveguard");
            json.writeStringField("version", style.version());
            json.writeArrayFieldStart("guards");
            for (Guard guard : diagnosis.guards()) {
                guard(json, guard);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notAssessed");
            for (Diagnosis.NotAssessed gap : diagnosis.notAssessed()) {
                json.writeStartObject();
                json.writeStringField("input", gap.input());
                json.writeStringField("reason", gap.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            texts(json, "notes", diagnosis.notes());
            json.writeObjectFieldStart("summary");
            json.writeNumberField("guards", diagnosis.guards().size());
            json.writeNumberField(
                    "healthy",
                    diagnosis.guards().stream().filter(Guard::isHealthy).count());
            json.writeNumberField("testClasses", diagnosis.testClasses());
            json.writeNumberField("files", diagnosis.files());
            json.writeNumberField("millis", millis);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.append('\n').toString();
    }

    private static void guard(JsonGenerator json, Guard guard) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", guard.name());
        json.writeStringField("module", guard.module());
        place(json, guard.at());
        json.writeStringField("because", guard.because());
        stage(json, "declared", guard.declared());
        stage(json, "discoverable", guard.discoverable());
        stage(json, "executed", guard.executed());
        stage(json, "bites", guard.bites());
        json.writeArrayFieldStart("defects");
        for (Complaint complaint : guard.complaints()) {
            json.writeStartObject();
            json.writeStringField("stage", complaint.stage());
            json.writeStringField("message", complaint.message());
            place(json, complaint.at() == null ? guard.at() : complaint.at());
            json.writeStringField("repair", complaint.repair().isEmpty() ? null : complaint.repair());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "notes", guard.notes());
        json.writeEndObject();
    }

    private static void stage(JsonGenerator json, String name, Stage stage) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField(
                "state", stage.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.writeStringField("detail", stage.detail().isEmpty() ? null : stage.detail());
        json.writeEndObject();
    }

    private static void place(JsonGenerator json, @Nullable Place at) throws IOException {
        if (at != null) {
            json.writeStringField("file", at.file());
            JsonReport.number(json, "line", at.line());
            JsonReport.number(json, "column", at.column());
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
