package dev.moveguard.testpath;

import static dev.moveguard.testpath.MiniProject.SUREFIRE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ArchUnit rules that run, succeed, and could not have failed. */
class RuleLookTest {
    private static final String AT = "src/test/java/a/GuardTest.java:8:7: GuardTest cannot fail: its rule ";

    private MiniProject project;

    @BeforeEach
    void aProjectWithArchUnit(@TempDir Path root) {
        project = MiniProject.in(root)
                .withRealLibraries()
                .pom(SUREFIRE
                        + "<dependencies>%s%s</dependencies>"
                                .formatted(
                                        MiniProject.dependency(Libraries.jupiter()),
                                        MiniProject.dependency(Libraries.archUnit())))
                .file("src/main/java/com/acme/web/Page.java", "package com.acme.web;\npublic class Page {}")
                .file("src/main/java/com/acme/data/Row.java", "package com.acme.data;\npublic class Row {}");
    }

    private List<String> rule(String rule) {
        return guard("packages = \"com.acme\"", "@ArchTest static final ArchRule RULE = %s;".formatted(rule));
    }

    private List<String> guard(String analyzed, String body) {
        return project.java("a.GuardTest", """
                package a;
                import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.*;
                import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.*;
                import com.tngtech.archunit.junit.*;
                import com.tngtech.archunit.lang.*;
                import com.tngtech.archunit.core.domain.JavaClass;
                @AnalyzeClasses(%s)
                class GuardTest {
                  %s
                }
                """.formatted(analyzed, body))
                .compile()
                .check("a.GuardTest");
    }

