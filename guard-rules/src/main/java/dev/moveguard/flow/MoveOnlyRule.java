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
import java.util.stream.Stream;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Kind {@code move-only}: a value of these types has one owner. Handing it on ends the previous owner, and what was handed
 * on is not used again.
 *
 * <p>Blind spots: two names for one object whose fields are moved; conditions are not interpreted; what two threads do;
 * reflection.
 */
public record MoveOnlyRule(
        List<TypePattern> types,
        List<Text> consumes,
        List<Text> borrows,
        List<TypePattern> once,
        boolean movesIntoScanned,
        boolean movesIntoLibraries,
        boolean mustConsume,
        Refinements refinements)
        implements Rule {
    private static final String KIND = "move-only";
    private static final String MOVE = "move";
    private static final String BORROW = "borrow";

    public MoveOnlyRule {
        types = List.copyOf(types);
        consumes = List.copyOf(consumes);
        borrows = List.copyOf(borrows);
        once = List.copyOf(once);
    }

    /** A rule that says nothing beside the usual. */
    public MoveOnlyRule(
            List<TypePattern> types,
            List<Text> consumes,
            List<Text> borrows,
            List<TypePattern> once,
            boolean movesIntoScanned,
            boolean movesIntoLibraries,
            boolean mustConsume) {
        this(types, consumes, borrows, once, movesIntoScanned, movesIntoLibraries, mustConsume, Refinements.NONE);
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "a value of these types has one owner: once handed on, it is not used again";
        }

        @Override
        public List<ParameterSpec> parameters() {
            List<ParameterSpec> usual = List.of(
                    ParameterSpec.required(
                            "types",
                            ParameterSpec.Type.TARGETS,
                            "the types whose values have one owner; types marked @MoveOnly are among them"),
                    ParameterSpec.optional(
                            "consumes",
                            ParameterSpec.Type.MEMBERS,
                            "methods that use their receiver up, like those marked @Consumes; those of other types, their arguments"),
                    ParameterSpec.optional(
                            "borrows",
                            ParameterSpec.Type.MEMBERS,
                            "methods that only look at their arguments, like parameters marked @Borrows"),
                    ParameterSpec.optional(
                            "once", ParameterSpec.Type.TARGETS, "interfaces whose implementations run at most once"),
                    ParameterSpec.choice(
                            "default-argument",
                            "what an argument of scanned code does when nothing else is known",
                            MOVE,
                            BORROW),
                    ParameterSpec.choice(
                            "library-argument",
                            "what an argument of a library does when nothing else is known",
                            BORROW,
                            MOVE),
                    ParameterSpec.optional(
                            "must-consume",
                            ParameterSpec.Type.FLAG,
                            "whether a value that is dropped without being handed on is reported",
                            "false"));
            return Stream.concat(usual.stream(), Refinements.parameters().stream())
                    .toList();
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new MoveOnlyRule(
                    parameters.texts("types").stream().map(TypePattern::of).toList(),
                    parameters.texts("consumes"),
                    parameters.texts("borrows"),
                    parameters.texts("once").stream().map(TypePattern::of).toList(),
                    parameters.required("default-argument").value().equals(MOVE),
                    parameters.required("library-argument").value().equals(MOVE),
                    parameters.flag("must-consume"),
                    Refinements.of(parameters));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        facts.targets(types);
        facts.targets(once);
        List<TypePattern> guarded = new ArrayList<>(types);
        guarded.add(TypePattern.of("@MoveOnly"));
        Touched.demand(types, facts);
        Terms terms = new Terms(
                Touched.members(consumes, types, facts),
                Set.of(),
                Touched.members(borrows, types, facts),
                once,
                movesIntoScanned,
                movesIntoLibraries,
                refinements.terms(types, facts));
        BodyChecks checks = new BodyChecks(facts, new Targets(guarded, facts.code()), terms);
        return checks
                .run((body, ownership, diagnosis) -> follow(body, ownership, diagnosis, checks.contracts()))
                .stream()
                .filter(refinements::reports)
                .toList();
    }

    private void follow(Body body, Ownership ownership, Diagnosis diagnosis, Contracts contracts)
            throws AnalyzerException {
        if (contracts.renewsIn(body.node())) {
            return;
        }
        MoveDiscipline discipline = new MoveDiscipline(body, ownership, diagnosis, mustConsume);
        new Flow(body, discipline, contracts).run();
        discipline.reportLost();
    }
}
