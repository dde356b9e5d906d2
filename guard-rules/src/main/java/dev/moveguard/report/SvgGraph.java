package dev.moveguard.report;

import dev.moveguard.engine.Graph;
import dev.moveguard.engine.Graph.Relation;
import dev.moveguard.engine.Graph.Role;
import dev.moveguard.report.GraphLayout.Arrow;
import dev.moveguard.report.GraphLayout.Box;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws a graph as SVG. Its colours are variables of {@code graph.css}, which follows the light or dark of the reader's system. */
final class SvgGraph {
    private static final double LEGEND = 30;
    private static final double SAMPLE = 34;
    private static final double CORNER = 7;

    private final Graph graph;
    private final GraphLayout layout;
    private final Html svg = new Html();

    private SvgGraph(Graph graph) {
        this.graph = graph;
        this.layout = GraphLayout.of(graph);
    }

    /** Draws a file of its own. */
    static String whole(Graph graph) {
        return new SvgGraph(graph).draw("<style>" + css() + "</style>\n") + "\n";
    }

    /** Draws for a page that has the styles of {@link #css} already. */
    static String embedded(Graph graph) {
        return new SvgGraph(graph).draw("");
    }

    static String css() {
        return HtmlReport.resource("graph.css");
    }

    private String draw(String style) {
        double width = Math.max(layout.width(), legendWidth());
        double height = layout.height() + LEGEND;
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "graph",
                "width",
                number(width),
                "height",
                number(height),
                "viewBox",
                "0 0 " + number(width) + " " + number(height),
                "role",
                "img",
                "aria-label",
                graph.title());
        svg.line().element("title", graph.title()).line().markup(style);
        markers();
        layout.arrows().forEach(this::arrow);
        layout.boxes().forEach(this::box);
        legend(height - LEGEND / 2);
        return svg.close("svg").toString();
    }

    private Set<Relation> relations() {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        graph.edges().forEach(edge -> relations.add(edge.relation()));
        return relations;
    }

    private void markers() {
        svg.open("defs").line();
        for (Relation relation : relations()) {
            String word = GraphReport.word(relation);
            svg.open(
                    "marker",
                    "id",
                    graph.id() + "-" + word,
                    "class",
                    word,
                    "viewBox",
                    "0 0 10 10",
                    "refX",
                    "9",
                    "refY",
                    "5",
                    "markerWidth",
                    "7",
                    "markerHeight",
                    "7",
                    "markerUnits",
                    "userSpaceOnUse",
                    "orient",
                    "auto");
            svg.open("path", "d", "M0 0L10 5L0 10z")
                    .close("path")
                    .close("marker")
                    .line();
        }
        svg.close("defs").line();
    }

    private void arrow(Arrow arrow) {
        String word = GraphReport.word(arrow.edge().relation());
        svg.open("g", "class", "edge " + word);
        String path = arrow.corners().stream()
                .map(corner -> number(corner[0]) + " " + number(corner[1]))
                .collect(Collectors.joining("L", "M", ""));
        svg.open("path", "d", path, "marker-end", "url(#" + graph.id() + "-" + word + ")")
                .close("path");
        if (!arrow.edge().label().isEmpty()) {
            text(
                    arrow.edge().label(),
                    arrow.labelX() + GraphLayout.width(arrow.edge().label()) / 2 + 3,
                    arrow.labelY() + GraphLayout.LINE / 2,
                    "label");
        }
        svg.close("g").line();
    }

    private void box(Box box) {
        svg.open("g", "class", "node " + GraphReport.word(box.node().role()));
        svg.element("title", box.node().id());
        svg.open(
                        "rect",
                        "x",
                        number(box.x()),
                        "y",
                        number(box.y()),
                        "width",
                        number(box.width()),
                        "height",
                        number(box.height()),
                        "rx",
                        number(box.node().role() == Role.LAW ? 2 * CORNER : CORNER))
                .close("rect");
        List<String> lines = box.node().lines();
        double top = box.y() + (box.height() - lines.size() * GraphLayout.LINE) / 2;
        for (int i = 0; i < lines.size(); i++) {
            double middle = top + (i + .5) * GraphLayout.LINE;
            text(lines.get(i), box.x() + box.width() / 2, middle, i == 0 ? "name" : "detail");
        }
        svg.close("g").line();
    }

    private void text(String text, double x, double y, String kind) {
        svg.element("text", text, "class", kind, "x", number(x), "y", number(y));
    }

    private static String meaning(Relation relation) {
        return switch (relation) {
            case OWNS -> "owns, by a rule";
            case MAY_HOLD -> "may hold, by a rule";
            case HOLDS -> "holds";
            case BREAKS -> "holds, and must not";
            case RESTS_ON -> "rests on";
            case COUPLES -> "belongs to";
        };
    }

    private double legendWidth() {
        return relations().stream()
                .mapToDouble(relation -> SAMPLE + GraphLayout.width(meaning(relation)) + 3 * CORNER)
                .sum();
    }

    private void legend(double y) {
        double x = 2 * CORNER;
        svg.open("g", "class", "legend");
        for (Relation relation : relations()) {
            String word = GraphReport.word(relation);
            svg.open("g", "class", "edge " + word);
            svg.open(
                            "path",
                            "d",
                            "M%s %sL%s %s".formatted(number(x), number(y), number(x + SAMPLE - 8), number(y)),
                            "marker-end",
                            "url(#" + graph.id() + "-" + word + ")")
                    .close("path")
                    .close("g");
            svg.element("text", meaning(relation), "x", number(x + SAMPLE), "y", number(y));
            x += SAMPLE + GraphLayout.width(meaning(relation)) + CORNER;
        }
        svg.close("g").line();
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
