package dev.moveguard.governance.links;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceMembers;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Docs;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Spelling;
import dev.moveguard.config.Text;
import dev.moveguard.governance.Constraint;
import dev.moveguard.governance.ConstraintGraph;
import dev.moveguard.governance.Core;
import dev.moveguard.governance.Symbol;
import dev.moveguard.rule.Changes;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Finding.Related;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code coupled-change}: a change of code that is evidence of a core's constraints comes with a change of the documents.
 *
 * <p>Blind spots: what changes elsewhere and has the same effect; a document that is changed and says nothing of it.
 *
 * @param requires the documents that have to change too: {@code decision}, {@code constraints}
 */
public record CoupledChangeRule(Text core, List<String> requires) implements Rule {
    private static final String KIND = "coupled-change";
    private static final String DECISION = "decision";
    private static final String CONSTRAINTS = "constraints";

    public CoupledChangeRule {
        requires = List.copyOf(requires);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        Docs docs = facts.project().rules().map(RuleSet::docs).orElse(Docs.none());
        Text document = docs.constraints();
        if (document == null) {
            facts.vacuous(core.at(), core.value(), "no document with constraints is named under docs");
            return List.of();
        }
        ConstraintGraph graph = graph(document, facts);
        Core found = graph == null ? null : graph.core(core.value()).orElse(null);
        if (graph == null || found == null) {
            List<String> known = graph == null
                    ? List.of()
                    : graph.cores().stream().map(one -> one.id().value()).toList();
            facts.vacuous(
                    core.at(),
                    core.value(),
                    "%s is no core of %s%s".formatted(core, document, Spelling.hint(core.value(), known)));
            return List.of();
        }
        return check(facts, graph, found, docs);
    }

    private static @Nullable ConstraintGraph graph(Text document, Facts facts) {
        try {
            return ConstraintGraph.read(facts.project().root().resolve(document.value()), document.value());
        } catch (UnreadableException e) {
            return null; // told as a core that is not there
        }
    }

    /** A piece of code that is evidence of a constraint. */
    private record Witness(Constraint constraint, Symbol symbol) {}

    private List<Finding> check(Facts facts, ConstraintGraph graph, Core found, Docs docs) {
        List<Witness> witnesses = found.couples().stream()
                .flatMap(id -> graph.constraint(id.value()).stream())
                .flatMap(constraint -> constraint.symbols().stream().map(symbol -> new Witness(constraint, symbol)))
                .toList();
        List<Witness> there = witnesses.stream()
                .filter(witness -> !facts.code()
                        .matching(TypePattern.of(witness.symbol.type()))
                        .isEmpty())
                .toList();
        there.forEach(witness -> facts.count(witness.symbol.pattern()));
        if (there.isEmpty()) {
            facts.vacuous(
                    core.at(), core.value(), "the constraints of %s name no code that is scanned".formatted(core));
        }
        Changes changes = facts.project().changes().orElse(null);
        return changes == null ? List.of() : judged(changes, witnesses, found, docs, facts);
    }

    private List<Finding> judged(Changes changes, List<Witness> witnesses, Core found, Docs docs, Facts facts) {
        List<String> missing = requires.stream()
                .filter(what -> !isChanged(what, changes, docs))
                .toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        Map<String, String> before = words(changes, false);
        Map<String, String> after = words(changes, true);
        List<Finding> findings = new ArrayList<>();
        for (Witness witness : witnesses) {
            String key = witness.symbol.pattern().replaceFirst("\\(.*", "").replace('$', '.');
            if (!Objects.equals(before.get(key), after.get(key))) {
                findings.add(finding(witness, found, missing, facts.code()));
            }
        }
        return findings;
    }

    private static Map<String, String> words(Changes changes, boolean isAfter) {
        Map<String, String> words = new HashMap<>();
        for (Changes.File file : changes.files()) {
            String text = isAfter ? file.after() : file.before();
            if (text != null && file.path().endsWith(".java")) {
                words.putAll(SourceMembers.of(SourceText.of(text)));
            }
        }
        return words;
    }

    private static boolean isChanged(String what, Changes changes, Docs docs) {
        Text document = what.equals(DECISION) ? docs.decisions() : docs.constraints();
        if (document == null) {
            return false;
        }
        String path =
                document.value().replace('\\', '/').replaceFirst("^\\./", "").replaceFirst("/+$", "");
        return changes.files().stream()
                .filter(file -> file.path().equals(path) || file.path().startsWith(path + "/"))
                .anyMatch(file -> !Objects.equals(plain(file.before()), plain(file.after())));
    }

    /** White space alone is no change of a document. */
    private static @Nullable String plain(@Nullable String text) {
        return text == null ? null : text.replaceAll("\\s+", " ").strip();
    }

    private static Finding finding(Witness witness, Core core, List<String> missing, CodeBase code) {
        Symbol symbol = witness.symbol;
        String shown = symbol.pattern()
                .substring(symbol.type().lastIndexOf('.') + 1)
                .replaceFirst("\\(.*", "")
                .replace('#', '.');
        String what = String.join(
                " and no ",
                missing.stream()
                        .map(one -> one.equals(DECISION) ? "decision record" : "constraint")
                        .toList());
        Text id = witness.constraint.id();
        return new Finding(
                KIND,
                site(symbol, code),
                "%s changes, which is evidence of %s in the core %s, and no %s does"
                        .formatted(shown, id, core.says(), what),
                List.of(new Related(
                        new Site.InFile(symbol.text().at(), symbol.text().value()),
                        "%s: %s".formatted(id, witness.constraint.says()))),
                "say in a decision record why the core still holds, or which of its choices moves");
    }

    private static Site site(Symbol symbol, CodeBase code) {
        String member = symbol.member().replaceFirst("\\(.*", "");
        Optional<CodeType> type =
                code.matching(TypePattern.of(symbol.type())).stream().findFirst();
        Stream<Site> sites = type.stream()
                .flatMap(found -> member.isEmpty()
                        ? Stream.of(new Site.OfType(found))
                        : Stream.concat(
                                found.field(member).stream().map(field -> new Site.OfField(found, field)),
                                found.methods().stream()
                                        .filter(method -> MemberPattern.of(new Text(
                                                        symbol.pattern(),
                                                        symbol.text().at()))
                                                .matches(found, method, code))
                                        .map(method -> new Site.OfMethod(found, method))));
        return sites.findFirst().orElseGet(() -> new Site.InFile(symbol.text().at(), symbol.pattern()));
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "a change of code that is evidence of a core's constraints comes with a change of the documents";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required(
                            "core",
                            ParameterSpec.Type.MEMBER,
                            "The core of the constraint graph: the first word of its row."),
                    ParameterSpec.choices(
                            "requires",
                            "The documents that have to change too; the decision records when absent.",
                            List.of(DECISION, CONSTRAINTS)));
        }

        @Override
        public Rule rule(Parameters parameters) {
            List<String> named =
                    parameters.texts("requires").stream().map(Text::value).toList();
            return new CoupledChangeRule(parameters.required("core"), named.isEmpty() ? List.of(DECISION) : named);
        }
    }
}
