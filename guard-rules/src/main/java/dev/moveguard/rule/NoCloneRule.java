package dev.moveguard.rule;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Kind {@code no-clone}: every member of the type, or of a subtype, that clones or copies throws on every path.
 *
 * <p>Blind spots: a copying method with a name and a shape that tell nothing; copies made from outside, field by field.
 */
public record NoCloneRule(TypePattern type) implements Rule {
    private static final String KIND = "no-clone";
    private static final String COPYING = "(clone|copy|dup|duplicate|fork|snapshot)((?!To|From|Into)[A-Z0-9_].*)?";

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "every cloning or copying member of the type throws on every path";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(ParameterSpec.required(
                    "type", ParameterSpec.Type.SUBJECT, "the type of which there are no copies"));
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new NoCloneRule(TypePattern.of(parameters.required("type")));
        }
    }

    public static NoCloneRule of(String type) {
        return new NoCloneRule(TypePattern.of(type));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        return facts.subjects(List.of(type))
                .flatMap(found -> Stream.concat(Stream.of(found), facts.code().subtypes(found.name()).stream()))
                .distinct()
                .flatMap(found -> check(found, facts))
                .distinct()
                .toList();
    }

    private static Stream<Finding> check(CodeType type, Facts facts) {
        List<Finding> findings = new ArrayList<>();
        OwnedField.written(type)
                .filter(method -> copies(type, method, facts) && !method.isAbstract())
                .filter(method -> facts.body(type, method).returns())
                .forEach(method -> findings.add(new Finding(
                        KIND,
                        new Site.OfMethod(type, method),
                        "%s can return: it does not throw on every path".formatted(method.shown()))));
        boolean isCloneable = facts.code().isSubtype(type.name(), "java.lang.Cloneable");
        boolean hasOwnClone = Stream.concat(Stream.of(type.name()), facts.code().supertypes(type.name()).stream())
                .flatMap(name -> facts.type(name).stream())
                .flatMap(found -> found.methods("clone"))
                .anyMatch(method -> method.parameters().isEmpty());
        if (isCloneable && !hasOwnClone && type.kind() != CodeType.Kind.INTERFACE) {
            findings.add(new Finding(
                    KIND,
                    new Site.OfType(type),
                    "%s is Cloneable and inherits Object.clone".formatted(type.simpleName())));
        }
        return findings.stream();
    }

    private static boolean copies(CodeType type, CodeMethod method, Facts facts) {
        boolean takesOwn = method.parameters().stream()
                .anyMatch(parameter -> facts.code().isSubtype(parameter.erased(), type.name()));
        boolean givesOwn = facts.code().isSubtype(method.result().erased(), type.name())
                || facts.code().isSubtype(type.name(), method.result().erased())
                || method.result().erased().equals("java.lang.Object");
        if (method.isConstructor()) {
            return takesOwn && method.parameters().size() == 1;
        }
        return method.name().matches(COPYING) && givesOwn && (takesOwn || !method.isStatic());
    }
}
