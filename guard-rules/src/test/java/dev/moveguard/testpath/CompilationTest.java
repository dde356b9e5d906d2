package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilationTest {
    private MiniProject project;

    @BeforeEach
    void aTest(@TempDir Path root) {
        project = MiniProject.in(root).jupiter("a.GuardTest");
    }

    private static String compiler(String elements) {
        return SUREFIRE.replace(
                "<plugins>",
                "<plugins><plugin><artifactId>maven-compiler-plugin</artifactId>" + elements + "</plugin>");
    }

    @Test
    void reportsAFolderThatIsNotCompiled() {
        project.pom(SUREFIRE).jupiterIn("src/guard/java", "a.OtherTest");
        assertThat(project.check("a.OtherTest"))
                .containsExactly(
                        "src/guard/java/a/OtherTest.java:3:7: OtherTest is not run: src/guard/java is no folder of"
                                + " test sources of module root (by default src/test/java)");
    }

    @Test
    void reportsAFolderThatTheBuildReplaces() {
        project.pom(SUREFIRE.replace("<build>", "<build>\n<testSourceDirectory>test</testSourceDirectory>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:4: GuardTest is not run: src/test/java is no folder of test sources of module root"
                                + " (pom.xml:4 sets test)");
    }

    @Test
    void acceptsAFolderThatBuildHelperAdds() {
        project.jupiterIn("src/guard/java", "a.OtherTest").pom(SUREFIRE.replace("<plugins>", """
                        <plugins><plugin><groupId>org.codehaus.mojo</groupId><artifactId>build-helper-maven-plugin</artifactId>
                        <version>3.6.0</version><executions><execution><goals><goal>add-test-source</goal></goals>
                        <configuration><sources><source>src/guard/java</source></sources></configuration></execution></executions>
                        </plugin>"""));
        assertThat(project.check("a.OtherTest")).isEmpty();
    }

    @Test
    void acceptsAScannedFolderAboveTheOneThatIsCompiled(@TempDir Path root) {
        assertThat(MiniProject.in(root)
                        .pom(SUREFIRE)
                        .sources("src/test")
                        .file(
                                "src/test/java/a/GuardTest.java",
                                "package a;\nclass GuardTest { @org.junit.Test public void g() {} }")
                        .check("a.GuardTest"))
                .isEmpty();
    }

    // a build of such a project runs its other tests, leaves this one out and succeeds
    @Test
    void reportsWhatTheCompilerLeavesOut() {
        project.pom(
                compiler(
                        "<configuration><testExcludes>\n<testExclude>**/Guard*.java</testExclude></testExcludes></configuration>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:4: GuardTest is not run: the compiler leaves it out (pom.xml:4 sets **/Guard*.java)");
    }

    @Test
    void acceptsWhatTheCompilerDoesNotLeaveOut() {
        project.pom(compiler(
                "<configuration><testExcludes><testExclude>Guard*.java</testExclude></testExcludes></configuration>"));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAFolderThatTheCompilerLeavesOut() {
        project.pom(
                compiler("<configuration><testExcludes><testExclude>a/</testExclude></testExcludes></configuration>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:3: GuardTest is not run: the compiler leaves it out (pom.xml:3 sets a/)");
    }

    @Test
    void reportsWhatTheCompilerDoesNotInclude() {
        project.pom(compiler(
                "<configuration><testIncludes><testInclude>b/**</testInclude></testIncludes></configuration>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:3: GuardTest is not run: no testInclude of the compiler matches it (pom.xml:3 sets b/**)");
    }

    // Surefire then says "No tests to run." and the build succeeds
    @Test
    void reportsACompilationThatIsSkipped() {
        project.pom(compiler("<executions><execution><id>default-testCompile</id><configuration>\n<skip>true</skip>"
                + "</configuration></execution></executions>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: skip is true (pom.xml:4)");
    }

    @Test
    void reportsACompilationThatIsNotBound() {
        project.pom(compiler(
                "<executions><execution><id>default-testCompile</id>\n<phase>none</phase></execution></executions>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:4: GuardTest is not run: the compilation of tests is bound to no phase (pom.xml:4)");
    }
}
