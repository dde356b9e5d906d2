package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ArchUnit rules about the users of a package, and imports that leave these out. */
class LeftOutTest {
    private static final String AT = "core/src/test/java/a/GuardTest.java:6:7: GuardTest ";
    private static final String ALL = "packages = \"com.acme\"";
    private static final String ONLY_SERVICES =
            "classes().that().resideInAPackage(\"..data..\").should().onlyBeAccessed().byAnyPackage(\"..data..\", \"..service..\")";
    private static final String PAGE =
            "com.acme.web.Page in module web uses com.acme.data.Row, and its import leaves that out";

    private MiniProject project;

    /** Rows and a service that uses them in one module, a page that uses them in the other; the guard sees the first one. */
    @BeforeEach
    void twoModules(@TempDir Path root) {
        project = MiniProject.in(root)
                .withRealLibraries()
                .pom("<packaging>pom</packaging><modules><module>core</module><module>web</module></modules>"
                        + SUREFIRE
                        + "<dependencies>%s%s</dependencies>"
                                .formatted(
                                        MiniProject.dependency(Libraries.jupiter()),
                                        MiniProject.dependency(Libraries.archUnit())))
                .module("core", "")
                .module("web", "<dependencies>" + MiniProject.dependency("g:core:1") + "</dependencies>")
                .file("core/src/main/java/com/acme/Main.java", "package com.acme;\npublic class Main {}")
                .file("core/src/main/java/com/acme/data/Row.java", "package com.acme.data;\npublic class Row {}")
                .file("core/src/main/java/com/acme/service/Rows.java", uses("service", "Rows"))
                .file("web/src/main/java/com/acme/web/Page.java", uses("web", "Page"));
    }

    private static final String GUARD = """
            package a;
            import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.*;
            import com.tngtech.archunit.junit.*;
            import com.tngtech.archunit.lang.*;
            @AnalyzeClasses(%s)
            class GuardTest {
              @ArchTest static final ArchRule RULE = %s;
              static class NoPages implements com.tngtech.archunit.core.importer.ImportOption {
                public boolean includes(com.tngtech.archunit.core.importer.Location at) { return !at.contains("/web/"); }
              }
            }
            """;

    private static String uses(String name, String type) {
        return "package com.acme.%s;\npublic class %s { Object row = new com.acme.data.Row(); }".formatted(name, type);
    }

    private List<String> guard(String analyzed, String rule) {
        return project.java("core/src/test/java", "a.GuardTest", GUARD.formatted(analyzed, rule))
                .compile("core")
                .compile("web", "core")
                .check("a.GuardTest");
    }

    @Test
    void reportsAViolationByAUserInAnotherModule() {
        assertThat(guard(ALL, ONLY_SERVICES + ".as(\"rows should only be accessed by services\")"))
                .containsExactly(AT
                        + "does not see that its rule \"rows should only be accessed by services\" is violated: "
                        + PAGE);
    }

    @Test
    void reportsAViolationOfARuleThatForbidsEverybody() {
        assertThat(guard(
                        ALL,
                        "noClasses().that().resideOutsideOfPackages(\"..data..\", \"..service..\").should().dependOnClassesThat()"
                                + ".resideInAPackage(\"..data..\")"))
                .containsExactly(
                        AT + "does not see that its rule \"no classes that reside outside of packages ['..data..',"
                                + " '..service..'] should depend on classes that reside in a package '..data..'\" is violated: "
                                + PAGE);
    }

    @Test
    void reportsAViolationOfLayers() {
        assertThat(guard(
                        ALL,
                        "com.tngtech.archunit.library.Architectures.layeredArchitecture().consideringAllDependencies()"
                                + ".layer(\"Data\").definedBy(\"..data..\").layer(\"Service\").definedBy(\"..service..\")"
                                + ".whereLayer(\"Data\").mayOnlyBeAccessedByLayers(\"Service\").as(\"layers\")"))
                .containsExactly(AT + "does not see that its rule \"layers\" is violated: " + PAGE);
    }

