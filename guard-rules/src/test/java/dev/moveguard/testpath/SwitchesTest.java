package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static dev.moveguard.testpath.MiniProject.configured;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a property, a parameter, an active profile or an option of the project, Surefire 3.6.1 said "Tests are skipped." and
 * Maven succeeded.
 */
class SwitchesTest {
    private MiniProject project;

    @BeforeEach
    void aTest(@TempDir Path root) {
        project = MiniProject.in(root).jupiter("a.GuardTest");
    }

    @Test
    void reportsAProperty() {
        project.pom("<properties>\n<skipTests>true</skipTests></properties>" + SUREFIRE);
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: skipTests is true (pom.xml:4)");
    }

    @Test
    void acceptsAPropertyThatIsFalse() {
        project.pom("<properties><skipTests>false</skipTests></properties>" + SUREFIRE);
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsMavenTestSkip() {
        project.pom("<properties><maven.test.skip>true</maven.test.skip></properties>" + SUREFIRE);
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:3: GuardTest is not run: maven.test.skip is true (pom.xml:3)");
    }

    @Test
    void reportsConfiguration() {
        project.pom(configured("<skip>true</skip>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: skip is true (pom.xml:4)");
    }

    @Test
    void followsAPropertyOfTheProjectsOwn() {
        project.pom("<properties><unit.off>true</unit.off></properties>\n"
                + configured("<skipTests>${unit.off}</skipTests>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:5: GuardTest is not run: skipTests is true (pom.xml:5)");
    }

    @Test
    void ignoresAnExpressionThatNothingSets() {
        project.pom(configured("<skipTests>${unit.off}</skipTests>"));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAProfileThatIsActiveByDefault() {
        project.pom(SUREFIRE + """
                <profiles><profile><id>quick</id><activation><activeByDefault>true</activeByDefault></activation>
                <properties><skipTests>true</skipTests></properties></profile></profiles>""");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: skipTests is true (pom.xml:4)");
    }

    @Test
    void acceptsAProfileThatIsNotActive() {
        project.pom(
                SUREFIRE
                        + "<profiles><profile><id>quick</id><properties><skipTests>true</skipTests></properties></profile></profiles>");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAProfileOfTheJdk() {
        project.pom(SUREFIRE + """
                <profiles><profile><id>quick</id><activation><jdk>[1.8,)</jdk></activation>
                <properties><skipTests>true</skipTests></properties></profile></profiles>""");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: skipTests is true (pom.xml:4)");
    }

    @Test
    void acceptsAProfileThatTheProjectDenies() {
        project.pom(SUREFIRE + """
                        <profiles><profile><id>quick</id><activation><jdk>[1.8,)</jdk></activation>
                        <properties><skipTests>true</skipTests></properties></profile></profiles>""").option("--activate-profiles=!quick");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAnOptionOfTheProject() {
        project.pom(SUREFIRE).option("# while we move").option("-DskipTests");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(".mvn/maven.config:3: GuardTest is not run: skipTests is true (.mvn/maven.config:3)");
    }

    // with skipTests false in the configuration, the build runs its tests in spite of -DskipTests
    @Test
    void letsConfigurationWinOverAnOption() {
        project.pom(configured("<skipTests>false</skipTests>")).option("-DskipTests");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void letsAnOptionWinOverAPropertyOfThePom() {
        project.pom("<properties><skipTests>true</skipTests></properties>" + SUREFIRE)
                .option("--define skipTests=false");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void readsWhatIsDefinedForTheJvm() {
        project.pom(SUREFIRE).file(".mvn/jvm.config", "-Xmx1g -DskipTests=true\n");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(".mvn/jvm.config:1: GuardTest is not run: skipTests is true (.mvn/jvm.config:1)");
    }
}
