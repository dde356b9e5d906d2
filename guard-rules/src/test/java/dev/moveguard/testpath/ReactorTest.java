package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorTest {
    private static final String HEAD = "<packaging>pom</packaging>" + SUREFIRE + "\n";

    private MiniProject project;

    @BeforeEach
    void aModuleWithATest(@TempDir Path root) {
        project = MiniProject.in(root).module("core", "").jupiterIn("core/src/test/java", "a.GuardTest");
    }

    @Test
    void acceptsAModuleTheRootLists() {
        project.pom(HEAD + "<modules><module>core</module></modules>");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAModuleThatIsNotListed() {
        project.pom(HEAD + "<modules>\n<module>other</module>\n</modules>").module("other", "");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: module core is not listed by pom.xml");
    }

    @Test
    void reportsAModuleOfARootWithoutModules() {
        project.pom(HEAD);
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:1: GuardTest is not run: module core is not listed by pom.xml");
    }

    @Test
    void followsModulesOfModules() {
        project.pom(HEAD + "<modules><module>all</module></modules>")
                .module("all", "<packaging>pom</packaging><modules><module>../core</module></modules>");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void acceptsAModuleThatIsNamedByItsPom() {
        project.pom(HEAD + "<modules><module>core/pom.xml</module></modules>");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAModuleOfAProfileThatIsNotActive() {
        project.pom(HEAD
                + "<profiles><profile><id>laws</id>\n<modules>\n<module>core</module></modules></profile></profiles>");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:6: GuardTest is not run: module core is listed only in the profile laws, which"
                                + " is not active (pom.xml:6)");
    }

    @Test
    void acceptsAModuleOfAProfileThatTheProjectActivates() {
        project.pom(
                        HEAD
                                + "<profiles><profile><id>laws</id><modules><module>core</module></modules></profile></profiles>")
                .option("-Plaws");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void acceptsAModuleOfAProfileThatIsActiveByDefault() {
        project.pom(HEAD
                + "<profiles><profile><id>laws</id><activation><activeByDefault>true</activeByDefault></activation>"
                + "<modules><module>core</module></modules></profile></profiles>");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAModuleOfAProfileThatAPropertyTurnsOff() {
        project.pom(HEAD
                        + "<profiles><profile><id>laws</id><activation><property><name>!quick</name></property></activation>"
                        + "\n<modules><module>core</module></modules></profile></profiles>")
                .option("-D quick");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:5: GuardTest is not run: module core is listed only in the profile laws, which"
                                + " is not active (pom.xml:5)");
    }

    @Test
    void reportsAModuleThatHasPackagingPom() {
        project.pom(HEAD + "<modules><module>core</module></modules>").module("core", "<packaging>pom</packaging>");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "core/pom.xml:3: GuardTest is not run: module core has packaging pom, which runs no tests"
                                + " (core/pom.xml:3)");
    }

    @Test
    void acceptsPackagingPomThatBindsSurefireItself() {
        project.pom(HEAD + "<modules><module>core</module></modules>")
                .module(
                        "core",
                        "<packaging>pom</packaging>"
                                + MiniProject.surefire(
                                        "3.6.1",
                                        "<executions><execution><phase>test</phase><goals><goal>test</goal></goals></execution></executions>"));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void doesNotJudgeAPackagingItDoesNotKnow() {
        project.pom(HEAD + "<modules><module>core</module></modules>")
                .module("core", "<packaging>eclipse-test-plugin</packaging><build><plugins/></build>");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("? core/pom.xml has packaging eclipse-test-plugin, which is not known");
    }

    @Test
    void survivesModulesThatListEachOther() {
        project.pom(HEAD + "<modules><module>core</module></modules>")
                .module("core", "<packaging>pom</packaging><modules><module>..</module><module>.</module></modules>");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "core/pom.xml:3: GuardTest is not run: module core has packaging pom, which runs no tests"
                                + " (core/pom.xml:3)");
    }

    @Test
    void findsAParentAmongTheModules() {
        project.pom(HEAD + "<modules><module>core</module><module>base</module></modules>")
                .module("base", "<packaging>pom</packaging><properties><skipTests>true</skipTests></properties>")
                .file("core/pom.xml", """
                        <project><modelVersion>4.0.0</modelVersion><artifactId>core</artifactId><parent>
                        <groupId>g</groupId><artifactId>base</artifactId><version>1</version><relativePath/></parent></project>
                        """);
        assertThat(project.check("a.GuardTest"))
                .containsExactly("base/pom.xml:3: GuardTest is not run: skipTests is true (base/pom.xml:3)");
    }

    @Test
    void doesNotJudgeWhatMavenDoesNotBuild(@TempDir Path empty) {
        assertThat(MiniProject.in(empty)
                        .file("build.gradle", "")
                        .jupiter("a.GuardTest")
                        .check("a.GuardTest"))
                .containsExactly("? src/test/java no pom.xml above src/test/java: only Maven builds can be judged");
    }
}
