package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static dev.moveguard.testpath.MiniProject.configured;
import static dev.moveguard.testpath.MiniProject.surefire;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a comment says what a build does, that was seen once with Surefire 3.6.1. */
class SurefireSelectionTest {
    private MiniProject project;

    @BeforeEach
    void aTest(@TempDir Path root) {
        project = MiniProject.in(root).jupiter("a.GuardTest").jupiter("a.Guards");
    }

    // the build runs its other test and succeeds
    @Test
    void reportsANameThatNoDefaultIncludeMatches() {
        assertThat(project.pom(SUREFIRE).check("a.Guards"))
                .containsExactly(
                        "src/test/java/a/Guards.java:3:7: Guards is not run: no include of Surefire matches its name"
                                + " (by default **/Test*.java, **/*Test.java, **/*Tests.java, **/*TestCase.java)");
    }

    @Test
    void acceptsNamesThatADefaultIncludeMatches() {
        project.jupiter("a.TestGuards").jupiter("a.GuardTests").jupiter("a.GuardTestCase");
        assertThat(project.pom(SUREFIRE).check("a.TestGuards", "a.GuardTests", "a.GuardTestCase"))
                .isEmpty();
    }

    @Test
    void knowsThatOldSurefireDoesNotIncludeTests() {
        project.java("a.GuardTests", "package a;\npublic class GuardTests { @org.junit.Test public void g() {} }");
        assertThat(project.pom(surefire("2.19.1", "")).check("a.GuardTests"))
                .containsExactly(
                        "src/test/java/a/GuardTests.java:2:14: GuardTests is not run: no include of Surefire matches its"
                                + " name (by default **/Test*.java, **/*Test.java, **/*TestCase.java)");
    }

