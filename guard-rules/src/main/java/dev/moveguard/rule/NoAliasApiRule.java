package dev.moveguard.rule;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import dev.moveguard.code.TypeRef;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kind {@code no-alias-api}: no member of the type yields a second reference to it or to what it owns, by name or by shape.
 *
 * <p>Blind spots: members of other types that copy it field by field; what is handed to a callback.
 */
public record NoAliasApiRule(TypePattern type, Exceptions allow, List<String> denyNames) implements Rule {
    private static final String KIND = "no-alias-api";
    private static final String[] DENIED = {"share*", "clone*", "fork*", "dup*", "copy*", "snapshot*"};
    private static final Set<String> CARRIERS = Set.of("java.util.", "java.lang.ref.");

    public NoAliasApiRule {
        denyNames = List.copyOf(denyNames);
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "no member of the type yields a second reference to it, by name or by shape";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required("type", ParameterSpec.Type.SUBJECT, "the type with one reference"),
                    ParameterSpec.optional("allow", ParameterSpec.Type.EXCEPTIONS, "members (Type#name) that may"),
                    ParameterSpec.optional(
                            "deny-names",
                            ParameterSpec.Type.NAMES,
                            "names no method may have; * stands for any letters",
                            DENIED));
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new NoAliasApiRule(
                    TypePattern.of(parameters.required("type")),
                    Exceptions.of(parameters.texts("allow")),
                    parameters.texts("deny-names").stream()
                            .map(text -> text.value())
                            .toList());
        }
    }

    public static NoAliasApiRule of(String type, String... allow) {
        return new NoAliasApiRule(TypePattern.of(type), Exceptions.of(allow), List.of(DENIED));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        facts.exceptions(allow);
        return facts.subjects(List.of(type))
                .flatMap(root -> Stream.concat(Stream.of(root), facts.code().subtypes(root.name()).stream())
                        .distinct()
                        .flatMap(found -> check(root, found, facts)))
                .distinct()
                .toList();
    }

    private Stream<Finding> check(CodeType root, CodeType found, Facts facts) {
        Stream<Finding> members = OwnedField.written(found)
                .filter(method -> !allow.include(found, method, facts.code()))
                .flatMap(method -> member(root, found, method, facts).stream());
        return Stream.of(declaration(found, facts), members, nested(found, facts))
                .flatMap(findings -> findings);
    }

    /** Nested types see the fields of the type and are another way out. */
    private Stream<Finding> nested(CodeType found, Facts facts) {
        GivenOut givenOut = new GivenOut(found, facts);
        return facts.code()
                .mentioning(found.name())
                .filter(type -> type.name().startsWith(found.name() + "$"))
                .flatMap(type -> OwnedField.written(type)
                        .filter(method -> !method.isStatic() && !allow.include(type, method, facts.code()))
                        .flatMap(method -> givenOut.by(type, method).stream()
                                .map(message -> new Finding(KIND, new Site.OfMethod(type, method), message))));
    }

    private static Optional<String> givenOut(CodeType found, CodeMethod method, Facts facts) {
        return method.isConstructor() ? Optional.empty() : new GivenOut(found, facts).by(found, method);
    }

    private Stream<Finding> declaration(CodeType found, Facts facts) {
        List<Finding> findings = new ArrayList<>();
        for (String copying : List.of("java.lang.Cloneable", "java.io.Serializable")) {
            if (facts.code().isSubtype(found.name(), copying)) {
                findings.add(new Finding(
                        KIND,
                        new Site.OfType(found),
                        "%s is %s, so it can be copied".formatted(found.simpleName(), CodeType.simpleName(copying))));
            }
        }
        if (found.kind() == CodeType.Kind.RECORD) {
            findings.add(new Finding(
                    KIND,
                    new Site.OfType(found),
                    "%s is a record, which gives out all its components".formatted(found.simpleName())));
        }
        return allow.include(found, facts.code()) ? Stream.empty() : findings.stream();
    }

    /** Returns the first way in which a member yields a second reference. */
    private Optional<Finding> member(CodeType root, CodeType found, CodeMethod method, Facts facts) {
        return deniedName(method)
                .or(() -> method.isConstructor()
                        ? copyConstructor(root, method, facts)
                        : shape(root, found, method, facts))
                .or(() -> givenOut(found, method, facts))
                .or(() -> passesField(found, method, facts))
                .map(message -> new Finding(KIND, new Site.OfMethod(found, method), message));
    }

    private Optional<String> deniedName(CodeMethod method) {
        return denyNames.stream()
                .filter(pattern -> matches(pattern, method.name()))
                .findFirst()
                .map(pattern -> "%s has a name that %s denies".formatted(method.shown(), pattern));
    }

    private static boolean matches(String glob, String name) {
        Pattern pattern = MemberPattern.glob(glob);
        return pattern.matcher(name).matches();
    }

    private static Optional<String> copyConstructor(CodeType root, CodeMethod method, Facts facts) {
        return takesOwn(root, method, facts)
                ? Optional.of("%s takes another %s".formatted(method.shown(), root.simpleName()))
                : Optional.empty();
    }

    private static Optional<String> shape(CodeType root, CodeType found, CodeMethod method, Facts facts) {
        boolean isHidden = java.lang.reflect.Modifier.isPrivate(method.modifiers());
        boolean hasSource = !method.isStatic() || takesOwn(root, method, facts);
        return !isHidden && hasSource && givesOwn(root, method.result(), facts)
                ? Optional.of("%s makes %s from %s"
                        .formatted(
                                method.shown(),
                                CodeType.withArticle(method.result().shown()),
                                CodeType.withArticle(found.simpleName())))
                : Optional.empty();
    }

    private static boolean takesOwn(CodeType root, CodeMethod method, Facts facts) {
        return method.parameters().stream().anyMatch(type -> givesOwn(root, type, facts));
    }

    private static boolean givesOwn(CodeType root, TypeRef type, Facts facts) {
        return type.classes().anyMatch(named -> facts.code().isSubtype(named.name(), root.name()))
                && (!(type instanceof TypeRef.Named named) || isOwnOrCarrier(root, named, facts));
    }

    private static boolean isOwnOrCarrier(CodeType root, TypeRef.Named named, Facts facts) {
        return facts.code().isSubtype(named.name(), root.name())
                || CARRIERS.stream().anyMatch(named.name()::startsWith) && !Holding.speaksOf(named.name())
                || facts.code().isScanned(named.name());
    }

    /** A field of an instance handed to a constructor of the type makes a second owner of what it holds. */
    private static Optional<String> passesField(CodeType found, CodeMethod method, Facts facts) {
        return facts.bodyWithPlaces(found, method).calls().stream()
                .filter(call ->
                        call.method().isConstructor() && call.method().owner().equals(found.name()))
                .flatMap(call -> call.arguments().stream())
                .flatMap(new GivenOut(found, facts)::fields)
                .findFirst()
                .map(field -> "%s makes %s that shares %s"
                        .formatted(method.shown(), CodeType.withArticle(found.simpleName()), field.shown()));
    }
}
