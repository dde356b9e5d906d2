package dev.moveguard.governance.ledger;

import dev.moveguard.config.Place;
import java.util.List;

/**
 * Something that makes enforcement weaker than it was.
 *
 * @param subject the rule, test or command it is about
 * @param says what became weaker, as a fact
 * @param at where it stands now, or stood
 * @param names what a decision record has to name to cover it: one of these
 * @param decision id of the record that covers it; empty: none does
 */
public record Loss(String subject, String says, Place at, List<String> names, String decision) {
    public Loss {
        names = List.copyOf(names);
    }

    static Loss of(String subject, String says, Place at) {
        return new Loss(subject, says, at, List.of(subject), "");
    }

    Loss decidedBy(String id) {
        return new Loss(subject, says, at, names, id);
    }

    public boolean isDecided() {
        return !decision.isEmpty();
    }
}
