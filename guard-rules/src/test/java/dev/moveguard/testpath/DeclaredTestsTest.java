package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredTestsTest {
    private MiniProject project;

    @BeforeEach
    void aProjectThatRunsItsTests(@TempDir Path root) {
        project = MiniProject.in(root).pom(SUREFIRE);
    }

    @Test
    void acceptsATestThatIsDeclaredAndRun() {
        assertThat(project.jupiter("a.GuardTest").check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAPatternThatMatchesNothingAndTheSameNameElsewhere() {
        assertThat(project.jupiter("b.GuardTest").check("a.GuardTest"))
                .containsExactly(
                        "vacuous: a.GuardTest matches no class in the test sources, did you mean b.GuardTest?");
    }

    @Test
    void reportsAMisspeltPattern() {
        assertThat(project.jupiter("a.GuardTest").check("a.GaurdTest"))
                .containsExactly(
                        "vacuous: a.GaurdTest matches no class in the test sources, did you mean a.GuardTest?");
    }

    @Test
    void countsEveryPatternOnItsOwn() {
        assertThat(project.jupiter("a.GuardTest").check("a.GuardTest", "z..*Laws"))
                .containsExactly("vacuous: z..*Laws matches no class in the test sources");
    }

    @Test
    void saysWhenThereAreNoTestSourcesAtAll() {
        assertThat(project.check("a.GuardTest"))
                .containsExactly("vacuous: a.GuardTest matches no class in the test sources, for there are none");
    }

    @Test
    void reportsAClassWithoutTestsAtItsName() {
        project.java("a.GuardTest", "package a;\n\nclass GuardTest {\n  void guards() {}\n}\n");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("src/test/java/a/GuardTest.java:3:7: GuardTest has no test method");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import dev.moveguard.junit.GuardTests;\nclass LawsTest implements GuardTests {}",
                "import dev.moveguard.junit.*;\n@GuardRules class LawsTest implements GuardTests {}",
                "class LawsTest implements dev.moveguard.junit.GuardTests {}",
                "class LawsTest extends Base {}\nabstract class Base implements dev.moveguard.junit.GuardTests {}"
            })
    void knowsTheTestsThatAnInterfaceBrings(String laws) {
        assertThat(project.java("a.LawsTest", "package a;\n" + laws + "\n").check("a.LawsTest"))
                .isEmpty();
    }

    @Test
    void anotherInterfaceOfThatNameBringsNone() {
        project.java("a.GuardTests", "package a;\ninterface GuardTests {}\n");
        project.java("a.LawsTest", "package a;\nclass LawsTest implements GuardTests {}\n");
        assertThat(project.check("a.LawsTest"))
                .containsExactly("src/test/java/a/LawsTest.java:2:7: LawsTest has no test method");
    }

    @Test
    void aClassOfLawsThatIsDisabledIsTold() {
        project.java("a.LawsTest", """
                package a;
                import dev.moveguard.junit.GuardTests;
                import org.junit.jupiter.api.Disabled;
                @Disabled class LawsTest implements GuardTests {}
                """);
        assertThat(project.check("a.LawsTest")).singleElement().asString().contains("disabled");
    }

    @Test
    void reportsAnAbstractClass() {
        project.java(
                "a.GuardTest", "package a;\nabstract class GuardTest { @org.junit.jupiter.api.Test void g() {} }\n");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("src/test/java/a/GuardTest.java:2:16: GuardTest is abstract and is not run by itself");
    }

    @Test
    void reportsAnInterface() {
        project.java(
                "a.GuardTest", "package a;\ninterface GuardTest { @org.junit.jupiter.api.Test default void g() {} }\n");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "src/test/java/a/GuardTest.java:2:11: GuardTest is an interface and is not run by itself");
    }

    @Test
    void takesAnAbstractClassForGrantedWhenAWildcardNamesItsSubclassToo() {
        project.java("a.BaseTest", "package a;\nabstract class BaseTest { @org.junit.jupiter.api.Test void g() {} }\n");
        project.java("a.OneTest", "package a;\nclass OneTest extends BaseTest {}\n");
        assertThat(project.check("a.*Test")).isEmpty();
    }

    @Test
    void doesNotTakeHelpersNestedInATestForTests() {
        project.java(
                "a.GuardTest",
                "package a;\nclass GuardTest { @org.junit.jupiter.api.Test void g() {} record Row(int i) {} }\n");
        assertThat(project.check("a..")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@org.junit.jupiter.api.RepeatedTest(2) void g() {}",
                "@org.junit.jupiter.api.TestFactory Object g() { return null; }",
                "@org.junit.jupiter.params.ParameterizedTest void g(int i) {}",
                "@net.jqwik.api.Property void g() {}",
                "@com.tngtech.archunit.junit.ArchTest static final Object RULE = null;",
                "@org.junit.Test public void g() {}",
                "@org.junit.jupiter.api.Nested class Inner { @org.junit.jupiter.api.Test void g() {} }"
            })
    void knowsWhatATestIs(String member) {
        project.java("a.GuardTest", "package a;\nclass GuardTest { %s }\n".formatted(member));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@org.junit.jupiter.api.BeforeEach void g() {}",
                "@org.junit.jupiter.api.Test static void g() {}",
                "@com.acme.Test void g() {}",
                "static class Inner { @org.junit.jupiter.api.Test void g() {} }",
                "void testNothing() {}"
            })
    void knowsWhatIsNoTest(String member) {
        project.java("a.GuardTest", "package a;\nclass GuardTest { %s }\n".formatted(member));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("src/test/java/a/GuardTest.java:2:7: GuardTest has no test method");
    }

    @Test
    void findsTestsOfASuperclassInTheSources() {
        project.java("b.Base", "package b;\npublic class Base { @org.junit.jupiter.api.Test void g() {} }\n");
        project.java("a.GuardTest", "package a;\nimport b.Base;\nclass GuardTest extends Base {}\n");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void knowsThatAnOverridingMethodIsNoTest() {
        project.java("a.Base", "package a;\nclass Base { @org.junit.jupiter.api.Test void g() {} }\n");
        project.java("a.GuardTest", "package a;\nclass GuardTest extends Base { @Override void g() {} }\n");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("src/test/java/a/GuardTest.java:2:7: GuardTest has no test method");
    }

    @Test
    void doesNotJudgeAClassThatMayInheritTestsFromALibrary() {
        project.java("a.GuardTest", "package a;\nclass GuardTest extends com.acme.Contract {}\n");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("? src/test/java/a/GuardTest.java GuardTest may inherit its tests from"
                        + " com.acme.Contract, which is not in the test sources");
    }

    @Test
    void findsJUnit3Tests() {
        project.java(
                "a.GuardTest",
                "package a;\nimport junit.framework.TestCase;\npublic class GuardTest extends TestCase { public void testIt() {} }\n");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void findsTestsOfATestNgClassThatIsAnnotatedAsAWhole() {
        project.java(
                "a.GuardTest",
                "package a;\nimport org.testng.annotations.Test;\n@Test public class GuardTest { public void it() {} }\n");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void followsAnAnnotationThatIsDeclaredInTheSources() {
        project.java("a.Law", "package a;\nimport org.junit.jupiter.api.*;\n@Test @interface Law {}\n");
        project.java("a.GuardTest", "package a;\nclass GuardTest { @Law void g() {} }\n");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void matchesClassesByAnnotationAndBySupertype() {
        project.java("a.Guard", "package a;\n@interface Guard {}\n");
        project.java("a.Base", "package a;\nclass Base {}\n");
        project.java("a.OneTest", "package a;\n@Guard class OneTest {}\n");
        project.java("a.TwoTest", "package a;\nclass TwoTest extends Base {}\n");
        assertThat(project.check("@Guard", "+a.Base"))
                .containsExactly(
                        "src/test/java/a/OneTest.java:2:14: OneTest has no test method",
                        "src/test/java/a/Base.java:2:7: Base has no test method",
                        "src/test/java/a/TwoTest.java:2:7: TwoTest has no test method");
    }

    @Test
    void reportsADisabledClassAtTheAnnotation() {
        project.java(
                "a.GuardTest",
                "package a;\nimport org.junit.jupiter.api.*;\n@Disabled(\"later\")\nclass GuardTest { @Test void g() {} }\n");
        assertThat(project.check("a.GuardTest"))
                .containsExactly("src/test/java/a/GuardTest.java:3:1: GuardTest is not run: it is disabled");
    }

    @Test
    void reportsAClassWhoseTestsAreAllDisabled() {
        project.java(
                "a.GuardTest",
                "package a;\nimport org.junit.*;\npublic class GuardTest { @Test @Ignore public void g() {} }\n");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "src/test/java/a/GuardTest.java:3:14: GuardTest is not run: each of its tests is disabled");
    }

    @Test
    void acceptsAClassOfWhichOneTestIsEnabled() {
        project.java(
                "a.GuardTest",
                "package a;\nimport org.junit.jupiter.api.*;\nclass GuardTest { @Test @Disabled void g() {} @Test void h() {} }\n");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void knowsThatJUnit4DoesNotCareForDisabled() {
        project.java(
                "a.GuardTest",
                "package a;\nimport org.junit.Test;\n@org.junit.jupiter.api.Disabled public class GuardTest { @Test public void g() {} }\n");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsARuleFieldThatIsIgnored() {
        project.java(
                "a.GuardTest",
                "package a;\nimport com.tngtech.archunit.junit.*;\nclass GuardTest { @ArchTest @ArchIgnore static final Object R = null; }\n");
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "src/test/java/a/GuardTest.java:3:7: GuardTest is not run: each of its tests is disabled");
    }

    @Test
    void wantsAsManyClassesAsTheRuleSays() {
        assertThat(project.jupiter("a.GuardTest").atLeast(3).check("a.*Test"))
                .containsExactly(": the patterns match 1 test class, fewer than 3");
    }

    @Test
    void acceptsAsManyClassesAsTheRuleSays() {
        assertThat(project.jupiter("a.OneTest").jupiter("a.TwoTest").atLeast(2).check("a.*Test"))
                .isEmpty();
    }
}
