package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.configured;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTest {
    private MiniProject project;

    @BeforeEach
    void aTaggedTest(@TempDir Path root) {
        project = MiniProject.in(root);
        tagged("@Tag(\"db\") @Tag(\"slow\")", "@Test void g() {}");
    }

    private void tagged(String tags, String members) {
        project.java("a.GuardTest", """
                package a;
                import org.junit.jupiter.api.*;
                %s
                class GuardTest { %s }
                """.formatted(tags, members));
    }

    // the build runs its other test and succeeds
    @Test
    void reportsAnExcludedGroup() {
        project.pom(configured("<excludedGroups>slow</excludedGroups>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: Surefire leaves out the groups slow (pom.xml:4)");
    }

    @Test
    void acceptsAnExcludedGroupOfOthers() {
        project.pom(configured("<excludedGroups>net</excludedGroups>"));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void reportsAClassThatIsInNoneOfTheGroups() {
        project.pom(configured("<groups>fast, net</groups>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:4: GuardTest is not run: Surefire runs only the groups fast, net (pom.xml:4)");
    }

    @Test
    void readsTheProperty() {
        project.pom("<properties><groups>fast</groups></properties>" + MiniProject.SUREFIRE);
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:3: GuardTest is not run: Surefire runs only the groups fast (pom.xml:3)");
    }

    // of the tags db; db, slow; other; none, the build runs the first and the third
    @Test
    void evaluatesExpressions() {
        project.pom(configured("<groups>!slow &amp; (db | net), other</groups>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "pom.xml:4: GuardTest is not run: Surefire runs only the groups !slow & (db | net), other"
                                + " (pom.xml:4)");
        tagged("@Tag(\"db\")", "@Test void g() {}");
        assertThat(project.check("a.GuardTest")).isEmpty();
        tagged("@Tags(@Tag(\"other\"))", "@Test void g() {}");
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    // the build runs g of such a class
    @Test
    void acceptsAClassOfWhichOneMethodIsInTheGroup() {
        tagged("", "@Test @Tag(\"fast\") void g() {} @Test void h() {}");
        project.pom(configured("<groups>fast</groups>"));
        assertThat(project.check("a.GuardTest")).isEmpty();
    }

    @Test
    void followsAnAnnotationThatCarriesATag() {
        project.java("a.Slow", "package a;\nimport org.junit.jupiter.api.*;\n@Tag(\"slow\") @interface Slow {}");
        tagged("@Slow", "@Test void g() {}");
        project.pom(configured("<excludedGroups>slow</excludedGroups>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("pom.xml:4: GuardTest is not run: Surefire leaves out the groups slow (pom.xml:4)");
    }

    @Test
    void inheritsTagsOfASuperclassAndOfTheClassAround() {
        project.java("a.Base", "package a;\nimport org.junit.jupiter.api.*;\n@Tag(\"slow\") class Base {}");
        project.java(
                "a.OuterTest",
                "package a;\nimport org.junit.jupiter.api.*;\nclass OuterTest extends Base { @Nested class In { @Test void g() {} } }");
        project.pom(configured("<excludedGroups>slow</excludedGroups>"));
        assertThat(project.check("a.OuterTest.In"))
                .containsExactly("pom.xml:4: OuterTest.In is not run: Surefire leaves out the groups slow (pom.xml:4)");
    }

    @Test
    void doesNotJudgeATagThatIsAConstant() {
        tagged("@Tag(Tags.SLOW)", "@Test void g() {}");
        project.pom(configured("<excludedGroups>slow</excludedGroups>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly(
                        "? pom.xml:4 sets excludedGroups to slow, which meet a tag that is not written as a string");
    }

    @Test
    void doesNotJudgeWhatIsNoExpression() {
        project.pom(configured("<groups>a &amp; (b</groups>"));
        assertThat(project.check("a.GuardTest"))
                .containsExactly("? pom.xml:4 sets groups to a & (b, which are no tag expressions");
    }

    private void categorised(String categories) {
        project.java("a.Fast", "package a;\ninterface Fast extends Quick {}")
                .java("a.Quick", "package a;\ninterface Quick {}")
                .java("a.FourTest", """
                        package a;
                        import org.junit.Test;
                        import org.junit.experimental.categories.Category;
                        public class FourTest { @Test @Category(%s) public void g() {} }
                        """.formatted(categories));
    }

    private String withCategories(String version, String configuration) {
        project.pom(MiniProject.surefire(version, "<configuration>\n%s\n</configuration>".formatted(configuration))
                + "<dependencies>" + MiniProject.dependency("junit:junit:4.13.2") + "</dependencies>");
        return String.join("; ", project.library("junit:junit:4.13.2", "").check("a.FourTest"));
    }

    // what Surefire does with each is in the truth table
    @Test
    void comparesCategoriesOfJUnit4() {
        categorised("{Fast.class, String.class}");
        String dead = "pom.xml:4: FourTest is not run: Surefire runs only the groups ";
        assertThat(withCategories("3.5.4", "<groups>a.Fast</groups>")).isEmpty();
        assertThat(withCategories("3.5.4", "<groups>net, Fast</groups>")).isEmpty();
        assertThat(withCategories("3.5.4", "<groups>a.Quick</groups>")).isEmpty();
        assertThat(withCategories("3.6.1", "<groups>a.Fast</groups>")).isEmpty();
        assertThat(withCategories("3.6.1", "<groups>a.Quick</groups>")).isEqualTo(dead + "a.Quick (pom.xml:4)");
        assertThat(withCategories("3.5.4", "<groups>a.Slow</groups>")).isEqualTo(dead + "a.Slow (pom.xml:4)");
        assertThat(withCategories("3.5.4", "<excludedGroups>a.Fast</excludedGroups>"))
                .isEqualTo("pom.xml:4: FourTest is not run: Surefire leaves out the groups a.Fast (pom.xml:4)");
    }

    @Test
    void doesNotJudgeExpressionsOfCategories() {
        categorised("Fast.class");
        assertThat(withCategories("3.5.4", "<groups>a.Fast AND a.Slow</groups>"))
                .isEqualTo("? pom.xml:4 sets groups to a.Fast AND a.Slow, which are no plain names, which alone are"
                        + " followed for JUnit 4");
    }

    private String withGroups(String test, String configuration) {
        project.java("a.NgTest", """
                        package a;
                        import org.testng.annotations.Test;
                        public class NgTest { static final String LAW = "law"; %s public void g() {} }
                        """.formatted(test))
                .pom(MiniProject.surefire("3.5.4", "<configuration>\n%s\n</configuration>".formatted(configuration))
                        + "<dependencies>" + MiniProject.dependency("org.testng:testng:7.10.2") + "</dependencies>");
        return String.join("; ", project.library("org.testng:testng:7.10.2", "").check("a.NgTest"));
    }

    @Test
    void comparesGroupsOfTestNg() {
        assertThat(withGroups("@Test(groups = \"law\", priority = 1)", "<groups>law</groups>"))
                .isEmpty();
        assertThat(withGroups("@Test(groups = {\"db\", \"law\"})", "<groups>la.</groups>"))
                .isEmpty();
        assertThat(withGroups("@Test(description = \"law\")", "<groups>law</groups>"))
                .isEqualTo("pom.xml:4: NgTest is not run: Surefire runs only the groups law (pom.xml:4)");
        assertThat(withGroups("@Test(groups = {\"db\", \"law\"})", "<excludedGroups>db</excludedGroups>"))
                .isEqualTo("pom.xml:4: NgTest is not run: Surefire leaves out the groups db (pom.xml:4)");
    }

    @Test
    void doesNotJudgeAGroupThatIsAConstant() {
        assertThat(withGroups("@Test(groups = LAW)", "<groups>law</groups>"))
                .isEqualTo("? pom.xml:4 sets groups to law, which meet a tag that is not written as a string");
        assertThat(withGroups("@Test(groups = {\"db\", LAW})", "<groups>law</groups>"))
                .isEqualTo("? pom.xml:4 sets groups to law, which meet a tag that is not written as a string");
    }
}
