package dev.moveguard.flow;

import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Text;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import dev.moveguard.rule.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Kind {@code exactly-once}: on every path one method of each group is called on a value, once, or the value is handed on.
 *
 * <p>Blind spots: two threads that race; conditions are not interpreted; who gets a value that was handed on is trusted to
 * complete it.
 */
public record ExactlyOnceRule(
        TypePattern type,
        List<List<Text>> completes,
        boolean atMost,
        boolean atLeast,
        List<Text> from,
        List<Text> fluent,
        List<TypePattern> except,
        boolean excusesExceptions)
        implements Rule {
    private static final String KIND = "exactly-once";

    public ExactlyOnceRule {
        completes = completes.stream().map(List::copyOf).toList();
        from = List.copyOf(from);
        fluent = List.copyOf(fluent);
        except = List.copyOf(except);
    }

    /** A rule about everything of its type. */
    public ExactlyOnceRule(TypePattern type, List<List<Text>> completes, boolean atMost) {
        this(type, completes, atMost, false, List.of(), List.of(), List.of(), false);
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "on every path one of the completing methods is called, once, or the value is handed on";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required(
                            "type", ParameterSpec.Type.SUBJECT, "the type whose values are completed once"),
                    ParameterSpec.optional(
                            "completes",
                            ParameterSpec.Type.LISTS,
                            "groups of methods: of each group one is called, once",
                            "complete",
                            "fail"),
                    ParameterSpec.optional(
                            "at-most", ParameterSpec.Type.FLAG, "whether a value may also never be completed", "false"),
                    ParameterSpec.optional(
                            "at-least",
                            ParameterSpec.Type.FLAG,
                            "whether a value may also be completed more than once",
                            "false"),
                    Refinements.FROM,
                    Refinements.FLUENT,
                    ParameterSpec.optional(
                            "except",
                            ParameterSpec.Type.TARGETS,
                            "subtypes the rule is not about, such as one that waits for several completions"),
                    ParameterSpec.choice(
                            "exceptions",
                            "what a path is that ends with an exception: counted, or excused because who called hears of it",
                            "count",
                            "excuse"));
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new ExactlyOnceRule(
                    TypePattern.of(parameters.required("type")),
                    parameters.lists("completes"),
                    parameters.flag("at-most"),
                    parameters.flag("at-least"),
                    parameters.texts("from"),
                    parameters.texts("fluent"),
                    parameters.texts("except").stream().map(TypePattern::of).toList(),
                    parameters.required("exceptions").value().equals("excuse"));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        facts.targets(List.of(type));
        facts.targets(except);
        Touched.demand(List.of(type), facts);
        List<Finding> findings = new ArrayList<>();
        for (List<Text> group : completes) {
            group.forEach(name -> facts.members(List.of(Touched.ofType(type, name))));
            findings.addAll(check(group.stream().map(Text::value).collect(Collectors.toSet()), facts));
        }
        return findings.stream().distinct().toList();
    }

    private List<Finding> check(Set<String> group, Facts facts) {
        CallTerms calls = new CallTerms(
                Touched.members(fluent, List.of(type), facts),
                List.of(),
                List.of(),
                List.of(),
                Refinements.sources(from, List.of(type), facts),
                except,
                false,
                excusesExceptions);
        Terms terms = new Terms(List.of(), group, List.of(), List.of(), true, true, calls);
        CompletionDiscipline.Bounds bounds = new CompletionDiscipline.Bounds(atMost, atLeast);
        BodyChecks checks = new BodyChecks(facts, new Targets(List.of(type), facts.code()), terms).noting();
        return checks.run((body, ownership, diagnosis) -> {
            CompletionDiscipline discipline = new CompletionDiscipline(body, ownership, diagnosis, group, bounds);
            follow(body, discipline, checks.contracts());
        });
    }

    private static void follow(Body body, CompletionDiscipline discipline, Contracts contracts)
            throws AnalyzerException {
        new Flow(body, discipline, contracts).run();
        discipline.reportLost();
    }
}
