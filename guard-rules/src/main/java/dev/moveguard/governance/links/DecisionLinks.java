package dev.moveguard.governance.links;

import static dev.moveguard.governance.links.DocLinksRule.finding;

import dev.moveguard.config.Law;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Spelling;
import dev.moveguard.config.Text;
import dev.moveguard.governance.Decision;
import dev.moveguard.governance.Decision.Status;
import dev.moveguard.governance.DecisionRecords;
import dev.moveguard.governance.Symbol;
import dev.moveguard.rule.Finding;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** What is wrong with the links of decision records. */
final class DecisionLinks {
    /** A name that can only be meant for a test. */
    private static final String TEST = "([\\w.]+[.:])?[A-Z]\\w*(Test|Tests|IT|TestCase|Spec)([#.].*)?";

    private final DecisionRecords records;
    private final RuleSet rules;
    private final Evidence evidence;
    private final Path root;
    private final List<Finding> findings = new ArrayList<>();

    DecisionLinks(DecisionRecords records, RuleSet rules, Evidence evidence, Path root) {
        this.records = records;
        this.rules = rules;
        this.evidence = evidence;
        this.root = root;
    }

    List<Finding> findings() {
        twice();
        for (Decision decision : records.decisions()) {
            succession(decision);
            links(decision);
            if (records.holds(decision)) {
                evidence(decision);
                guards(decision);
            }
        }
        return findings;
    }

    private void twice() {
        Map<String, Text> seen = new HashMap<>();
        records.decisions().forEach(decision -> {
            Text before = seen.putIfAbsent(decision.id().value(), decision.id());
            if (before != null) {
                findings.add(finding(
                        decision.id(),
                        "%s is already a decision at %s".formatted(decision.id(), before.at()),
                        "give it the next number"));
            }
        });
    }

    private void succession(Decision decision) {
        Stream.concat(decision.supersedes().stream(), decision.supersededBy().stream())
                .filter(id -> records.find(id.value()).isEmpty())
                .forEach(id -> findings.add(finding(
                        decision.id(),
                        "%s speaks of %s, which is no decision%s"
                                .formatted(decision.id(), id, Spelling.hint(id.value(), records.ids())),
                        null)));
        decision.supersededBy().stream()
                .flatMap(id -> records.find(id.value()).stream())
                .filter(successor -> !successor.supersedes().isEmpty()
                        && successor.supersedes().stream().noneMatch(id -> decision.isCalled(id.value())))
                .forEach(successor -> findings.add(finding(
                        decision.id(),
                        "%s says that %s supersedes it, and %s does not"
                                .formatted(decision.id(), successor.id(), successor.id()),
                        "say in %s which decisions it supersedes".formatted(successor.id()))));
        boolean isLost = decision.status() == Status.SUPERSEDED
                && records.successor(decision).isEmpty();
        if (isLost) {
            findings.add(finding(
                    decision.id(),
                    "%s is superseded, and by which decision is not said".formatted(decision.id()),
                    "write superseded by and the id of the new decision"));
        }
    }

    private void links(Decision decision) {
        for (Text link : decision.links()) {
            String target = link.value().replaceFirst("[#?].*", "");
            if (!target.isEmpty() && !target.matches("(?i)[a-z][a-z0-9+.-]*:.*|/.*") && !isThere(link, target)) {
                findings.add(
                        finding(link, "%s links to %s, which is not there".formatted(decision.id(), target), null));
            }
        }
    }

    private boolean isThere(Text link, String target) {
        return exists(root.resolve(link.at().file()).resolveSibling(""), target);
    }

