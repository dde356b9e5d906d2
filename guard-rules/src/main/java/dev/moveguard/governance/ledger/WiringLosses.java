package dev.moveguard.governance.ledger;

import dev.moveguard.config.Place;
import dev.moveguard.config.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is run less than before: executions of the plugin, and commands of CI and hooks. */
record WiringLosses(RuleWiring before, RuleWiring after) {
    List<Loss> losses() {
        List<Loss> losses = new ArrayList<>();
        Map<String, List<Wired>> now = after.wired();
        before.wired().forEach((what, old) -> {
            List<Wired> left = new ArrayList<>(now.getOrDefault(what, List.of()));
            for (Wired one : old) {
                Wired next = left.stream()
                        .filter(other -> other.shown().equals(one.shown()) && other.isAsStrongAs(one))
                        .findFirst()
                        .or(() -> left.stream()
                                .filter(other -> other.isAsStrongAs(one))
                                .findFirst())
                        .or(() -> left.stream().findFirst())
                        .orElse(null);
                if (next == null) {
                    losses.add(loss(what, one, "nothing runs %s any more".formatted(one.shown())));
                } else {
                    left.remove(next);
                    next.weakerThan(one).ifPresent(says -> losses.add(loss(what, next, says)));
                }
            }
        });
        return losses;
    }

    private static Loss loss(String what, Wired wired, String says) {
        return new Loss(what, says, Place.file(wired.file()), List.of(what, wired.file()), "");
    }

    /**
     * Something that is run and heard of.
     *
     * @param rules ids of the rules it judges; empty: all
     */
    record Wired(String shown, String file, java.util.Set<String> rules, Severity failOn) {
        boolean isAsStrongAs(Wired other) {
            return weakerThan(other).isEmpty();
        }

        java.util.Optional<String> weakerThan(Wired old) {
            if (failOn != old.failOn && failOn.isAtLeast(old.failOn)) {
                return java.util.Optional.of(
                        "%s fails on %s only, it was %s".formatted(shown, failOn.word(), old.failOn.word()));
            }
            boolean isNarrower = !rules.isEmpty() && (old.rules.isEmpty() || !rules.containsAll(old.rules));
            return isNarrower
                    ? java.util.Optional.of(
                            "%s judges only %s".formatted(shown, String.join(", ", new java.util.TreeSet<>(rules))))
                    : java.util.Optional.empty();
        }
    }
}
