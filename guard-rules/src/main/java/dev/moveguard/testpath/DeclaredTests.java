package dev.moveguard.testpath;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.code.source.SourceOutline.Supertype;
import dev.moveguard.config.Spelling;
import dev.moveguard.rule.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The test classes the sources declare, whether or not a build would run them. */
final class DeclaredTests {
    private final List<SourceType> types;
    private final SourceNames names;

    private DeclaredTests(List<SourceType> types, SourceNames names) {
        this.types = types;
        this.names = names;
    }

    static DeclaredTests read(Facts facts) {
        List<SourceType> types = TestSources.read(facts);
        return new DeclaredTests(types, new SourceNames(types, facts.code()));
    }

    /** Returns the classes the patterns name, each once. Every pattern has to match on its own. */
    List<TestClass> matching(List<TypePattern> patterns, Facts facts) {
        Map<SourceType, TestClass> found = new LinkedHashMap<>();
        for (TypePattern pattern : patterns) {
            List<TestClass> matched = matching(pattern);
            if (matched.isEmpty()) {
                facts.vacuous(
                        pattern.at(),
                        pattern.toString(),
                        "%s matches no class in the test sources%s".formatted(pattern, hint(pattern)));
            }
            matched.forEach(test -> found.putIfAbsent(test.type(), test));
        }
        found.values().forEach(test -> facts.count(test.name()));
        return new ArrayList<>(found.values());
    }

    Suites suites() {
        return new Suites(topLevel(), names);
    }

    SourceNames names() {
        return names;
    }

    /** Returns every top-level class, with what in it is a test. */
    List<TestClass> topLevel() {
        return types.stream()
                .filter(type -> type.outer().isEmpty())
                .map(type -> TestMembers.of(type, names))
                .toList();
    }

    private List<TestClass> matching(TypePattern pattern) {
        List<TestClass> matched = types.stream()
                .filter(type -> matches(pattern, type))
                .map(type -> TestMembers.of(type, names))
                .toList();
        return pattern.literal().isPresent() && !pattern.includesSubtypes()
                ? matched
                : matched.stream().filter(test -> isMeant(test, matched)).toList();
    }

    /**
     * Whether a pattern that names many classes means this one: not helpers beside the tests, nor the superclass of tests
     * that it names too.
     */
    private boolean isMeant(TestClass test, List<TestClass> matched) {
        if (test.isInterface()
                || test.members().isEmpty() && test.type().outer().isPresent()) {
            return false;
        }
        return !test.isAbstract()
                || matched.stream()
                        .noneMatch(other -> !other.isAbstract()
                                && supertypes(other.type(), new HashSet<>()).contains(test.name()));
    }

    private boolean matches(TypePattern pattern, SourceType type) {
        if (pattern.isAnnotationPattern()) {
            return type.declared().annotations().stream()
                    .flatMap(annotation -> names.meanings(type, annotation).stream())
                    .anyMatch(meaning ->
                            pattern.isNamed(meaning.name()) || pattern.isNamed(CodeType.simpleName(meaning.name())));
        }
        return pattern.isNamed(type.name())
                || pattern.includesSubtypes()
                        && supertypes(type, new HashSet<>()).stream().anyMatch(pattern::isNamed);
    }

    private Set<String> supertypes(SourceType type, Set<String> found) {
        for (Supertype parent : type.declared().supertypes()) {
            String name = names.resolve(type, parent.name());
            if (found.add(name)) {
                names.type(name).ifPresent(above -> supertypes(above, found));
            }
        }
        return found;
    }

    /** Returns {@code , did you mean X?}: the same simple name elsewhere, else the nearest spelling. */
    private String hint(TypePattern pattern) {
        if (types.isEmpty()) {
            return ", for there are none";
        }
        return pattern.literal().map(this::hint).orElse("");
    }

    private String hint(String literal) {
        String simple = CodeType.simpleName(literal);
        List<String> known = types.stream()
                .map(type -> type.name().replace('$', '.'))
                .distinct()
                .sorted()
                .toList();
        return known.stream()
                .filter(name -> CodeType.simpleName(name).equals(simple))
                .findFirst()
                .map(name -> ", did you mean " + name + "?")
                .orElseGet(() -> Spelling.hint(literal, known));
    }
}
