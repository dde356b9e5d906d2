package dev.moveguard.testpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small Maven project with one guard, whose fate in a real build is recorded in {@code truth.tsv}. The guard leaves a file
 * when it runs, and fails.
 *
 * @param says part of what the rule says; empty: the rule is clean
 * @param isCompiled whether the rule is to see compiled classes, where sources do not tell
 */
record TruthCase(String id, String guard, String says, boolean isCompiled, UnaryOperator<MiniProject> files) {
    static final String JUPITER = "org.junit.jupiter:junit-jupiter:5.14.4";
    static final String JUNIT4 = "junit:junit:4.13.2";
    static final String VINTAGE = "org.junit.vintage:junit-vintage-engine:5.14.4";
    static final String TESTNG = "org.testng:testng:7.10.2";
    static final String SUITE = "org.junit.platform:junit-platform-suite:1.14.4";
    static final String JQWIK = "net.jqwik:jqwik:1.9.3";
    static final String ARCHUNIT = "com.tngtech.archunit:archunit-junit5:1.4.1";

    private static final String NOTE = "java.nio.file.Files.writeString("
            + "java.nio.file.Path.of(System.getProperty(\"basedir\", \".\"), \"ran\"), \"\"); throw new AssertionError();";

    /** What Maven's own plugins of a project without opinions would otherwise be, pinned. */
    private static final String PINS = Map.of(
                    "maven-compiler-plugin", "3.16.0",
                    "maven-resources-plugin", "3.5.0",
                    "maven-jar-plugin", "3.5.1")
            .entrySet()
            .stream()
            .map(pin -> plugin(pin.getKey(), pin.getValue(), ""))
            .sorted()
            .collect(Collectors.joining());

    static final String RELEASE = "<properties><maven.compiler.release>17</maven.compiler.release>"
            + "<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>";

    /** A case whose guard is {@code a.GuardTest} on JUnit 5, with the body of its POM. */
    static TruthCase onJUnit5(String id, String says, String... pom) {
        return new TruthCase(id, "a.GuardTest", says, false, project -> project.pom(String.join("\n", pom)))
                .with(project -> project.java("a.GuardTest", five("GuardTest", "@Test void guards()")));
    }

    /** The same with a guard of another name. */
    TruthCase named(String name) {
        return new TruthCase(id, name, says, isCompiled, project -> {
            MiniProject made = files.apply(project).without("src/test/java/a/GuardTest.java");
            String simple = name.substring(name.indexOf('.') + 1);
            return simple.contains(".") ? made : made.java(name, five(simple, "@Test void guards()"));
        });
    }

    /** The same with the guard as given. */
    TruthCase guard(String source) {
        return with(project -> project.without("src/test/java/a/GuardTest.java")
                .java(guard.replaceFirst("^(\\w+\\.\\w+)\\..*", "$1"), source));
    }

    TruthCase with(UnaryOperator<MiniProject> more) {
        return new TruthCase(id, guard, says, isCompiled, project -> more.apply(files.apply(project)));
    }

    TruthCase compiled() {
        return new TruthCase(id, guard, says, true, files);
    }

    static String five(String name, String member) {
        return "package a;\nimport org.junit.jupiter.api.*;\nclass %s { %s throws Exception { %s } }\n"
                .formatted(name, member, NOTE);
    }

    static String four(String name) {
        return "package a;\nimport org.junit.Test;\npublic class %s { @Test public void g() throws Exception { %s } }\n"
                .formatted(name, NOTE);
    }

    static String ng(String name) {
        return """
                package a;
                import org.testng.annotations.Test;
                public class %s { @Test public void g() throws Exception { %s } }
                """.formatted(name, NOTE);
    }

    /** A class around a guard, whose test is written where {@code %s} stands. */
    static String source(String text) {
        return text.replace("%s", "throws Exception { " + NOTE + " }");
    }

    static String build(String... plugins) {
        return RELEASE + "<build><pluginManagement><plugins>" + PINS + "</plugins></pluginManagement><plugins>"
                + String.join("\n", plugins) + "</plugins></build>";
    }

    static String plugin(String artifactId, String version, String inner) {
        return "<plugin><artifactId>%s</artifactId><version>%s</version>%s</plugin>"
                .formatted(artifactId, version, inner);
    }

    static String surefire(String... configuration) {
        return surefireOf("3.6.1", configuration);
    }

    static String surefireOf(String version, String... configuration) {
        return plugin(
                "maven-surefire-plugin",
                version,
                "<configuration>" + String.join("", configuration) + "</configuration>");
    }

    static String failsafe(String goals, String... configuration) {
        String all = Stream.of(goals.split(" "))
                .map(goal -> "<goal>" + goal + "</goal>")
                .collect(Collectors.joining());
        return plugin(
                "maven-failsafe-plugin",
                "3.6.1",
                "<executions><execution><goals>%s</goals></execution></executions><configuration>%s</configuration>"
                        .formatted(all, String.join("", configuration)));
    }

    static String needs(String... coordinates) {
        List<String> all = new ArrayList<>();
        for (String each : coordinates) {
            all.add(MiniProject.dependency(each).replace("</version>", "</version><scope>test</scope>"));
        }
        return "<dependencies>" + String.join("", all) + "</dependencies>";
    }

    /** Stands in for the libraries where only POMs are read, so that the rule does without the network. */
    static MiniProject withLibraries(MiniProject project) {
        String commons = "org.junit.platform:junit-platform-commons:1.14.4";
        String api = "org.junit.jupiter:junit-jupiter-api:";
        String engine = "org.junit.jupiter:junit-jupiter-engine:";
        for (String version : List.of("5.14.4", "5.11.4")) {
            project.library(api + version, compile(commons))
                    .library(engine + version, compile(api + version))
                    .library("org.junit.jupiter:junit-jupiter-params:" + version, compile(api + version))
                    .library(
                            "org.junit.jupiter:junit-jupiter:" + version,
                            compile(
                                    api + version,
                                    engine + version,
                                    "org.junit.jupiter:junit-jupiter-params:" + version));
        }
        return project.library(commons, "")
                .library(VINTAGE, compile(commons, JUNIT4))
                .library(SUITE, compile(commons))
                .library("net.jqwik:jqwik-api:1.9.3", compile(commons))
                .library("net.jqwik:jqwik-engine:1.9.3", compile(commons))
                .library(JQWIK, compile("net.jqwik:jqwik-api:1.9.3", "net.jqwik:jqwik-engine:1.9.3"))
                .library("com.tngtech.archunit:archunit:1.4.1", "")
                .library(
                        "com.tngtech.archunit:archunit-junit5-api:1.4.1",
                        compile("com.tngtech.archunit:archunit:1.4.1"))
                .library("com.tngtech.archunit:archunit-junit5-engine:1.4.1", compile(commons))
                .library(
                        ARCHUNIT,
                        compile(
                                "com.tngtech.archunit:archunit-junit5-api:1.4.1",
                                "com.tngtech.archunit:archunit-junit5-engine:1.4.1"))
                .library(JUNIT4, "")
                .library(TESTNG, "");
    }

    private static String compile(String... coordinates) {
        return needs(coordinates).replace("<scope>test</scope>", "");
    }
}
