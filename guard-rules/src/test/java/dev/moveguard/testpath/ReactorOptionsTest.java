package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static dev.moveguard.testpath.MiniProject.dependency;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options in {@code .mvn/maven.config} that say where a build starts and what of it is built. */
class ReactorOptionsTest {
    private MiniProject project;

    /** web needs core; other needs nothing. The guard is in core. */
    @BeforeEach
    void threeModules(@TempDir Path root) {
        project = MiniProject.in(root)
                .pom("<packaging>pom</packaging>" + SUREFIRE
                        + "<modules><module>web</module><module>core</module><module>other</module></modules>")
                .module("web", "<dependencies>" + dependency("g:core:1") + "</dependencies>")
                .module("core", "")
                .module("other", "")
                .jupiterIn("core/src/test/java", "a.GuardTest");
    }

    private List<String> with(String options) {
        return project.option(options).check("a.GuardTest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-pl core",
                "-pl :core,other",
                "-pl g:core",
                "-pl other -pl core",
                "--projects=core/pom.xml",
                "-pl !other",
                "-pl ?core",
                "-pl !?gone",
                "-pl web -am",
                "-pl . --also-make-dependents",
                "-rf core",
                "-rf :root"
            })
    void acceptsWhatBuildsTheModule(String options) {
        assertThat(with(options)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-pl web, -pl web",
        "-pl web -amd, -pl web",
        "-pl other -am, -pl other",
        "'-pl web,!core -am', '-pl web,!core'",
        "-pl !core, -pl !core",
        "-rf web, -rf web",
        "--resume-from=:other, -rf :other"
    })
    void reportsAModuleThatIsLeftOut(String options, String named) {
        assertThat(with(options))
                .containsExactly(".mvn/maven.config:2: GuardTest is not run: %s leaves out module core"
                        .formatted(named)
                        .concat(" (.mvn/maven.config:2)"));
    }

    @Test
    void doesNotJudgeASelectorThatNamesNoModule() {
        assertThat(with("-pl cor"))
                .containsExactly(
                        "? .mvn/maven.config:2 names cor with -pl, which is no module of the build: Maven stops there");
    }

    @Test
    void followsDependenciesOfPluginsAndParents() {
        project.module("other", """
                <build><plugins><plugin><groupId>p</groupId><artifactId>p</artifactId><version>1</version>
                %s</plugin></plugins></build>""".formatted("<dependencies>" + dependency("g:core:1") + "</dependencies>"));
        assertThat(with("-pl other -am")).isEmpty();
    }

    @Test
    void startsAtThePomThatAnOptionNames() {
        assertThat(with("-f other"))
                .containsExactly(
                        ".mvn/maven.config:2: GuardTest is not run: -f other starts the build at a POM that does not"
                                + " lead to module core (.mvn/maven.config:2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f core", "-f core/pom.xml", "--file=pom.xml", "--file ."})
    void acceptsAStartThatLeadsToTheModule(String option) {
        assertThat(with(option)).isEmpty();
    }

    @Test
    void startsAtAPomOfAnotherName() {
        project.file("build.xml", """
                <project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>all</artifactId>
                <version>1</version><packaging>pom</packaging><modules><module>core</module></modules>
                </project>
                """);
        assertThat(with("-f build.xml")).isEmpty();
    }

    @Test
    void doesNotJudgeABuildThatStartsNowhere() {
        assertThat(with("-f gone"))
                .containsExactly("? .mvn/maven.config:2 has every build start at gone, which does not exist");
    }
}
