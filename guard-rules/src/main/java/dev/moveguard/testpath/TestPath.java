package dev.moveguard.testpath;

import dev.moveguard.config.Place;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import dev.moveguard.rule.Site;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows a test class from its declaration through the build to its report. The first thing that stops it is told. */
final class TestPath {
    private static final String KIND = "tests-on-path";

    private final Facts facts;
    private final Project project;
    private final TestsOnPathRule.Reports reports;
    private final Map<Path, MavenBuild> builds = new HashMap<>();

    TestPath(Facts facts, TestsOnPathRule.Reports reports) {
        this.facts = facts;
        this.project = new Project(
                facts.project().root().toAbsolutePath().normalize(),
                facts.project().testRoots());
        this.reports = reports;
    }

    Stream<Finding> findings(TestClass test) {
        if (test.isInterface() || test.isAbstract()) {
            return Stream.of(at(
                    test,
                    "is %s and is not run by itself".formatted(test.isInterface() ? "an interface" : "abstract")));
        }
        if (test.members().isEmpty() && test.unknownSupertype().isPresent()) {
            facts.gap(
                    test.at().file(),
                    "%s may inherit its tests from %s, which is not in the test sources"
                            .formatted(
                                    test.simpleName(), test.unknownSupertype().get()));
            return Stream.empty();
        }
        if (test.members().isEmpty()) {
            return Stream.of(at(test, "has no test method"));
        }
        return test.isDisabled() ? Stream.of(disabled(test)) : built(test);
    }

    private static Finding at(TestClass test, String says) {
        return new Finding(KIND, site(test, test.at()), test.simpleName() + " " + says);
    }

    private static Site site(TestClass test, Place place) {
        return new Site.InFile(place, test.name());
    }

    private static Finding disabled(TestClass test) {
        return new Finding(
                KIND,
                site(test, test.disabledAt().orElse(test.at())),
                "%s is not run: %s"
                        .formatted(
                                test.simpleName(),
                                test.disabledAt().isPresent() ? "it is disabled" : "each of its tests is disabled"));
    }

    private Stream<Finding> built(TestClass test) {
        Path root = test.type().root().toAbsolutePath().normalize();
        Optional<Path> pom = MavenBuild.nearestPom(root, project);
        if (pom.isEmpty()) {
            facts.gap(
                    project.shown(root),
                    "no pom.xml above %s: only Maven builds can be judged".formatted(project.shown(root)));
            return Stream.empty();
        }
        try {
            MavenBuild build = build(pom.get());
            Verdict verdict = build.verdict(test, pom.get());
            if (verdict instanceof Verdict.NotRun not) {
                return Stream.of(notRun(test, not));
            }
            if (verdict instanceof Verdict.Undecided undecided) {
                facts.gap(undecided.input(), undecided.reason());
            }
            return executed(test, build.module(pom.get()));
        } catch (UnreadableBuildException e) {
            facts.gap(e.input(), e.reason());
            return Stream.empty();
        }
    }

    private MavenBuild build(Path pom) {
        Path root = MavenBuild.rootPom(pom, project);
        MavenBuild known = builds.get(root);
        if (known == null) {
            known = MavenBuild.of(root, project);
            builds.put(root, known);
        }
        return known;
    }

    private static Finding notRun(TestClass test, Verdict.NotRun not) {
        String message = test.simpleName() + " " + not.says();
        Place place = not.where().place();
        return place == null
                ? new Finding(KIND, site(test, test.at()), message)
                : new Finding(
                        KIND,
                        site(test, place),
                        message,
                        List.of(new Finding.Related(site(test, test.at()), test.simpleName() + " is declared here")));
    }

    private Stream<Finding> executed(TestClass test, MavenModule module) {
        return new Execution(module, reports == TestsOnPathRule.Reports.REQUIRED)
                .doubt(test).map(doubt -> at(test, doubt)).stream();
    }
}
