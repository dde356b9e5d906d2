package dev.moveguard.testpath;

import static dev.moveguard.testpath.TruthCase.build;
import static dev.moveguard.testpath.TruthCase.failsafe;
import static dev.moveguard.testpath.TruthCase.five;
import static dev.moveguard.testpath.TruthCase.four;
import static dev.moveguard.testpath.TruthCase.needs;
import static dev.moveguard.testpath.TruthCase.ng;
import static dev.moveguard.testpath.TruthCase.onJUnit5;
import static dev.moveguard.testpath.TruthCase.plugin;
import static dev.moveguard.testpath.TruthCase.source;
import static dev.moveguard.testpath.TruthCase.surefire;
import static dev.moveguard.testpath.TruthCase.surefireOf;

import java.util.List;
import java.util.stream.Stream;

/** The projects of the truth table, each cause beside a healthy twin. */
final class TruthCases {
    private static final String J = needs(TruthCase.JUPITER);
    private static final String NO_INCLUDE = "no include of Surefire matches its name";
    private static final String EXCLUDED = "an exclude of Surefire matches its name";
    private static final String HEALTHY = "";

    private TruthCases() {}

    static List<TruthCase> all() {
        return Stream.of(
                        names(),
                        switches(),
                        profiles(),
                        reactor(),
                        compilation(),
                        versions(),
                        engines(),
                        groups(),
                        categories(),
                        testNgGroups(),
                        suiteFiles(),
                        failsafes(),
                        declared(),
                        suites())
                .flatMap(List::stream)
                .toList();
    }

    private static List<TruthCase> names() {
        return List.of(
                onJUnit5("name-by-default", HEALTHY, build(surefire()), J),
                onJUnit5("name-unusual", NO_INCLUDE, build(surefire()), J).named("a.Guards"),
                onJUnit5("name-plural", HEALTHY, build(surefire()), J).named("a.GuardTests"),
                onJUnit5(
                        "name-not-included",
                        NO_INCLUDE,
                        build(surefire("<includes><i>**/*Laws.java</i></includes>")),
                        J),
                onJUnit5("name-included", HEALTHY, build(surefire("<includes><i>**/Guards.java</i></includes>")), J)
                        .named("a.Guards"),
                onJUnit5("name-excluded", EXCLUDED, build(surefire("<excludes><e>**/Guard*.java</e></excludes>")), J),
                onJUnit5(
                        "name-excluded-other", HEALTHY, build(surefire("<excludes><e>**/Law*.java</e></excludes>")), J),
                onJUnit5(
                        "name-excluded-regex",
                        EXCLUDED,
                        build(surefire("<excludes><e>%regex[.*Guard.*]</e></excludes>")),
                        J),
                onJUnit5(
                        "name-excluded-mark",
                        EXCLUDED,
                        build(surefire("<includes><i>**/*Test.java</i><i>!**/Guard*</i></includes>")),
                        J),
                onJUnit5(
                        "name-property-includes",
                        NO_INCLUDE,
                        build(surefire())
                                .replace(
                                        "</properties>",
                                        "<surefire.includes>**/*Law.java</surefire.includes></properties>"),
                        J),
                onJUnit5("name-selected-others", "the property test selects only", build(surefire()), J)
                        .with(project -> project.option("-Dtest=OtherTest -Dsurefire.failIfNoSpecifiedTests=false")),
                onJUnit5("name-selected", HEALTHY, build(surefire()), J)
                        .with(project -> project.option("-Dtest=GuardTest")),
                onJUnit5("name-in-file", HEALTHY, build(surefire("<includesFile>guards.txt</includesFile>")), J)
                        .named("a.Guards")
                        .with(project -> project.file("guards.txt", "**/Guards.java\n")),
                onJUnit5("name-excluded-in-file", EXCLUDED, build(surefire("<excludesFile>not.txt</excludesFile>")), J)
                        .with(project -> project.file("not.txt", "**/GuardTest.java\n")),
                onJUnit5("name-static-nested", "leaves out nested classes by default", build(surefire()), J)
                        .named("a.Outer.GuardTest")
                        .guard(
                                source(
                                        "package a;\nimport org.junit.jupiter.api.*;\nclass Outer { static class GuardTest { @Test void g() %s } }")),
                onJUnit5("name-nested", HEALTHY, build(surefire()), J)
                        .named("a.OuterTest.Inner")
                        .guard(
                                source(
                                        "package a;\nimport org.junit.jupiter.api.*;\nclass OuterTest { @Nested class Inner { @Test void g() %s } }")));
    }

