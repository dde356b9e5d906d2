package dev.moveguard.rule;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.FieldId;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.rule.Holding.Held;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kind {@code never-stores}: no holder, nor a subtype or nested type of one, keeps one of the types in a field or record component.
 *
 * <p>Blind spots: a value that reaches an {@code Object} field from code that was not scanned, or that a library keeps for it;
 * reflection.
 */
public record NeverStoresRule(List<TypePattern> holders, List<TypePattern> types, Exceptions allow) implements Rule {
    private static final String KIND = "never-stores";

    public NeverStoresRule {
        holders = List.copyOf(holders);
        types = List.copyOf(types);
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "no holder, its subtypes or its nested types keeps a value of one of the types";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required("holders", ParameterSpec.Type.SUBJECTS, "the types that must not keep one"),
                    ParameterSpec.required(
                            "types",
                            ParameterSpec.Type.TARGETS,
                            "what they must not keep; a subtype of one counts too"),
                    ParameterSpec.optional(
                            "allow",
                            ParameterSpec.Type.EXCEPTIONS,
                            "handles behind which one may stand, and fields (Type#field) that may"));
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new NeverStoresRule(
                    parameters.texts("holders").stream().map(TypePattern::of).toList(),
                    parameters.texts("types").stream().map(TypePattern::of).toList(),
                    Exceptions.of(parameters.texts("allow")));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        List<CodeType> named = facts.subjects(holders).toList();
        Targets targets = facts.targets(types);
        Set<CodeType> all = withSubtypesAndNested(named, facts);
        Set<String> names = all.stream().map(CodeType::name).collect(Collectors.toSet());
        Holding holding = new Holding(facts.code(), targets, facts.exceptions(allow), names);
        Set<String> owners = withScannedSupertypes(all, facts);
        Set<FieldId> told = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        Set<CodeType> candidates = holding.candidates();
        for (CodeType holder : all) {
            if (!candidates.contains(holder)) {
                continue;
            }
            holding.inherited(holder).ifPresent(held -> findings.add(inherited(holder, held)));
            declared(holder, names, holding, facts).forEach(found -> {
                told.add(found.field().id());
                findings.add(finding(holder, found.field(), found.held(), facts));
            });
        }
        new ErasedStores(facts, targets, holding)
                .into(field -> owners.contains(field.owner()) && !told.contains(field.id()) && !isAllowed(field, facts))
                .map(store -> store.finding(KIND))
                .forEach(findings::add);
        return findings.stream().distinct().toList();
    }

    private static Set<CodeType> withSubtypesAndNested(List<CodeType> named, Facts facts) {
        Set<CodeType> all = new LinkedHashSet<>(named);
        all.addAll(facts.code().subtypes(named.stream().map(CodeType::name).toList()));
        all.addAll(facts.code().nestedIn(all));
        return all;
    }

    /** Returns the names of the types whose fields the holders have, inherited ones included. */
    private static Set<String> withScannedSupertypes(Set<CodeType> holders, Facts facts) {
        Set<String> owners = new HashSet<>();
        Deque<CodeType> open = new ArrayDeque<>(holders);
        while (!open.isEmpty()) {
            CodeType type = open.remove();
            if (owners.add(type.name())) {
                type.supertypeNames().flatMap(name -> facts.type(name).stream()).forEach(open::add);
            }
        }
        return owners;
    }

    private record Kept(CodeField field, Held held) {}

    private Stream<Kept> declared(CodeType holder, Set<String> holders, Holding holding, Facts facts) {
        return holding.fields(holder, Map.of()).stream()
                .filter(field -> !field.isSynthetic()) // a captured variable counts when what captured it is stored
                .flatMap(field -> holding.deep(field.type()).stream().map(held -> new Kept(field, held)))
                .filter(kept -> kept.field().owner().equals(holder.name())
                        || !holders.contains(kept.field().owner())
                        || isBound(kept.field(), holding, facts))
                .filter(kept -> !isAllowed(kept.field(), facts));
    }

    /** Whether it is the holder that makes the field hold one: it binds a type variable of the declaration. */
    private static boolean isBound(CodeField field, Holding holding, Facts facts) {
        return facts.code()
                .field(field.id())
                .map(declared -> holding.deep(declared.type()).isEmpty())
                .orElse(false);
    }

    private boolean isAllowed(CodeField field, Facts facts) {
        return facts.type(field.owner())
                .map(owner -> allow.include(owner, field, facts.code()))
                .orElse(false);
    }

    private static Finding finding(CodeType holder, CodeField field, Held held, Facts facts) {
        boolean isInherited = !field.owner().equals(holder.name());
        CodeType at = isInherited ? facts.type(field.owner()).orElse(holder) : holder;
        String name = isInherited
                ? "%s.%s, inherited from %s,".formatted(holder.simpleName(), field.name(), at.simpleName())
                : field.shown();
        String message = held.path().isEmpty()
                ? "%s stores %s".formatted(name, held.shown())
                : "%s keeps %s through %s".formatted(name, held.shown(), path(held));
        CodeField declared = at.field(field.name()).orElse(field);
        Site site = isInherited ? new Site.OfType(holder) : new Site.OfField(at, declared);
        List<Finding.Related> related = Stream.concat(
                        isInherited
                                ? Stream.of(new Finding.Related(
                                        new Site.OfField(at, declared), "the field is declared here"))
                                : Stream.empty(),
                        held.path().stream()
                                .flatMap(step -> facts
                                        .type(step.owner())
                                        .map(owner -> new Finding.Related(
                                                new Site.OfField(
                                                        owner,
                                                        owner.field(step.name()).orElse(step)),
                                                "%s is %s"
                                                        .formatted(
                                                                step.shown(),
                                                                CodeType.withArticle(step.type()
                                                                        .shown()))))
                                        .stream()))
                .toList();
        return new Finding(KIND, site, message, related);
    }

    private static Finding inherited(CodeType holder, Held held) {
        String parent = holder.superclass() == null ? "" : holder.superclass().shown();
        return new Finding(
                KIND,
                new Site.OfType(holder),
                "%s stores %s, being %s".formatted(holder.simpleName(), held.shown(), CodeType.withArticle(parent)));
    }

    private static String path(Held held) {
        return held.path().stream().map(CodeField::shown).collect(Collectors.joining(", "));
    }
}
