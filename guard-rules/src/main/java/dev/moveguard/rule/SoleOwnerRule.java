package dev.moveguard.rule;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.TypePattern;
import dev.moveguard.code.TypeRef;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Place;
import dev.moveguard.config.Text;
import dev.moveguard.rule.OwnedField.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Kind {@code sole-owner}: the field is the one place that holds a value of its type.
 *
 * <p>It is private, plain and unguarded, no other field can hold such a value, and no method lets the value out while the field
 * still holds it.
 *
 * <p>Blind spots: as for {@link NeverStoresRule}; a value that a library method keeps without being known to.
 */
public record SoleOwnerRule(TypePattern owner, Text field, Exceptions allowHolders) implements Rule {
    private static final String KIND = "sole-owner";
    private static final Set<String> UPDATERS =
            Set.of("newUpdater", "findVarHandle", "objectFieldOffset", "unreflectVarHandle");

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "the field is private and plain, and the only place that holds a value of its type";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required("owner", ParameterSpec.Type.SUBJECT, "the type that owns the value"),
                    ParameterSpec.required("field", ParameterSpec.Type.MEMBER, "the field it is kept in"),
                    ParameterSpec.optional(
                            "allow-holders",
                            ParameterSpec.Type.EXCEPTIONS,
                            "types, and fields (Type#field), that may hold one too"));
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new SoleOwnerRule(
                    TypePattern.of(parameters.required("owner")),
                    parameters.required("field"),
                    Exceptions.of(parameters.texts("allow-holders")));
        }
    }

    public static SoleOwnerRule of(String owner, String field, String... allowHolders) {
        return new SoleOwnerRule(TypePattern.of(owner), new Text(field, Place.NOWHERE), Exceptions.of(allowHolders));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        facts.exceptions(allowHolders);
        return new OwnedField(owner, field)
                .in(facts).stream()
                        .flatMap(found -> check(found, facts))
                        .distinct()
                        .toList();
    }

    private Stream<Finding> check(Found found, Facts facts) {
        return Stream.of(declaration(found, facts), guards(found, facts), holders(found, facts), escapes(found, facts))
                .flatMap(findings -> findings);
    }

    // --- the declaration ----------------------------------------------------------------------------------------

    private static Stream<Finding> declaration(Found found, Facts facts) {
        CodeField field = found.field();
        List<Finding> findings = new ArrayList<>();
        if (!field.isPrivate()) {
            findings.add(at(found, "%s is not private".formatted(field.shown())));
        }
        if (field.isStatic()) {
            findings.add(at(found, "%s is static: all instances share it".formatted(field.shown())));
        }
        if (field.isVolatile()) {
            findings.add(at(found, "%s is volatile".formatted(field.shown())));
        }
        wrapping(field.type(), facts)
                .ifPresent(wrapper -> findings.add(at(
                        found,
                        "%s is %s, which wraps the value".formatted(field.shown(), CodeType.withArticle(wrapper)))));
        return findings.stream();
    }

    /** Returns the type as written when it is not the plain type of one value. */
    private static Optional<String> wrapping(TypeRef type, Facts facts) {
        boolean isWrapper = type instanceof TypeRef.Named named && isWrapper(named.name());
        boolean wrapsScanned = type instanceof TypeRef.Array array && mentionsScanned(array.component(), facts)
                || type instanceof TypeRef.Named named
                        && named.arguments().stream().anyMatch(argument -> mentionsScanned(argument, facts));
        return isWrapper || wrapsScanned ? Optional.of(type.shown()) : Optional.empty();
    }

    /** Whether the type exists to hold one value of another. */
    private static boolean isWrapper(String name) {
        return name.startsWith("java.util.concurrent.")
                || name.startsWith("java.util.Optional")
                || name.startsWith("java.util.function.")
                || name.startsWith("java.lang.ref.")
                || name.startsWith("java.lang.invoke.")
                || Set.of("java.lang.Object", "java.lang.ThreadLocal", "java.lang.InheritableThreadLocal")
                        .contains(name);
    }

    /** Whether other fields may lawfully have the type, because it says nothing of what is owned. */
    private static boolean isContainer(String name) {
        return name.startsWith("java.");
    }

    private static boolean mentionsScanned(TypeRef type, Facts facts) {
        return type.classes().anyMatch(named -> facts.code().isScanned(named.name()));
    }

    // --- guards -------------------------------------------------------------------------------------------------

    private static Stream<Finding> guards(Found found, Facts facts) {
        return Stream.concat(new Guards(found, facts).findings(KIND), updaters(found, facts));
    }

    private static Stream<Finding> updaters(Found found, Facts facts) {
        return facts.code()
                .mentioning(found.type().name())
                .flatMap(type -> type.methods().stream().flatMap(method -> updaters(type, method, found, facts)));
    }

    private static Stream<Finding> updaters(CodeType type, CodeMethod method, Found found, Facts facts) {
        MethodBody body = facts.body(type, method);
        if (!body.constants().contains(found.field().name())) {
            return Stream.empty();
        }
        return body.calls().stream()
                .filter(call -> UPDATERS.contains(call.method().name()))
                .map(call -> at(
                        type,
                        method,
                        call.line(),
                        "%s is reached by %s"
                                .formatted(found.field().shown(), call.method().shown())));
    }

    // --- other holders ------------------------------------------------------------------------------------------

    private Stream<Finding> holders(Found found, Facts facts) {
        Optional<TypePattern> guarded = guarded(found.field().type(), facts);
        if (guarded.isEmpty()) {
            return Stream.empty();
        }
        Targets targets = facts.targets(List.of(guarded.get()));
        Holding holding = new Holding(facts.code(), targets, new Exceptions(List.of(), List.of()), Set.of());
        List<CodeType> users = facts.code().mentioning(targets.names());
        Stream<Finding> declared = users.stream()
                .flatMap(type -> type.fields().stream()
                        .filter(field -> !field.isSynthetic() && mayNotHold(field, found, facts))
                        .flatMap(field -> holding.direct(field.type()).stream()
                                .map(held -> new Finding(
                                        KIND,
                                        new Site.OfField(type, field),
                                        "%s can hold %s beside %s"
                                                .formatted(
                                                        field.shown(),
                                                        held.shown(),
                                                        found.field().shown()),
                                        List.of(owner(found))))));
        Stream<Finding> inherited = users.stream()
                .filter(type -> !allowHolders.include(type, facts.code()))
                .flatMap(type -> holding.inherited(type).stream()
                        .map(held -> new Finding(
                                KIND,
                                new Site.OfType(type),
                                "%s can hold %s beside %s"
                                        .formatted(
                                                type.simpleName(),
                                                held.shown(),
                                                found.field().shown()),
                                List.of(owner(found)))));
        Stream<Finding> erased = new ErasedStores(facts, targets, capturesOnly(targets, facts))
                .into(field -> mayNotHold(field, found, facts)
                        && holding.direct(field.type()).isEmpty())
                .map(store -> new Finding(
                        KIND,
                        new Site.InBody(store.in(), store.method(), store.line()),
                        "%s is given %s beside %s"
                                .formatted(
                                        store.field().shown(),
                                        store.how(),
                                        found.field().shown()),
                        List.of(owner(found))));
        return Stream.of(declared, inherited, erased).flatMap(findings -> findings);
    }

    /** Looks behind objects that capture a value, and behind no other: what holds an owner is no second owner. */
    private static Holding capturesOnly(Targets targets, Facts facts) {
        Set<String> all = new java.util.HashSet<>();
        facts.code().types().stream().filter(type -> !type.isLocal()).forEach(type -> all.add(type.name()));
        return new Holding(facts.code(), targets, new Exceptions(List.of(), List.of()), all);
    }

    private boolean mayNotHold(CodeField field, Found found, Facts facts) {
        boolean isOwn = field.id().equals(found.field().id());
        return !isOwn
                && facts.type(field.owner())
                        .map(owner -> !allowHolders.include(owner, field, facts.code()))
                        .orElse(true);
    }

    /** Returns the type of the value that is owned: the field's own, or the scanned one inside its wrapper. */
    private static Optional<TypePattern> guarded(TypeRef type, Facts facts) {
        return type.classes()
                .map(TypeRef.Named::name)
                .filter(name -> !isContainer(name))
                .filter(name ->
                        type instanceof TypeRef.Named named && named.name().equals(name)
                                || facts.code().isScanned(name))
                .findFirst()
                .map(TypePattern::of);
    }

    private static Stream<Finding> escapes(Found found, Facts facts) {
        return LetOut.stillHeld(facts, found.field()).stream()
                .map(escape -> new Finding(
                        KIND,
                        new Site.InBody(escape.in(), escape.method(), escape.line()),
                        "%s lets the value of %s out: it %s while the field still holds it"
                                .formatted(
                                        escape.method().shown(), found.field().shown(), escape.detail()),
                        List.of(owner(found))));
    }

    private static Finding.Related owner(Found found) {
        return new Finding.Related(
                found.site(), "%s is the owner".formatted(found.field().shown()));
    }

    private static Finding at(Found found, String message) {
        return new Finding(KIND, found.site(), message);
    }

    private static Finding at(CodeType type, CodeMethod method, int line, String message) {
        return new Finding(KIND, new Site.InBody(type, method, line), message);
    }
}
