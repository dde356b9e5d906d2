package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.configured;
import static dev.moveguard.testpath.MiniProject.dependency;
import static dev.moveguard.testpath.MiniProject.surefire;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a comment says what Surefire does, that was seen once, with JUnit 5.14.4 where no other is named. */
class EnginesTest {
    private static final String API = "org.junit.jupiter:junit-jupiter-api:5.14.4";
    private static final String OLD_API = "org.junit.jupiter:junit-jupiter-api:5.11.4";
    private static final String JUPITER = "org.junit.jupiter:junit-jupiter:5.14.4";
    private static final String JUNIT4 = "junit:junit:4.13.2";
    private static final String TESTNG = "org.testng:testng:7.10.2";

    private MiniProject project;

    @BeforeEach
    void testsOfThreeFrameworks(@TempDir Path root) {
        String commons = "org.junit.platform:junit-platform-commons:1.14.4";
        String engine = "org.junit.jupiter:junit-jupiter-engine:5.14.4";
        project = MiniProject.in(root)
                .jupiter("a.FiveTest")
                .java(
                        "a.FourTest",
                        "package a;\nimport org.junit.Test;\npublic class FourTest { @Test public void g() {} }")
                .java(
                        "a.NgTest",
                        "package a;\nimport org.testng.annotations.*;\npublic class NgTest { @Test public void g() {} }")
                .library(commons, "")
                .library(API, needs(commons))
                .library(OLD_API, needs(commons))
                .library(engine, needs(API))
                .library(JUPITER, needs(API, engine))
                .library("org.junit.vintage:junit-vintage-engine:5.14.4", needs(commons))
                .library("net.jqwik:jqwik-api:1.9.3", needs(commons))
                .library("net.jqwik:jqwik-engine:1.9.3", needs(commons))
                .library("com.tngtech.archunit:archunit-junit5-api:1.4.1", needs(commons))
                .library(JUNIT4, "")
                .library(TESTNG, "");
    }

    private static String needs(String... coordinates) {
        StringBuilder all = new StringBuilder("<dependencies>");
        for (String each : coordinates) {
            all.append(dependency(each));
        }
        return all.append("</dependencies>").toString();
    }

    // 3.2.5 and 3.5.4 run FiveTest alone
    @Test
    void reportsJUnit4TestsBesideAJupiterEngine() {
        project.pom(surefire("3.5.4", "") + "\n" + needs(JUPITER, JUNIT4));
        assertThat(project.check("a.FiveTest", "a.FourTest"))
                .containsExactly(
                        "pom.xml:4: FourTest is not run: no engine for JUnit 4 tests is among the test dependencies of"
                                + " module root");
    }

    @Test
    void acceptsJUnit4TestsWithTheVintageEngine() {
        project.pom(surefire("3.5.4", "") + needs(JUPITER, JUNIT4, "org.junit.vintage:junit-vintage-engine:5.14.4"));
        assertThat(project.check("a.FourTest")).isEmpty();
    }

    // 3.2.5 and 3.5.4 add both engines and run both
    @Test
    void acceptsJUnit4TestsBesideTheJupiterApiAlone() {
        project.pom(surefire("3.5.4", "") + needs(API, JUNIT4));
        assertThat(project.check("a.FiveTest", "a.FourTest")).isEmpty();
    }

    // 3.6.1 adds the engine and runs both
    @Test
    void acceptsJUnit4AndTestNgSinceSurefireAddsTheirEngines() {
        project.pom(surefire("3.6.1", "") + needs(JUPITER, JUNIT4, TESTNG));
        assertThat(project.check("a.FiveTest", "a.FourTest", "a.NgTest")).isEmpty();
    }

    @Test
    void acceptsJUnit4TestsWithoutThePlatform() {
        project.pom(surefire("3.5.4", "") + needs(JUNIT4));
        assertThat(project.check("a.FourTest")).isEmpty();
    }

    // 3.2.5 and 3.5.4 run FiveTest alone
    @Test
    void reportsTestNgTestsBesideThePlatform() {
        project.pom(surefire("3.5.4", "") + "\n" + needs(JUPITER, TESTNG));
        assertThat(project.check("a.NgTest"))
                .containsExactly(
                        "pom.xml:4: NgTest is not run: no engine for TestNG tests is among the test dependencies of"
                                + " module root");
    }

    @Test
    void saysNothingCertainWhileADependencyIsUnknown() {
        project.pom(surefire("3.5.4", "") + needs(JUPITER, JUNIT4, "com.acme:test-kit:1"));
        assertThat(project.check("a.FourTest")).isEmpty();
    }

    // 2.22.2 counts 0 tests with the API alone, also of JUnit 5.4.2
    @Test
    void reportsTheJupiterApiAloneWithOldSurefire() {
        project.pom(surefire("2.22.2", "") + "\n" + needs(OLD_API));
        assertThat(project.check("a.FiveTest"))
                .containsExactly(
                        "pom.xml:4: FiveTest is not run: no engine for JUnit 5 tests is among the test dependencies of"
                                + " module root");
    }

    @Test
    void acceptsTheJupiterApiAlone() {
        project.pom(surefire("3.0.0", "") + needs(API));
        assertThat(project.check("a.FiveTest")).isEmpty();
    }

    // 2.22.0 and 2.22.2 count 0 tests of 5.12.2, 5.13.4 and 5.14.4, and run those of 5.11.4 and older
    @Test
    void reportsAJUnitThatIsTooNewForOldSurefire() {
        project.pom("\n" + surefire("2.22.2", "") + needs(JUPITER));
        assertThat(project.check("a.FiveTest"))
                .containsExactly(
                        "pom.xml:4: FiveTest is not run: Surefire 2.22.2 runs no test of JUnit 5.14.4 (pom.xml:4)");
    }