    private static String property(String name, String value) {
        return build(surefire()).replace("</properties>", "<%s>%s</%s></properties>".formatted(name, value, name));
    }

    private static List<TruthCase> switches() {
        return List.of(
                onJUnit5("skip-tests-property", "skipTests is true", property("skipTests", "true"), J),
                onJUnit5("skip-tests-false", HEALTHY, property("skipTests", "false"), J),
                onJUnit5("skip-property", "maven.test.skip is true", property("maven.test.skip", "true"), J),
                onJUnit5("skip-exec", "maven.test.skip.exec is true", property("maven.test.skip.exec", "true"), J),
                onJUnit5("skip-option", "skipTests is true", build(surefire()), J)
                        .with(project -> project.option("-DskipTests")),
                onJUnit5("skip-option-false", HEALTHY, property("skipTests", "true"), J)
                        .with(project -> project.option("-DskipTests=false")),
                onJUnit5("skip-jvm-config", "skipTests is true", build(surefire()), J)
                        .with(project -> project.file(".mvn/jvm.config", "-DskipTests=true")),
                onJUnit5("skip-configured", "skip is true", build(surefire("<skip>true</skip>")), J),
                onJUnit5(
                        "skip-tests-configured",
                        "skipTests is true",
                        build(surefire("<skipTests>true</skipTests>")),
                        J),
                onJUnit5(
                        "skip-expression",
                        "skipTests is true",
                        property("quick", "true")
                                .replace("<configuration>", "<configuration><skipTests>${quick}</skipTests>"),
                        J),
                onJUnit5(
                        "ignored-configured",
                        "cannot fail the build: testFailureIgnore is true",
                        build(surefire("<testFailureIgnore>true</testFailureIgnore>")),
                        J),
                onJUnit5(
                        "ignored-property",
                        "cannot fail the build: maven.test.failure.ignore is true",
                        property("maven.test.failure.ignore", "true"),
                        J),
                onJUnit5("ignored-never-fails", "cannot fail the build: -fn is given", build(surefire()), J)
                        .with(project -> project.option("-fn")),
                onJUnit5(
                        "phase-none",
                        "is bound to no phase",
                        build(
                                plugin(
                                        "maven-surefire-plugin",
                                        "3.6.1",
                                        "<executions><execution><id>default-test</id><phase>none</phase></execution></executions>")),
                        J),
                onJUnit5(
                        "phase-later",
                        HEALTHY,
                        build(
                                plugin(
                                        "maven-surefire-plugin",
                                        "3.6.1",
                                        "<executions><execution><id>default-test</id><phase>verify</phase></execution></executions>")),
                        J),
                onJUnit5(
                                "execution-second",
                                HEALTHY,
                                build(
                                        plugin(
                                                "maven-surefire-plugin",
                                                "3.6.1",
                                                "<executions><execution><id>guards</id><goals><goal>test</goal></goals><configuration><includes><i>**/Guards.java</i></includes></configuration></execution></executions>")),
                                J)
                        .named("a.Guards"));
    }

    private static String profile(String activation, String body) {
        return "<profiles><profile><id>p</id>" + activation + body + "</profile></profiles>";
    }

    private static final String SKIPS = "<properties><skipTests>true</skipTests></properties>";

    private static String active(String how) {
        return "<activation>" + how + "</activation>";
    }