    @Test
    void reportsANameThatNoIncludeMatches() {
        assertThat(project.pom(configured("<includes><include>**/*Laws.java</include></includes>"))
                        .check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:4: GuardTest is not run: no include of Surefire matches its name (pom.xml:4 sets"
                                + " **/*Laws.java)");
    }

    @Test
    void acceptsANameThatAnIncludeMatches() {
        project.pom(configured("<includes><include>**/*Laws.java</include><include>Guards</include></includes>"));
        assertThat(project.check("a.Guards")).isEmpty();
    }

    // the build runs classes of both patterns
    @Test
    void acceptsIncludesThatAreWrittenAsOneText() {
        project.pom(configured("<includes>**/*Laws.java,**/Guards.java</includes>"));
        assertThat(project.check("a.Guards")).isEmpty();
    }

    @Test
    void reportsAnExclude() {
        project.pom(configured("<excludes>\n<exclude>**/Guard*</exclude></excludes>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:5: GuardTest is not run: an exclude of Surefire matches its name (pom.xml:5 sets"
                                + " **/Guard*)");
    }

    @Test
    void acceptsAnExcludeOfOthers() {
        project.pom(configured("<excludes><exclude>**/Slow*</exclude></excludes>"));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    // the build runs GuardX and leaves OtherTest out
    @Test
    void readsRegularExpressionsAndNegations() {
        project.jupiter("a.OtherTest");
        project.pom(configured(
                "<includes><include>%regex[.*Guard.*]</include>\n<include>!**/OtherTest.java</include></includes>"));
        assertThat(project.check("a.Guards", "a.OtherTest"))
                .containsExactly(
                        "pom.xml:5: OtherTest is not run: an exclude of Surefire matches its name (pom.xml:5 sets"
                                + " !**/OtherTest.java)");
    }

    @Test
    void readsPluginManagement() {
        project.pom("""
                <build><pluginManagement><plugins><plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version>
                <configuration><includes>
                <include>**/*Laws.java</include></includes></configuration></plugin></plugins></pluginManagement></build>""");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:5: GuardTest is not run: no include of Surefire matches its name (pom.xml:5 sets"
                                + " **/*Laws.java)");
    }

    // the build runs Surefire twice, the second time for the guards
    @Test
    void acceptsAClassThatAnyExecutionRuns() {
        project.pom(surefire(
                "3.6.1",
                "<executions><execution><id>guards</id><goals><goal>test</goal></goals><configuration><includes>"
                        + "<include>**/Guards.java</include></includes></configuration></execution></executions>"));
        assertThat(project.check("a.Guards", "a.GuardTest")).isEmpty();
    }

    @Test
    void namesTheUsualExecutionWhenNoneRunsTheClass() {
        project.pom(surefire(
                "3.6.1",
                "<executions><execution><id>laws</id><goals><goal>test</goal></goals><configuration><includes>"
                        + "<include>**/*Laws.java</include></includes></configuration></execution></executions>"));
        assertThat(project.check("a.Guards"))
                .containsExactly(
                        "src/test/java/a/Guards.java:3:7: Guards is not run: no include of Surefire matches its name"
                                + " (by default **/Test*.java, **/*Test.java, **/*Tests.java, **/*TestCase.java)");
    }

    @Test
    void readsTheConfigurationOfAnInheritedPom() {
        project.library(
                        "com.acme:base:7",
                        "<packaging>pom</packaging>"
                                + configured("<includes><include>**/*Laws.java</include></includes>"))
                .pom(
                        "<parent><groupId>com.acme</groupId><artifactId>base</artifactId><version>7</version><relativePath/></parent>");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "src/test/java/a/GuardTest.java:3:7: GuardTest is not run: no include of Surefire matches its name"
                                + " (com.acme:base:7 sets **/*Laws.java)");
    }

    // the build runs AGuard and not OtherTest
    @Test
    void readsThePropertyThatStandsForIncludes() {
        project.pom("<properties>\n<surefire.includes>**/Guards.java</surefire.includes></properties>" + SUREFIRE);
        assertThat(project.check("a.Guards", "a.GuardTest"))
                .containsExactly(
                        "pom.xml:4: GuardTest is not run: no include of Surefire matches its name (pom.xml:4 sets"
                                + " **/Guards.java)");
    }

    // the build runs OtherTest alone
    @Test
    void readsThePropertyTestThatOverridesIncludes() {
        project.pom("<properties>\n<test>OtherTest</test></properties>" + SUREFIRE);
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:4: GuardTest is not run: the property test selects only OtherTest (pom.xml:4)");
    }

    @Test
    void acceptsAPropertyTestThatNamesTheClass() {
        project.pom(configured("<excludes><exclude>**/*</exclude></excludes>")).option("-Dtest=Other*,Guards");
        assertThat(project.check("a.Guards")).isEmpty();
    }

    @Test
    void readsIncludesAndExcludesFromFiles() {
        project.pom(configured("<includesFile>in.txt</includesFile><excludesFile>out.txt</excludesFile>"))
                .file("in.txt", "# guards\n**/Guard*.java\n")
                .file("out.txt", "**/GuardTest.java\n");
        assertThat(project.check("a.Guards", "a.GuardTest"))
                .containsExactly(
                        "src/test/java/a/GuardTest.java:3:7: GuardTest is not run: an exclude of Surefire matches its name"
                                + " (out.txt sets **/GuardTest.java)");
    }

    @Test
    void doesNotJudgeWithoutAFileOfIncludes() {
        project.pom(configured("<includesFile>in.txt</includesFile>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("? in.txt cannot be read, and Surefire takes its includesFile from it");
    }

    @Test
    void doesNotJudgeAPatternThatSurefireRefuses() {
        project.pom(configured("<includes><include>%regex[.*(Guard]</include></includes>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("? pom.xml has a pattern that Surefire refuses: %regex[.*(Guard]");
    }

    @Test
    void doesNotJudgeSuiteFilesThatAreNotThere() {
        project.pom(configured("<suiteXmlFiles><file>suite.xml</file></suiteXmlFiles>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("? suite.xml cannot be read, and names the tests that are run");
    }

    @Test
    void readsSuiteFilesThatSuiteFilesNameAndPackages() {
        project.pom(configured("<suiteXmlFiles><file>suite.xml</file></suiteXmlFiles>"))
                .file(
                        "suite.xml",
                        "<!DOCTYPE suite SYSTEM \"https://testng.org/testng-1.0.dtd\">\n<suite><suite-files>"
                                + "<suite-file path=\"more.xml\"/><suite-file path=\"suite.xml\"/></suite-files></suite>")
                .file("more.xml", "<suite><test><packages><package name=\"a.*\"/></packages></test></suite>");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    // the build runs the outer class and its @Nested class, not the static one
    @Test
    void reportsAStaticNestedClass() {
        nested();
        assertThat(project.pom(SUREFIRE).check("a.OuterTest", "a.OuterTest.Inner", "a.OuterTest.StaticTest"))
                .containsExactly(
                        "src/test/java/a/OuterTest.java:5:16: OuterTest.StaticTest is not run: Surefire leaves out nested"
                                + " classes by default (**/*$*)");
    }

    // any exclude replaces the default one, and the build runs the static class too
    @Test
    void acceptsAStaticNestedClassWhenTheDefaultExcludeIsReplaced() {
        nested();
        project.pom(configured("<excludes><exclude>**/Slow*</exclude></excludes>"));
        assertThat(project.check("a.OuterTest.StaticTest")).isEmpty();
    }

    private void nested() {
        project.java("a.OuterTest", """
                package a;
                import org.junit.jupiter.api.*;
                class OuterTest {
                  @Nested class Inner { @Test void g() {} }
                  static class StaticTest { @Test void g() {} }
                }
                """);
    }

    // Maven then runs no execution of Surefire and succeeds
    @Test
    void reportsAnExecutionThatIsBoundToNoPhase() {
        project.pom(surefire(
                "3.6.1", "<executions><execution><id>default-test</id>\n<phase>none</phase></execution></executions>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:4: GuardTest is not run: the execution default-test of Surefire is bound to no phase"
                                + " (pom.xml:4 sets none)");
    }

    @Test
    void acceptsAnExecutionThatIsBoundToAnotherPhase() {
        project.pom(surefire(
                "3.6.1", "<executions><execution><id>default-test</id><phase>verify</phase></execution></executions>"));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }
}
