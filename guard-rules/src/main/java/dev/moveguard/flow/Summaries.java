package dev.moveguard.flow;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MethodId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** What bodies of scanned methods show about their parameters, as far as that is certain. */
final class Summaries {
    /** Calls followed into one another before nothing is claimed any more. */
    private static final int DEEPEST = 12;

    /** What a method does with a parameter. */
    enum Effect {
        /** It uses it and gives it to nobody. */
        LOOKS,
        /** It gives it away on every path that returns. */
        TAKES,
        UNKNOWN
    }

    /**
     * What one body shows.
     *
     * @param taken parameters that are given away on some path
     * @param completed parameters that are completed on every path that returns
     * @param completions where what a place holds is completed first, by the index of the call
     * @param returnsReceiver whether all it returns is {@code this}
     * @param handedThrough the parameter that is all it returns; -1: there is none
     */
    record Summary(
            Map<Integer, Effect> effects,
            Set<Integer> taken,
            Set<Integer> completed,
            Map<Place, Integer> completions,
            boolean returnsReceiver,
            int handedThrough) {
        Summary {
            effects = Map.copyOf(effects);
            taken = Set.copyOf(taken);
            completed = Set.copyOf(completed);
            completions = Map.copyOf(completions);
        }

        Effect effect(int parameter) {
            return effects.getOrDefault(parameter, Effect.UNKNOWN);
        }

        boolean takes(int parameter) {
            return taken.contains(parameter);
        }
    }

    private final CodeBase code;
    private final Contracts contracts;
    private final ClassNodes classes;
    private final Map<MethodId, Optional<Summary>> known = new HashMap<>();
    private int depth;

    Summaries(CodeBase code, Contracts contracts, ClassNodes classes) {
        this.code = code;
        this.contracts = contracts;
        this.classes = classes;
    }

    /** Returns what a body shows; empty when there is none, or it is being looked at already. */
    Optional<Summary> of(CodeMethod method) {
        Optional<Summary> summary = known.get(method.id());
        if (summary == null) {
            known.put(method.id(), Optional.empty()); // for calls of itself
            summary = depth < DEEPEST ? summarised(method) : Optional.empty();
            known.put(method.id(), summary);
        }
        return summary;
    }

    private Optional<Summary> summarised(CodeMethod method) {
        CodeType type = code.type(method.owner()).orElse(null);
        MethodNode node = classes.method(method).orElse(null);
        boolean hasBody = node != null && (node.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
        if (type == null || node == null || !hasBody) {
            return Optional.empty();
        }
        depth++;
        try {
            Body body = new Body(type, method, node, Captures.NONE);
            ParameterDiscipline discipline = new ParameterDiscipline(body, contracts);
            new Flow(body, discipline, contracts).run();
            return Optional.of(discipline.summary());
        } catch (AnalyzerException | Flow.UnfollowableException e) {
            return Optional
                    .empty(); // nothing is claimed; who judges the body itself says that it could not be followed
        } finally {
            depth--;
        }
    }
}