    private static List<TruthCase> profiles() {
        return List.of(
                onJUnit5(
                        "profile-default",
                        "skipTests is true",
                        build(surefire()),
                        J,
                        profile(active("<activeByDefault>true</activeByDefault>"), SKIPS)),
                onJUnit5("profile-inactive", HEALTHY, build(surefire()), J, profile("", SKIPS)),
                onJUnit5("profile-option", "skipTests is true", build(surefire()), J, profile("", SKIPS))
                        .with(project -> project.option("-Pp")),
                onJUnit5(
                                "profile-denied",
                                HEALTHY,
                                build(surefire()),
                                J,
                                profile(active("<activeByDefault>true</activeByDefault>"), SKIPS))
                        .with(project -> project.option("-P!p")),
                onJUnit5(
                        "profile-jdk",
                        "skipTests is true",
                        build(surefire()),
                        J,
                        profile(active("<jdk>[17,)</jdk>"), SKIPS)),
                onJUnit5(
                        "profile-jdk-other", HEALTHY, build(surefire()), J, profile(active("<jdk>[99,)</jdk>"), SKIPS)),
                onJUnit5(
                                "profile-file",
                                "skipTests is true",
                                build(surefire()),
                                J,
                                profile(active("<file><exists>${basedir}/quick</exists></file>"), SKIPS))
                        .with(project -> project.file("quick", "")),
                onJUnit5(
                        "profile-file-gone",
                        HEALTHY,
                        build(surefire()),
                        J,
                        profile(active("<file><exists>${basedir}/quick</exists></file>"), SKIPS)),
                onJUnit5(
                                "profile-property",
                                "skipTests is true",
                                build(surefire()),
                                J,
                                profile(active("<property><name>quick</name></property>"), SKIPS))
                        .with(project -> project.option("-Dquick")),
                onJUnit5(
                                "profile-not-property",
                                HEALTHY,
                                build(surefire()),
                                J,
                                profile(active("<property><name>!quick</name></property>"), SKIPS))
                        .with(project -> project.option("-Dquick")),
                onJUnit5("profile-settings", "skipTests is true (the profile s of settings.xml)", build(surefire()), J)
                        .with(
                                project -> project.file(
                                        ".settings.xml",
                                        "<settings><profiles><profile><id>s</id>" + SKIPS
                                                + "</profile></profiles><activeProfiles><activeProfile>s</activeProfile></activeProfiles></settings>")),
                onJUnit5("profile-settings-inactive", HEALTHY, build(surefire()), J)
                        .with(project -> project.file(
                                ".settings.xml",
                                "<settings><profiles><profile><id>s</id>" + SKIPS
                                        + "</profile></profiles></settings>")),
                onJUnit5("profile-settings-activates", "skipTests is true", build(surefire()), J, profile("", SKIPS))
                        .with(
                                project -> project.file(
                                        ".settings.xml",
                                        "<settings><activeProfiles><activeProfile>p</activeProfile></activeProfiles></settings>")));
    }

    private static TruthCase inModule(String id, String says, String root, String module) {
        return onJUnit5(id, says, "<packaging>pom</packaging>" + build(surefire()), J, root)
                .with(project -> project.without("src/test/java/a/GuardTest.java")
                        .module("core", module)
                        .java("core/src/test/java", "a.GuardTest", five("GuardTest", "@Test void guards()")));
    }

    private static final String THREE =
            "<modules><module>core</module><module>web</module><module>other</module></modules>";

    private static List<TruthCase> reactor() {
        String core = "<modules><module>core</module></modules>";
        return List.of(
                inModule("module-listed", HEALTHY, core, ""),
                inModule("module-forgotten", "module core is not listed by pom.xml", "<modules/>", ""),
                inModule(
                        "module-of-profile",
                        "module core is listed only in the profile p, which is not active",
                        profile("", core),
                        ""),
                inModule("module-of-active-profile", HEALTHY, profile("", core), "")
                        .with(project -> project.option("-Pp")),
                inModule(
                        "module-without-tests",
                        "module core has packaging pom, which runs no tests",
                        core,
                        "<packaging>pom</packaging>"),
                inModule(
                                "module-not-selected",
                                "-pl other leaves out module core",
                                "<modules><module>core</module><module>other</module></modules>",
                                "")
                        .with(project -> project.module("other", "").option("-pl other")),
                inModule("module-selected", HEALTHY, core, "").with(project -> project.option("-pl :core")),
                inModule(
                                "module-denied",
                                "leaves out module core",
                                "<modules><module>core</module><module>other</module></modules>",
                                "")
                        .with(project -> project.module("other", "").option("-pl !core")),
                inModule("module-made-too", HEALTHY, THREE, "")
                        .with(project -> project.module("web", needs("g:core:1"))
                                .module("other", "")
                                .option("-pl web -am")),
                inModule("module-needs-selected", HEALTHY, THREE, needs("g:other:1"))
                        .with(project ->
                                project.module("web", "").module("other", "").option("-pl other -amd")),
                inModule("module-before-the-start", "-rf :web leaves out module core", THREE, "")
                        .with(project ->
                                project.module("web", "").module("other", "").option("-rf :web")),
                inModule("module-after-the-start", HEALTHY, THREE, "")
                        .with(project -> project.module("web", needs("g:core:1"))
                                .module("other", "")
                                .option("-rf core")),
                inModule("module-of-another-start", "-f other starts the build at a POM", THREE, "")
                        .with(project ->
                                project.module("web", "").module("other", "").option("-f other")),
                inModule("module-of-its-own-start", HEALTHY, THREE, "")
                        .with(project ->
                                project.module("web", "").module("other", "").option("-f core/pom.xml")),
                inModule(
                        "module-skips",
                        "skipTests is true (core/pom.xml",
                        core,
                        "<properties><skipTests>true</skipTests></properties>"),
                inModule("module-inherits-exclude", EXCLUDED, core, "")
                        .with(project -> project.pom("<packaging>pom</packaging>"
                                + build(surefire("<excludes><e>**/Guard*</e></excludes>")) + J + core)),
                inModule("module-by-pom", HEALTHY, "<modules><module>core/pom.xml</module></modules>", ""));
    }

