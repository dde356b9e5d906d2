package dev.moveguard.rule;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Kind {@code no-clone}: every member of the type, or of a subtype, that clones or copies throws on every path.
 *
 * <p>Blind spots: a copying method with a name and a shape that tell nothing; copies made from outside, field by field.
 */
public record NoCloneRule(TypePattern type) implements Rule {
    private static final String KIND = "no-clone";
    private static final String COPYING = "(clone|copy|dup|duplicate|fork|snapshot)((?!To|From|Into)[A-Z0-9_].*)?";

    /** Library types whose {@code clone} throws, as their documentation promises. */
    private static final Set<String> REFUSING = Set.of("java.lang.Enum", "java.lang.Thread");

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
        Set<CodeType> judged = new LinkedHashSet<>();
        facts.subjects(List.of(type)).forEach(judged::add);
        judged.addAll(facts.code().subtypes(judged.stream().map(CodeType::name).toList()));
        return judged.stream()
                .flatMap(found -> check(found, judged, facts))
                .distinct()
                .toList();
    }

    private static Stream<Finding> check(CodeType type, Set<CodeType> judged, Facts facts) {
        Stream<Finding> own = OwnedField.written(type)
                .filter(method -> canCopy(type, method, facts))
                .map(method -> new Finding(
                        KIND,
                        new Site.OfMethod(type, method),
                        "%s can return: it does not throw on every path".formatted(method.shown())));
        return Stream.concat(own, inherited(type, judged, facts));
    }

    private static boolean canCopy(CodeType type, CodeMethod method, Facts facts) {
        return copies(type, method, facts)
                && !method.isAbstract()
                && facts.body(type, method).returns();
    }

    /** Looks at the nearest declaration of each member that the type does not declare; judged parents tell their own. */
    private static Stream<Finding> inherited(CodeType type, Set<CodeType> judged, Facts facts) {
        Set<String> seen = new HashSet<>();
        type.methods().forEach(method -> seen.add(method.name() + method.descriptor()));
        boolean hasClone =
                type.methods("clone").anyMatch(method -> method.parameters().isEmpty());
        List<Finding> findings = new ArrayList<>();
        for (String name : facts.code().supertypes(type.name())) {
            CodeType parent = facts.code().known(name).orElse(null);
            if (parent == null) {
                continue;
            }
            boolean isScanned = facts.code().isScanned(name);
            for (CodeMethod method : OwnedField.written(parent).toList()) {
                boolean isClone =
                        method.name().equals("clone") && method.parameters().isEmpty();
                boolean isFirst = !(isClone && hasClone) && seen.add(method.name() + method.descriptor());
                hasClone |= isClone && !method.isAbstract();
                boolean isCopy = isScanned
                        ? isInherited(method) && !judged.contains(parent) && canCopy(parent, method, facts)
                        : isClone && parent.kind() != CodeType.Kind.INTERFACE && !REFUSING.contains(name);
                if (isFirst && isCopy) {
                    findings.add(inherits(type, CodeType.simpleName(name) + "." + method.name()));
                }
            }
        }
        boolean isCloneable = facts.code().isSubtype(type.name(), "java.lang.Cloneable");
        if (isCloneable && !hasClone && type.kind() != CodeType.Kind.INTERFACE) {
            findings.add(new Finding(
                    KIND,
                    new Site.OfType(type),
                    "%s is Cloneable and inherits Object.clone".formatted(type.simpleName())));
        }
        return findings.stream();
    }

    private static boolean isInherited(CodeMethod method) {
        return !method.isConstructor()
                && !method.isStatic()
                && !java.lang.reflect.Modifier.isPrivate(method.modifiers());
    }

    private static Finding inherits(CodeType type, String member) {
        return new Finding(
                KIND, new Site.OfType(type), "%s inherits %s, which can return".formatted(type.simpleName(), member));
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
