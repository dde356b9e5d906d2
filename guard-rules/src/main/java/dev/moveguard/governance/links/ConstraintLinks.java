package dev.moveguard.governance.links;

import static dev.moveguard.governance.links.DocLinksRule.finding;

import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Spelling;
import dev.moveguard.config.Text;
import dev.moveguard.governance.Constraint;
import dev.moveguard.governance.ConstraintGraph;
import dev.moveguard.governance.Core;
import dev.moveguard.governance.Symbol;
import dev.moveguard.rule.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with the links of a constraint graph. */
record ConstraintLinks(ConstraintGraph graph, RuleSet rules, Evidence evidence) {
    private static final String BY_LAW = "spec";

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Map<String, Text> seen = new HashMap<>();
        for (Constraint constraint : graph.constraints()) {
            Text id = constraint.id();
            Text before = seen.putIfAbsent(id.value(), id);
            if (before != null) {
                findings.add(finding(id, "%s is already a constraint at %s".formatted(id, before.at()), null));
            }
            evidence(constraint, findings);
            if (constraint.intent().equals(BY_LAW) && !isNamedByALaw(constraint)) {
                findings.add(finding(
                        id,
                        "%s is intentional by spec, and no law names it".formatted(id),
                        "name it under constraints of the law it comes from"));
            }
        }
        graph.cores().forEach(core -> couples(core, findings));
        return findings;
    }

    private boolean isNamedByALaw(Constraint constraint) {
        String id = constraint.id().value();
        return rules.laws().stream()
                .flatMap(law -> law.constraints().stream())
                .map(Text::value)
                .anyMatch(named -> named.equals(id)
                        || graph.core(named)
                                .map(core -> core.couples().stream()
                                        .anyMatch(couple -> couple.value().equals(id)))
                                .orElse(false));
    }

    private void evidence(Constraint constraint, List<Finding> findings) {
        for (Symbol symbol : constraint.symbols()) {
            evidence.fault(symbol)
                    .ifPresent(fault -> findings.add(finding(
                            symbol.text(),
                            "the evidence of %s is gone: %s".formatted(constraint.id(), fault),
                            "name where the choice shows now, or say that it was given up")));
        }
    }

    private void couples(Core core, List<Finding> findings) {
        List<String> known =
                graph.constraints().stream().map(one -> one.id().value()).toList();
        core.couples().stream()
                .filter(id -> !known.contains(id.value()))
                .forEach(id -> findings.add(finding(
                        id,
                        "%s couples %s, which is no constraint%s"
                                .formatted(core.id(), id, Spelling.hint(id.value(), known)),
                        null)));
    }
}