    private static String compiler(String inner) {
        return plugin("maven-compiler-plugin", "3.16.0", inner);
    }

    private static TruthCase elsewhere(String id, String says, String build) {
        return onJUnit5(id, says, build, J)
                .with(project -> project.without("src/test/java/a/GuardTest.java")
                        .java("src/guard/java", "a.GuardTest", five("GuardTest", "@Test void guards()")));
    }

    private static List<TruthCase> compilation() {
        return List.of(
                onJUnit5(
                        "compile-excluded",
                        "the compiler leaves it out",
                        build(
                                surefire(),
                                compiler(
                                        "<configuration><testExcludes><e>**/Guard*.java</e></testExcludes></configuration>")),
                        J),
                onJUnit5(
                        "compile-not-included",
                        "no testInclude of the compiler matches it",
                        build(
                                surefire(),
                                compiler(
                                        "<configuration><testIncludes><i>**/Law*.java</i></testIncludes></configuration>")),
                        J),
                onJUnit5(
                        "compile-excluded-other",
                        HEALTHY,
                        build(
                                surefire(),
                                compiler(
                                        "<configuration><testExcludes><e>**/Law*.java</e></testExcludes></configuration>")),
                        J),
                onJUnit5(
                        "compile-never",
                        "the compilation of tests is bound to no phase",
                        build(
                                surefire(),
                                compiler(
                                        "<executions><execution><id>default-testCompile</id><phase>none</phase></execution></executions>")),
                        J),
                elsewhere(
                        "folder-unknown",
                        "src/guard/java is no folder of test sources of module root",
                        build(surefire())),
                elsewhere(
                        "folder-set",
                        HEALTHY,
                        build(surefire())
                                .replace(
                                        "<build>", "<build><testSourceDirectory>src/guard/java</testSourceDirectory>")),
                elsewhere(
                        "folder-added",
                        HEALTHY,
                        build(
                                surefire(),
                                "<plugin><groupId>org.codehaus.mojo</groupId><artifactId>build-helper-maven-plugin</artifactId><version>3.6.1</version><executions><execution><phase>generate-test-sources</phase><goals><goal>add-test-source</goal></goals><configuration><sources><s>src/guard/java</s></sources></configuration></execution></executions></plugin>")));
    }

    private static final String OLD = needs("org.junit.jupiter:junit-jupiter:5.11.4");

    private static List<TruthCase> versions() {
        return List.of(
                onJUnit5("surefire-unpinned", "no POM pins Surefire", build(), J),
                onJUnit5("surefire-old", "Surefire 2.21.0 runs no JUnit 5 test", build(surefireOf("2.21.0")), J),
                onJUnit5(
                        "surefire-too-old-for-junit",
                        "Surefire 2.22.2 runs no test of JUnit 5.14.4",
                        build(surefireOf("2.22.2")),
                        J),
                onJUnit5("surefire-old-junit-old", HEALTHY, build(surefireOf("2.22.2")), OLD),
                onJUnit5("surefire-old-junit4", HEALTHY, build(surefireOf("2.21.0")), needs(TruthCase.JUNIT4))
                        .guard(four("GuardTest")),
                onJUnit5("surefire-older-plural", NO_INCLUDE, build(surefireOf("2.19.1")), needs(TruthCase.JUNIT4))
                        .named("a.GuardTests")
                        .guard(four("GuardTests")),
                onJUnit5("surefire-3", HEALTHY, build(surefireOf("3.2.5")), J),
                onJUnit5(
                                "surefire-without-fields",
                                "cannot fail the build: Surefire 3.5.3 does not hear of @ArchTest fields",
                                build(surefireOf("3.5.3")),
                                needs(TruthCase.ARCHUNIT))
                        .guard(ARCH_FIELD),
                onJUnit5("surefire-with-fields", HEALTHY, build(surefire()), needs(TruthCase.ARCHUNIT))
                        .guard(ARCH_FIELD),
                onJUnit5("surefire-with-methods", HEALTHY, build(surefireOf("3.5.3")), needs(TruthCase.ARCHUNIT))
                        .guard(ARCH_METHOD));
    }

