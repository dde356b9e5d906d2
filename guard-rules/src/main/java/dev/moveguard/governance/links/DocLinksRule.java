package dev.moveguard.governance.links;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.Docs;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Place;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Text;
import dev.moveguard.governance.ConstraintGraph;
import dev.moveguard.governance.DecisionRecords;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import dev.moveguard.rule.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code doc-links}: every link between laws, rules, decisions, constraints, evidence and tests leads somewhere, both ways.
 *
 * <p>Blind spots: what a sentence says without naming it; evidence that stands for something else than it did.
 */
public record DocLinksRule(Place at) implements Rule {
    static final String KIND = "doc-links";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        RuleSet rules = facts.project().rules().orElse(null);
        Docs docs = rules == null ? Docs.none() : rules.docs();
        if (rules == null || docs.decisions() == null && docs.constraints() == null) {
            facts.vacuous(at, "docs", "no document is named under docs");
            return List.of();
        }
        Evidence evidence = new Evidence(facts);
        List<Finding> findings = new ArrayList<>();
        DecisionRecords decisions = decisions(docs.decisions(), facts).orElse(null);
        if (decisions != null) {
            decisions.decisions().forEach(decision -> facts.count(decision.id().value()));
            findings.addAll(new DecisionLinks(
                            decisions, rules, evidence, facts.project().root())
                    .findings());
        }
        constraints(docs.constraints(), facts).ifPresent(graph -> {
            graph.constraints()
                    .forEach(constraint -> facts.count(constraint.id().value()));
            findings.addAll(new ConstraintLinks(graph, rules, evidence).findings());
        });
        findings.addAll(new LawLinks(rules, decisions, evidence).findings());
        return findings;
    }

    private static Optional<DecisionRecords> decisions(@Nullable Text document, Facts facts) {
        if (document == null) {
            return Optional.empty();
        }
        try {
            DecisionRecords records = DecisionRecords.read(path(document, facts), document.value());
            if (records.decisions().isEmpty()) {
                facts.vacuous(document.at(), document.value(), "%s holds no decision record".formatted(document));
            }
            return Optional.of(records);
        } catch (UnreadableException e) {
            facts.vacuous(document.at(), document.value(), "%s %s".formatted(document, "cannot be read"));
            return Optional.empty();
        }
    }

    private static Optional<ConstraintGraph> constraints(@Nullable Text document, Facts facts) {
        if (document == null) {
            return Optional.empty();
        }
        try {
            ConstraintGraph graph = ConstraintGraph.read(path(document, facts), document.value());
            if (graph.constraints().isEmpty()) {
                facts.vacuous(document.at(), document.value(), "%s holds no table of constraints".formatted(document));
            }
            return Optional.of(graph);
        } catch (UnreadableException e) {
            facts.vacuous(document.at(), document.value(), "%s %s".formatted(document, "cannot be read"));
            return Optional.empty();
        }
    }

    private static Path path(Text document, Facts facts) {
        return facts.project().root().resolve(document.value());
    }

    /** Makes a finding at a place in a document or in rules.yaml. */
    static Finding finding(Text at, String message, List<Finding.Related> related, @Nullable String repair) {
        return new Finding(KIND, new Site.InFile(at.at(), at.value()), message, related, repair);
    }

    static Finding finding(Text at, String message, @Nullable String repair) {
        return finding(at, message, List.of(), repair);
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "every link between laws, rules, decisions, constraints, evidence and tests leads somewhere, both ways";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of();
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new DocLinksRule(parameters.at());
        }
    }
}
