package dev.moveguard.engine;

import dev.moveguard.config.Law;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Text;
import dev.moveguard.engine.Graph.Edge;
import dev.moveguard.engine.Graph.Node;
import dev.moveguard.engine.Graph.Relation;
import dev.moveguard.engine.Graph.Role;
import dev.moveguard.governance.Constraint;
import dev.moveguard.governance.ConstraintGraph;
import dev.moveguard.governance.Core;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The constraints that a document defines, the cores they belong to, and the laws that rest on them. */
public final class ConstraintPicture {
    /** The word for it on the command line. */
    public static final String ID = "constraints";

    private static final int MOST_CHARACTERS = 34;

    private final RuleSet ruleSet;
    private final ConstraintGraph document;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    private ConstraintPicture(RuleSet ruleSet, ConstraintGraph document) {
        this.ruleSet = ruleSet;
        this.document = document;
    }

    /** Draws the constraints; nothing when rules.yaml names no document that defines them. */
    public static Optional<Graph> of(RuleSet ruleSet) {
        Text document = ruleSet.docs().constraints();
        return document == null
                ? Optional.empty()
                : Optional.of(new ConstraintPicture(
                                ruleSet,
                                ConstraintGraph.read(ruleSet.root().resolve(document.value()), document.value()))
                        .graph());
    }

    private Graph graph() {
        for (Constraint constraint : document.constraints()) {
            String id = constraint.id().value();
            nodes.put(id, new Node(id, lines(id, constraint.says()), Role.CONSTRAINT));
        }
        document.cores().forEach(this::core);
        ruleSet.laws().forEach(this::law);
        return new Graph(ID, "Laws, constraints and cores", List.copyOf(nodes.values()), edges);
    }

    private void core(Core core) {
        String id = core.id().value();
        nodes.put(id, new Node(id, List.of(core.says().isEmpty() ? id : core.says()), Role.CORE));
        core.couples().stream()
                .map(Text::value)
                .filter(nodes::containsKey)
                .forEach(constraint -> edges.add(new Edge(constraint, id, "", Relation.COUPLES)));
    }

    private void law(Law law) {
        List<String> known = law.constraints().stream()
                .map(Text::value)
                .filter(nodes::containsKey)
                .toList();
        if (!known.isEmpty()) {
            nodes.put(law.id(), new Node(law.id(), lines(law.id(), law.says()), Role.LAW));
            known.forEach(constraint -> edges.add(new Edge(law.id(), constraint, "", Relation.RESTS_ON)));
        }
    }

    /** Breaks what a box says into lines of about the same length. */
    private static List<String> lines(String name, String text) {
        List<String> lines = new ArrayList<>(List.of(name));
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (line.length() + word.length() + 1 > MOST_CHARACTERS && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
