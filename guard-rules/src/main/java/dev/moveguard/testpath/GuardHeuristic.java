package dev.moveguard.testpath;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells which test classes look like guards: they use a library that checks architecture, or their name says so; a name
 * that says so in other trades too counts where the test reads code.
 *
 * <p>A word of a name counts as a whole: {@code LayerRulesTest} has the word {@code Rules}, {@code SearchTest} has no
 * {@code Arch}.
 */
final class GuardHeuristic {
    /** Packages of libraries that check architecture, and how they are called. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "com.tngtech.archunit.", "ArchUnit",
            "org.jmolecules.archunit.", "jMolecules",
            "com.enofex.taikai.", "Taikai",
            "org.springframework.modulith.core.", "Spring Modulith",
            "org.springframework.modulith.model.", "Spring Modulith",
            "jdepend.", "JDepend",
            "guru.nidi.codeassert.", "code-assert",
            "dev.moveguard.junit.", "Moveguard");

    private static final Set<String> WORDS = Set.of("guard", "guards", "architecture", "architectural");

    /** Words of architecture that are words of many trades too: rules of a mail filter, the arch of a processor. */
    private static final Set<String> COMMON_WORDS = Set.of(
            "arch",
            "law",
            "laws",
            "rules",
            "convention",
            "conventions",
            "layers",
            "layering",
            "cycles",
            "modularity",
            "invariants");

    /** Imports of a test that looks at code instead of running it. */
    private static final List<String> READS_CODE = List.of(
            "java.lang.module.",
            "java.lang.reflect.",
            "java.nio.file.",
            "java.io.File",
            "javax.tools.",
            "com.github.javaparser.",
            "com.sun.source.",
            "com.thoughtworks.qdox.",
            "io.github.classgraph.",
            "javassist.",
            "org.objectweb.asm.",
            "org.reflections.",
            "spoon.");

    private static final String ANALYZED = "com.tngtech.archunit.junit.AnalyzeClasses";

    private final SourceNames names;
    private final List<TestClass> all;

    GuardHeuristic(SourceNames names, List<TestClass> all) {
        this.names = names;
        this.all = List.copyOf(all);
    }

    /** Says why a class is taken for a guard; nothing when it is not. */
    Optional<String> because(TestClass test) {
        if (test.isInterface() || test.type().outer().isPresent() || test.isAbstract()) {
            return Optional.empty();
        }
        boolean isAnalyzed = isAnalyzed(test.type(), new HashSet<>());
        if (isAnalyzed) {
            return Optional.of("uses ArchUnit");
        }
        boolean holdsRules = test.members().stream().anyMatch(member -> member.framework() == Framework.ARCHUNIT);
        if (test.members().isEmpty() || holdsRules) {
            return Optional.empty(); // rules that another class includes; or no test at all
        }
        return library(test)
                .map(library -> "uses " + library)
                .or(() -> named(test.simpleName()))
                .or(() -> readsCode(test.type(), new HashSet<>())
                        ? word(test.simpleName(), COMMON_WORDS).map(word -> "reads code and is named " + word)
                        : Optional.empty());
    }

    /** Whether ArchUnit runs the class by itself; its superclasses may say so. */
    private boolean isAnalyzed(SourceType type, Set<String> seen) {
        return seen.add(type.name())
                && (type.declared().annotations().stream()
                                .flatMap(annotation -> names.meanings(type, annotation).stream())
                                .anyMatch(meaning -> meaning.name().equals(ANALYZED)
                                        || meaning.name().equals("AnalyzeClasses"))
                        || type.declared().supertypes().stream()
                                .flatMap(parent -> names.type(names.resolve(type, parent.name())).stream())
                                .anyMatch(parent -> isAnalyzed(parent, seen)));
    }

    private static Optional<String> library(TestClass test) {
        return imports(test.type())
                .flatMap(name -> LIBRARIES.entrySet().stream()
                        .filter(library -> name.startsWith(library.getKey()))
                        .map(Map.Entry::getValue))
                .findFirst();
    }

    private static Stream<String> imports(SourceType type) {
        return Stream.concat(
                type.outline().imports().stream(), type.packages().stream().map(name -> name + "."));
    }

    /** Whether a class or one that it extends could look at code. */
    private boolean readsCode(SourceType type, Set<String> seen) {
        return seen.add(type.name())
                && (imports(type).anyMatch(name -> READS_CODE.stream().anyMatch(name::startsWith))
                        || type.declared().supertypes().stream()
                                .flatMap(parent -> names.type(names.resolve(type, parent.name())).stream())
                                .anyMatch(parent -> readsCode(parent, seen)));
    }

    /** Finds a word in a simple name that tells by itself. */
    static Optional<String> named(String simpleName) {
        return word(simpleName, WORDS).map(word -> "is named " + word);
    }

    private static Optional<String> word(String simpleName, Set<String> words) {
        return Stream.of(simpleName.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_$.]"))
                .filter(word -> words.contains(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The classes that look like guards, with why. */
    Stream<Map.Entry<TestClass, String>> guards() {
        return all.stream().flatMap(test -> because(test).map(why -> Map.entry(test, why)).stream());
    }
}
