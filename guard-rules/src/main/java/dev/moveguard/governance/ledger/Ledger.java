package dev.moveguard.governance.ledger;

import java.util.List;
import java.util.Set;

/**
 * The enforcement ledger of a project.
 *
 * @param rows the laws, in the order of rules.yaml; where there is none, the decisions that hold
 * @param lawless guards that no law names
 * @param wiring what runs guards by itself, as reports name it
 * @param notAssessed what could not be read, as one sentence each
 */
public record Ledger(List<Row> rows, List<GuardEntry> lawless, List<String> wiring, List<String> notAssessed) {
    public Ledger {
        rows = List.copyOf(rows);
        lawless = List.copyOf(lawless);
        wiring = List.copyOf(wiring);
        notAssessed = List.copyOf(notAssessed);
    }

    public long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    /** Whether some law has one of these verdicts. */
    public boolean hasAny(Set<Verdict> verdicts) {
        return rows.stream().anyMatch(row -> verdicts.contains(row.verdict()));
    }

    /** Whether there was something to look at, and all of it could be read. */
    public boolean isWhole() {
        return notAssessed.isEmpty() && !(rows.isEmpty() && lawless.isEmpty());
    }
}
