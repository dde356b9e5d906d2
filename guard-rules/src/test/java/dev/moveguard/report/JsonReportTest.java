package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.config.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private final JsonSchemas schema;

    JsonReportTest() throws IOException {
        this.schema = JsonSchemas.of(Files.readString(Path.of("..", "docs", "schema", "report.schema.json")));
    }

    private static String write(Sample sample) {
        return Report.JSON.write(sample.result(), Sample.PLAIN);
    }

    private static Sample full() {
        String hostile = "a\n::error::\"}],\u202e\u0000.java";
        return new Sample()
                .rule("r", "leaked", Severity.ERROR)
                .source(hostile, "take(names);\nnames.count();\n")
                .finding("r", "leaked", Severity.ERROR, hostile, "names.c", "take|moved \"here\"\n")
                .finding("r", "naming", Severity.INFO, "lib/x.jar!/A.class", "")
                .notAssessed("r", hostile, "is cut off");
    }

    @Test
    void isAsTheSchemaSays() {
        assertThat(schema.errors(write(full()))).isEmpty();
        assertThat(schema.errors(write(new Sample()))).isEmpty();
    }

    @Test
    void theSchemaIsNotFooled() {
        assertThat(schema.errors(write(full()).replace("\"related\"", "\"relate\"")))
                .isNotEmpty();
        assertThat(schema.errors(write(full()).replace("\"line\" : 2", "\"line\" : 0")))
                .isNotEmpty();
        assertThat(schema.errors(write(full()).replace("\"info\"", "\"note\""))).isNotEmpty();
        assertThat(schema.errors(write(full()).replace("\"mended\" : 0", "\"mended\" : -1")))
                .isNotEmpty();
    }

    @Test
    void holdsHostileTextAsText() {
        String json = write(full());
        assertThat(json.chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 127);
        assertThat(JsonSchemas.tree(json).at("/findings/0/file").asText())
                .isEqualTo("a\n::error::\"}],\u202e\u0000.java");
    }
}
