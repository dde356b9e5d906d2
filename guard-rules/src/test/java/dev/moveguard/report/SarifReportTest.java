package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SarifReportTest {
    private static final JsonSchemas SCHEMA = JsonSchemas.of(oasis());
    private static final String CODE = "take(names);\nnames.count();\n";

    /** The schema of OASIS, as it stands in the jar of another library. */
    private static String oasis() {
        try (InputStream in = SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a log that the schema accepts, and returns its run. */
    private static JsonNode run(Sample sample, Report.Style style) {
        JsonNode log = JsonSchemas.tree(Report.SARIF.write(sample.result(), style));
        assertThat(SCHEMA.errors(log)).isEmpty();
        assertThat(log.at("/version").asText()).isEqualTo("2.1.0");
        log.findValuesAsText("uri").forEach(uri -> assertThat(URI.create(uri)).isNotNull());
        return log.at("/runs/0");
    }

    private static JsonNode run(Sample sample) {
        return run(sample, Sample.PLAIN);
    }

    private static Sample story() {
        return new Sample()
                .rule("streams-once", "move-only", Severity.ERROR)
                .source("src/Ä b.java", CODE)
                .finding(
                        "streams-once",
                        "use-after-move",
                        Severity.ERROR,
                        "src/Ä b.java",
                        "names.c",
                        "names)|moved here",
                        "take|declared here");
    }

    @Test
    void theSchemaIsNotFooled() {
        String log = Report.SARIF.write(story().result(), Sample.PLAIN);
        assertThat(SCHEMA.errors(log.replace("\"ruleId\"", "\"ruelId\""))).isNotEmpty();
        assertThat(SCHEMA.errors(log.replace("utf16CodeUnits", "bytes"))).isNotEmpty();
    }

    @Test
    void aCleanRunHasRulesAndNoResult() {
        JsonNode run = run(new Sample().rule("r", "naming", Severity.WARNING));
        assertThat(run.at("/results").isArray()).isTrue();
        assertThat(run.at("/results")).isEmpty();
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
        assertThat(run.at("/automationDetails/id").asText()).isEqualTo("moveguard/");
        assertThat(run.at("/columnKind").asText()).isEqualTo("utf16CodeUnits");
        assertThat(run.at("/originalUriBaseIds").has("%SRCROOT%")).isTrue();
    }

    @Test
    void describesEachRule() {
        JsonNode rule = run(story()).at("/tool/driver/rules/0");
        assertThat(rule.at("/id").asText()).isEqualTo("streams-once");
        assertThat(rule.at("/shortDescription/text").asText()).isEqualTo("what the law says");
        assertThat(rule.at("/fullDescription/text").asText()).isEqualTo("what a kind says");
        assertThat(rule.at("/defaultConfiguration/level").asText()).isEqualTo("error");
        assertThat(rule.at("/help/text").asText()).isEqualTo("""
                Demands: what a kind says
                types: a.B, a.C
                Law: LAW/1, what the law says
                Decision: D1
                Fix: take it out
                Defined at: rules.yaml:7:5
                More: guard explain streams-once
                """);
        assertThat(rule.at("/help/markdown").asText()).contains("**Law:** LAW/1", "**types:** `a.B, a.C`\n\n");
        assertThat(rule.at("/properties/tags"))
                .extracting(JsonNode::asText)
                .containsExactly("architecture", "move-only", "LAW/1");
    }

    @Test
    void linksToThePageOfTheKindWhereItIsPublished() {
        assertThat(run(story()).at("/tool/driver/rules/0").has("helpUri")).isFalse();
        Report.Style style = new Report.Style(false, "1", 80, Severity.ERROR, "", "https://example.org/guard/");
        JsonNode driver = run(story(), style).at("/tool/driver");
        assertThat(driver.at("/informationUri").asText()).isEqualTo("https://example.org/guard/");
        assertThat(driver.at("/rules/0/helpUri").asText())
                .isEqualTo("https://example.org/guard/docs/rules/move-only.md");
    }

    @Test
    void placesAResult() {
        JsonNode result = run(story()).at("/results/0");
        assertThat(result.at("/ruleId").asText()).isEqualTo("streams-once");
        assertThat(result.at("/ruleIndex").asInt(-1)).isZero();
        assertThat(result.at("/level").asText()).isEqualTo("error");
        assertThat(result.at("/properties/kind").asText()).isEqualTo("use-after-move");
        assertThat(result.at("/message/text").asText())
                .isEqualTo("use-after-move is wrong. Fix: take it out. [moved here](1). [declared here](2).");
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation").toString())
                .isEqualTo("{\"uri\":\"src/%C3%84%20b.java\",\"uriBaseId\":\"%SRCROOT%\"}");
        assertThat(place.at("/region").toString())
                .isEqualTo("{\"startLine\":2,\"startColumn\":1,\"endLine\":2,\"endColumn\":8,"
                        + "\"snippet\":{\"text\":\"names.count();\"}}");
    }

    @Test
    void tellsTheStoryOfAMoveInItsOrder() {
        JsonNode result = run(story()).at("/results/0");
        assertThat(result.at("/relatedLocations"))
                .extracting(place -> place.at("/message/text").asText())
                .containsExactly("moved here", "declared here");
        assertThat(result.at("/relatedLocations"))
                .extracting(place -> place.at("/id").asInt())
                .containsExactly(1, 2);
        assertThat(result.at("/codeFlows/0/threadFlows/0/locations"))
                .extracting(step -> step.at("/location/message/text").asText())
                .containsExactly("declared here", "moved here", "use-after-move is wrong");
    }

    @Test
    void otherFindingsAreNoStory() {
        JsonNode result = run(new Sample()
                        .source("A.java", CODE)
                        .finding("r", "no-cycles", Severity.ERROR, "A.java", "names", "take|uses B"))
                .at("/results/0");
        assertThat(result.has("codeFlows")).isFalse();
        assertThat(result.at("/relatedLocations")).hasSize(1);
        assertThat(result.has("ruleIndex")).isFalse();
    }

    @Test
    void carriesTheHashThatGithubComputes() {
        JsonNode result = run(story()).at("/results/0");
        assertThat(result.at("/partialFingerprints/primaryLocationLineHash").asText())
                .isEqualTo(LineHashes.of(SourceText.of(CODE)).get(1));
        assertThat(result.at("/fingerprints").toString()).isEqualTo("{\"moveguard/v1\":\"0123456789abcdef01234567\"}");
    }

    @Test
    void aFileWithoutTextHasNoRegionAndOurOwnHash() {
        JsonNode result = run(new Sample().finding("r", "naming", Severity.INFO, "lib/a b.jar!/x/Y.class", ""))
                .at("/results/0");
        assertThat(result.at("/level").asText()).isEqualTo("note");
        assertThat(result.at("/locations/0/physicalLocation").has("region")).isFalse();
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("lib/a%20b.jar!/x/Y.class");
        assertThat(result.at("/partialFingerprints/primaryLocationLineHash").asText())
                .isEqualTo("0123456789abcdef01234567");
    }

    @Test
    void aSuppressedFindingIsAResultWithItsReason() {
        Sample sample = new Sample().source("A.java", CODE);
        var finding = sample.made("r", "naming", Severity.ERROR, "a is wrong", "A.java", "take");
        JsonNode results = run(sample.accepted(finding, "goes next week").accepted(finding, ""))
                .at("/results");
        assertThat(results)
                .extracting(result -> result.at("/suppressions/0").toString())
                .containsExactly(
                        "{\"kind\":\"inSource\",\"status\":\"accepted\",\"justification\":\"goes next week\"}",
                        "{\"kind\":\"external\",\"status\":\"accepted\",\"justification\":\"accepted by the baseline\"}");
    }

    @Test
    void whatWasNotAssessedIsANotification() {
        JsonNode invocation = run(new Sample()
                        .rule("r", "naming", Severity.ERROR)
                        .notAssessed("r", "x.class", "is cut off"))
                .at("/invocations/0");
        assertThat(invocation.at("/executionSuccessful").asBoolean(true)).isFalse();
        JsonNode notification = invocation.at("/toolExecutionNotifications/0");
        assertThat(notification.at("/level").asText()).isEqualTo("error");
        assertThat(notification.at("/message/text").asText()).isEqualTo("Rule r is not assessed: x.class is cut off.");
        assertThat(notification.at("/associatedRule/id").asText()).isEqualTo("r");
        assertThat(notification
                        .at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("x.class");
    }

    @Test
    void namesFilesFromTheRootOfTheCheckout() {
        Report.Style style = new Report.Style(false, "1", 80, Severity.ERROR, "sub project/", null);
        JsonNode run = run(
                new Sample()
                        .finding("r", "naming", Severity.ERROR, "a.jar", "")
                        .finding("r", "naming", Severity.ERROR, "/opt/x y.jar", "")
                        .finding("r", "naming", Severity.ERROR, "C:/x.jar", ""),
                style);
        assertThat(run.at("/results"))
                .extracting(result -> result.at("/locations/0/physicalLocation/artifactLocation")
                        .toString())
                .containsExactly(
                        "{\"uri\":\"sub%20project/a.jar\",\"uriBaseId\":\"%SRCROOT%\"}",
                        "{\"uri\":\"file:///opt/x%20y.jar\"}", "{\"uri\":\"file:///C:/x.jar\"}");
    }

    @Test
    void aHostileNameStaysAName() {
        String name = "e\u0301a\n::error::\"}],\u202e[x](1)%\u0000:b\uD800.java";
        JsonNode result = run(new Sample().source(name, "x").finding("r", "naming", Severity.ERROR, name, "x"))
                .at("/results/0");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("e%CC%81a%0A%3A%3Aerror%3A%3A%22%7D%5D,%E2%80%AE%5Bx%5D(1)%25%00%3Ab%3F.java");
    }

    @Test
    void saysThatGithubShowsFewer() {
        JsonNode run = run(new Sample().many(5001, Severity.ERROR));
        assertThat(run.at("/results")).hasSize(5001);
        assertThat(run.at("/invocations/0/toolExecutionNotifications"))
                .extracting(one -> one.at("/message/text").asText())
                .containsExactly("GitHub shows 5000 results of a run, the most severe.");
        assertThat(run(new Sample().many(5000, Severity.ERROR)).at("/invocations/0/toolExecutionNotifications"))
                .isEmpty();
    }

    @Test
    void leavesOutTheLeastSevereBeyondWhatGithubTakes() {
        Sample sample = new Sample().many(25_000, Severity.INFO).source("A.java", CODE);
        sample.finding("r", "naming", Severity.ERROR, "A.java", "take");
        sample.accepted(sample.made("r", "naming", Severity.ERROR, "b is wrong", "A.java", "take"), "old");
        JsonNode run = JsonSchemas.tree(Report.SARIF.write(sample.result(), Sample.PLAIN))
                .at("/runs/0");
        assertThat(run.at("/results")).hasSize(25_000);
        assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .isEqualTo("2 of 25002 results are left out, the least severe: GitHub takes 25000 of a run.");
    }

    @Test
    void whatIsDeferredIsANoteAndNoFailure() {
        JsonNode invocation = run(new Sample()
                        .rule("r", "naming", Severity.ERROR)
                        .deferred("r", "A.java", "needs the build"))
                .at("/invocations/0");
        assertThat(invocation.at("/executionSuccessful").asBoolean()).isTrue();
        assertThat(invocation.at("/toolExecutionNotifications/0/level").asText())
                .isEqualTo("note");
        assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
                .isEqualTo("Rule r is deferred to the gate: A.java needs the build.");
    }
}
