package dev.moveguard.prove;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.rule.architecture.NoCyclesRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Breaks {@code no-cycles}: where one slice uses another, a type of the other is made to use it back. */
public final class NoCyclesBreaker implements Breaker {
    private static final List<Using> WAYS = List.of(Using.FIELD, Using.SIGNATURE, Using.LITERAL);

    @Override
    public String kind() {
        return "no-cycles";
    }

    private record Edge(CodeType user, CodeType used) {}

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        List<Edge> edges = edges(guarded);
        List<Mutant> mutants = new ArrayList<>();
        for (int i = 0; i < WAYS.size() && !edges.isEmpty(); i++) {
            Edge edge = edges.get(Math.min(i, edges.size() - 1));
            mutants.add(WAYS.get(i).mutant(edge.used(), edge.user().name()));
        }
        edges.stream()
                .findFirst()
                .map(edge ->
                        Using.LITERAL.mutant(edge.user(), edge.used().name()).harmless())
                .ifPresent(mutants::add);
        return mutants;
    }

    /** Finds uses between slices, one a pair of slices; without any, pairs of types that would be. */
    private static List<Edge> edges(Guarded guarded) {
        NoCyclesRule rule = (NoCyclesRule) guarded.rule().rule();
        CodeBase code = guarded.code();
        Excused excused = Excused.by(guarded);
        Set<List<String>> seen = new HashSet<>();
        List<Edge> edges = new ArrayList<>();
        for (CodeType user : code.types()) {
            String from = slice(rule, user);
            if (from == null || user.outer() != null) {
                continue;
            }
            for (String name : user.references()) {
                CodeType used = code.type(name).orElse(null);
                String to = used == null || used.outer() != null ? null : slice(rule, used);
                if (used != null
                        && to != null
                        && !to.equals(from)
                        && !excused.covers(used, user.name())
                        && uses(user, used, code)
                        && seen.add(List.of(from, to))) {
                    edges.add(new Edge(user, used));
                }
            }
            if (edges.size() >= WAYS.size()) {
                break;
            }
        }
        return edges;
    }

    private static boolean uses(CodeType user, CodeType used, CodeBase code) {
        return code.dependencies(user).stream()
                .anyMatch(dependency -> dependency.target().equals(used.name()));
    }

    private static @Nullable String slice(NoCyclesRule rule, CodeType type) {
        Optional<String> slice = rule.slices().stream()
                .flatMap(pattern -> pattern.slice(type.packageName()).stream())
                .findFirst();
        return slice.map(name -> rule.ofTypes() ? type.name() : name).orElse(null);
    }
}
