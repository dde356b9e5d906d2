package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static dev.moveguard.testpath.MiniProject.configured;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that sources and patterns would let pass, and that the test framework itself decides. */
class DiscoveryTest {
    private static final String AT = "src/test/java/a/GuardTest.java:3:7: ";
    private static final String NEEDS = "<dependencies>%s</dependencies>";

    private MiniProject project;

    @BeforeEach
    void aProjectWithJUnit(@TempDir Path root) {
        project = MiniProject.in(root).withRealLibraries().pom(SUREFIRE + needs(Libraries.jupiter()));
    }

    private static String needs(String... coordinates) {
        return NEEDS.formatted(String.join(
                "", List.of(coordinates).stream().map(MiniProject::dependency).toList()));
    }

    private MiniProject guard(String body) {
        return project.java(
                "a.GuardTest", "package a;\nimport org.junit.jupiter.api.*;\nclass GuardTest %s\n".formatted(body));
    }

    @Test
    void acceptsAClassThatThePlatformFinds() {
        assertThat(guard("{ @Test void guards() {} }").compile().check("a.GuardTest"))
                .isEmpty();
    }

    @Test
    void reportsAClassInWhichNothingIsFound() {
        assertThat(guard("{ @Test private void guards() {} }").compile().check("a.GuardTest"))
                .containsExactly(AT
                        + "GuardTest is not run: @Test method 'private void a.GuardTest.guards()' must not be private."
                        + " It will not be executed.");
    }

    @Test
    void reportsATestThatIsLeftOutBesideOthers() {
        assertThat(guard("{ @Test private void guards() {} @Test void runs() {} }")
                        .compile()
                        .check("a.GuardTest"))
                .containsExactly(AT
                        + "GuardTest is not run in full: @Test method 'private void a.GuardTest.guards()' must not be"
                        + " private. It will not be executed.");
    }

    @Test
    void judgesSourcesAloneWhereNothingIsCompiled() {
        assertThat(guard("{ @Test private void guards() {} }").check("a.GuardTest"))
                .isEmpty();
    }

