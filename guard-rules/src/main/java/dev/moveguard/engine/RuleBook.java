package dev.moveguard.engine;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Law;
import dev.moveguard.config.Mood;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Place;
import dev.moveguard.config.Problem;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Spelling;
import dev.moveguard.config.Text;
import dev.moveguard.governance.ConstraintGraph;
import dev.moveguard.governance.Decision;
import dev.moveguard.governance.DecisionRecords;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of a rule set, each bound to its kind, and the documents their laws refer to. */
public final class RuleBook {
    /** A rule ready to be judged. */
    public record Entry(RuleEntry entry, Optional<Law> law, RuleKind kind, Parameters parameters, Rule rule) {
        /** Returns what the rule was given or falls back to, by the name of the parameter; what is empty is left out. */
        public Map<String, List<String>> demands() {
            Map<String, List<String>> demands = new LinkedHashMap<>();
            for (ParameterSpec parameter : kind.parameters()) {
                List<String> values = parameters.texts(parameter.name()).stream()
                        .map(Text::value)
                        .toList();
                if (!values.isEmpty()) {
                    demands.put(parameter.name(), values);
                }
            }
            return demands;
        }
    }

    private final RuleSet ruleSet;
    private final List<Entry> entries;
    private final @Nullable DecisionRecords decisions;
    private final @Nullable ConstraintGraph constraints;

    private RuleBook(
            RuleSet ruleSet,
            List<Entry> entries,
            @Nullable DecisionRecords decisions,
            @Nullable ConstraintGraph constraints) {
        this.ruleSet = ruleSet;
        this.entries = List.copyOf(entries);
        this.decisions = decisions;
        this.constraints = constraints;
    }

    /** The kinds there are, by name. */
    public static List<RuleKind> kinds() {
        return new RuleKinds().all();
    }

    /**
     * Binds the rules.
     *
     * @throws ConfigurationException listing every unknown kind, wrong parameter, and decision or constraint that no document defines
     */
    public static RuleBook of(RuleSet ruleSet) {
        List<Problem> problems = new ArrayList<>();
        RuleKinds kinds = new RuleKinds();
        List<Entry> entries = new ArrayList<>();
        for (RuleEntry rule : ruleSet.rules()) {
            bind(ruleSet, rule, kinds, problems).ifPresent(entries::add);
        }
        DecisionRecords decisions = read(ruleSet, ruleSet.docs().decisions(), DecisionRecords::read, problems);
        ConstraintGraph constraints = read(ruleSet, ruleSet.docs().constraints(), ConstraintGraph::read, problems);
        for (Law law : ruleSet.laws()) {
            Text decision = law.decision();
            if (decision != null) {
                requireDecision(decision, decisions, problems);
            }
            law.constraints().forEach(constraint -> requireConstraint(constraint, constraints, problems));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new RuleBook(ruleSet, entries, decisions, constraints);
    }

    private static Optional<Entry> bind(RuleSet ruleSet, RuleEntry rule, RuleKinds kinds, List<Problem> problems) {
        String name = rule.kind().value();
        Optional<RuleKind> kind = kinds.called(name);
        if (kind.isEmpty()) {
            List<String> known = kinds.all().stream().map(RuleKind::name).toList();
            problems.add(new Problem(
                    rule.kind().at(), "no rule kind is called %s%s".formatted(name, Spelling.hint(name, known))));
            return Optional.empty();
        }
        try {
            Parameters parameters = rule.parameters().against(name, kind.get().parameters());
            if (rule.mood() == Mood.RETIRED && !Retired.canJudge(kind.get())) {
                throw new ConfigurationException(
                        rule.at(), "a rule of kind %s names nothing that could be retired".formatted(name));
            }
            return Optional.of(new Entry(
                    rule,
                    ruleSet.lawOf(rule),
                    kind.get(),
                    parameters,
                    kind.get().rule(parameters)));
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static <D> @Nullable D read(
            RuleSet ruleSet, @Nullable Text document, BiFunction<Path, String, D> reading, List<Problem> problems) {
        if (document == null) {
            return null;
        }
        try {
            return reading.apply(ruleSet.root().resolve(document.value()), document.value());
        } catch (UnreadableException e) {
            problems.add(new Problem(document.at(), "%s %s".formatted(document.value(), "cannot be read")));
            return null;
        }
    }

    private static void requireDecision(Text id, @Nullable DecisionRecords decisions, List<Problem> problems) {
        if (decisions != null && decisions.find(id.value()).isEmpty()) {
            problems.add(new Problem(
                    id.at(),
                    "no document defines the decision %s%s".formatted(id, Spelling.hint(id.value(), decisions.ids()))));
        }
    }

    private static void requireConstraint(Text id, @Nullable ConstraintGraph graph, List<Problem> problems) {
        if (graph == null) {
            return;
        }
        List<String> known = Stream.concat(
                        graph.constraints().stream().map(one -> one.id().value()),
                        graph.cores().stream().map(core -> core.id().value()))
                .toList();
        if (!known.contains(id.value())) {
            problems.add(new Problem(
                    id.at(),
                    "no document defines the constraint %s%s".formatted(id, Spelling.hint(id.value(), known))));
        }
    }

    /** Returns the same rules as if they had been read from another file: what they scan is told from there. */
    public RuleBook at(Path file) {
        RuleSet moved = ruleSet.at(file);
        return new RuleBook(moved, entries, decisions, constraints);
    }

    public RuleSet ruleSet() {
        return ruleSet;
    }

    public List<Entry> entries() {
        return entries;
    }

    /**
     * Returns the rules with these ids, each once; all of them when no id is given.
     *
     * @param refusal makes what is thrown when no rule has an id, of a sentence that says so
     * @throws ConfigurationException when there is no rule at all
     */
    public List<Entry> chosen(List<String> ids, Function<String, ? extends RuntimeException> refusal) {
        if (entries.isEmpty()) {
            throw new ConfigurationException(Place.file(ruleSet.name()), "defines no rule, so nothing would be judged");
        }
        return ids.isEmpty()
                ? entries
                : ids.stream().distinct().map(id -> entry(id, refusal)).toList();
    }

    /** Returns the rule with this id, or throws what is made of a sentence that says that there is none. */
    public Entry entry(String id, Function<String, ? extends RuntimeException> refusal) {
        List<String> known = entries.stream().map(entry -> entry.entry().id()).toList();
        return entry(id)
                .orElseThrow(() -> refusal.apply("no rule has the id %s%s".formatted(id, Spelling.hint(id, known))));
    }

    /** Finds a rule by id. */
    public Optional<Entry> entry(String id) {
        return entries.stream().filter(entry -> entry.entry().id().equals(id)).findFirst();
    }

    /** The decision records; nothing when no document with decisions is named. */
    public Optional<DecisionRecords> decisions() {
        return Optional.ofNullable(decisions);
    }

    /** The constraint graph; nothing when no document with constraints is named. */
    public Optional<ConstraintGraph> constraints() {
        return Optional.ofNullable(constraints);
    }

    /** Returns the title of a decision; nothing when no document with decisions is named. */
    public Optional<String> decisionTitle(String id) {
        return decisions().flatMap(document -> document.find(id)).map(Decision::title);
    }
}
