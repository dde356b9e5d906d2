package dev.moveguard.rule.architecture;

import dev.moveguard.code.CodeType;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Problem;
import dev.moveguard.config.Text;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Kind {@code no-cycles}: no slice of the code uses itself by way of other slices.
 *
 * <p>Blind spots: reflection; constants, which compilers copy; a value that is only handed through.
 *
 * @param slices sort packages into slices; the first that fits counts
 * @param ofTypes whether each top-level type of a slice stands for itself
 */
public record NoCyclesRule(List<SlicePattern> slices, boolean ofTypes, Ignored ignored) implements Rule {
    private static final String KIND = "no-cycles";

    public NoCyclesRule {
        slices = List.copyOf(slices);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        return new Run(facts).findings();
    }

    private final class Run {
        private final Facts facts;
        private final Ignored.Watch ignoring;
        /** From, to, and the uses between. */
        private final SortedMap<String, SortedMap<String, List<Use>>> edges = new TreeMap<>();

        private final Set<SlicePattern> matched = new HashSet<>();

        Run(Facts facts) {
            this.facts = facts;
            ignoring = ignored.watch(facts);
        }

        List<Finding> findings() {
            facts.code()
                    .types()
                    .forEach(type -> node(type).ifPresent(node -> {
                        facts.count(node);
                        edges.computeIfAbsent(node, key -> new TreeMap<>());
                    }));
            tellVacuity();
            facts.code().types().forEach(this::addUses);
            ignoreWhatIsOnACycle();
            ignoring.tellUnused();
            return Cycles.of(targets()).stream().map(this::finding).toList();
        }

        private void tellVacuity() {
            slices.stream()
                    .filter(pattern -> !matched.contains(pattern))
                    .forEach(pattern -> facts.vacuous(
                            pattern.text().at(),
                            pattern.text().value(),
                            "%s matches no package of a scanned type".formatted(pattern.text())));
            if (matched.size() == slices.size() && edges.size() < 2) {
                Text first = slices.get(0).text();
                facts.vacuous(
                        first.at(), first.value(), "%s gives one slice, which cannot be a cycle".formatted(first));
            }
        }

        private Optional<String> node(CodeType type) {
            Optional<String> slice = Optional.empty();
            for (SlicePattern pattern : slices) {
                Optional<String> own = pattern.slice(type.packageName());
                own.ifPresent(name -> matched.add(pattern));
                slice = slice.or(() -> own);
            }
            return ofTypes ? slice.map(name -> TypeSet.top(type.name(), facts.code())) : slice;
        }

        private void addUses(CodeType type) {
            node(type)
                    .ifPresent(from -> Use.of(type, facts)
                            .forEach(use -> facts.type(use.how().target())
                                    .flatMap(this::node)
                                    .filter(to -> !to.equals(from))
                                    .ifPresent(to -> edges.getOrDefault(from, new TreeMap<>())
                                            .computeIfAbsent(to, key -> new ArrayList<>())
                                            .add(use))));
        }

        private Map<String, Set<String>> targets() {
            Map<String, Set<String>> targets = new TreeMap<>();
            edges.forEach((from, to) -> targets.put(from, to.keySet()));
            return targets;
        }

        /** Takes out the ignored uses of edges that are on a cycle; an exception for any other excuses nothing. */
        private void ignoreWhatIsOnACycle() {
            for (List<String> cycle : Cycles.of(targets())) {
                for (int i = 0; i < cycle.size(); i++) {
                    SortedMap<String, List<Use>> out = edges.getOrDefault(cycle.get(i), new TreeMap<>());
                    String to = cycle.get((i + 1) % cycle.size());
                    List<Use> left = out.getOrDefault(to, List.of()).stream()
                            .filter(use -> !ignoring.covers(use))
                            .toList();
                    if (left.isEmpty()) {
                        out.remove(to);
                    } else {
                        out.put(to, left);
                    }
                }
            }
        }

        private Finding finding(List<String> cycle) {
            List<Use> examples = new ArrayList<>();
            List<Finding.Related> related = new ArrayList<>();
            int fewest = 0;
            int fewestUses = Integer.MAX_VALUE;
            for (int i = 0; i < cycle.size(); i++) {
                String from = cycle.get(i);
                String to = cycle.get((i + 1) % cycle.size());
                List<Use> uses = edges.getOrDefault(from, new TreeMap<>()).getOrDefault(to, List.of());
                Use example = uses.stream().min(CLEAREST).orElseThrow();
                examples.add(example);
                related.add(new Finding.Related(
                        example.site(),
                        "%s -> %s: %s%s".formatted(shown(from), shown(to), example.says(), others(uses.size()))));
                if (uses.size() < fewestUses) {
                    fewest = i;
                    fewestUses = uses.size();
                }
            }
            String ring = String.join(" -> ", cycle.stream().map(this::shown).toList()) + " -> " + shown(cycle.get(0));
            return new Finding(
                    KIND, new Site.Of(examples.get(fewest).site(), ring), "%s is a cycle".formatted(ring), related);
        }

        private String shown(String node) {
            return ofTypes ? CodeType.simpleName(node) : node;
        }

        private static String others(int uses) {
            return uses == 1 ? "" : ", the first of %s uses".formatted(uses);
        }
    }

    /** Uses that have a line come first, in the order of the code. */
    private static final Comparator<Use> CLEAREST = Comparator.comparing(
                    (Use use) -> use.how().line() == 0)
            .thenComparing(use -> use.user().name())
            .thenComparingInt(use -> use.how().line());

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "no package, slice or type uses itself by way of others";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.optional(
                            "slices",
                            ParameterSpec.Type.NAMES,
                            "Patterns of packages; types with the same part in parentheses are one slice.",
                            "(**)"),
                    ParameterSpec.choice("of", "What may not be on a cycle.", "slices", "types"),
                    Ignored.PARAMETER);
        }

        @Override
        public Rule rule(Parameters parameters) {
            List<SlicePattern> slices = new ArrayList<>();
            List<Problem> problems = new ArrayList<>();
            for (Text text : parameters.texts("slices")) {
                SlicePattern.of(text)
                        .ifPresentOrElse(
                                slices::add,
                                () -> problems.add(new Problem(
                                        text.at(),
                                        "slices takes packages with (*) or (**) in them, such as com.acme.(*).., not "
                                                + text)));
            }
            if (!problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
            return new NoCyclesRule(slices, parameters.required("of").value().equals("types"), Ignored.of(parameters));
        }
    }
}