    @Test
    void judgesSourcesAloneWhereTheyAreNewer() {
        guard("{ @Test private void guards() {} }").compile().written("target/test-classes/a/GuardTest.class", 10);
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void findsTestsThatAreMadeUpWhenTheyRun() {
        project.java("a.GuardTest", """
                package a;
                import java.util.stream.Stream;
                import org.junit.jupiter.api.*;
                class GuardTest {
                  @TestFactory Stream<DynamicTest> guards() { return Stream.of(); }
                }
                """);
        assertThat(project.compile().check("a.GuardTest")).isEmpty();
    }

    @Test
    void findsNestedInheritedAndMetaAnnotatedTests() {
        project.java(
                        "a.Law",
                        "package a;\n@org.junit.jupiter.api.Test\n"
                                + "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)\n@interface Law {}")
                .java("a.Base", "package a;\nabstract class Base { @Law void guards() {} }")
                .java("a.GuardTest", "package a;\nclass GuardTest extends Base {}")
                .java(
                        "a.OuterTest",
                        "package a;\nimport org.junit.jupiter.api.*;\nclass OuterTest { @Nested class Inner { @Law void g() {} } }");
        assertThat(project.compile().check("a.GuardTest", "a.OuterTest", "a.OuterTest.Inner"))
                .isEmpty();
    }

    // the platform takes an inner class that is not annotated for no test; its outer class is found by its own
    @Test
    void reportsANestedClassThatThePlatformLeavesOut() {
        project.java("a.OuterTest", """
                package a;
                import org.junit.jupiter.api.*;
                class OuterTest { @Test void g() {} @Nested static class Inner { @Test void g() {} } }
                """);
        assertThat(project.compile().check("a.OuterTest.Inner"))
                .containsExactly("src/test/java/a/OuterTest.java:3:58: OuterTest.Inner is not run: @Nested class"
                        + " 'a.OuterTest$Inner' must not be static. It will only be executed if discovered as a"
                        + " standalone test class. You should remove the annotation or make it non-static to resolve"
                        + " this warning.");
    }

    @Test
    void saysWhyDiscoveryFails() throws IOException {
        project.java("a.Base", "package a;\nclass Base {}");
        guard("extends Base { @Test void guards() {} }").compile();
        Files.delete(project.root().resolve("target/test-classes/a/Base.class"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(AT + "GuardTest is not run: its discovery fails with NoClassDefFoundError: a/Base");
    }

    @Test
    void readsTagsThatAreConstants() {
        project.pom(configured("<groups>law</groups>") + needs(Libraries.jupiter()));
        guard("{ static final String LAW = \"law\"; @Tag(LAW) @Test void guards() {} }");
        assertThat(project.compile().check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsTagsThatAreConstantsAndLeftOut() {
        project.pom(configured("<excludedGroups>law</excludedGroups>") + needs(Libraries.jupiter()));
        guard("{ static final String LAW = \"law\"; @Tag(LAW) @Test void guards() {} }");
        assertThat(project.compile().check("a.GuardTest"))
                .containsExactly(AT + "GuardTest is not run: the JUnit Platform finds no test in it");
    }

    @Test
    void doesNotGuessWhenALibraryIsNotAtHand() {
        project.pom(SUREFIRE + needs(Libraries.jupiter(), "com.acme:gone:1"));
        assertThat(guard("{ @Test void guards() {} }").compile().check("a.GuardTest"))
                .containsExactly("? pom.xml needs com.acme:gone:1 for its tests, and the local repository lacks it");
    }

    @Test
    void doesNotJudgeClassesOfANewerJava() throws IOException {
        guard("{ @Test void guards() {} }").compile();
        Path file = project.root().resolve("target/test-classes/a/GuardTest.class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = 99;
        Files.write(file, bytes);
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "? pom.xml has test classes whose discovery needs a newer Java than %s, which runs this"
                                        .formatted(Runtime.version().feature())
                                + " program");
    }

    @Test
    void survivesClassesThatEndTheMachine() {
        project.pom(SUREFIRE + needs(Libraries.jupiter(), Libraries.archUnit())).java("a.GuardTest", """
                package a;
                import com.tngtech.archunit.junit.*;
                @AnalyzeClasses class GuardTest {
                  static { System.err.println("bye\\u001b[31m"); System.exit(7); }
                  @ArchTest static final ArchTests LAWS = ArchTests.in(Other.class);
                }
                class Other { @ArchTest static void law(com.tngtech.archunit.core.domain.JavaClasses c) {} }
                """);
        assertThat(project.compile().check("a.GuardTest"))
                .containsExactly("? pom.xml has test classes whose discovery ended early with code 7");
    }

    @Test
    void killsWhatDoesNotEnd(@TempDir Path folder) {
        ForkedJvm jvm = new ForkedJvm(ForkOptions.in(folder), Duration.ofMillis(1));
        assertThat(jvm.ask(List.of(), List.of(List.of("platform", ""))))
                .isEqualTo(new ForkedJvm.Outcome.Broken("did not end within 0 seconds", List.of()));
    }

    @Test
    void decidesJUnit4AsItsProviderDoes() {
        project.pom(MiniProject.surefire("3.5.4", ""))
                .java(
                        "org.junit.Test",
                        "package org.junit;\n"
                                + "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public @interface Test {}")
                .java("a.OneTest", "package a;\npublic class OneTest { @org.junit.Test public void g() {} }")
                .java("a.TwoTest", "package a;\npublic class TwoTest extends OneTest {}");
        assertThat(project.compile().check("a.OneTest", "a.TwoTest")).isEmpty();
    }

    @Test
    void reportsWhatTheProviderForJUnit4TakesForNoTest() throws IOException {
        project.pom(MiniProject.surefire("3.5.4", ""))
                .java("org.junit.Test", "package org.junit;\npublic @interface Test {}")
                .java("a.OneTest", "package a;\npublic class OneTest { @org.junit.Test public void g() {} }");
        assertThat(project.compile().check("a.OneTest"))
                .containsExactly("src/test/java/a/OneTest.java:2:14: OneTest is not run: Surefire finds no test in it");
    }

    private static String surefireWith(String configuration) {
        return configured(configuration) + needs(Libraries.jupiter());
    }

    /** A class that the engine can only look into where a condition holds. */
    private MiniProject lookedIntoWhere(String value) {
        return project.java("a.GuardTest", """
                package a;
                import com.tngtech.archunit.junit.*;
                @AnalyzeClasses class GuardTest {
                  static { if (!"1".equals(%s)) throw new IllegalStateException("not as Surefire does"); }
                  @ArchTest static final ArchTests LAWS = ArchTests.in(Other.class);
                }
                class Other { @ArchTest static void law(com.tngtech.archunit.core.domain.JavaClasses c) {} }
                """.formatted(value));
    }

    private String likeSurefire(String configuration, String value) {
        project.pom(configured(configuration) + needs(Libraries.jupiter(), Libraries.archUnit()));
        return String.join("\n", lookedIntoWhere(value).compile().check("a.GuardTest"));
    }

    @Test
    void startsTheMachineAsSurefireDoes() {
        assertThat(likeSurefire(
                        "<argLine>-Da.b='1' -XX:+UseParallelGC -Xmx256m</argLine>", "System.getProperty(\"a.b\")"))
                .isEmpty();
        assertThat(likeSurefire(
                        "<systemPropertyVariables><a.b>1</a.b></systemPropertyVariables>",
                        "System.getProperty(\"a.b\")"))
                .isEmpty();
        assertThat(likeSurefire(
                        "<systemProperties><property><name>a.b</name><value>1</value></property></systemProperties>",
                        "System.getProperty(\"a.b\")"))
                .isEmpty();
        assertThat(likeSurefire("<environmentVariables><A_B>1</A_B></environmentVariables>", "System.getenv(\"A_B\")"))
                .isEmpty();
        project.file("props.txt", "a.b=1");
        assertThat(likeSurefire(
                        "<systemPropertiesFile>props.txt</systemPropertiesFile>", "System.getProperty(\"a.b\")"))
                .isEmpty();
        project.file("work/here", "");
        assertThat(likeSurefire(
                        "<workingDirectory>work</workingDirectory>",
                        "new java.io.File(\"here\").getAbsoluteFile().exists() ? \"1\" : \"\""))
                .isEmpty();
    }

    @Test
    void startsNoOtherMachineThanSurefireDoes() {
        assertThat(likeSurefire("<argLine>-Da.b=2</argLine>", "System.getProperty(\"a.b\")"))
                .contains("its discovery fails with", "not as Surefire does");
        assertThat(likeSurefire("<forkCount>0</forkCount><argLine>-Da.b=1</argLine>", "System.getProperty(\"a.b\")"))
                .contains("not as Surefire does");
    }

    // what an agent or another plugin would do is not known: that the class is found all the same counts
    @Test
    void doesNotJudgeAClassThatIsNotFoundWithoutAnAgent() {
        String argLine = "<argLine>@{jacoco} -javaagent:agent.jar</argLine>";
        assertThat(likeSurefire(argLine, "System.getProperty(\"a.b\")"))
                .isEqualTo("? pom.xml has test classes whose discovery finds nothing in GuardTest without @{jacoco}"
                        + " -javaagent:agent.jar: IllegalStateException: not as Surefire does");
        assertThat(likeSurefire(argLine, "\"1\"")).isEmpty();
    }

    @Test
    void addsWhatTheConfigurationAddsToTheClassPath() throws IOException {
        project.java("b.Base", "package b;\npublic class Base {}");
        guard("extends b.Base { @Test void guards() {} }").compile();
        Path more = project.root().resolve("more/b");
        Files.createDirectories(more);
        Files.move(project.root().resolve("target/test-classes/b/Base.class"), more.resolve("Base.class"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(AT + "GuardTest is not run: its discovery fails with NoClassDefFoundError: b/Base");
        project.pom(surefireWith("<additionalClasspathElements><element>more</element></additionalClasspathElements>"));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void takesAwayWhatTheConfigurationTakesFromTheClassPath() {
        String without = "<classpathDependencyExcludes><e>%s</e></classpathDependencyExcludes>";
        project.pom(configured(without.formatted("com.tngtech.archunit:archunit"))
                + needs(Libraries.jupiter(), Libraries.archUnit()));
        guard(
                "{ com.tngtech.archunit.core.domain.JavaClass type; @Test com.tngtech.archunit.core.domain.JavaClass guards() { return null; } }");
        assertThat(project.compile().check("a.GuardTest"))
                .singleElement()
                .asString()
                .contains(
                        "its discovery fails with ClassNotFoundException: com.tngtech.archunit.core.domain.JavaClass");
        project.pom(configured(without.formatted("com.acme:*")) + needs(Libraries.jupiter(), Libraries.archUnit()));
        guard("{ com.tngtech.archunit.core.domain.JavaClass type; @Test void guards() {} }");
        assertThat(project.compile().check("a.GuardTest")).isEmpty();
    }

    @Test
    void doesNotGuessWhatAScopeTakesFromTheClassPath() {
        project.pom(surefireWith("<classpathDependencyScopeExclude>runtime</classpathDependencyScopeExclude>"));
        assertThat(guard("{ @Test void guards() {} }").compile().check("a.GuardTest"))
                .containsExactly(
                        "? pom.xml sets classpathDependencyScopeExclude (pom.xml:4) for its tests, which is not followed");
    }

    @Test
    void doesNotGuessWhenAnAdditionalDependencyIsNotAtHand() {
        project.pom(
                surefireWith(
                        "<additionalClasspathDependencies><d><groupId>com.acme</groupId><artifactId>gone</artifactId><version>1</version></d></additionalClasspathDependencies>"));
        assertThat(guard("{ @Test void guards() {} }").compile().check("a.GuardTest"))
                .containsExactly("? pom.xml needs com.acme:gone:1 for its tests, and the local repository lacks it");
    }
}
