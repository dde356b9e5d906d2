package dev.moveguard.testpath;

import dev.moveguard.code.BodyLibrary;
import dev.moveguard.code.CodeBase;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Place;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A test class that a pattern names.
 *
 * @param pom of the module it belongs to; empty: there is none above it
 */
public record NamedTest(String name, Place at, Optional<Path> pom) {
    /** Finds the test classes a pattern names, as a rule of kind {@code tests-on-path} does. */
    public static List<NamedTest> of(Project project, TypePattern pattern) {
        CodeBase nothing = new CodeBase(List.of(), new NoTypes(), BodyLibrary.NONE);
        Facts facts = new Facts(nothing, project, true);
        return DeclaredTests.read(facts).matching(List.of(pattern), facts).stream()
                .map(test -> new NamedTest(
                        test.name(),
                        test.at(),
                        MavenBuild.nearestPom(
                                test.type().root().toAbsolutePath().normalize(), project)))
                .toList();
    }
}
