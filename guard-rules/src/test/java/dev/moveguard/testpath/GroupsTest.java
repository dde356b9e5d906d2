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

    @Test
    void doesNotJudgeCategoriesOfJUnit4() {
        project.java("a.FourTest", "package a;\npublic class FourTest { @org.junit.Test public void g() {} }")
                .pom(configured("<groups>com.acme.Fast</groups>"));
        assertThat(project.check("a.FourTest"))
                .containsExactly("? pom.xml:4 sets groups to com.acme.Fast, which are not tags for what runs FourTest");
    }
}
