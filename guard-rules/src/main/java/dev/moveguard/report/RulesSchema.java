package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moveguard.config.Mood;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.RulesKeys;
import dev.moveguard.config.Severity;
import dev.moveguard.rule.RuleKind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of rules.yaml, of draft 7, which editors read best. It is made from the kinds and their parameters, so that it says
 * what the reader of the file says; what only the reader can know, such as whether a law exists, it leaves open.
 */
public final class RulesSchema {
    private static final String TEXT = "text";
    private static final String TEXTS = "texts";
    private static final String RULE_ID = "^[a-z0-9]+(-[a-z0-9]+)*$";

    private final List<RuleKind> kinds;
    private final JsonGenerator json;

    private RulesSchema(List<RuleKind> kinds, JsonGenerator json) {
        this.kinds = kinds;
        this.json = json;
    }

    /** Writes the schema for files that use these kinds. */
    public static String write(List<RuleKind> kinds) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonReport.generator(text)) {
            new RulesSchema(kinds, json).schema();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.append('\n').toString();
    }

    private void schema() throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", "http://json-schema.org/draft-07/schema#");
        json.writeStringField("title", "rules.yaml of Moveguard");
        object(RulesKeys.FILE, List.of("version"), this::ofFile);
        json.writeObjectFieldStart("definitions");
        definition(TEXT, () -> types("string", "number", "boolean"));
        definition(TEXTS, this::oneOrMore);
        definition("scan", () -> object(RulesKeys.SCAN, List.of(), key -> reference(TEXTS)));
        definition("docs", () -> object(RulesKeys.DOCS, List.of(), key -> reference(TEXT)));
        definition("law", () -> object(RulesKeys.LAW, List.of("id", "says"), this::ofLaw));
        definition("rule", this::rule);
        definition("witness", () -> object(RulesKeys.WITNESS, List.of(), key -> reference(TEXT)));
        for (RuleKind kind : kinds) {
            definition(kind.name(), () -> kind(kind));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What writes some fields of an object that is open. */
    private interface Fields {
        void write() throws IOException;
    }

    /** What writes the schema of a key. */
    private interface OfKey {
        void write(String key) throws IOException;
    }

    private void definition(String name, Fields fields) throws IOException {
        json.writeObjectFieldStart(name);
        fields.write();
        json.writeEndObject();
    }

    private void object(Map<String, String> keys, List<String> required, OfKey ofKey) throws IOException {
        json.writeStringField("type", "object");
        names("required", required);
        json.writeBooleanField("additionalProperties", false);
        json.writeObjectFieldStart("properties");
        properties(keys, ofKey);
        json.writeEndObject();
    }

    private void properties(Map<String, String> keys, OfKey ofKey) throws IOException {
        for (Map.Entry<String, String> key : keys.entrySet()) {
            json.writeObjectFieldStart(key.getKey());
            json.writeStringField("description", key.getValue());
            ofKey.write(key.getKey());
            json.writeEndObject();
        }
    }

    private void ofFile(String key) throws IOException {
        switch (key) {
            case "version" -> {
                json.writeArrayFieldStart("enum");
                json.writeNumber(1);
                json.writeString("1");
                json.writeEndArray();
            }
            case "laws" -> listOf("law");
            case "rules" -> listOf("rule");
            case "extends" -> reference(TEXTS);
            default -> reference(key);
        }
    }

    private void ofLaw(String key) throws IOException {
        reference(key.equals("constraints") || key.equals("tests") ? TEXTS : TEXT);
    }

    /** Only the kind tells which other keys there are. */
    private void rule() throws IOException {
        json.writeStringField("type", "object");
        names("required", List.of("id", "kind"));
        json.writeObjectFieldStart("properties");
        definition("kind", () -> {
            json.writeStringField("description", RulesKeys.RULE.get("kind"));
            names("enum", kinds.stream().map(RuleKind::name).toList());
        });
        json.writeEndObject();
        json.writeArrayFieldStart("allOf");
        for (RuleKind kind : kinds) {
            json.writeStartObject();
            definition("if", () -> {
                names("required", List.of("kind"));
                definition("properties", () -> definition("kind", () -> json.writeStringField("const", kind.name())));
            });
            definition("then", () -> json.writeStringField("$ref", "#/definitions/" + kind.name()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void kind(RuleKind kind) throws IOException {
        json.writeStringField("description", kind.says());
        json.writeStringField("type", "object");
        names(
                "required",
                kind.parameters().stream()
                        .filter(ParameterSpec::required)
                        .map(ParameterSpec::name)
                        .toList());
        json.writeBooleanField("additionalProperties", false);
        json.writeObjectFieldStart("properties");
        properties(RulesKeys.RULE, this::ofRule);
        for (ParameterSpec parameter : kind.parameters()) {
            definition(parameter.name(), () -> parameter(parameter));
        }
        json.writeEndObject();
    }

    private void ofRule(String key) throws IOException {
        switch (key) {
            case "id" -> {
                json.writeStringField("type", "string");
                json.writeStringField("pattern", RULE_ID);
            }
            case "kind" -> json.writeStringField("type", "string");
            case "severity" ->
                names(
                        "enum",
                        Arrays.stream(Severity.values()).map(Severity::word).toList());
            case "mood" ->
                names("enum", Arrays.stream(Mood.values()).map(Mood::word).toList());
            case "witness" -> reference(key);
            default -> reference(TEXT);
        }
    }

    private void parameter(ParameterSpec parameter) throws IOException {
        json.writeStringField("description", described(parameter));
        if (parameter.needsValues() && parameter.type().isList()) {
            json.writeNumberField("minItems", 1);
        }
        switch (parameter.type()) {
            case FLAG -> types("boolean");
            case NUMBER -> {
                types("integer");
                json.writeNumberField("minimum", 0);
            }
            case CHOICE -> names("enum", parameter.choices());
            case CHOICES -> either(() -> names("enum", parameter.choices()));
            case GROUPS -> {
                types("object");
                definition("additionalProperties", () -> reference(TEXTS));
            }
            case LISTS -> either(() -> reference(TEXTS));
            case SUBJECT, SUBJECTS, TARGETS, EXCEPTIONS, MEMBER, MEMBERS, NAMES ->
                reference(parameter.type().isList() ? TEXTS : TEXT);
        }
    }

    private static String described(ParameterSpec parameter) {
        String says = parameter.says();
        return parameter.fallback().isEmpty()
                ? says
                : says + (says.endsWith(".") ? " " : ". ") + "Default: " + String.join(", ", parameter.fallback())
                        + ".";
    }

    private void oneOrMore() throws IOException {
        either(() -> reference(TEXT));
    }

    private void either(Fields one) throws IOException {
        json.writeArrayFieldStart("anyOf");
        json.writeStartObject();
        one.write();
        json.writeEndObject();
        json.writeStartObject();
        json.writeStringField("type", "array");
        definition("items", one);
        json.writeEndObject();
        json.writeEndArray();
    }

    private void listOf(String definition) throws IOException {
        json.writeStringField("type", "array");
        definition("items", () -> reference(definition));
    }

    /** A reference stands in an allOf: beside others, editors of draft 7 do not look at the description. */
    private void reference(String definition) throws IOException {
        json.writeArrayFieldStart("allOf");
        json.writeStartObject();
        json.writeStringField("$ref", "#/definitions/" + definition);
        json.writeEndObject();
        json.writeEndArray();
    }

    private void types(String... types) throws IOException {
        if (types.length == 1) {
            json.writeStringField("type", types[0]);
        } else {
            names("type", List.of(types));
        }
    }

    private void names(String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }
}