    private static final String ARCH_METHOD = source(
            "package a;\nimport com.tngtech.archunit.junit.*;\nimport com.tngtech.archunit.core.domain.JavaClasses;\n@AnalyzeClasses class GuardTest { @ArchTest static void law(JavaClasses classes) %s }");
    private static final String ARCH_FIELD = source(
            "package a;\nimport com.tngtech.archunit.junit.*;\nimport com.tngtech.archunit.core.domain.*;\nimport com.tngtech.archunit.lang.*;\nimport com.tngtech.archunit.lang.syntax.ArchRuleDefinition;\n@AnalyzeClasses class GuardTest { @ArchTest static final ArchRule LAW = ArchRuleDefinition.classes().should(new ArchCondition<JavaClass>(\"run\") { public void check(JavaClass c, ConditionEvents e) { try { run(); } catch (Exception x) { throw new IllegalStateException(x); } } });\n static void run() %s }");

    private static List<TruthCase> engines() {
        return List.of(
                onJUnit5(
                                "engine-junit4-beside",
                                "no engine for JUnit 4 tests",
                                build(surefireOf("3.5.4")),
                                needs(TruthCase.JUPITER, TruthCase.JUNIT4))
                        .guard(four("GuardTest")),
                onJUnit5(
                                "engine-junit4-vintage",
                                HEALTHY,
                                build(surefireOf("3.5.4")),
                                needs(TruthCase.JUPITER, TruthCase.VINTAGE))
                        .guard(four("GuardTest")),
                onJUnit5("engine-junit4-alone", HEALTHY, build(surefireOf("3.5.4")), needs(TruthCase.JUNIT4))
                        .guard(four("GuardTest")),
                onJUnit5(
                                "engine-junit4-beside-new",
                                HEALTHY,
                                build(surefire()),
                                needs(TruthCase.JUPITER, TruthCase.JUNIT4))
                        .guard(four("GuardTest")),
                onJUnit5(
                                "engine-testng-beside",
                                "no engine for TestNG tests",
                                build(surefireOf("3.5.4")),
                                needs(TruthCase.JUPITER, TruthCase.TESTNG))
                        .guard(ng("GuardTest")),
                onJUnit5("engine-testng-alone", HEALTHY, build(surefireOf("3.5.4")), needs(TruthCase.TESTNG))
                        .guard(ng("GuardTest")),
                onJUnit5(
                                "engine-archunit-lacking",
                                "no engine for ArchUnit tests",
                                build(surefire()),
                                needs(TruthCase.JUPITER, "com.tngtech.archunit:archunit-junit5-api:1.4.1"))
                        .guard(ARCH_METHOD),
                onJUnit5(
                        "engine-left-out",
                        "Surefire does not use the engine of JUnit 5 tests",
                        build(surefire("<excludeJUnit5Engines><e>junit-jupiter</e></excludeJUnit5Engines>")),
                        J),
                onJUnit5(
                        "engine-of-choice",
                        HEALTHY,
                        build(surefire("<includeJUnit5Engines><e>junit-jupiter</e></includeJUnit5Engines>")),
                        J),
                onJUnit5("engine-jqwik", HEALTHY, build(surefire()), needs(TruthCase.JQWIK))
                        .guard(PROPERTY));
    }

    private static final String PROPERTY =
            source("package a;\nimport net.jqwik.api.*;\nclass GuardTest { @Example void law() %s }");
    private static final String TAGGED =
            source("package a;\nimport org.junit.jupiter.api.*;\n@Tag(\"law\") class GuardTest { @Test void g() %s }");
    private static final String TAGGED_BY_NAME = source(
            "package a;\nimport org.junit.jupiter.api.*;\nclass GuardTest { static final String LAW = \"law\"; @Tag(LAW) @Test void g() %s }");

