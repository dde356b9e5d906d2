package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static final String SUREFIRE = "<build><plugins><plugin><artifactId>maven-surefire-plugin</artifactId>"
            + "<version>3.6.1</version>%s</plugin></plugins></build>";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void aProjectWithAGuard() {
        write(".mvn/maven.config", "-s .settings.xml -gs .settings.xml");
        write(".settings.xml", "<settings/>");
        pom(SUREFIRE.formatted(""));
        guard("ArchitectureTest");
    }

    private void write(String file, String text) {
        GuardRun.write(folder.resolve(file), text);
    }

    private void pom(String body) {
        write("pom.xml", """
                <project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>root</artifactId>
                <version>1</version>
                %s
                </project>
                """.formatted(body));
    }

    private void guard(String name) {
        write("src/test/java/a/%s.java".formatted(name), """
                package a;
                import org.junit.jupiter.api.Test;
                class %s { @Test void holds() {} }
                """.formatted(name));
    }

    private GuardRun doctor(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "doctor";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return GuardRun.in(folder, all);
    }

    @Test
    void takesLawsInASuiteForAGuard() {
        write("src/test/java/a/ShopTest.java", """
                package a;
                import dev.moveguard.junit.GuardRules;
                import dev.moveguard.junit.GuardTests;
                @GuardRules("shop.yaml")
                class ShopTest implements GuardTests {}
                """);
        GuardRun run = doctor();
        assertThat(run.code()).isZero();
        assertThat(run.timeless()).contains("\na.ShopTest          root    1 test    yes, by source ");
    }

    @Test
    void showsAHealthyGuard() {
        write("src/test/java/a/OrderTest.java", "package a;\nclass OrderTest {}\n");
        GuardRun run = doctor();
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.timeless()).isEqualTo("""
                guard               module  declared  discoverable    executed   bites
                a.ArchitectureTest  root    1 test    yes, by source  no report  -

                1 guard: 1 healthy; 1 test class in 2 files, N ms
                """);
    }

    @Test
    void showsWhyAGuardIsNotRunAndWhatToDo() {
        pom(SUREFIRE.formatted("<configuration><includes>\n<i>**/*Test.java</i></includes></configuration>"));
        guard("LayerGuards");
        GuardRun run = doctor();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.timeless()).isEqualTo("""
                guard               module  declared  discoverable    executed   bites
                a.ArchitectureTest  root    1 test    yes, by source  no report  -
                a.LayerGuards       root    1 test    NO              -          -
                    LayerGuards is not run: no include of Surefire matches its name (pom.xml:4 sets **/*Test.java)
                    fix: rename the class, or add an include that matches it

                2 guards: 1 healthy, 1 with defects; 2 test classes in 2 files, N ms
                """);
    }

    @Test
    void writesJson() {
        guard("LayerGuards");
        GuardRun run = doctor("--format", "json", "--static");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("\"name\" : \"a.LayerGuards\"")
                .contains("\"because\" : \"is named Guards\"")
                .contains("\"stage\" : \"discoverable\"")
                .contains("\"repair\" : \"rename the class, or add an include that matches it\"")
                .contains("\"state\" : \"not-asked\"")
                .contains("\"guards\" : 2")
                .contains("\"healthy\" : 1");
    }

    @Test
    void readsWhatTheLastBuildDid() {
        write(
                "target/surefire-reports/TEST-a.ArchitectureTest.xml",
                "<testsuite><testcase name=\"holds\" classname=\"a.ArchitectureTest\"/></testsuite>");
        write("target/surefire-reports/TEST-a.OldGuardTest.xml", "<testsuite/>");
        GuardRun run = doctor();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("yes, by source  1 test    -\n")
                .contains(
                        "note: target/surefire-reports/TEST-a.OldGuardTest.xml is a report of a.OldGuardTest, which has"
                                + " no source\n");
    }

    @Test
    void reportsAGuardThatWasSkipped() {
        write(
                "target/surefire-reports/TEST-a.ArchitectureTest.xml",
                "<testsuite><testcase name=\"holds\" classname=\"a.ArchitectureTest\"><skipped/></testcase></testsuite>");
        GuardRun run = doctor();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("NO, skipped")
                .contains(
                        "ArchitectureTest ran no test: all 1 in target/surefire-reports/TEST-a.ArchitectureTest.xml were"
                                + " skipped");
    }

    @Test
    void demandsReportsWhereAsked() {
        GuardRun run = doctor("--reports", "required");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("NO, no report");
    }

    @Test
    void tellsOfConditionsAndOfTestsThatAreDisabled() {
        write("src/test/java/a/ArchitectureTest.java", """
                package a;
                import org.junit.jupiter.api.*;
                import org.junit.jupiter.api.condition.*;
                @EnabledOnOs(OS.LINUX) class ArchitectureTest { @Test void holds() {} @Disabled @Test void later() {} }
                """);
        GuardRun run = doctor();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("    note: 1 of 2 tests is disabled\n")
                .contains("    note: runs under a condition: @EnabledOnOs\n");
    }

    @Test
    void saysThatNothingLooksLikeAGuard() {
        GuardRun run = doctor("src");
        assertThat(run.code()).isEqualTo(3);
        write("other/src/test/java/a/OrderTest.java", "package a;\nclass OrderTest {}\n");
        GuardRun other = doctor("other");
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.timeless()).isEqualTo("no test class looks like a guard; 0 test classes in 1 file, N ms\n");
    }

    @Test
    void judgesTheRestBesideAMalformedPom() {
        pom("<packaging>pom</packaging>" + SUREFIRE.formatted("")
                + "<modules><module>good</module><module>bad</module></modules>");
        write(
                "good/pom.xml",
                "<project><modelVersion>4.0.0</modelVersion><artifactId>good</artifactId><parent>"
                        + "<groupId>g</groupId><artifactId>root</artifactId><version>1</version></parent></project>");
        write(
                "good/src/test/java/a/LawGuardTest.java",
                "package a;\nclass LawGuardTest { @org.junit.jupiter.api.Test void g() {} }");
        write("bad/pom.xml", "<project>\n<oops");
        write(
                "bad/src/test/java/a/OldGuardTest.java",
                "package a;\nclass OldGuardTest { @org.junit.jupiter.api.Test void g() {} }");
        GuardRun run = doctor();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("a.LawGuardTest      good    1 test    yes, by source  no report  -\n")
                .contains("a.OldGuardTest      ?       1 test    ?               -          -\n")
                .contains("module root has packaging pom, which runs no tests (pom.xml:3)")
                .contains("not assessed: bad/pom.xml ends too early\n");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        GuardRun run = doctor("nowhere");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("guard: no such folder: nowhere\n");
    }

    @Test
    void refusesATimeLimitOfNothing() {
        assertThat(doctor("--time-limit", "0").code()).isEqualTo(2);
        assertThat(doctor("--time-limit", "0").err())
                .startsWith("guard: --time-limit takes a number of seconds, at least 1\n");
    }

    @Test
    void usesColourOnATerminalOnly() {
        guard("LayerGuards");
        assertThat(GuardRun.coloured(folder, "doctor").out()).contains("\u001b[1;31mNO\u001b[0m");
        assertThat(doctor().out()).doesNotContain("\u001b");
    }

    @Test
    void writesNoControlCharacterOfAFile() {
        pom(SUREFIRE.formatted("<configuration><includes><i>**/\u0085Test.java</i></includes></configuration>"));
        assertThat(doctor().out()).contains("sets **/\\u0085Test.java").doesNotContain("\u0085");
    }
}
