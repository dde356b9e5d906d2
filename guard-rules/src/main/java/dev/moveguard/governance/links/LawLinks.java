package dev.moveguard.governance.links;

import static dev.moveguard.governance.links.DocLinksRule.finding;

import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Law;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Spelling;
import dev.moveguard.config.Text;
import dev.moveguard.governance.Decision;
import dev.moveguard.governance.Decision.Status;
import dev.moveguard.governance.DecisionRecords;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Finding.Related;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with the links of laws: to decisions that hold, and to tests that are there. */
record LawLinks(RuleSet rules, @Nullable DecisionRecords records, Evidence evidence) {
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Law law : rules.laws()) {
            decision(law, findings);
            law.tests().stream()
                    .filter(test -> evidence.tests().types().stream().noneMatch(TypePattern.of(test)::isNamed))
                    .forEach(test -> findings.add(finding(
                            test,
                            "%s is enforced by the test %s, which no test source declares%s"
                                    .formatted(
                                            law.id(),
                                            test,
                                            Spelling.hint(
                                                    test.value(),
                                                    evidence.tests().types())),
                            null)));
        }
        return findings;
    }

    private void decision(Law law, List<Finding> findings) {
        Text named = law.decision();
        if (records == null) {
            return;
        }
        if (named == null) {
            findings.add(finding(
                    new Text(law.id(), law.at()),
                    "%s names no decision".formatted(law.id()),
                    "name the record that decided it, or write one"));
            return;
        }
        records.find(named.value())
                .filter(decision -> !records.holds(decision))
                .ifPresent(decision -> findings.add(finding(
                        named, "%s rests on %s".formatted(law.id(), fate(decision)), guards(law), repair(decision))));
    }

    private String fate(Decision decision) {
        String successor = records == null ? "" : records.successor(decision).orElse("");
        return successor.isEmpty()
                ? "%s, which is %s".formatted(decision.id(), decision.status().word())
                : "%s, which %s supersedes".formatted(decision.id(), successor);
    }

    private String repair(Decision decision) {
        String successor = records == null ? "" : records.successor(decision).orElse("");
        return decision.status() == Status.PROPOSED
                ? "accept the decision, or wait with its guards"
                : successor.isEmpty()
                        ? "retire the law and its guards"
                        : "retire the law and its guards, or have it rest on " + successor;
    }

    /** The guards that have to go, or to change, with the decision. */
    private List<Related> guards(Law law) {
        Stream<Related> own = rules.rules().stream()
                .filter(rule -> rules.lawOf(rule).filter(law::equals).isPresent())
                .map(rule -> new Related(
                        new Site.InFile(rule.at(), rule.id()), "the rule %s guards it".formatted(rule.id())));
        Stream<Related> tests = law.tests().stream()
                .map(test -> new Related(new Site.InFile(test.at(), test.value()), "the test guards it"));
        return Stream.concat(own, tests).toList();
    }
}