    private static List<TruthCase> groups() {
        return List.of(
                onJUnit5(
                                "group-other",
                                "Surefire runs only the groups fast",
                                build(surefire("<groups>fast</groups>")),
                                J)
                        .guard(TAGGED),
                onJUnit5("group-own", HEALTHY, build(surefire("<groups>law</groups>")), J)
                        .guard(TAGGED),
                onJUnit5(
                                "group-left-out",
                                "Surefire leaves out the groups law",
                                build(surefire("<excludedGroups>law</excludedGroups>")),
                                J)
                        .guard(TAGGED),
                onJUnit5("group-expression", HEALTHY, build(surefire("<groups>!slow &amp; (law | db)</groups>")), J)
                        .guard(TAGGED),
                onJUnit5("group-property", "Surefire leaves out the groups law", property("excludedGroups", "law"), J)
                        .guard(TAGGED),
                onJUnit5(
                                "group-constant",
                                "the JUnit Platform finds no test in it",
                                build(surefire("<excludedGroups>law</excludedGroups>")),
                                J)
                        .guard(TAGGED_BY_NAME)
                        .compiled(),
                onJUnit5("group-constant-own", HEALTHY, build(surefire("<groups>law</groups>")), J)
                        .guard(TAGGED_BY_NAME)
                        .compiled());
    }

    private static List<TruthCase> failsafes() {
        String both = "integration-test verify";
        return List.of(
                onJUnit5("failsafe", HEALTHY, build(surefire(), failsafe(both)), J)
                        .named("a.GuardIT"),
                onJUnit5("failsafe-unbound", NO_INCLUDE, build(surefire()), J).named("a.GuardIT"),
                onJUnit5(
                                "failsafe-no-verify",
                                "no execution binds Failsafe's goal verify",
                                build(surefire(), failsafe("integration-test")),
                                J)
                        .named("a.GuardIT"),
                onJUnit5(
                                "failsafe-skip-its",
                                "skipITs is true",
                                build(surefire(), failsafe(both))
                                        .replace("</properties>", "<skipITs>true</skipITs></properties>"),
                                J)
                        .named("a.GuardIT"),
                onJUnit5(
                                "failsafe-skip-tests",
                                HEALTHY,
                                build(surefire(), failsafe(both))
                                        .replace("</properties>", "<skipTests>true</skipTests></properties>"),
                                J)
                        .named("a.GuardIT"),
                onJUnit5(
                                "failsafe-old-skip-tests",
                                "skipTests is true",
                                build(surefire(), failsafe(both))
                                        .replace(
                                                "maven-failsafe-plugin</artifactId><version>3.6.1",
                                                "maven-failsafe-plugin</artifactId><version>3.5.4")
                                        .replace("</properties>", "<skipTests>true</skipTests></properties>"),
                                J)
                        .named("a.GuardIT"),
                onJUnit5("failsafe-name", NO_INCLUDE, build(surefire(), failsafe(both)), J)
                        .named("a.Guards"),
                onJUnit5(
                                "failsafe-included",
                                HEALTHY,
                                build(surefire(), failsafe(both, "<includes><i>**/Guards.java</i></includes>")),
                                J)
                        .named("a.Guards"),
                onJUnit5(
                                "failsafe-excluded",
                                "an exclude of Failsafe matches its name",
                                build(surefire(), failsafe(both, "<excludes><e>**/GuardIT.java</e></excludes>")),
                                J)
                        .named("a.GuardIT"),
                onJUnit5(
                                "failsafe-phase-none",
                                "of Failsafe is bound to no phase",
                                build(surefire(), failsafe(both).replace("<goals>", "<phase>none</phase><goals>")),
                                J)
                        .named("a.GuardIT"),
                onJUnit5(
                                "failsafe-groups",
                                "Failsafe runs only the groups fast",
                                build(surefire(), failsafe(both, "<groups>fast</groups>")),
                                J)
                        .named("a.GuardIT"));
    }

    private static TruthCase declared(String id, String says, String source) {
        return onJUnit5(id, says, build(surefire()), J)
                .guard(source("package a;\nimport org.junit.jupiter.api.*;\n" + source));
    }

    private static List<TruthCase> declared() {
        return List.of(
                declared("test-disabled", "it is disabled", "@Disabled class GuardTest { @Test void g() %s }"),
                declared(
                        "test-disabled-one-by-one",
                        "each of its tests is disabled",
                        "class GuardTest { @Disabled @Test void g() %s }"),
                declared("test-abstract", "is abstract", "abstract class GuardTest { @Test void g() %s }"),
                declared("test-none", "has no test method", "class GuardTest { void g() %s }"),
                declared("test-private", "must not be private", "class GuardTest { @Test private void g() %s }")
                        .compiled(),
                declared("test-returns", "must not return a value", "class GuardTest { @Test int g() %s }")
                        .compiled(),
                declared(
                        "test-made-up", HEALTHY, "class GuardTest { @TestFactory java.util.List<DynamicTest> g() %s }"),
                declared("test-repeated", HEALTHY, "class GuardTest { @RepeatedTest(2) void g() %s }"),
                declared(
                        "test-parameters",
                        HEALTHY,
                        "class GuardTest { @org.junit.jupiter.params.ParameterizedTest @org.junit.jupiter.params.provider.ValueSource(ints = 1) void g(int i) %s }"),
                declared(
                        "test-inherited",
                        HEALTHY,
                        "class GuardTest extends Base {} abstract class Base { @Test void g() %s }"),
                declared(
                        "test-meta",
                        HEALTHY,
                        "class GuardTest { @Law void g() %s }\n@Test @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Law {}"),
                // a condition is decided when the test runs: only a report tells
                declared(
                        "test-condition",
                        HEALTHY,
                        "class GuardTest { @org.junit.jupiter.api.condition.EnabledIfSystemProperty(named = \"no.such\", matches = \"x\") @Test void g() %s }"));
    }

