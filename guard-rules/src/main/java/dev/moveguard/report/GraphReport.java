package dev.moveguard.report;

import dev.moveguard.engine.Graph;

/** A format of a graph. */
public enum GraphReport {
    MERMAID;

    static String embedded(Graph graph) {
        return graph.title();
    }
}
