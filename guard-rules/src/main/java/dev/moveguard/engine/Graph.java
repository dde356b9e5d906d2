package dev.moveguard.engine;

import java.util.List;

/**
 * A picture as data: boxes and arrows, in an order that is the same for the same input.
 *
 * @param id a word that names it on the command line and in links
 * @param title one line for people
 */
public record Graph(String id, String title, List<Node> nodes, List<Edge> edges) {
    public Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** What a box stands for. */
    public enum Role {
        /** A type that rules guard. */
        GUARDED,
        /** A type that holds a guarded one. */
        HOLDER,
        /** A law of rules.yaml. */
        LAW,
        /** A choice of the design. */
        CONSTRAINT,
        /** Choices that hold each other up. */
        CORE
    }

    /** What an arrow stands for. */
    public enum Relation {
        /** The one place that may own the value, by a rule. */
        OWNS,
        /** A rule lets it hold the value. */
        MAY_HOLD,
        /** Holds the value, and no rule speaks of that place. */
        HOLDS,
        /** Holds the value, and a rule forbids it. */
        BREAKS,
        /** The law rests on the choice. */
        RESTS_ON,
        /** The choice belongs to the core. */
        COUPLES
    }

    /**
     * A box.
     *
     * @param id unique in the graph
     * @param lines what is written in it, the first one as its name
     */
    public record Node(String id, List<String> lines, Role role) {
        public Node {
            lines = List.copyOf(lines);
        }
    }

    /** An arrow between two boxes, by their ids; {@code label} may be empty. */
    public record Edge(String from, String to, String label, Relation relation) {}
}
