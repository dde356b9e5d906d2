package dev.moveguard.code.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.Dependency;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ArchUnit is the oracle: on real jars both find the same uses, but for differences of a few named sorts. */
class DependencyReaderTest {
    static Stream<Class<?>> libraries() {
        return Stream.of(
                org.apache.maven.model.building.ModelBuilder.class,
                org.commonmark.parser.Parser.class,
                org.junit.jupiter.api.Test.class,
                org.snakeyaml.engine.v2.api.Load.class);
    }

    private record Pair(String user, String used) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int order = user.compareTo(other.user);
            return order == 0 ? used.compareTo(other.used) : order;
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void findsWhatArchUnitFinds(Class<?> inLibrary) throws IOException, URISyntaxException {
        Path jar = jar(inLibrary);
        try (CodeReader reader = new CodeReader(new InputLedger(), Path::toString, FactsCache.none())) {
            reader.addClasses(jar);
            CodeBase code = reader.read(Lens.BYTECODE);
            Map<Pair, List<Dependency>> ours = ours(code);
            Map<Pair, List<String>> theirs = theirs(jar);
            assertThat(theirs).hasSizeGreaterThan(100);
            assertThat(without(theirs, ours.keySet()))
                    .as("found by ArchUnit alone")
                    .allSatisfy((pair, how) -> assertThat(how).allMatch(one -> isLeftOut(pair, one, code)));
            assertThat(without(ours, theirs.keySet()))
                    .as("found by us alone")
                    .allSatisfy((pair, how) -> assertThat(how).allMatch(one -> isBeyondArchUnit(pair, one, code)));
        }
    }

    /** What we leave out on purpose: null checks that compilers write, what bridges and switch maps repeat, that all is an Object, defaults another file declares. */
    private static boolean isLeftOut(Pair pair, String description, CodeBase code) {
        boolean isOfBridge = code.type(pair.user).stream()
                .flatMap(type -> type.methods().stream())
                .filter(CodeMethod::isBridge)
                .anyMatch(method -> description.contains("." + method.name() + "("));
        boolean isSwitchMap =
                code.type(pair.user).map(DependencyReaderTest::isSynthetic).orElse(false);
        return isOfBridge
                || isSwitchMap
                || description.contains("<java.util.Objects.requireNonNull(java.lang.Object)>")
                || description.contains("<java.lang.Object.getClass()>")
                || pair.used.equals("java.lang.Object") && description.contains("> extends class <")
                || description.contains("has annotation member of type");
    }

    /** What ArchUnit does not look at: type annotations, sealed families, arrays, casts, type arguments of outer types, switch maps. */
    private static boolean isBeyondArchUnit(Pair pair, Dependency how, CodeBase code) {
        return switch (how.kind()) {
            case ANNOTATES, PERMITS, CASTS -> true;
            case CREATES -> how.used().equals(Dependency.Member.NONE);
            case FIELD, SIGNATURE, INHERITS, LITERAL -> how.line() == 0;
            case ACCESSES ->
                code.type(pair.used).map(DependencyReaderTest::isSynthetic).orElse(false) || how.line() == 0;
            case CALLS, THROWS, CATCHES -> false;
        };
    }

    private static boolean isSynthetic(CodeType type) {
        return (type.modifiers() & 0x1000) != 0;
    }

    private static Map<Pair, List<Dependency>> ours(CodeBase code) {
        Map<Pair, List<Dependency>> found = new TreeMap<>();
        for (CodeType type : code.types()) {
            code.dependencies(type).stream()
                    .filter(how -> !how.target().equals(type.name())) // what it inherits, ArchUnit tells by another way
                    .forEach(how -> found.computeIfAbsent(new Pair(type.name(), how.target()), key -> new ArrayList<>())
                            .add(how));
        }
        return found;
    }

    private static Map<Pair, List<String>> theirs(Path jar) throws IOException {
        Map<Pair, List<String>> found = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false); // their names are enough
            for (JavaClass type : new ClassFileImporter().importJar(file)) {
                type.getDirectDependenciesFromSelf().forEach(how -> {
                    JavaClass used = how.getTargetClass().getBaseComponentType();
                    if (!used.isPrimitive()
                            && !used.equals(type)
                            && !type.getName().endsWith("package-info")) {
                        found.computeIfAbsent(new Pair(type.getName(), used.getName()), key -> new ArrayList<>())
                                .add(how.getDescription());
                    }
                });
            }
        }
        return found;
    }

    private static <T> Map<Pair, T> without(Map<Pair, T> all, Set<Pair> others) {
        Map<Pair, T> left = new TreeMap<>(all);
        left.keySet().removeAll(new TreeSet<>(others));
        return left;
    }

    private static Path jar(Class<?> inside) throws URISyntaxException {
        URI location =
                inside.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(location);
    }
}
