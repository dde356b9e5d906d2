package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static dev.moveguard.testpath.MiniProject.configured;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionTest {
    private static final String REPORT = "target/surefire-reports/TEST-a.GuardTest.xml";
    private static final String CLASS = "target/test-classes/a/GuardTest.class";
    private static final String RAN = "<testcase name=\"g\" classname=\"a.GuardTest\" time=\"0.1\"/>";
    private static final String SKIPPED =
            "<testcase name=\"g\" classname=\"a.GuardTest\"><skipped message=\"later\"/></testcase>";
    private static final String AT = "src/test/java/a/GuardTest.java:3:7: ";

    private MiniProject project;

    @BeforeEach
    void aCompiledTest(@TempDir Path root) {
        project = MiniProject.in(root)
                .pom(SUREFIRE)
                .jupiter("a.GuardTest")
                .file(CLASS, "")
                .written(CLASS, 10);
    }

    private MiniProject report(String path, int seconds, String cases) {
        return project.file(
                        path,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"a.GuardTest\">%s</testsuite>\n"
                                .formatted(cases))
                .written(path, seconds);
    }

    @Test
    void acceptsAReportOfATestThatRan() {
        assertThat(report(REPORT, 20, RAN).reportsRequired().check("a.GuardTest"))
                .isEmpty();
    }

    @Test
    void acceptsAReportAsOldAsTheClass() {
        assertThat(report(REPORT, 10, RAN).reportsRequired().check("a.GuardTest"))
                .isEmpty();
    }

    @Test
    void reportsAMissingReportThatIsRequired() {
        assertThat(project.reportsRequired().check("a.GuardTest"))
                .containsExactly(AT + "GuardTest was not run: no report of it is in target/surefire-reports");
    }

    @Test
    void acceptsAMissingReportThatIsOptional() {
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAReportOlderThanTheClass() {
        assertThat(report(REPORT, 5, RAN).reportsRequired().check("a.GuardTest"))
                .containsExactly(
                        AT + "GuardTest was not run since it was compiled: " + REPORT + " is older than " + CLASS);
    }

    @Test
    void takesAnOldReportThatIsOptionalForOneOfAnotherClass() {
        assertThat(report(REPORT, 5, SKIPPED).check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAReportWithoutTests() {
        assertThat(report(REPORT, 20, "").check("a.GuardTest"))
                .containsExactly(AT + "GuardTest ran no test: " + REPORT + " counts none");
    }

    // what Surefire 3.6.1 writes of a class that is disabled, and succeeds
    @Test
    void reportsThatAllTestsWereSkipped() {
        assertThat(report(REPORT, 20, SKIPPED + SKIPPED).check("a.GuardTest"))
                .containsExactly(AT + "GuardTest ran no test: all 2 in " + REPORT + " were skipped");
    }

    @Test
    void acceptsThatSomeTestsWereSkipped() {
        assertThat(report(REPORT, 20, SKIPPED + RAN).check("a.GuardTest")).isEmpty();
    }

    // Surefire 3.6.1 writes the tests of a @Nested class into the report of the outer one; older ones write a file each
    @Test
    void acceptsReportsOfNestedClasses() {
        report(
                "target/surefire-reports/TEST-a.GuardTest$Inner.xml",
                20,
                "<testcase name=\"g\" classname=\"a.GuardTest$Inner\"/>");
        assertThat(project.reportsRequired().check("a.GuardTest")).isEmpty();
    }

    // Surefire names a rule in a field by the simple name of its class
    @Test
    void acceptsTheReportOfARuleField() {
        report(REPORT, 20, "<testcase name=\"noFields\" classname=\"GuardTest\"/>");
        assertThat(project.reportsRequired().check("a.GuardTest")).isEmpty();
    }

    @Test
    void acceptsAReportOfASuiteThatNamesTheClass() {
        report("target/surefire-reports/TEST-AllTests.xml", 20, RAN);
        assertThat(project.reportsRequired().check("a.GuardTest")).isEmpty();
    }

    @Test
    void doesNotTakeTheReportOfAnotherClass() {
        report(
                "target/surefire-reports/TEST-a.GuardTests.xml",
                20,
                "<testcase name=\"g\" classname=\"a.GuardTests\"/>");
        assertThat(project.reportsRequired().check("a.GuardTest"))
                .containsExactly(AT + "GuardTest was not run: no report of it is in target/surefire-reports");
    }

    @Test
    void looksWhereSurefireIsToldToReport() {
        project.pom(configured("<reportsDirectory>${project.build.directory}/laws</reportsDirectory>"));
        report("target/laws/TEST-a.GuardTest.xml", 20, RAN);
        assertThat(project.reportsRequired().check("a.GuardTest")).isEmpty();
    }

    @Test
    void doesNotJudgeATruncatedReport() {
        project.file(REPORT, "<testsuite><testcase name=\"g\" classna").written(REPORT, 20);
        assertThat(project.reportsRequired().check("a.GuardTest")).containsExactly("? " + REPORT + " is damaged");
    }

    @Test
    void doesNotCareForADamagedReportOfAnotherClass() {
        report(REPORT, 20, RAN).file("target/surefire-reports/TEST-b.OtherTest.xml", "<testsuite>");
        assertThat(project.reportsRequired().check("a.GuardTest")).isEmpty();
    }

    // Java 24 and later stop at 100,000 letters unless told otherwise
    @Test
    void readsTheReportOfALongFailure() {
        String failure = "<testcase name=\"g\" classname=\"a.GuardTest\"><failure>%s</failure></testcase>"
                .formatted("&lt;violation&gt;".repeat(100_000));
        assertThat(report(REPORT, 20, failure).reportsRequired().check("a.GuardTest"))
                .isEmpty();
    }

    @Test
    void doesNotFollowEntitiesOfAReport() {
        project.file("secret.txt", "s3cret")
                .file(
                        REPORT,
                        "<!DOCTYPE t [<!ENTITY x SYSTEM \"../../secret.txt\">]><testsuite>&x;" + RAN + "</testsuite>");
        assertThat(project.reportsRequired().check("a.GuardTest")).containsExactly("? " + REPORT + " is damaged");
    }

    @Test
    void doesNotExpandEntitiesOfAReport() {
        project.file(REPORT, BrokenBuildTest.BOMB.formatted("testsuite", "<testsuite>&i;" + RAN + "</testsuite>"));
        assertThat(project.reportsRequired().check("a.GuardTest")).containsExactly("? " + REPORT + " is damaged");
    }
}
