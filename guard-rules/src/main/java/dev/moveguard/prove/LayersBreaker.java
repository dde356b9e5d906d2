package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import dev.moveguard.rule.architecture.LayersRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Breaks {@code layers}: for each pair of layers that must not be used, a type of one is made to use one of the other. */
public final class LayersBreaker implements Breaker {
    private static final List<Using> WAYS = List.of(Using.FIELD, Using.SIGNATURE, Using.LITERAL, Using.CASTS);

    @Override
    public String kind() {
        return "layers";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        LayersRule rule = (LayersRule) guarded.rule().rule();
        Map<String, List<CodeType>> members = members(rule, guarded);
        List<Mutant> mutants = new ArrayList<>();
        boolean isFirst = true;
        for (String from : members.keySet()) {
            for (String to : members.keySet()) {
                boolean isAllowed = from.equals(to)
                        || rule.mayUse().getOrDefault(from, List.of()).contains(to);
                if (isAllowed) {
                    continue;
                }
                for (Using way : isFirst ? WAYS : WAYS.subList(0, 1)) {
                    pair(members.get(from), members.get(to), guarded)
                            .ifPresent(pair -> mutants.add(way.mutant(pair.user(), pair.used())));
                }
                isFirst = false;
            }
        }
        nearMiss(rule, members).ifPresent(mutants::add);
        return mutants;
    }

    private record Pair(CodeType user, String used) {}

    private static Map<String, List<CodeType>> members(LayersRule rule, Guarded guarded) {
        Map<String, List<CodeType>> members = new LinkedHashMap<>();
        rule.layers().forEach((name, patterns) -> {
            List<CodeType> own = patterns.stream()
                    .flatMap(pattern -> guarded.code().matching(pattern).stream())
                    .filter(type -> type.outer() == null)
                    .filter(type -> rule.layers().entrySet().stream()
                            .noneMatch(other -> !other.getKey().equals(name)
                                    && other.getValue().stream()
                                            .anyMatch(pattern -> pattern.matches(type, guarded.code()))))
                    .toList();
            if (!own.isEmpty()) {
                members.put(name, own);
            }
        });
        return members;
    }

    private static Optional<Pair> pair(List<CodeType> from, List<CodeType> to, Guarded guarded) {
        Excused excused = Excused.by(guarded);
        return from.stream()
                .sorted(java.util.Comparator.comparing(type -> type.kind() != CodeType.Kind.CLASS))
                .flatMap(user -> to.stream()
                        .filter(used -> !excused.covers(user, used.name()))
                        .map(used -> new Pair(user, used.name())))
                .findFirst();
    }

    private static Optional<Mutant> nearMiss(LayersRule rule, Map<String, List<CodeType>> members) {
        return members.entrySet().stream()
                .flatMap(from -> rule.mayUse().getOrDefault(from.getKey(), List.of()).stream()
                        .flatMap(to ->
                                members.getOrDefault(to, List.of()).stream().limit(1))
                        .map(used -> Using.LITERAL
                                .mutant(from.getValue().get(0), used.name())
                                .harmless()))
                .findFirst();
    }
}
