package dev.moveguard.governance;

import dev.moveguard.config.Text;
import java.util.List;
import java.util.Optional;

/**
 * A place where the design could have gone another way: a row of the graph's table of vertices.
 *
 * @param says the second cell: the question, or what is held
 * @param evidence what is marked as code in the column {@code evidence}
 * @param intent the column {@code intentional by}; empty when there is none
 */
public record Constraint(Text id, String says, List<Text> evidence, String intent) {
    public Constraint {
        evidence = List.copyOf(evidence);
    }

    /** The names of code among the evidence. */
    public List<Symbol> symbols() {
        return evidence.stream().map(Symbol::of).flatMap(Optional::stream).toList();
    }
}
