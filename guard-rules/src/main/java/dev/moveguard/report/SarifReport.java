package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.AcceptedFinding;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.Location;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SARIF 2.1.0, with what GitHub's code scanning reads. Files are named from the root of the checkout, {@code %SRCROOT%}; columns
 * count UTF-16 code units.
 *
 * <p>Source: the OASIS standard, and GitHub's page "SARIF support for code scanning", which tells the limits.
 */
final class SarifReport {
    static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    /** GitHub refuses a run with more results. */
    static final int MOST_RESULTS = 25_000;

    /** GitHub shows that many of a run, the most severe first. */
    static final int MOST_SHOWN = 5_000;

    private static final int MOST_PLACES = 100;
    private static final String ROOT = "%SRCROOT%";
    private static final String FINGERPRINT = "moveguard/v1";
    private static final String LINE_HASH = "primaryLocationLineHash";

    private final CheckResult result;
    private final Report.Style style;
    private final JsonGenerator json;
    private final SarifRules rules;
    private final Map<String, List<String>> hashes = new HashMap<>();

    private SarifReport(CheckResult result, Report.Style style, JsonGenerator json) {
        this.result = result;
        this.style = style;
        this.json = json;
        this.rules = SarifRules.of(result, style);
    }

    static String write(CheckResult result, Report.Style style) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonReport.generator(text)) {
            new SarifReport(result, style, json).log();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.append('\n').toString();
    }

    private void log() throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        run();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void run() throws IOException {
        json.writeStartObject();
        rules.write(json);
        json.writeObjectFieldStart("automationDetails");
        json.writeStringField("id", "moveguard/");
        json.writeEndObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        root();
        invocation();
        json.writeArrayFieldStart("results");
        List<ReportedFinding> findings = result.findings();
        if (findings.size() > MOST_RESULTS) {
            findings = findings.stream()
                    .sorted(Comparator.comparing(ReportedFinding::severity))
                    .limit(MOST_RESULTS)
                    .toList();
        }
        for (ReportedFinding finding : findings) {
            result(finding, null);
        }
        for (AcceptedFinding accepted :
                result.accepted().stream().limit(MOST_RESULTS - findings.size()).toList()) {
            result(accepted.finding(), accepted);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void root() throws IOException {
        json.writeObjectFieldStart("originalUriBaseIds");
        json.writeObjectFieldStart(ROOT);
        text("description", "The root of the checkout.");
        json.writeEndObject();
        json.writeEndObject();
    }

    private void invocation() throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", result.notAssessed().isEmpty());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (NotAssessed entry : result.notAssessed()) {
            unjudged(entry, "error", "not assessed");
        }
        for (NotAssessed entry : result.deferred()) {
            unjudged(entry, "note", "deferred to the gate");
        }
        leftOut();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void unjudged(NotAssessed entry, String level, String word) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        text("message", "Rule %s is %s: %s %s.".formatted(entry.rule(), word, entry.input(), entry.reason()));
        json.writeObjectFieldStart("descriptor");
        json.writeStringField("id", word.replace(' ', '-'));
        json.writeEndObject();
        json.writeObjectFieldStart("associatedRule");
        rules.reference(json, entry.rule(), "id", "index");
        json.writeEndObject();
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        place(new Location(entry.input(), 0, 0, 0, 0, ""));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void leftOut() throws IOException {
        int all = result.findings().size() + result.accepted().size();
        if (all > MOST_RESULTS) {
            notification(
                    "warning",
                    "%s of %s results are left out, the least severe: GitHub takes %s of a run."
                            .formatted(all - MOST_RESULTS, all, MOST_RESULTS));
        }
        if (result.findings().size() > MOST_SHOWN) {
            notification("note", "GitHub shows %s results of a run, the most severe.".formatted(MOST_SHOWN));
        }
    }

    private void notification(String level, String message) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        text("message", message);
        json.writeEndObject();
    }

    private void result(ReportedFinding finding, @Nullable AcceptedFinding accepted) throws IOException {
        json.writeStartObject();
        rules.reference(json, finding.rule(), "ruleId", "ruleIndex");
        json.writeStringField("level", level(finding.severity()));
        text("message", message(finding));
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        place(finding.at());
        json.writeEndObject();
        json.writeEndArray();
        related(finding);
        story(finding);
        fingerprints(finding);
        if (accepted != null) {
            suppression(accepted);
        }
        json.writeObjectFieldStart("properties");
        json.writeStringField("kind", finding.kind());
        if (finding.related().size() > MOST_PLACES) {
            json.writeNumberField("relatedPlacesLeftOut", finding.related().size() - MOST_PLACES);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /** The fact, as a sentence of its own since only that is shown where room is short; then the repair and links. */
    private static String message(ReportedFinding finding) {
        StringBuilder message = new StringBuilder(finding.message()).append('.');
        if (finding.fix() != null) {
            message.append(" Fix: ").append(finding.fix()).append('.');
        }
        for (int i = 0; i < Math.min(finding.related().size(), MOST_PLACES); i++) {
            String says = finding.related().get(i).message();
            message.append(" [%s](%s).".formatted(says.replaceAll("[\\[\\]\\\\]", "\\\\$0"), i + 1));
        }
        return message.toString();
    }

    private void related(ReportedFinding finding) throws IOException {
        if (finding.related().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("relatedLocations");
        int id = 1;
        for (RelatedPlace place : finding.related().stream().limit(MOST_PLACES).toList()) {
            json.writeStartObject();
            json.writeNumberField("id", id++);
            place(place.at());
            text("message", place.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void story(ReportedFinding finding) throws IOException {
        List<RelatedPlace> steps = MoveStory.of(finding);
        if (steps.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("codeFlows");
        json.writeStartObject();
        json.writeArrayFieldStart("threadFlows");
        json.writeStartObject();
        json.writeArrayFieldStart("locations");
        for (RelatedPlace step : steps.subList(Math.max(0, steps.size() - MOST_PLACES), steps.size())) {
            json.writeStartObject();
            json.writeObjectFieldStart("location");
            place(step.at());
            text("message", step.message());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Without a text to hash, ours stands in its place: GitHub uses no other. */
    private void fingerprints(ReportedFinding finding) throws IOException {
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(LINE_HASH, lineHash(finding.at(), finding.fingerprint()));
        json.writeEndObject();
        json.writeObjectFieldStart("fingerprints");
        json.writeStringField(FINGERPRINT, finding.fingerprint());
        json.writeEndObject();
    }

    private String lineHash(Location at, String otherwise) {
        List<String> lines = hashes.computeIfAbsent(
                at.file(),
                file -> result.sources()
                        .text(file)
                        .filter(SourceText::isUtf8)
                        .map(LineHashes::of)
                        .orElse(List.of()));
        int line = Math.max(1, at.line());
        return line <= lines.size() ? lines.get(line - 1) : otherwise;
    }

    private void suppression(AcceptedFinding accepted) throws IOException {
        json.writeArrayFieldStart("suppressions");
        json.writeStartObject();
        json.writeStringField("kind", accepted.reason() == null ? "external" : "inSource");
        json.writeStringField("status", "accepted");
        json.writeStringField(
                "justification", accepted.reason() == null ? "accepted by the baseline" : accepted.reason());
        json.writeEndObject();
        json.writeEndArray();
    }

    private void place(Location at) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        String uri = Escaped.uri(style.located(at.file()));
        json.writeStringField("uri", uri);
        if (!uri.startsWith("file:")) {
            json.writeStringField("uriBaseId", ROOT);
        }
        json.writeEndObject();
        if (at.line() > 0) {
            region(at);
        }
        json.writeEndObject();
    }

    private void region(Location at) throws IOException {
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", at.line());
        json.writeNumberField("startColumn", Math.max(1, at.column()));
        json.writeNumberField("endLine", Math.max(at.line(), at.endLine()));
        if (at.column() > 0 && at.endColumn() > 0) {
            json.writeNumberField("endColumn", at.endColumn());
        } else if (!at.text().isEmpty()) {
            json.writeNumberField("endColumn", at.text().length() + 1);
        }
        if (!at.text().isEmpty()) {
            text("snippet", at.text());
        }
        json.writeEndObject();
    }

    private void text(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
