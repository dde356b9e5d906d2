package dev.moveguard.rule.architecture;

import dev.moveguard.code.CodeType;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds how one top-level type uses another by way of others. */
final class Chains {
    private final Facts facts;
    private final Predicate<Use> counts;
    private final Map<String, List<CodeType>> scanned = new LinkedHashMap<>();
    private final Map<String, List<Use>> uses = new HashMap<>();

    /** @param counts whether a use is one that a chain may consist of */
    Chains(Facts facts, Predicate<Use> counts) {
        this.facts = facts;
        this.counts = counts;
    }

    /** Uses in a row: each is in the type the one before it uses. */
    record Chain(List<Use> uses) {
        Chain {
            uses = List.copyOf(uses);
        }

        Chain with(Use next) {
            return new Chain(Stream.concat(uses.stream(), Stream.of(next)).toList());
        }

        /** Makes the finding at the first use, with the others as related places. */
        Finding finding(String kind, String why) {
            Use first = uses.get(0);
            Use last = uses.get(uses.size() - 1);
            String over = uses.stream()
                    .limit(uses.size() - 1L)
                    .map(use -> CodeType.simpleName(use.how().target()))
                    .collect(Collectors.joining(", "));
            String message = "%s reaches %s over %s%s"
                    .formatted(
                            first.user().simpleName(),
                            CodeType.simpleName(last.how().target()),
                            over,
                            why);
            return new Finding(
                    kind,
                    first.site(),
                    message,
                    uses.stream()
                            .map(use -> new Finding.Related(use.site(), use.says()))
                            .toList());
        }
    }

    /**
     * Finds the shortest chain of two or more uses.
     *
     * @param from a top-level type; for a nested one there is none, its outer one is asked
     * @param isGoal whether a use is the last of the chain
     * @param mayPass whether a chain may go over a type
     */
    Optional<Chain> shortest(CodeType from, Predicate<Use> isGoal, Predicate<String> mayPass) {
        Deque<Chain> open = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        if (from.outer() == null) {
            seen.add(from.name());
            open.add(new Chain(List.of()));
        }
        while (!open.isEmpty()) {
            Chain chain = open.remove();
            for (Use use : uses(end(chain, from))) {
                if (isGoal.test(use)) {
                    if (!chain.uses().isEmpty()) {
                        return Optional.of(chain.with(use));
                    }
                } else if (mayPass.test(use.how().target())
                        && seen.add(top(use.how().target()))) {
                    open.add(chain.with(use));
                }
            }
        }
        return Optional.empty();
    }

    private String end(Chain chain, CodeType from) {
        List<Use> all = chain.uses();
        return all.isEmpty() ? from.name() : top(all.get(all.size() - 1).how().target());
    }

    private String top(String name) {
        return TypeSet.top(name, facts.code());
    }

    private List<Use> uses(String top) {
        return uses.computeIfAbsent(
                top,
                name -> scanned().getOrDefault(name, new ArrayList<>()).stream()
                        .flatMap(type -> Use.of(type, facts))
                        .filter(counts)
                        .toList());
    }

    private Map<String, List<CodeType>> scanned() {
        if (scanned.isEmpty()) {
            facts.code()
                    .types()
                    .forEach(type -> scanned.computeIfAbsent(top(type.name()), key -> new ArrayList<>())
                            .add(type));
        }
        return scanned;
    }
}