    private static boolean exists(Path folder, String target) {
        try {
            return Files.exists(folder.resolve(target.replace("%20", " ")));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void evidence(Decision decision) {
        for (Symbol symbol : decision.symbols()) {
            evidence.fault(symbol)
                    .ifPresent(fault -> findings.add(finding(
                            symbol.text(),
                            "the evidence of %s is gone: %s".formatted(decision.id(), fault),
                            "name what the decision is about now, or supersede it")));
        }
    }

    // --- guards -----------------------------------------------------------------------------------------------------

    private void guards(Decision decision) {
        List<String> ids = rules.rules().stream().map(RuleEntry::id).toList();
        for (Text guard : decision.guards()) {
            String name = guard.value().strip();
            boolean isMeant = !decision.isProse() || name.matches(TEST);
            if (isMeant && !ids.contains(name) && !isFound(name)) {
                boolean isRule = name.matches("[a-z0-9]+(-[a-z0-9]+)+");
                findings.add(finding(
                        guard,
                        isRule
                                ? "%s is guarded by the rule %s, which is gone%s"
                                        .formatted(decision.id(), name, Spelling.hint(name, ids))
                                : "%s is guarded by %s, which is neither a rule nor a test, type, member or file%s"
                                        .formatted(
                                                decision.id(),
                                                name,
                                                Spelling.hint(
                                                        name, evidence.tests().simpleNames())),
                        "name the guard it has now"));
            }
        }
        unguarded(decision);
        unnamed(decision);
    }

    private boolean isFound(String name) {
        boolean isWord = name.matches("[a-z_][\\w]*");
        return evidence.isKnown(name.replaceFirst("\\(\\)$", ""))
                || evidence.isKnown(name.replaceFirst("([A-Z]\\w*)\\.([a-z]\\w*)(\\(\\))?$", "$1#$2"))
                || Symbol.of(new Text(name, dev.moveguard.config.Place.NOWHERE))
                        .map(symbol -> evidence.fault(symbol).isEmpty())
                        .orElse(false)
                || isWord && (SourceVersion.isKeyword(name) || evidence.isMember(name))
                || name.matches("[\\w.-]+(/[\\w.-]*)*") && exists(root, name);
    }

    private boolean isRule(String name) {
        return rules.rules().stream().anyMatch(rule -> rule.id().equals(name));
    }

    private boolean isTest(String name) {
        return evidence.tests().declares(name.replaceFirst("[#(].*", ""), "");
    }

    private List<RuleEntry> rulesOf(Decision decision) {
        return rules.rules().stream()
                .filter(rule ->
                        rules.lawOf(rule).map(law -> isOf(law, decision)).orElse(false))
                .toList();
    }

    private static boolean isOf(Law law, Decision decision) {
        Text named = law.decision();
        return named != null && decision.isCalled(named.value());
    }

    private void unguarded(Decision decision) {
        boolean hasTests = rules.laws().stream()
                .anyMatch(law -> isOf(law, decision) && !law.tests().isEmpty());
        boolean namesAny = decision.guards().stream()
                .map(guard -> guard.value().strip())
                .anyMatch(name -> !decision.isProse() || name.matches(TEST) || isRule(name) || isTest(name));
        boolean isGuarded = namesAny || hasTests || !rulesOf(decision).isEmpty();
        if (!isGuarded && !decision.isAdvisory()) {
            findings.add(finding(
                    decision.id(),
                    decision.hasGuards()
                            ? "what guards %s has no name".formatted(decision.id())
                            : "nothing guards %s, and it is not marked advisory".formatted(decision.id()),
                    "name a rule or a test under Guarded by, or mark it advisory"));
        }
    }

    /** A record that lists rules lists all: the reader takes the list for whole. */
    private void unnamed(Decision decision) {
        List<String> named = decision.guards().stream().map(Text::value).toList();
        List<RuleEntry> own = rulesOf(decision);
        boolean listsRules = own.stream().anyMatch(rule -> named.contains(rule.id()));
        if (listsRules) {
            own.stream()
                    .filter(rule -> !named.contains(rule.id()))
                    .forEach(rule -> findings.add(finding(
                            new Text(rule.id(), rule.at()),
                            "%s does not name the rule %s among its guards, which enforces a law of it"
                                    .formatted(decision.id(), rule.id()),
                            "add %s under Guarded by".formatted(rule.id()))));
        }
    }
}
