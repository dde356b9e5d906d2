package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moveguard.engine.Graph;
import dev.moveguard.engine.Graph.Edge;
import dev.moveguard.engine.Graph.Node;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A format of a graph. */
public enum GraphReport {
    MERMAID,
    DOT,
    SVG,
    JSON;

    /** Writes the graph, each line ended by a line feed. The same graph gives the same text. */
    public String write(Graph graph) {
        return switch (this) {
            case MERMAID -> mermaid(graph);
            case DOT -> dot(graph);
            case SVG -> SvgGraph.whole(graph);
            case JSON -> json(graph);
        };
    }

    private static Map<String, String> names(Graph graph) {
        Map<String, String> names = new LinkedHashMap<>();
        graph.nodes().forEach(node -> names.put(node.id(), "n" + names.size()));
        return names;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String mermaid(Graph graph) {
        StringBuilder out = new StringBuilder("flowchart LR\n");
        Map<String, String> names = names(graph);
        for (Node node : graph.nodes()) {
            String text = node.lines().stream().map(GraphReport::mermaidText).collect(Collectors.joining("<br>"));
            String box = switch (node.role()) {
                case GUARDED -> "[[\"%s\"]]";
                case HOLDER, CONSTRAINT -> "[\"%s\"]";
                case LAW -> "([\"%s\"])";
                case CORE -> "{{\"%s\"}}";
            };
            out.append("  %s%s\n".formatted(names.get(node.id()), box.formatted(text)));
        }
        for (Edge edge : graph.edges()) {
            String arrow = switch (edge.relation()) {
                case OWNS -> "==>";
                case MAY_HOLD -> "-.->";
                case HOLDS, RESTS_ON -> "-->";
                case BREAKS -> "--x";
                case COUPLES -> "---";
            };
            String label = edge.label().isEmpty() ? "" : "|\"" + mermaidText(edge.label()) + "\"|";
            out.append("  %s %s%s %s\n".formatted(names.get(edge.from()), arrow, label, names.get(edge.to())));
        }
        return out.toString();
    }

    /** Entities of Mermaid begin with a number sign. */
    private static String mermaidText(String text) {
        return Escaped.line(text)
                .replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("&", "#amp;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace("`", "#96;");
    }

    private static String dot(Graph graph) {
        StringBuilder out = new StringBuilder("digraph %s {\n".formatted(quoted(graph.id())));
        out.append("  label=%s; labelloc=t; rankdir=LR;\n".formatted(quoted(graph.title())));
        out.append("  node [shape=box, fontname=\"sans-serif\"]; edge [fontname=\"sans-serif\"];\n");
        for (Node node : graph.nodes()) {
            String shape = switch (node.role()) {
                case GUARDED -> "box, peripheries=2";
                case HOLDER, CONSTRAINT -> "box";
                case LAW -> "box, style=rounded";
                case CORE -> "hexagon";
            };
            out.append("  %s [label=%s, shape=%s];\n"
                    .formatted(quoted(node.id()), quoted(String.join("\n", node.lines())), shape));
        }
        for (Edge edge : graph.edges()) {
            String look = switch (edge.relation()) {
                case OWNS -> "penwidth=2.5, color=\"#1a7236\"";
                case MAY_HOLD -> "style=dashed, color=\"#0b5cad\"";
                case HOLDS, RESTS_ON -> "color=\"#57606a\"";
                case BREAKS -> "penwidth=2, color=\"#b3261e\", fontcolor=\"#b3261e\"";
                case COUPLES -> "arrowhead=none, color=\"#57606a\"";
            };
            out.append("  %s -> %s [label=%s, %s];\n"
                    .formatted(quoted(edge.from()), quoted(edge.to()), quoted(edge.label()), look));
        }
        return out.append("}\n").toString();
    }

    private static String quoted(String text) {
        return text.lines()
                .map(line -> Escaped.line(line).replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(Collectors.joining("\\n", "\"", "\""));
    }

    private static String json(Graph graph) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonReport.generator(text)) {
            json.writeStartObject();
            json.writeStringField("id", graph.id());
            json.writeStringField("title", graph.title());
            json.writeArrayFieldStart("nodes");
            for (Node node : graph.nodes()) {
                json.writeStartObject();
                json.writeStringField("id", node.id());
                json.writeStringField("role", word(node.role()));
                json.writeArrayFieldStart("lines");
                for (String line : node.lines()) {
                    json.writeString(line);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("edges");
            for (Edge edge : graph.edges()) {
                json.writeStartObject();
                json.writeStringField("from", edge.from());
                json.writeStringField("to", edge.to());
                json.writeStringField("label", edge.label());
                json.writeStringField("relation", word(edge.relation()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.append('\n').toString();
    }
}
