package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.JudgedRule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tool and its rules, as SARIF describes them. */
final class SarifRules {
    /** GitHub takes no longer description. */
    private static final int MOST_CHARACTERS = 1024;

    private final List<JudgedRule> rules;
    private final Report.Style style;
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    private SarifRules(List<JudgedRule> rules, Report.Style style) {
        this.rules = rules;
        this.style = style;
        rules.forEach(rule -> indexes.put(rule.id(), indexes.size()));
    }

    static SarifRules of(CheckResult result, Report.Style style) {
        return new SarifRules(result.rules(), style);
    }

    /** Names a rule; one that no rules.yaml defines, as a suppression may name, has no index. */
    void reference(JsonGenerator json, String rule, String idField, String indexField) throws IOException {
        json.writeStringField(idField, rule);
        Integer index = indexes.get(rule);
        if (index != null) {
            json.writeNumberField(indexField, index);
        }
    }

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Moveguard");
        json.writeStringField("version", style.version());
        if (style.site() != null) {
            json.writeStringField("informationUri", style.site());
        }
        json.writeArrayFieldStart("rules");
        for (JudgedRule rule : rules) {
            rule(json, rule);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void rule(JsonGenerator json, JudgedRule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id());
        text(json, "shortDescription", shortly(rule));
        text(json, "fullDescription", fully(rule));
        json.writeObjectFieldStart("help");
        json.writeStringField("text", help(rule, "", ""));
        json.writeStringField("markdown", help(rule, "**", "`"));
        json.writeEndObject();
        if (style.site() != null) {
            json.writeStringField("helpUri", style.site() + "docs/rules/" + rule.kind() + ".md");
        }
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", SarifReport.level(rule.severity()));
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("tags");
        json.writeString("architecture");
        json.writeString(rule.kind());
        if (rule.law() != null) {
            json.writeString(rule.law());
        }
        json.writeEndArray();
        json.writeStringField("problem.severity", problem(rule));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String shortly(JudgedRule rule) {
        String says = rule.lawSays();
        return cut(says == null ? rule.id().replace('-', ' ') : says);
    }

    private static String fully(JudgedRule rule) {
        return cut(rule.says() + (rule.because() == null ? "" : "; because " + rule.because()));
    }

    private static String problem(JudgedRule rule) {
        return switch (rule.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "recommendation";
        };
    }

    private static String help(JudgedRule rule, String strong, String code) {
        StringBuilder help = new StringBuilder();
        row(help, strong, "Demands", rule.says());
        rule.demands().forEach((name, values) -> row(help, strong, name, code + String.join(", ", values) + code));
        row(help, strong, "Law", rule.law() == null ? null : rule.law() + ", " + rule.lawSays());
        row(help, strong, "Decision", rule.decision());
        row(help, strong, "Because", rule.because());
        row(help, strong, "Fix", rule.fix());
        row(help, strong, "Defined at", rule.at().toString());
        row(help, strong, "More", code + "guard explain " + rule.id() + code);
        return help.toString();
    }

    private static void row(StringBuilder help, String strong, String name, @Nullable String text) {
        if (text != null) {
            String end = strong.isEmpty() ? "\n" : "\n\n";
            help.append(strong)
                    .append(name)
                    .append(':')
                    .append(strong)
                    .append(' ')
                    .append(text)
                    .append(end);
        }
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + "…";
    }

    private static void text(JsonGenerator json, String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
