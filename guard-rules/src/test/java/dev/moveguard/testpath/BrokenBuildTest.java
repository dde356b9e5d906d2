package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is told, and the rest is judged. */
@Timeout(30)
class BrokenBuildTest {
    /** A document whose entity {@code i} stands for a thousand million letters. */
    static final String BOMB = """
            <!DOCTYPE %s [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
            <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
            <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">
            <!ENTITY i "&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;">]>%s
            """;

    private MiniProject project;

    @BeforeEach
    void aTest(@TempDir Path root) {
        project = MiniProject.in(root).jupiter("a.GuardTest");
    }

    @Test
    void saysWhereAPomIsMalformed() {
        project.file("pom.xml", "<project>\n  <modelVersion>4.0.0</modelVersion\n</project>\n");
        assertThat(project.check("a.GuardTest")).containsExactly("? pom.xml is malformed at 3:2");
    }

    @Test
    void judgesTheOtherModules() {
        project.pom("<packaging>pom</packaging>" + SUREFIRE
                        + "<modules><module>good</module><module>bad</module></modules>")
                .module("good", "")
                .jupiterIn("good/src/test/java", "a.Guards")
                .file("bad/pom.xml", "<project")
                .jupiterIn("bad/src/test/java", "b.GuardTest");
        assertThat(project.check("a.Guards", "b.GuardTest"))
                .containsExactly(
                        "good/src/test/java/a/Guards.java:3:7: Guards is not run: no include of Surefire matches its name"
                                + " (by default **/Test*.java, **/*Test.java, **/*Tests.java, **/*TestCase.java)",
                        "? bad/pom.xml ends too early");
    }

    @Test
    void namesAParentThatIsNotAtHand() {
        project.pom(
                "<parent><groupId>com.acme</groupId><artifactId>base</artifactId><version>7</version><relativePath/></parent>");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("? pom.xml needs the parent com.acme:base:7, which is not in the local repository");
    }

    @Test
    void doesNotNeedAnImportThatIsNotAtHand() {
        project.pom(
                SUREFIRE
                        + "<dependencyManagement><dependencies><dependency><groupId>com.acme</groupId><artifactId>bom</artifactId>"
                        + "<version>1</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void doesNotLeaveTheLocalRepository() {
        project.file("escape/1/escape-1.pom", "<project/>")
                .pom(
                        "<parent><groupId>g</groupId><artifactId>../escape</artifactId><version>1</version><relativePath/></parent>");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("? pom.xml needs the parent g:../escape:1, which is not in the local repository");
    }

    @Test
    void survivesParentsInACircle() {
        project.file("pom.xml", """
                        <project><modelVersion>4.0.0</modelVersion><artifactId>a</artifactId><packaging>pom</packaging>
                        <parent><groupId>g</groupId><artifactId>b</artifactId><version>1</version>
                        <relativePath>b/pom.xml</relativePath></parent></project>
                        """).file("b/pom.xml", """
                        <project><modelVersion>4.0.0</modelVersion><artifactId>b</artifactId><packaging>pom</packaging>
                        <parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent></project>
                        """);
        assertThat(project.check("a.GuardTest"))
                .containsExactly("? pom.xml cannot be read: The parents form a cycle: g:a:1 -> g:a:1");
    }

    @Test
    void doesNotExpandEntitiesOfAPom() {
        project.file("pom.xml", BOMB.formatted("project", "<project><modelVersion>&i;</modelVersion></project>"));
        assertThat(project.check("a.GuardTest")).containsExactly("? pom.xml is malformed at 5:73");
    }

    @Test
    void doesNotFollowEntitiesOfAPom() {
        project.file("secret.txt", "s3cret")
                .file(
                        "pom.xml",
                        "<!DOCTYPE p [<!ENTITY x SYSTEM \"secret.txt\">]>\n<project><name>&x;</name></project>");
        assertThat(project.check("a.GuardTest")).containsExactly("? pom.xml is malformed at 2:19");
    }

    @Test
    void saysThatASourceHasErrorsAndJudgesTheOthers() {
        project.pom(SUREFIRE)
                .java("a.BadTest", "package a;\nclass BadTest { @Test void g( { }\n")
                .jupiter("a.Guards");
        assertThat(project.check("a.Guards"))
                .containsExactly(
                        "src/test/java/a/Guards.java:3:7: Guards is not run: no include of Surefire matches its name"
                                + " (by default **/Test*.java, **/*Test.java, **/*Tests.java, **/*TestCase.java)",
                        "? src/test/java/a/BadTest.java has syntax errors");
    }

    @Test
    void readsSourcesOfWindows() {
        byte[] source = "\uFEFFpackage a;\r\n\r\nclass CrlfTest {\r\n}\r\n".getBytes(StandardCharsets.UTF_8);
        project.pom(SUREFIRE).bytes("src/test/java/a/CrlfTest.java", source);
        assertThat(project.check("a.CrlfTest"))
                .containsExactly("src/test/java/a/CrlfTest.java:3:7: CrlfTest has no test method");
    }

    // the build runs a class of such a name
    @Test
    void readsNamesOfAnyAlphabet() {
        project.pom(SUREFIRE).jupiter("a.WächterTest").jupiter("a.守卫");
        assertThat(project.check("a.WächterTest", "a.守卫"))
                .containsExactly("src/test/java/a/守卫.java:3:7: 守卫 is not run: no include of Surefire matches its name"
                        + " (by default **/Test*.java, **/*Test.java, **/*Tests.java, **/*TestCase.java)");
    }

    @Test
    void readsTheUnnamedPackage() {
        project.pom(SUREFIRE).jupiter("BareTest").jupiter("Bare");
        assertThat(project.check("BareTest", "Bare"))
                .containsExactly("src/test/java/Bare.java:3:7: Bare is not run: no include of Surefire matches its name"
                        + " (by default **/Test*.java, **/*Test.java, **/*Tests.java, **/*TestCase.java)");
    }
}
