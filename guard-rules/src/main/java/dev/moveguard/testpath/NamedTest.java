package dev.moveguard.testpath;

import dev.moveguard.code.BodyLibrary;
import dev.moveguard.code.CodeBase;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Place;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Project;
import dev.moveguard.testpath.Diagnosis.Guard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A test class that a pattern names.
 *
 * @param pom of the module it belongs to; empty: there is none above it
 */
public record NamedTest(String name, Place at, Optional<Path> pom) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Finds the test classes a pattern names, as a rule of kind {@code tests-on-path} does. */
    public static List<NamedTest> of(Project project, TypePattern pattern) {
        Facts facts = facts(project);
        return DeclaredTests.read(facts).matching(List.of(pattern), facts).stream()
                .map(test -> new NamedTest(
                        test.name(),
                        test.at(),
                        MavenBuild.nearestPom(
                                test.type().root().toAbsolutePath().normalize(), project)))
                .toList();
    }

    /**
     * Follows the test classes that patterns name through the build to their reports.
     *
     * @param forks whether the test framework itself is asked, in a Java machine of its own
     */
    public static List<Guard> judge(Project project, List<TypePattern> patterns, boolean forks) {
        Facts facts = facts(project);
        DeclaredTests declared = DeclaredTests.read(facts);
        TestPath path = new TestPath(project, new TestPath.Options(false, forks, LIMIT), declared.suites());
        return path.judge(declared.matching(patterns, facts)).stream()
                .map(judgement -> GuardRow.of(judgement, "a law names it"))
                .toList();
    }

    /**
     * A test class as it stands in its source.
     *
     * @param enabled names of its tests that no annotation keeps from running
     * @param tags its annotations that sort it into groups, as written
     */
    public record Judged(Guard guard, List<String> enabled, List<String> tags) {}

    /** Follows the test classes as their sources tell, without any fork, and says what is in them. */
    public static List<Judged> judgeSources(Project project, List<TypePattern> patterns) {
        Facts facts = facts(project);
        DeclaredTests declared = DeclaredTests.read(facts);
        TestPath path = new TestPath(project, new TestPath.Options(false, false, LIMIT), declared.suites());
        return path.judge(declared.matching(patterns, facts)).stream()
                .map(judgement ->
                        new Judged(GuardRow.of(judgement, ""), enabled(judgement.test()), tags(judgement.test())))
                .toList();
    }

    private static List<String> enabled(TestClass test) {
        return test.enabled().map(TestMember::name).sorted().toList();
    }

    private static List<String> tags(TestClass test) {
        return test.type().declared().annotations().stream()
                .filter(annotation -> annotation.simpleName().matches("Tags?|Category|Groups?"))
                .map(annotation -> annotation.text().replaceAll("\\s+", " "))
                .sorted()
                .toList();
    }

    private static Facts facts(Project project) {
        return new Facts(new CodeBase(List.of(), new NoTypes(), BodyLibrary.NONE), project, true);
    }
}