    private static TruthCase category(String id, String says, String version, String configuration) {
        return onJUnit5(id, says, build(surefireOf(version, configuration)), needs(TruthCase.JUNIT4))
                .guard(source("package a;\nimport org.junit.Test;\nimport org.junit.experimental.categories.Category;\n"
                        + "@Category(Fast.class) public class GuardTest { @Test public void g() %s }"))
                .with(project -> project.java("a.Quick", "package a;\npublic interface Quick {}")
                        .java("a.Slow", "package a;\npublic interface Slow {}")
                        .java("a.Fast", "package a;\npublic interface Fast extends Quick {}"));
    }

    private static List<TruthCase> categories() {
        return List.of(
                category("category-own-old", HEALTHY, "3.5.4", "<groups>a.Fast</groups>"),
                category("category-simple-old", HEALTHY, "3.5.4", "<groups>Fast</groups>"),
                category("category-above-old", HEALTHY, "3.5.4", "<groups>a.Quick</groups>"),
                category(
                        "category-other-old",
                        "Surefire runs only the groups a.Slow",
                        "3.5.4",
                        "<groups>a.Slow</groups>"),
                category(
                        "category-left-out-old",
                        "Surefire leaves out the groups a.Fast",
                        "3.5.4",
                        "<excludedGroups>a.Fast</excludedGroups>"),
                category("category-own-new", HEALTHY, "3.6.1", "<groups>a.Fast</groups>"),
                category(
                        "category-above-new",
                        "Surefire runs only the groups a.Quick",
                        "3.6.1",
                        "<groups>a.Quick</groups>"),
                category(
                        "category-other-new",
                        "Surefire runs only the groups a.Slow",
                        "3.6.1",
                        "<groups>a.Slow</groups>"),
                category(
                        "category-left-out-new",
                        "Surefire leaves out the groups a.Fast",
                        "3.6.1",
                        "<excludedGroups>a.Fast</excludedGroups>"));
    }

    private static TruthCase testNg(String id, String says, String version, String configuration) {
        return onJUnit5(id, says, build(surefireOf(version, configuration)), needs(TruthCase.TESTNG))
                .guard(source("package a;\nimport org.testng.annotations.Test;\n"
                        + "@Test(groups = {\"law\", \"db\"}) public class GuardTest { public void g() %s }"))
                .with(project -> project.java(
                        "a.OtherTest",
                        "package a;\nimport org.testng.annotations.Test;\n"
                                + "public class OtherTest { @Test(groups = \"other\") public void runs() {} }"));
    }

    private static List<TruthCase> testNgGroups() {
        String other = "<groups>other</groups>";
        return List.of(
                testNg("ng-group-own-old", HEALTHY, "3.5.4", "<groups>law</groups>"),
                testNg("ng-group-like-old", HEALTHY, "3.5.4", "<groups>la.*</groups>"),
                testNg("ng-group-other-old", "Surefire runs only the groups other", "3.5.4", other),
                testNg(
                        "ng-group-left-out-old",
                        "Surefire leaves out the groups db",
                        "3.5.4",
                        "<excludedGroups>db</excludedGroups>"),
                testNg("ng-group-own-new", HEALTHY, "3.6.1", "<groups>law</groups>"),
                testNg("ng-group-other-new", "Surefire runs only the groups other", "3.6.1", other),
                testNg(
                        "ng-group-left-out-new",
                        "Surefire leaves out the groups db",
                        "3.6.1",
                        "<excludedGroups>db</excludedGroups>"));
    }

