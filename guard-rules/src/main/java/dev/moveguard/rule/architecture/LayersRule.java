package dev.moveguard.rule.architecture;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Problem;
import dev.moveguard.config.Spelling;
import dev.moveguard.config.Text;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kind {@code layers}: the types of each layer use those of the layers they may use, and of no other.
 *
 * <p>Blind spots: reflection; constants, which compilers copy; a value that is only handed through.
 *
 * @param layers names and patterns, the highest first
 * @param mayUse for each layer the layers it may use beside itself
 * @param unassigned whether a scanned type in no layer is reported
 * @param indirect whether a way over types in no layer counts too
 */
public record LayersRule(
        Map<String, List<TypePattern>> layers,
        Map<String, List<String>> mayUse,
        boolean unassigned,
        boolean indirect,
        Ignored ignored)
        implements Rule {
    private static final String KIND = "layers";

    public LayersRule {
        layers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        mayUse = Map.copyOf(mayUse);
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
        private final CodeBase code;
        private final Ignored.Watch ignoring;
        private final Map<String, TypeSet> sets = new LinkedHashMap<>();
        private final Chains chains;

        Run(Facts facts) {
            this.facts = facts;
            code = facts.code();
            ignoring = ignored.watch(facts);
            layers.forEach((name, patterns) -> sets.put(name, new TypeSet(patterns, code)));
            chains = new Chains(facts, use -> !ignoring.covers(use));
        }

        List<Finding> findings() {
            layers.values().forEach(patterns -> facts.subjects(patterns).close());
            List<Finding> findings =
                    code.types().stream().flatMap(this::findings).distinct().toList();
            ignoring.tellUnused();
            return findings;
        }

        private Stream<Finding> findings(CodeType type) {
            List<String> own = layersOf(type.name());
            if (own.isEmpty()) {
                return unassigned && type.outer() == null
                        ? Stream.of(new Finding(KIND, new Site.OfType(type), type.simpleName() + " is in no layer"))
                        : Stream.empty();
            }
            if (own.size() > 1) {
                return type.outer() == null ? Stream.of(ambiguous(type, own)) : Stream.empty();
            }
            String layer = own.get(0);
            List<Finding> direct = Use.of(type, facts)
                    .flatMap(use -> broken(layer, use)
                            .map(other -> new Finding(KIND, use.site(), use.says() + because(layer, other)))
                            .stream())
                    .toList();
            return direct.isEmpty() && indirect ? chain(type, layer) : direct.stream();
        }

        private List<String> layersOf(String type) {
            return sets.entrySet().stream()
                    .filter(entry -> entry.getValue().includes(type))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private static Finding ambiguous(CodeType type, List<String> layers) {
            return new Finding(
                    KIND,
                    new Site.OfType(type),
                    "%s is in more than one layer: %s".formatted(type.simpleName(), String.join(", ", layers)));
        }

        /** Returns the layer that a use reaches and may not. */
        private Optional<String> broken(String layer, Use use) {
            return forbidden(layer, use).filter(other -> !ignoring.covers(use));
        }

        private Optional<String> forbidden(String layer, Use use) {
            return layersOf(use.how().target()).stream()
                    .filter(other -> !other.equals(layer)
                            && !mayUse.getOrDefault(layer, List.of()).contains(other))
                    .findFirst();
        }

        private static String because(String layer, String other) {
            return ": layer %s may not use layer %s".formatted(layer, other);
        }

        private Stream<Finding> chain(CodeType type, String layer) {
            return chains
                    .shortest(
                            type,
                            use -> forbidden(layer, use).isPresent(),
                            name -> layersOf(name).isEmpty())
                    .map(chain -> {
                        List<Use> uses = chain.uses();
                        String other =
                                forbidden(layer, uses.get(uses.size() - 1)).orElseThrow();
                        return chain.finding(KIND, because(layer, other));
                    })
                    .stream();
        }
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "the types of a layer use only layers it may use: those below it, or those named";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required(
                            "layers",
                            ParameterSpec.Type.GROUPS,
                            "The layers, the highest first: a name and the type patterns of each."),
                    ParameterSpec.optional(
                            "may-use",
                            ParameterSpec.Type.GROUPS,
                            "For each layer the layers it may use, instead of all below it."),
                    ParameterSpec.optional(
                            "strict", ParameterSpec.Type.FLAG, "Whether a layer may use only the next one.", "false"),
                    ParameterSpec.choice("unassigned", "What a type in no layer is.", "ignore", "report"),
                    ParameterSpec.optional(
                            "indirect",
                            ParameterSpec.Type.FLAG,
                            "Whether a chain of uses over types in no layer counts.",
                            "false"),
                    Ignored.PARAMETER);
        }

        @Override
        public Rule rule(Parameters parameters) {
            Map<String, List<TypePattern>> layers = new LinkedHashMap<>();
            for (Parameters.Group group : parameters.groups("layers")) {
                layers.put(
                        group.name().value(),
                        group.texts().stream().map(TypePattern::of).toList());
            }
            List<Problem> problems = problems(parameters, layers);
            if (!problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
            return new LayersRule(
                    layers,
                    mayUse(parameters, List.copyOf(layers.keySet())),
                    parameters.required("unassigned").value().equals("report"),
                    parameters.flag("indirect"),
                    Ignored.of(parameters));
        }

        private static List<Problem> problems(Parameters parameters, Map<String, List<TypePattern>> layers) {
            List<Problem> problems = new ArrayList<>();
            if (layers.size() < 2) {
                problems.add(new Problem(parameters.at(), "layers needs two layers or more"));
            }
            for (Parameters.Group group : parameters.groups("layers")) {
                if (group.texts().isEmpty()) {
                    problems.add(new Problem(group.name().at(), "layer %s has no pattern".formatted(group.name())));
                }
            }
            List<Parameters.Group> mayUse = parameters.groups("may-use");
            if (!mayUse.isEmpty() && parameters.flag("strict")) {
                problems.add(new Problem(parameters.at(), "may-use and strict exclude each other"));
            }
            mayUse.stream()
                    .flatMap(group -> Stream.concat(Stream.of(group.name()), group.texts().stream()))
                    .filter(name -> !layers.containsKey(name.value()))
                    .map(name -> unknown(name, layers))
                    .forEach(problems::add);
            return problems;
        }

        private static Problem unknown(Text name, Map<String, List<TypePattern>> layers) {
            return new Problem(
                    name.at(), "no layer is called %s%s".formatted(name, Spelling.hint(name.value(), layers.keySet())));
        }

        private static Map<String, List<String>> mayUse(Parameters parameters, List<String> layers) {
            List<Parameters.Group> named = parameters.groups("may-use");
            if (!named.isEmpty()) {
                return named.stream()
                        .collect(Collectors.toMap(
                                group -> group.name().value(),
                                group -> group.texts().stream().map(Text::value).toList()));
            }
            Map<String, List<String>> below = new LinkedHashMap<>();
            for (int i = 0; i < layers.size(); i++) {
                int end = parameters.flag("strict") ? Math.min(i + 2, layers.size()) : layers.size();
                below.put(layers.get(i), layers.subList(i + 1, Math.max(i + 1, end)));
            }
            return below;
        }
    }
}