    private List<String> rules(String... rules) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < rules.length; i++) {
            fields.append("@ArchTest static final ArchRule RULE%s = %s;\n".formatted(i, rules[i]));
        }
        return guard("packages = \"com.acme\"", fields.toString());
    }

    @Test
    void reportsRulesThatCannotFail() {
        assertThat(
                        rules(
                                "classes().that().resideInAPackage(\"..service..\").should().bePublic().allowEmptyShould(true)",
                                "slices().matching(\"com.(acme)..\").should().beFreeOfCycles()",
                                "noClasses().should().dependOnClassesThat().resideInAPackage(\"..wep..\")",
                                "noClasses().should().dependOnClassesThat().haveFullyQualifiedName(\"com.acme.web.Pages\")",
                                "CompositeArchRule.of(classes().should().bePublic())"
                                        + ".and(slices().matching(\"com.(acme)..\").should().beFreeOfCycles().as(\"combined\"))"))
                .containsExactlyInAnyOrder(
                        AT + "\"classes that reside in a package '..service..' should be public\" is about nothing: no"
                                + " object reaches its condition, and allowEmptyShould(true) lets it hold",
                        AT + "\"slices matching 'com.(acme)..' should be free of cycles\" sees a single slice, and it"
                                + " takes two to depend on each other",
                        AT + "\"combined\" sees a single slice, and it takes two to depend on each other",
                        AT + "\"no classes should depend on classes that reside in a package '..wep..'\" forbids the"
                                + " package ..wep.., which does not exist",
                        AT
                                + "\"no classes should depend on classes that have fully qualified name 'com.acme.web.Pages'\""
                                + " forbids the class com.acme.web.Pages, which does not exist");
    }

    // the last one is empty, and ArchUnit fails it by itself: the build is red, which nobody overlooks
    @Test
    void acceptsRulesThatCouldFail() {
        assertThat(rules(
                        "noClasses().that().resideInAPackage(\"..data..\").should().dependOnClassesThat()"
                                + ".resideInAPackage(\"..web..\")",
                        "classes().that().resideInAPackage(\"..data..\").should().bePublic().allowEmptyShould(true)",
                        "slices().matching(\"com.acme.(*)..\").should().beFreeOfCycles()",
                        "noClasses().should().dependOnClassesThat().resideInAPackage(\"org.joda.time..\")",
                        "noClasses().that().resideInAPackage(\"..data..\").should().dependOnClassesThat()"
                                + ".resideInAnyPackage(\"..web..\", \"..rest..\")",
                        "classes().that().resideInAPackage(\"..service..\").should().bePublic()"))
                .isEmpty();
    }

    @Test
    void reportsAnEmptyRuleWhereArchUnitIsToldToAcceptIt() {
        project.testResource("archunit.properties", "# ours\narchRule.failOnEmptyShould=false\n");
        assertThat(rule("methods().that().areAnnotatedWith(Deprecated.class).should().bePublic()"))
                .containsExactly(
                        AT + "\"methods that are annotated with @Deprecated should be public\" is about nothing:"
                                + " no object reaches its condition, and archRule.failOnEmptyShould=false"
                                + " (src/test/resources/archunit.properties:2) lets it hold");
    }

    @Test
    void reportsAnImportWithoutClasses() {
        project.testResource("archunit.properties", "archRule.failOnEmptyShould=false\n");
        assertThat(guard(
                        "packages = \"com.acne\"",
                        "@ArchTest static final ArchRule RULE = classes().should().bePublic();"))
                .containsExactly(AT + "\"classes should be public\" is checked on an import without classes");
    }

    private static String layers(String options, String web) {
        return "com.tngtech.archunit.library.Architectures.layeredArchitecture().consideringAllDependencies()%s.layer(\"Web\").definedBy(\"..%s..\").layer(\"Service\").definedBy(\"..gone..\")"
                        .formatted(options, web)
                + ".whereLayer(\"Service\").mayOnlyBeAccessedByLayers(\"Web\").as(\"layers\")";
    }

    @Test
    void reportsLayersOfWhichNoneHoldsAClass() {
        assertThat(rules(
                        layers(".withOptionalLayers(true)", "wep"),
                        "com.tngtech.archunit.library.Architectures.onionArchitecture().domainModels(\"..model..\").adapter(\"rest\", \"..rest..\")"
                                + ".withOptionalLayers(true).as(\"onion\")"))
                .containsExactlyInAnyOrder(
                        AT + "\"layers\" is about nothing: its layers are optional, and none holds a class",
                        AT + "\"onion\" is about nothing: its layers are optional, and none holds a class");
    }

    // the last one has an empty layer that is not optional, and ArchUnit fails it by itself
    @Test
    void acceptsLayersThatHoldClasses() {
        assertThat(rules(
                        layers(".withOptionalLayers(true)", "web"),
                        "com.tngtech.archunit.library.Architectures.onionArchitecture().domainModels(\"..data..\").adapter(\"rest\", \"..rest..\")"
                                + ".withOptionalLayers(true)",
                        layers("", "wep")))
                .isEmpty();
    }

    /** A condition of one's own, whose body is on the eleventh line of the test if it is the first. */
    private static String condition(String name, String body) {
        return "static final ArchCondition<JavaClass> %s = new ArchCondition<JavaClass>(\"be sealed\") {\n@Override public void check(JavaClass type, ConditionEvents events) { %s }\n};\n"
                .formatted(name, body);
    }

    private List<String> conditions(String conditions, String... rules) {
        StringBuilder body = new StringBuilder(conditions);
        for (int i = 0; i < rules.length; i++) {
            body.append("@ArchTest static final ArchRule RULE%s = %s;\n".formatted(i, rules[i]));
        }
        return guard("packages = \"com.acme\"", "static final int FIRST = 1;\n" + body);
    }

    private static final String INVERTED =
            " turns its condition round, which reports nothing but violations, and these count as kept (src/test/java/a/GuardTest.java:";

    @Test
    void reportsAConditionThatANegationTurnsRound() {
        assertThat(conditions(
                        condition(
                                        "VIOLATED",
                                        "type.getFields().forEach(field -> events.add(SimpleConditionEvent.violated(field, \"no\")));")
                                + condition(
                                        "MADE",
                                        "if (type.isInterface()) { events.add(new SimpleConditionEvent(type, false, \"no \" + type)); }")
                                + "static void tell(JavaClass type, ConditionEvents events) { events.add(SimpleConditionEvent.violated(type, \"no\")); }\n"
                                + condition("TOLD", "if (type.isInterface()) { tell(type, events); }"),
                        "noClasses().should(VIOLATED)",
                        "noClasses().should(MADE.as(\"be made\"))",
                        "classes().should(com.tngtech.archunit.lang.conditions.ArchConditions.not(TOLD))"))
                .containsExactlyInAnyOrder(
                        "src/test/java/a/GuardTest.java:11: GuardTest cannot fail: its rule \"no classes should be sealed\""
                                + INVERTED + "11)",
                        "src/test/java/a/GuardTest.java:14: GuardTest cannot fail: its rule \"no classes should be made\""
                                + INVERTED + "14)",
                        "src/test/java/a/GuardTest.java:16: GuardTest cannot fail: its rule \"classes should not be sealed\""
                                + INVERTED + "16)");
    }

    @Test
    void reportsAConditionThatNeverReportsAViolation() {
        assertThat(conditions(
                        condition(
                                "SATISFIED",
                                "if (type.isInterface()) { events.add(SimpleConditionEvent.satisfied(type, \"\")); }"),
                        "classes().should(SATISFIED)"))
                .containsExactly(
                        "src/test/java/a/GuardTest.java:11: GuardTest cannot fail: its rule \"classes should be"
                                + " sealed\" has a condition that never reports a violation (src/test/java/a/GuardTest.java:11)");
    }

    // the last but one reports both, as the library's own conditions do; the last one hands its events on
    @Test
    void acceptsConditionsThatMeanTheSameAsTheirRule() {
        assertThat(conditions(
                        condition(
                                        "VIOLATED",
                                        "if (type.isInterface()) { events.add(SimpleConditionEvent.violated(type, \"no\")); }")
                                + condition(
                                        "SATISFIED",
                                        "if (type.isInterface()) { events.add(SimpleConditionEvent.satisfied(type, \"is\")); }")
                                + condition(
                                        "EITHER",
                                        "boolean is = type.isInterface(); events.add(new SimpleConditionEvent(type, is, \"is \" + is));")
                                + "static final java.util.function.BiConsumer<JavaClass, ConditionEvents> MORE = (type, events) -> { if (type.isEnum()) events.add(SimpleConditionEvent.satisfied(type, \"is\")); };\n"
                                + condition(
                                        "HANDED",
                                        "if (type.isInterface()) { events.add(SimpleConditionEvent.violated(type, \"no\")); } MORE.accept(type, events);"),
                        "classes().should(VIOLATED)",
                        "noClasses().should(SATISFIED)",
                        "noClasses().should(EITHER)",
                        "noClasses().should(VIOLATED.and(EITHER))",
                        "noClasses().should().beInterfaces()",
                        "classes().should(com.tngtech.archunit.lang.conditions.ArchConditions.never("
                                + "com.tngtech.archunit.lang.conditions.ArchConditions.not(VIOLATED)))",
                        "noClasses().should(HANDED)"))
                .isEmpty();
    }

    @Test
    void reportsLayersOfWhichNothingIsSaid() {
        String open =
                "com.tngtech.archunit.library.Architectures.layeredArchitecture().consideringAllDependencies().layer(\"Web\").definedBy(\"..web..\").as(\"layers\")";
        assertThat(rules(
                        open,
                        open.replace(".as(", ".ensureAllClassesAreContainedInArchitectureIgnoring(\"..data..\").as(")))
                .containsExactly(AT + "\"layers\" names layers, and says of none who may use it");
    }

    private static final String GONE =
            "src/test/java/a/GuardTest.java:8:7: GuardTest makes an exception for what is gone: its rule ";

    @Test
    void reportsExceptionsForWhatIsGone() {
        assertThat(rules(
                        "noClasses().that().doNotHaveFullyQualifiedName(\"com.acme.web.Gone\").should().beInterfaces().as(\"one\")",
                        "noClasses().that().areNotAssignableTo(\"com.acme.data.Gone\").should().beInterfaces().as(\"two\")",
                        "noClasses().that().resideOutsideOfPackages(\"com.acme.gone..\", \"com.acme.web..\").should().beInterfaces().as(\"three\")",
                        "slices().matching(\"com.acme.(*)..\").should().beFreeOfCycles()"
                                + ".ignoreDependency(\"com.acme.web.Page\", \"com.acme.data.Old\").as(\"four\")",
                        layers("", "web")
                                .replace(
                                        ".layer(\"Service\").definedBy(\"..gone..\")",
                                        ".layer(\"Service\").definedBy(\"..data..\")")
                                .replace(".as(", ".ignoreDependency(\"com.acme.Older\", \"com.acme.data.Row\").as(")))
                .containsExactlyInAnyOrder(
                        GONE + "\"one\" excepts the class com.acme.web.Gone, which does not exist",
                        GONE + "\"two\" excepts the class com.acme.data.Gone, which does not exist",
                        GONE + "\"three\" excepts the package com.acme.gone.., which does not exist",
                        GONE + "\"four\" excepts the class com.acme.data.Old, which does not exist",
                        GONE + "\"layers\" excepts the class com.acme.Older, which does not exist");
    }

    // a library need not be there, and a name that is not qualified may be that of anything
    @Test
    void acceptsExceptionsForWhatIsThereOrMayBe() {
        assertThat(rules(
                        "noClasses().that().doNotHaveFullyQualifiedName(\"com.acme.web.Page\").should().beInterfaces()",
                        "noClasses().that().doNotHaveFullyQualifiedName(\"org.joda.time.Gone\").should().beInterfaces()",
                        "noClasses().that().doNotHaveFullyQualifiedName(\"a.GuardTest\").should().beInterfaces()",
                        "noClasses().that().doNotHaveSimpleName(\"Gone\").should().beInterfaces()",
                        "noClasses().that().resideOutsideOfPackages(\"..gone..\", \"com.acme.web\").should().beInterfaces()",
                        "classes().that().doNotImplement(\"java.io.Serializable\").should().bePublic()",
                        "slices().matching(\"com.acme.(*)..\").should().beFreeOfCycles()"
                                + ".ignoreDependency(com.acme.web.Page.class, com.acme.data.Row.class)",
                        "slices().matching(\"com.acme.(*)..\").should().beFreeOfCycles()"
                                + ".ignoreDependency(\"com.acme.web.Page\", \"com.acme.data.Row\")"))
                .isEmpty();
    }

    @Test
    void reportsIgnoredViolationsOfWhatIsGone() {
        project.testResource("archunit_ignore_patterns.txt", """
                # com.acme.web.Older
                .*com\\.acme\\.web\\.Gone\\..*
                .*com.acme.web.Pa.*
                .*Gone.*
                """);
        assertThat(rule("classes().should().bePublic()"))
                .containsExactly(
                        "src/test/resources/archunit_ignore_patterns.txt:2: GuardTest makes an exception for what is gone:"
                                + " archunit_ignore_patterns.txt ignores the class com.acme.web.Gone, which does not exist"
                                + " (src/test/resources/archunit_ignore_patterns.txt:2)");
    }

    @Test
    void looksAtRulesThatATestChecksItself() {
        project.java("a.PlainTest", """
                package a;
                import com.tngtech.archunit.core.importer.ClassFileImporter;
                import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
                import org.junit.jupiter.api.Test;
                class PlainTest {
                  @Test void law() {
                    ArchRuleDefinition.classes().that().haveSimpleName("Gone").should().bePublic().allowEmptyShould(true)
                        .check(new ClassFileImporter().importPackages("com.acme"));
                  }
                }
                """);
        assertThat(project.compile().check("a.PlainTest"))
                .containsExactly(
                        "src/test/java/a/PlainTest.java:5:7: PlainTest cannot fail: its rule \"classes that have"
                                + " simple name 'Gone' should be public\" is about nothing: no object reaches its condition, and"
                                + " allowEmptyShould(true) lets it hold");
    }

    @Test
    void looksIntoFrozenRulesAndWritesNoStore() {
        assertThat(guard(
                        "packages = \"com.acme\"",
                        "@ArchTest static final ArchRule RULE = com.tngtech.archunit.library.freeze.FreezingArchRule.freeze("
                                + "slices().matching(\"com.(acme)..\").should().beFreeOfCycles());"))
                .containsExactly(
                        AT + "\"slices matching 'com.(acme)..' should be free of cycles\" sees a single slice, and"
                                + " it takes two to depend on each other");
        assertThat(Files.exists(project.root().resolve("archunit_store"))).isFalse();
    }

    @Test
    void doesNotJudgeRulesThatCannotBeLookedAt() {
        project.java("a.PlainTest", """
                package a;
                import com.tngtech.archunit.core.importer.ClassFileImporter;
                import org.junit.jupiter.api.Test;
                class PlainTest {
                  @Test void law() { throw new IllegalStateException("no\\nnetwork"); }
                }
                """);
        assertThat(project.compile().check("a.PlainTest"))
                .containsExactly(
                        "? pom.xml has rules of a.PlainTest that cannot be looked at:" + " IllegalStateException: no");
    }

    @Test
    void doesNotJudgeARuleThatCannotBeAskedTwice() {
        assertThat(rule("""
                        all(new AbstractClassesTransformer<JavaClass>("things") {
                          int asked = 0;
                          @Override public Iterable<JavaClass> doTransform(com.tngtech.archunit.core.domain.JavaClasses classes) {
                            if (asked++ > 0) throw new IllegalStateException("once only");
                            return classes;
                          }
                        }).should(com.tngtech.archunit.lang.conditions.ArchConditions.bePublic())"""))
                .containsExactly(
                        "? pom.xml has the rule \"things should be public\" of a.GuardTest, which cannot be looked at:"
                                + " IllegalStateException: once only");
    }

    @Test
    void doesNotJudgeRulesWhoseTestEndsTheMachine() {
        project.java("a.PlainTest", """
                package a;
                import com.tngtech.archunit.core.importer.ClassFileImporter;
                import org.junit.jupiter.api.Test;
                class PlainTest {
                  @Test void law() { System.exit(3); }
                }
                """);
        assertThat(project.compile().check("a.PlainTest"))
                .containsExactly("? pom.xml has ArchUnit tests whose check ended early with code 3");
    }
}
