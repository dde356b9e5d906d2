package dev.moveguard.report;

import dev.moveguard.engine.Graph;
import dev.moveguard.engine.Graph.Edge;
import dev.moveguard.engine.Graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Where the boxes, arrows and labels of a graph stand, as ELK's layered layout puts them; in pixels from the upper left. */
final class GraphLayout {
    static final double CHARACTER = 7.3;
    static final double LINE = 17;
    private static final double PADDING = 12;
    private static final double MARGIN = 14;
    private static final double BETWEEN = 26;

    /** A box and the place it got. */
    record Box(Node node, double x, double y, double width, double height) {}

    /** An arrow, its corners as pairs of x and y, and the upper left of its label. */
    record Arrow(Edge edge, List<double[]> corners, double labelX, double labelY) {
        Arrow {
            corners = List.copyOf(corners);
        }
    }

    private final List<Box> boxes = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private final ElkNode root = ElkGraphUtil.createGraph();

    private GraphLayout(Graph graph) {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
        root.setProperty(CoreOptions.SPACING_NODE_NODE, BETWEEN);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 2 * BETWEEN);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, BETWEEN / 2);
        Map<String, ElkNode> nodes = new LinkedHashMap<>();
        graph.nodes().forEach(node -> nodes.put(node.id(), node(node)));
        List<ElkEdge> edges = graph.edges().stream()
                .map(edge -> edge(edge, placed(nodes, edge.from()), placed(nodes, edge.to())))
                .toList();
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        for (Node node : graph.nodes()) {
            ElkNode placed = placed(nodes, node.id());
            boxes.add(new Box(node, placed.getX(), placed.getY(), placed.getWidth(), placed.getHeight()));
        }
        for (int i = 0; i < edges.size(); i++) {
            arrows.add(arrow(graph.edges().get(i), edges.get(i)));
        }
    }

    static GraphLayout of(Graph graph) {
        return new GraphLayout(graph);
    }

    /** Returns how wide a text is drawn. */
    static double width(String text) {
        return Glyphs.of(text).width() * CHARACTER;
    }

    private static ElkNode placed(Map<String, ElkNode> nodes, String id) {
        return Objects.requireNonNull(nodes.get(id), "an arrow leads to a box that is there");
    }

    private ElkNode node(Node node) {
        ElkNode placed = ElkGraphUtil.createNode(root);
        double width =
                node.lines().stream().mapToDouble(GraphLayout::width).max().orElse(0);
        placed.setDimensions(width + 2 * PADDING, node.lines().size() * LINE + PADDING);
        return placed;
    }

    private static ElkEdge edge(Edge edge, ElkNode from, ElkNode to) {
        ElkEdge placed = ElkGraphUtil.createSimpleEdge(from, to);
        if (!edge.label().isEmpty()) {
            ElkLabel label = ElkGraphUtil.createLabel(edge.label(), placed);
            label.setDimensions(width(edge.label()) + PADDING / 2, LINE);
            label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
        }
        return placed;
    }

    private static Arrow arrow(Edge edge, ElkEdge placed) {
        List<double[]> corners = new ArrayList<>();
        ElkEdgeSection section = placed.getSections().get(0);
        corners.add(new double[] {section.getStartX(), section.getStartY()});
        for (ElkBendPoint bend : section.getBendPoints()) {
            corners.add(new double[] {bend.getX(), bend.getY()});
        }
        corners.add(new double[] {section.getEndX(), section.getEndY()});
        ElkLabel label =
                placed.getLabels().isEmpty() ? null : placed.getLabels().get(0);
        return new Arrow(edge, corners, label == null ? 0 : label.getX(), label == null ? 0 : label.getY());
    }

    List<Box> boxes() {
        return boxes;
    }

    List<Arrow> arrows() {
        return arrows;
    }

    double width() {
        return root.getWidth();
    }

    double height() {
        return root.getHeight();
    }
}