    private static TruthCase suiteFile(String id, String says, String test) {
        return testNg(id, says, "3.5.4", "<suiteXmlFiles><f>suite.xml</f></suiteXmlFiles>")
                .with(project -> project.file(
                        "suite.xml",
                        "<suite name=\"s\">" + test
                                + "<test name=\"o\"><classes><class name=\"a.OtherTest\"/></classes></test></suite>"));
    }

    private static List<TruthCase> suiteFiles() {
        String guard = "<classes><class name=\"a.GuardTest\"/></classes></test>";
        return List.of(
                suiteFile(
                        "suite-file-method-excluded",
                        "suite.xml leaves out each of its tests",
                        "<test name=\"t\"><classes><class name=\"a.GuardTest\"><methods><exclude name=\"g\"/></methods></class></classes></test>"),
                suiteFile(
                        "suite-file-method-included",
                        HEALTHY,
                        "<test name=\"t\"><classes><class name=\"a.GuardTest\"><methods><include name=\"g.*\"/></methods></class></classes></test>"),
                suiteFile(
                        "suite-file-other-methods",
                        "suite.xml leaves out each of its tests",
                        "<test name=\"t\"><classes><class name=\"a.GuardTest\"><methods><include name=\"h\"/></methods></class></classes></test>"),
                suiteFile(
                        "suite-file-package",
                        HEALTHY,
                        "<test name=\"t\"><packages><package name=\"a\"/></packages></test>"),
                suiteFile(
                        "suite-file-package-excluded",
                        "no suite file of Surefire names it",
                        "<test name=\"t\"><packages><package name=\"a.*\"><exclude name=\"a\"/></package></packages></test>"),
                suiteFile(
                        "suite-file-package-class-excluded",
                        HEALTHY,
                        "<test name=\"t\"><packages><package name=\"a\"><exclude name=\"a.GuardTest\"/></package></packages></test>"),
                suiteFile(
                        "suite-file-group-own",
                        HEALTHY,
                        "<test name=\"t\"><groups><run><include name=\"law\"/></run></groups>" + guard),
                suiteFile(
                        "suite-file-group-other",
                        "suite.xml leaves out each of its tests",
                        "<test name=\"t\"><groups><run><include name=\"other\"/></run></groups>" + guard),
                suiteFile(
                        "suite-file-group-left-out",
                        "suite.xml leaves out each of its tests",
                        "<test name=\"t\"><groups><run><exclude name=\"d.\"/></run></groups>" + guard),
                suiteFile(
                        "suite-file-of-all-groups",
                        "suite.xml leaves out each of its tests",
                        "<groups><run><include name=\"other\"/></run></groups><test name=\"t\">" + guard),
                suiteFile(
                        "suite-file-test-disabled",
                        "no suite file of Surefire names it",
                        "<test name=\"t\" enabled=\"false\">" + guard));
    }

    private static List<TruthCase> suites() {
        String suite =
                "package a;\nimport org.junit.platform.suite.api.*;\n@Suite @SelectClasses(%s.class) public class AllTest {}";
        String both = needs(TruthCase.JUPITER, TruthCase.SUITE);
        String xml = "<suite name=\"s\"><test name=\"t\"><classes><class name=\"%s\"/></classes></test></suite>";
        String files = "<suiteXmlFiles><f>suite.xml</f></suiteXmlFiles>";
        return List.of(
                onJUnit5("suite", HEALTHY, build(surefire()), both)
                        .named("a.Guards")
                        .with(project -> project.java("a.AllTest", suite.formatted("Guards"))),
                onJUnit5("suite-of-others", NO_INCLUDE, build(surefire()), both)
                        .named("a.Guards")
                        .with(project -> project.java("a.AllTest", suite.formatted("Laws"))
                                .java(
                                        "a.Laws",
                                        "package a;\nclass Laws { @org.junit.jupiter.api.Test void law() {} }")),
                onJUnit5("suite-file", HEALTHY, build(surefireOf("3.5.4", files)), needs(TruthCase.TESTNG))
                        .named("a.Guards")
                        .guard(ng("Guards"))
                        .with(project -> project.file("suite.xml", xml.formatted("a.Guards"))),
                onJUnit5(
                                "suite-file-of-others",
                                "no suite file of Surefire names it",
                                build(surefireOf("3.5.4", files)),
                                needs(TruthCase.TESTNG))
                        .guard(ng("GuardTest"))
                        .with(
                                project -> project.file("suite.xml", xml.formatted("a.Laws"))
                                        .java(
                                                "a.Laws",
                                                "package a;\npublic class Laws { @org.testng.annotations.Test public void law() {} }")));
    }
}
