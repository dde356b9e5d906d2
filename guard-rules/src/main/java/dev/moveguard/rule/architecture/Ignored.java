package dev.moveguard.rule.architecture;

import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Problem;
import dev.moveguard.config.Text;
import dev.moveguard.rule.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Dependencies a rule lets pass, each as {@code user -> used}. One that excuses nothing is a finding. */
record Ignored(List<Pair> pairs) {
    private static final String ARROW = "->";

    /** The parameter of all rules about dependencies. */
    static final ParameterSpec PARAMETER = ParameterSpec.optional(
            "ignore",
            ParameterSpec.Type.NAMES,
            "Dependencies that are accepted, each as \"user -> used\"; each has to match one.");

    record Pair(Text text, TypePattern user, TypePattern used) {}

    Ignored {
        pairs = List.copyOf(pairs);
    }

    static Ignored of(Parameters parameters) {
        List<Pair> pairs = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Text text : parameters.texts(PARAMETER.name())) {
            String[] sides = text.value().split(ARROW, -1);
            if (sides.length == 2 && !sides[0].isBlank() && !sides[1].isBlank()) {
                pairs.add(new Pair(text, side(sides[0], text), side(sides[1], text)));
            } else {
                problems.add(new Problem(text.at(), "ignore takes \"user -> used\", not %s".formatted(text)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Ignored(pairs);
    }

    private static TypePattern side(String side, Text text) {
        return TypePattern.of(new Text(side.strip(), text.at()));
    }

    Watch watch(Facts facts) {
        return new Watch(pairs, facts);
    }

    /** The exceptions during one run of a rule, with what they were used for. */
    static final class Watch {
        private final List<Pair> pairs;
        private final List<TypeSet> users;
        private final List<TypeSet> used;
        private final Set<Pair> needed = new HashSet<>();
        private final Facts facts;

        private Watch(List<Pair> pairs, Facts facts) {
            this.pairs = pairs;
            this.facts = facts;
            this.users = pairs.stream()
                    .map(pair -> new TypeSet(List.of(pair.user), facts.code()))
                    .toList();
            this.used = pairs.stream()
                    .map(pair -> new TypeSet(List.of(pair.used), facts.code()))
                    .toList();
        }

        /** Whether a dependency is excused; asked only for those that would be findings, so that a needless exception shows. */
        boolean covers(Use use) {
            boolean isCovered = false;
            for (int i = 0; i < pairs.size(); i++) {
                if (users.get(i).includes(use.user().name())
                        && used.get(i).includes(use.how().target())) {
                    needed.add(pairs.get(i));
                    isCovered = true;
                }
            }
            return isCovered;
        }

        /** Tells the exceptions that excused nothing. */
        void tellUnused() {
            pairs.stream()
                    .filter(pair -> !needed.contains(pair))
                    .forEach(pair -> facts.unused(pair.text.at(), pair.text.value()));
        }
    }
}