    @Test
    void acceptsAnOlderJUnitWithOldSurefire() {
        String engine = "org.junit.jupiter:junit-jupiter-engine:5.11.4";
        project.library(engine, needs(OLD_API)).pom(surefire("2.22.2", "") + needs(engine));
        assertThat(project.check("a.FiveTest")).isEmpty();
    }

    @Test
    void reportsPropertiesOfJqwikWithoutItsEngine() {
        project.java("a.PropTest", "package a;\nimport net.jqwik.api.*;\nclass PropTest { @Property void p() {} }")
                .pom(surefire("3.6.1", "") + "\n" + needs("net.jqwik:jqwik-api:1.9.3"));
        assertThat(project.check("a.PropTest"))
                .containsExactly(
                        "pom.xml:4: PropTest is not run: no engine for jqwik tests is among the test dependencies of"
                                + " module root");
    }

    @Test
    void acceptsPropertiesOfJqwikWithItsEngine() {
        project.java("a.PropTest", "package a;\nimport net.jqwik.api.*;\nclass PropTest { @Property void p() {} }")
                .pom(surefire("3.6.1", "") + needs("net.jqwik:jqwik-engine:1.9.3"));
        assertThat(project.check("a.PropTest")).isEmpty();
    }

    // 3.6.1 runs FiveTest and nothing of LawsTest
    @Test
    void reportsArchUnitRulesWithoutTheirEngine() {
        project.java(
                        "a.LawsTest",
                        "package a;\nclass LawsTest { @com.tngtech.archunit.junit.ArchTest static Object r; }")
                .pom(surefire("3.6.1", "") + "\n" + needs(JUPITER, "com.tngtech.archunit:archunit-junit5-api:1.4.1"));
        assertThat(project.check("a.LawsTest"))
                .containsExactly(
                        "pom.xml:4: LawsTest is not run: no engine for ArchUnit tests is among the test dependencies of"
                                + " module root");
    }

    @Test
    void doesNotFollowDependenciesThatAreNotPassedOn() {
        project.library(
                        "com.acme:kit:1",
                        needs("org.junit.vintage:junit-vintage-engine:5.14.4")
                                .replace("</version>", "</version><scope>test</scope>"))
                .pom(surefire("3.5.4", "") + "\n" + needs(JUPITER, JUNIT4, "com.acme:kit:1"));
        assertThat(project.check("a.FourTest"))
                .containsExactly(
                        "pom.xml:4: FourTest is not run: no engine for JUnit 4 tests is among the test dependencies of"
                                + " module root");
    }

    @Test
    void judgesAModuleThatAnotherOneDependsOn() {
        project.pom("<packaging>pom</packaging>" + surefire("3.5.4", "")
                        + "<modules><module>a</module><module>b</module></modules>")
                .module("a", needs(JUPITER, JUNIT4, "g:b:1"))
                .module("b", "")
                .java(
                        "a/src/test/java",
                        "p.FourTest",
                        "package p;\npublic class FourTest { @org.junit.Test public void g() {} }")
                .jupiterIn("b/src/test/java", "p.FiveTest");
        assertThat(project.check("p.*Test"))
                .containsExactly(
                        "a/pom.xml:3: FourTest is not run: no engine for JUnit 4 tests is among the test dependencies of"
                                + " module a");
    }

    @Test
    void followsImportedVersions() {
        String bom = needs("org.junit.vintage:junit-vintage-engine:5.14.4");
        project.library(
                        "com.acme:bom:1",
                        "<packaging>pom</packaging><dependencyManagement>" + bom + "</dependencyManagement>")
                .pom(surefire("3.5.4", "")
                        + needs(JUPITER, JUNIT4, "org.junit.vintage:junit-vintage-engine:?")
                                .replace("<version>?</version>", "")
                        + "<dependencyManagement>"
                        + needs("com.acme:bom:1")
                                .replace("</version>", "</version><type>pom</type><scope>import</scope>")
                        + "</dependencyManagement>");
        assertThat(project.check("a.FourTest")).isEmpty();
    }

    // 3.6.1 counts 0 tests
    @Test
    void reportsAnEngineThatSurefireIsToldToLeaveOut() {
        project.pom(configured("<excludeJUnit5Engines><e>junit-jupiter</e></excludeJUnit5Engines>"));
        assertThat(project.check("a.FiveTest"))
                .containsExactly(
                        "pom.xml:4: FiveTest is not run: Surefire does not use the engine of JUnit 5 tests (pom.xml:4)");
    }

    @Test
    void acceptsAnEngineThatSurefireIsToldToUse() {
        project.pom(configured("<includeJUnit5Engines><e>junit-jupiter</e></includeJUnit5Engines>"));
        assertThat(project.check("a.FiveTest")).isEmpty();
    }

    @Test
    void readsImportsOnDemand() {
        project.java(
                        "a.StarTest",
                        "package a;\nimport org.junit.*;\npublic class StarTest { @Test public void g() {} }")
                .pom(surefire("3.5.4", "") + needs(JUPITER, JUNIT4));
        assertThat(project.check("a.StarTest"))
                .containsExactly(
                        "pom.xml:3: StarTest is not run: no engine for JUnit 4 tests is among the test dependencies of"
                                + " module root");
    }

    @Test
    void doesNotGuessWhichTestIsMeant() {
        project.java("a.SomeTest", "package a;\nimport com.acme.all.*;\nclass SomeTest { @Test void g() {} }")
                .pom(surefire("3.5.4", "") + needs(JUPITER, JUNIT4));
        assertThat(project.check("a.SomeTest")).isEmpty();
    }
}
