package dev.moveguard.prove;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.Docs;
import dev.moveguard.config.Law;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.Text;
import dev.moveguard.governance.Constraint;
import dev.moveguard.governance.ConstraintGraph;
import dev.moveguard.governance.Core;
import dev.moveguard.governance.Decision;
import dev.moveguard.governance.DecisionRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Breaks {@code doc-links}: evidence, rules and tests that documents name are spelt otherwise, a decision is superseded. */
public final class DocLinksBreaker implements Breaker {
    private static final String GONE = "ProofThatIsGone";

    @Override
    public String kind() {
        return "doc-links";
    }

    @Override
    public boolean isAboutFiles() {
        return true;
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        Docs docs = guarded.ruleSet().docs();
        List<Mutant> mutants = new ArrayList<>();
        try {
            if (docs.decisions() != null) {
                decisions(guarded, docs.decisions(), mutants);
            }
            if (docs.constraints() != null) {
                constraints(guarded, docs.constraints(), mutants);
            }
        } catch (UnreadableException e) {
            mutants.clear(); // told by the rule itself
        }
        return mutants;
    }

    // --- decisions --------------------------------------------------------------------------------------------------

    private static void decisions(Guarded guarded, Text document, List<Mutant> mutants) {
        DecisionRecords records =
                DecisionRecords.read(guarded.project().root().resolve(document.value()), document.value());
        List<Decision> holding =
                records.decisions().stream().filter(records::holds).toList();
        List<String> ids = guarded.ruleSet().rules().stream().map(RuleEntry::id).toList();
        holding.stream()
                .flatMap(decision -> decision.symbols().stream())
                .findFirst()
                .ifPresent(symbol -> mutants.add(renamed("evidence of a decision that is gone", symbol.text(), GONE)));
        holding.stream()
                .flatMap(decision -> decision.guards().stream())
                .filter(guard -> ids.contains(guard.value()))
                .findFirst()
                .ifPresent(guard -> mutants.add(renamed("a rule that is gone", guard, "-that-is-gone")));
        holding.stream()
                .flatMap(decision -> decision.guards().stream())
                .filter(guard -> guard.value().matches("[A-Z]\\w*"))
                .findFirst()
                .ifPresent(guard -> mutants.add(renamed("a test that is gone", guard, GONE)));
        superseded(guarded, records, mutants);
        added("a decision that nothing guards", "D99999 Proof [accepted]", "Chosen: proof", "D99999", records, mutants);
        added("an advisory decision", "D99999 Proof [accepted, advisory]", "Chosen: proof", "D99999", records, mutants);
        int last = mutants.size() - 1;
        mutants.set(last, mutants.get(last).harmless());
    }

    private static void superseded(Guarded guarded, DecisionRecords records, List<Mutant> mutants) {
        guarded.ruleSet().laws().stream()
                .map(Law::decision)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(decision -> added(
                        "a decision that supersedes %s".formatted(decision),
                        "D99999 Proof [accepted, advisory, supersedes %s]".formatted(decision),
                        "Chosen: proof",
                        decision.value(),
                        records,
                        mutants));
    }

    /** Adds a record: at the end of the file, or as a file of the folder. */
    private static void added(
            String says, String heading, String text, String place, DecisionRecords records, List<Mutant> mutants) {
        Text last = records.decisions().get(records.decisions().size() - 1).id();
        boolean isFolder = last.value().matches("\\d+");
        String status = heading.replaceFirst(".*\\[(.*)]", "$1");
        if (isFolder) {
            String file = last.at().file().replaceFirst("[^/]*$", "99999-proof.md");
            mutants.add(Mutant.ofFile(
                    says,
                    place.equals("D99999") ? "99999" : place,
                    file,
                    before -> Optional.of("# Proof\n\nStatus: %s\n\n%s\n".formatted(status, text))));
        } else {
            mutants.add(Mutant.ofFile(
                    says,
                    place,
                    last.at().file(),
                    before -> Optional.of("%s\n\n## %s\n%s\n".formatted(before, heading, text))));
        }
    }

    // --- constraints ------------------------------------------------------------------------------------------------

    private static void constraints(Guarded guarded, Text document, List<Mutant> mutants) {
        ConstraintGraph graph =
                ConstraintGraph.read(guarded.project().root().resolve(document.value()), document.value());
        graph.constraints().stream()
                .map(Constraint::symbols)
                .flatMap(List::stream)
                .findFirst()
                .ifPresent(
                        symbol -> mutants.add(renamed("evidence of a constraint that is gone", symbol.text(), GONE)));
        graph.cores().stream()
                .map(Core::couples)
                .flatMap(List::stream)
                .findFirst()
                .ifPresent(couple -> mutants.add(renamed("a core that couples what is gone", couple, "gone")));
    }

    /** Spells a name otherwise, where it stands. */
    private static Mutant renamed(String says, Text name, String ending) {
        Function<String, Optional<String>> edit = text -> {
            List<String> lines = new ArrayList<>(text.lines().toList());
            int at = name.at().line() - 1;
            int end = name.at().column() - 1 + name.value().length();
            lines.set(
                    at, lines.get(at).substring(0, end) + ending + lines.get(at).substring(end));
            return Optional.of(String.join("\n", lines) + "\n");
        };
        return Mutant.ofFile(says, name.value() + ending, name.at().file(), edit);
    }
}