    @Test
    void reportsAnImportOfNothingButWhatOthersMayUse() {
        assertThat(
                        guard(
                                "packages = \"com.acme.data\"",
                                "classes().should().onlyHaveDependentClassesThat().resideInAnyPackage(\"..data..\", \"..service..\", \"..web..\")"))
                .containsExactly(
                        AT + "cannot fail: its rule \"classes should only have dependent classes that reside in any"
                                + " package ['..data..', '..service..', '..web..']\" is about who uses what it imports, and it imports"
                                + " nothing else: com.acme.service.Rows in module core, which uses com.acme.data.Row, is left out");
    }

    @Test
    void saysWhereTheObjectsOfAnEmptyRuleAre() {
        assertThat(guard(
                        ALL,
                        "classes().that().resideInAPackage(\"..web..\").should().bePublic().allowEmptyShould(true)"))
                .containsExactly(
                        AT + "cannot fail: its rule \"classes that reside in a package '..web..' should be public\" is"
                                + " about nothing: no object reaches its condition, and allowEmptyShould(true) lets it hold; its"
                                + " import leaves out com.acme.web.Page in module web");
    }

    @Test
    void acceptsASharedRuleThatIsAboutSomethingElsewhere() {
        String rule = "classes().that().resideInAPackage(\"..web..\").should().bePublic().allowEmptyShould(true)";
        guard(ALL, rule);
        project.java(
                        "web/src/test/java",
                        "a.WebTest",
                        GUARD.replace("GuardTest", "WebTest").formatted(ALL, rule))
                .compile("web", "core");
        assertThat(project.check("a.GuardTest", "a.WebTest")).isEmpty();
    }

    @Test
    void acceptsAViolationThatImportOptionsLeaveOut() {
        assertThat(guard(ALL + ", importOptions = GuardTest.NoPages.class", ONLY_SERVICES))
                .isEmpty();
    }

    @Test
    void acceptsAViolationThatIsIgnored() {
        project.file("core/target/test-classes/archunit_ignore_patterns.txt", ".*com.acme.web.Page.*\n");
        assertThat(guard(ALL, ONLY_SERVICES)).isEmpty();
    }

    // a test that imports in its own way may leave out a part of a module on purpose, but not a module
    @Test
    void looksAtImportsInTheCodeOfATest() {
        String test = """
                package a;
                import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.*;
                import com.tngtech.archunit.core.importer.ClassFileImporter;
                class GuardTest {
                  @org.junit.jupiter.api.Test void law() {
                    %s.because("it is so").check(
                        new ClassFileImporter().importPackages("com.acme.data"));
                  }
                }
                """;
        project.java("core/src/test/java", "a.GuardTest", test.formatted(ONLY_SERVICES))
                .compile("core")
                .compile("web", "core");
        assertThat(project.check("a.GuardTest")).singleElement().asString().endsWith("is violated: " + PAGE);
        project.java("core/src/test/java", "a.GuardTest", test.formatted(ONLY_SERVICES.replace("service", "web")))
                .compile("core");
        assertThat(project.check("a.GuardTest"))
                .singleElement()
                .asString()
                .endsWith(
                        "it imports nothing else: com.acme.web.Page in module web, which uses com.acme.data.Row, is left out");
    }

    @Test
    void acceptsUsersThatKeepTheRule() {
        assertThat(guard(ALL, ONLY_SERVICES.replace("\"..service..\"", "\"..service..\", \"..web..\"")))
                .isEmpty();
    }

    // whoever says what services may use does not speak of pages
    @Test
    void acceptsRulesAboutWhatIsImported() {
        assertThat(guard(
                        ALL,
                        "noClasses().that().haveSimpleName(\"Main\").or().haveSimpleName(\"Page\").should().dependOnClassesThat()"
                                + ".resideInAPackage(\"..data..\")"))
                .isEmpty();
        assertThat(guard(ALL, "classes().should().haveSimpleNameNotEndingWith(\"Page\")"))
                .isEmpty();
    }

    @Test
    void knowsPackagesOfOtherModules() {
        assertThat(guard(ALL, "noClasses().should().dependOnClassesThat().resideInAPackage(\"..web..\")"))
                .isEmpty();
    }
}
