package dev.moveguard.engine;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Law;
import dev.moveguard.config.Mood;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Problem;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Spelling;
import dev.moveguard.config.Text;
import dev.moveguard.governance.MarkdownIds;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of a rule set, each bound to its kind, and the documents their laws refer to. */
public final class RuleBook {
    /** A rule ready to be judged. */
    public record Entry(RuleEntry entry, Optional<Law> law, RuleKind kind, Parameters parameters, Rule rule) {}

    private final RuleSet ruleSet;
    private final List<Entry> entries;
    private final @Nullable MarkdownIds decisions;

    private RuleBook(RuleSet ruleSet, List<Entry> entries, @Nullable MarkdownIds decisions) {
        this.ruleSet = ruleSet;
        this.entries = List.copyOf(entries);
        this.decisions = decisions;
    }

    /** The kinds there are, by name. */
    public static List<RuleKind> kinds() {
        return ServiceLoader.load(RuleKind.class, RuleBook.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(RuleKind::name))
                .toList();
    }

    /**
     * Binds the rules.
     *
     * @throws ConfigurationException listing every unknown kind, wrong parameter, and decision or constraint that no document defines
     */
    public static RuleBook of(RuleSet ruleSet) {
        List<Problem> problems = new ArrayList<>();
        List<RuleKind> kinds = kinds();
        List<Entry> entries = new ArrayList<>();
        for (RuleEntry rule : ruleSet.rules()) {
            bind(ruleSet, rule, kinds, problems).ifPresent(entries::add);
        }
        MarkdownIds decisions = read(ruleSet, ruleSet.docs().decisions(), MarkdownIds::decisions, problems);
        MarkdownIds constraints = read(ruleSet, ruleSet.docs().constraints(), MarkdownIds::constraints, problems);
        for (Law law : ruleSet.laws()) {
            Text decision = law.decision();
            if (decision != null) {
                require("decision", decision, decisions, problems);
            }
            law.constraints().forEach(constraint -> require("constraint", constraint, constraints, problems));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new RuleBook(ruleSet, entries, decisions);
    }

    private static Optional<Entry> bind(RuleSet ruleSet, RuleEntry rule, List<RuleKind> kinds, List<Problem> problems) {
        String name = rule.kind().value();
        Optional<RuleKind> kind =
                kinds.stream().filter(one -> one.name().equals(name)).findFirst();
        if (kind.isEmpty()) {
            List<String> known = kinds.stream().map(RuleKind::name).toList();
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

    private static @Nullable MarkdownIds read(
            RuleSet ruleSet, @Nullable Text document, Function<Path, MarkdownIds> reading, List<Problem> problems) {
        if (document == null) {
            return null;
        }
        try {
            return reading.apply(ruleSet.root().resolve(document.value()));
        } catch (UnreadableException e) {
            problems.add(new Problem(document.at(), "%s %s".formatted(document.value(), "cannot be read")));
            return null;
        }
    }

    private static void require(String what, Text id, @Nullable MarkdownIds document, List<Problem> problems) {
        if (document != null && document.text(id.value()).isEmpty()) {
            problems.add(new Problem(
                    id.at(),
                    "no document defines the %s %s%s".formatted(what, id, Spelling.hint(id.value(), document.ids()))));
        }
    }

    /** Returns the same rules as if they had been read from another file: what they scan is told from there. */
    public RuleBook at(Path file) {
        RuleSet moved =
                new RuleSet(file, ruleSet.name(), ruleSet.scan(), ruleSet.docs(), ruleSet.laws(), ruleSet.rules());
        return new RuleBook(moved, entries, decisions);
    }

    public RuleSet ruleSet() {
        return ruleSet;
    }

    public List<Entry> entries() {
        return entries;
    }

    /** Finds a rule by id. */
    public Optional<Entry> entry(String id) {
        return entries.stream().filter(entry -> entry.entry().id().equals(id)).findFirst();
    }

    /** Returns the title of a decision; nothing when no document with decisions is named. */
    public Optional<String> decisionTitle(String id) {
        return Optional.ofNullable(decisions).flatMap(document -> document.text(id));
    }
}
