package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.surefire;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireVersionTest {
    private static final String FIELDS = """
            package a;
            import com.tngtech.archunit.junit.*;
            @AnalyzeClasses(packages = "a")
            class LawsTest { @ArchTest static final Object RULE = null; }
            """;

    private MiniProject project;

    @BeforeEach
    void aTest(@TempDir Path root) {
        project = MiniProject.in(root).jupiter("a.GuardTest");
    }

    // Maven 3.8.7 runs nothing, says nothing and succeeds
    @Test
    void reportsSurefireThatNoPomPins() {
        assertThat(project.pom("").check("a.GuardTest"))
                .containsExactly(
                        "src/test/java/a/GuardTest.java:3:7: GuardTest may not be run: no POM pins Surefire, Maven's own"
                                + " version decides, and Maven 3.8.7 takes Surefire 2.12.4, which runs no JUnit 5 test");
    }

    @Test
    void acceptsAJUnit4TestWithSurefireThatNoPomPins() {
        project.java("a.FourTest", "package a;\npublic class FourTest { @org.junit.Test public void g() {} }");
        assertThat(project.pom("").check("a.FourTest")).isEmpty();
    }

    @Test
    void acceptsSurefireThatPluginManagementPins() {
        project.pom("<build><pluginManagement><plugins><plugin><artifactId>maven-surefire-plugin</artifactId>"
                + "<version>3.5.4</version></plugin></plugins></pluginManagement></build>");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    // Surefire 2.21.0 counts 0 tests, and the build succeeds
    @Test
    void reportsSurefireOlderThanJUnit5() {
        project.pom("\n" + surefire("2.21.0", ""));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: Surefire 2.21.0 runs no JUnit 5 test (pom.xml:4)");
    }

    @Test
    void acceptsOldSurefireWithAProviderOfJUnit() {
        project.pom(surefire(
                "2.21.0",
                "<dependencies>" + MiniProject.dependency("org.junit.platform:junit-platform-surefire-provider:1.1.0")
                        + "</dependencies>"));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    // the engine runs rules in fields, and Surefire 3.5.3 neither counts them nor fails; 3.5.2 and 3.6.1 do both
    @Test
    void reportsTheOneSurefireThatLeavesOutRuleFields() {
        project.java("a.LawsTest", FIELDS).pom(surefire("3.5.3", ""));
        assertThat(project.check("a.LawsTest"))
                .containsExactly(
                        "pom.xml:3: LawsTest cannot fail the build: Surefire 3.5.3 does not hear of @ArchTest fields (pom.xml:3)");
    }

    @Test
    void acceptsRuleFieldsWithAnotherSurefire() {
        project.java("a.LawsTest", FIELDS).pom(surefire("3.5.4", ""));
        assertThat(project.check("a.LawsTest")).isEmpty();
    }

    @Test
    void acceptsRuleMethodsWithThatSurefire() {
        project.java(
                        "a.LawsTest",
                        FIELDS.replace("static final Object RULE = null;", "static void rule(Object classes) {}"))
                .pom(surefire("3.5.3", ""));
        assertThat(project.check("a.LawsTest")).isEmpty();
    }

    @Test
    void doesNotJudgeARangeOfVersions() {
        assertThat(project.pom(surefire("[3.0,)", "")).check("a.GuardTest"))
                .containsExactly("? pom.xml:3 names no one version of Surefire: [3.0,)");
    }

    @Test
    void followsAPropertyToTheVersion() {
        project.pom("<properties><surefire.version>2.20</surefire.version></properties>\n"
                + surefire("${surefire.version}", ""));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: Surefire 2.20 runs no JUnit 5 test (pom.xml:4)");
    }
}
