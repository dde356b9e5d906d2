package dev.moveguard.governance;

import dev.moveguard.config.Text;
import java.util.List;
import java.util.Optional;

/**
 * One decision record.
 *
 * @param id as the document writes it, at its place
 * @param aliases other ways to write the id: {@code 0019-title.md} is 0019, 19, D19, ADR-19 and ADR-0019
 * @param date as year, month and day; empty: it tells none
 * @param supersedes ids of the records it takes the place of
 * @param supersededBy ids of the records that took its place
 * @param guards what it says it is guarded by, name by name
 * @param isProse whether those names stand in a text that may name other code too: under {@code Confirmation}
 * @param evidence names of the code it is about
 * @param links relative links to other files
 * @param text all of it, without markup
 * @param hasGuards whether it says anything about guards but {@code nothing}
 * @param isAdvisory whether it says that nothing has to guard it
 */
public record Decision(
        Text id,
        List<String> aliases,
        String title,
        Status status,
        String date,
        List<Text> supersedes,
        List<Text> supersededBy,
        List<Text> guards,
        boolean isProse,
        List<Text> evidence,
        List<Text> links,
        String text,
        boolean hasGuards,
        boolean isAdvisory) {
    /** How far a decision is. */
    public enum Status {
        PROPOSED,
        /** It holds; a record that tells no status is taken for one that does. */
        ACCEPTED,
        REJECTED,
        DEPRECATED,
        SUPERSEDED;

        static Status of(String text) {
            String lower = text.toLowerCase(java.util.Locale.ROOT);
            if (lower.matches("(?s).*\\b(super[sc]eded\\b|(replaced|overridden)\\s+by\\b).*")) {
                return SUPERSEDED;
            }
            return lower.contains("reject") || lower.contains("declined")
                    ? REJECTED
                    : lower.contains("deprecated")
                            ? DEPRECATED
                            : lower.matches("(?s).*\\b(proposed|draft|pending|in discussion|wip)\\b.*")
                                    ? PROPOSED
                                    : ACCEPTED;
        }

        /** The word for it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Decision {
        aliases = List.copyOf(aliases);
        supersedes = List.copyOf(supersedes);
        supersededBy = List.copyOf(supersededBy);
        guards = List.copyOf(guards);
        evidence = List.copyOf(evidence);
        links = List.copyOf(links);
    }

    /** Whether an id, in any of the ways to write it, is its own. */
    public boolean isCalled(String wanted) {
        return id.value().equalsIgnoreCase(wanted) || aliases.stream().anyMatch(wanted::equalsIgnoreCase);
    }

    /** The names of code among the evidence. */
    public List<Symbol> symbols() {
        return evidence.stream().map(Symbol::of).flatMap(Optional::stream).toList();
    }
}
