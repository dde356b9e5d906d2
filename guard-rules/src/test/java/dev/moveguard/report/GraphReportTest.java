package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.moveguard.config.Severity;
import dev.moveguard.engine.Graph;
import dev.moveguard.engine.Graph.Edge;
import dev.moveguard.engine.Graph.Node;
import dev.moveguard.engine.Graph.Relation;
import dev.moveguard.engine.Graph.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class GraphReportTest {
    private static final Graph GRAPH = new Graph(
            "ownership",
            "Who holds what",
            List.of(
                    new Node("a.Chain", List.of("Chain", "2 rules"), Role.GUARDED),
                    new Node("a.Owner", List.of("Owner"), Role.HOLDER),
                    new Node("a.Thief", List.of("Thief"), Role.HOLDER)),
            List.of(
                    new Edge("a.Owner", "a.Chain", "chain", Relation.OWNS),
                    new Edge("a.Thief", "a.Chain", "stolen", Relation.BREAKS)));

    private static final String HOSTILE = "a\"]\n--><script>alert(1)</script>#`&'\\|\u202e";

    @Test
    void writesMermaid() {
        assertThat(GraphReport.MERMAID.write(GRAPH)).isEqualTo("""
                flowchart LR
                  n0[["Chain<br>2 rules"]]
                  n1["Owner"]
                  n2["Thief"]
                  n1 ==>|"chain"| n0
                  n2 --x|"stolen"| n0
                """);
    }

    @Test
    void writesDot() {
        assertThat(GraphReport.DOT.write(GRAPH)).isEqualTo("""
                digraph "ownership" {
                  label="Who holds what"; labelloc=t; rankdir=LR;
                  node [shape=box, fontname="sans-serif"]; edge [fontname="sans-serif"];
                  "a.Chain" [label="Chain\\n2 rules", shape=box, peripheries=2];
                  "a.Owner" [label="Owner", shape=box];
                  "a.Thief" [label="Thief", shape=box];
                  "a.Owner" -> "a.Chain" [label="chain", penwidth=2.5, color="#1a7236"];
                  "a.Thief" -> "a.Chain" [label="stolen", penwidth=2, color="#b3261e", fontcolor="#b3261e"];
                }
                """);
    }

    @Test
    void writesJson() {
        assertThat(JsonSchemas.tree(GraphReport.JSON.write(GRAPH))
                        .at("/edges/1")
                        .toString())
                .isEqualTo("{\"from\":\"a.Thief\",\"to\":\"a.Chain\",\"label\":\"stolen\",\"relation\":\"breaks\"}");
    }

    @Test
    void drawsBoxesThatDoNotOverlapAndArrowsBetweenThem() {
        GraphLayout layout = GraphLayout.of(GRAPH);
        assertThat(layout.boxes()).hasSize(3).allSatisfy(box -> {
            assertThat(box.x()).isBetween(0., layout.width() - box.width());
            assertThat(box.y()).isBetween(0., layout.height() - box.height());
            assertThat(layout.boxes())
                    .filteredOn(other -> !other.equals(box))
                    .noneMatch(other -> box.x() < other.x() + other.width()
                            && other.x() < box.x() + box.width()
                            && box.y() < other.y() + other.height()
                            && other.y() < box.y() + box.height());
        });
        GraphLayout.Box chain = layout.boxes().get(0);
        assertThat(layout.arrows()).hasSize(2).allSatisfy(arrow -> {
            double[] end = arrow.corners().get(arrow.corners().size() - 1);
            assertThat(end[0]).isCloseTo(chain.x(), within(1.));
            assertThat(end[1]).isBetween(chain.y(), chain.y() + chain.height());
        });
    }

    @Test
    void drawsSvgThatIsXmlAndNeedsNothingElse() {
        Document svg = parsed(GraphReport.SVG.write(GRAPH));
        assertThat(texts(svg)).contains("Chain", "2 rules", "Owner", "chain", "stolen", "holds, and must not");
        String text = GraphReport.SVG.write(GRAPH);
        assertThat(text).contains("prefers-color-scheme: dark").doesNotContain("@import", "href", "<image");
        Matcher used = Pattern.compile("url\\((.*?)\\)").matcher(text);
        while (used.find()) {
            assertThat(text).contains("id=\"" + used.group(1).substring(1) + "\"");
        }
    }

    @ParameterizedTest
    @EnumSource(GraphReport.class)
    void aHostileNameIsOnlyText(GraphReport format) {
        Graph graph = new Graph(
                "ownership",
                HOSTILE,
                List.of(
                        new Node(HOSTILE, List.of(HOSTILE), Role.GUARDED),
                        new Node("b" + HOSTILE, List.of(HOSTILE), Role.HOLDER)),
                List.of(new Edge("b" + HOSTILE, HOSTILE, HOSTILE, Relation.HOLDS)));
        String text = format.write(graph);
        switch (format) {
            case MERMAID ->
                assertThat(text.lines())
                        .hasSize(4)
                        .allSatisfy(line -> assertThat(
                                        line.replaceAll("\"[^\"]*\"", "").replace("<br>", ""))
                                .matches("flowchart LR|  n\\d(\\[\\[]]|\\[])|  n1 -->\\|\\| n0"));
            case DOT -> assertThat(text.lines()).hasSize(7);
            case SVG -> {
                Document svg = parsed(text);
                assertThat(svg.getElementsByTagName("script").getLength()).isZero();
                assertThat(texts(svg)).contains(Escaped.line(HOSTILE));
            }
            case JSON ->
                assertThat(JsonSchemas.tree(text).at("/nodes/0/id").asText()).isEqualTo(HOSTILE);
        }
    }

    @Test
    void standsInThePageWithoutStylesOfItsOwn() {
        String page = Report.HTML.write(
                new Sample()
                        .rule("r", "sole-owner", Severity.ERROR)
                        .graph(GRAPH)
                        .result(),
                Sample.PLAIN);
        String picture = page.substring(page.indexOf("<svg"), page.indexOf("</svg>"));
        assertThat(picture).contains("aria-label=\"Who holds what\"").doesNotContain("<style", "style=");
        assertThat(page).contains("svg.graph .edge", "href=\"#graph-ownership\"");
        assertThat(Report.HTML.write(new Sample().result(), Sample.PLAIN)).doesNotContain("svg.graph .edge");
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    private static Document parsed(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(xml, e);
        }
    }
}
