package dev.moveguard.testpath;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs a test method, told by the annotation it carries. */
enum Framework {
    JUPITER("JUnit 5", "org.junit.jupiter", "junit-jupiter", "org.junit.jupiter.api.Disabled"),
    JQWIK("jqwik", "net.jqwik", "jqwik", "net.jqwik.api.Disabled"),
    ARCHUNIT("ArchUnit", "com.tngtech.archunit", "archunit", "com.tngtech.archunit.junit.ArchIgnore"),
    JUNIT4("JUnit 4", "junit", "junit-vintage", "org.junit.Ignore"),
    JUNIT3("JUnit 3", "junit", "junit-vintage", "org.junit.Ignore"),
    TESTNG("TestNG", "org.testng", "testng", "org.testng.annotations.Ignore"),
    /** Certainly a test, but several frameworks have an annotation of that name and the import does not tell which. */
    UNKNOWN("", "", "", "");

    private static final Map<String, Framework> TESTS = Map.ofEntries(
            Map.entry("org.junit.jupiter.api.Test", JUPITER),
            Map.entry("org.junit.jupiter.api.RepeatedTest", JUPITER),
            Map.entry("org.junit.jupiter.api.TestFactory", JUPITER),
            Map.entry("org.junit.jupiter.api.TestTemplate", JUPITER),
            Map.entry("org.junit.jupiter.params.ParameterizedTest", JUPITER),
            Map.entry("net.jqwik.api.Property", JQWIK),
            Map.entry("net.jqwik.api.Example", JQWIK),
            Map.entry("com.tngtech.archunit.junit.ArchTest", ARCHUNIT),
            Map.entry("org.junit.Test", JUNIT4),
            Map.entry("org.testng.annotations.Test", TESTNG));

    /** Interfaces of libraries that bring their tests along, by name, with what runs these. */
    private static final Map<String, Framework> BRINGING_TESTS = Map.of("dev.moveguard.junit.GuardTests", JUPITER);

    private final String shown;
    private final String group;
    private final String engine;
    private final String disabling;

    Framework(String shown, String group, String engine, String disabling) {
        this.shown = shown;
        this.group = group;
        this.engine = engine;
        this.disabling = disabling;
    }

    /** How messages name it. */
    String shown() {
        return shown;
    }

    /** The group id of what its tests are written with. */
    String group() {
        return group;
    }

    /** The id of its engine on the JUnit Platform. */
    String engine() {
        return engine;
    }

    /** The artifact that holds its engine. */
    String engineArtifact() {
        return switch (this) {
            case JUPITER -> "org.junit.jupiter:junit-jupiter-engine";
            case JQWIK -> "net.jqwik:jqwik-engine";
            case ARCHUNIT -> "com.tngtech.archunit:archunit-junit5-engine";
            case JUNIT4, JUNIT3 -> "org.junit.vintage:junit-vintage-engine";
            case TESTNG -> "org.junit.support:testng-engine";
            case UNKNOWN -> "";
        };
    }

    /** Whether only the JUnit Platform runs it. */
    boolean isPlatformOnly() {
        return this == JUPITER || this == JQWIK || this == ARCHUNIT;
    }

    /** Finds who runs what carries an annotation of this name; a simple name is one whose import is not known. */
    static Optional<Framework> ofTest(String annotation) {
        List<Framework> named = TESTS.entrySet().stream()
                .filter(entry -> names(entry.getKey(), annotation))
                .map(Map.Entry::getValue)
                .toList();
        return named.size() > 1 ? Optional.of(UNKNOWN) : named.stream().findFirst();
    }

    /** Finds who runs the tests that a supertype of this name brings; a simple name is one whose import is not known. */
    static Optional<Framework> ofSupertype(String name) {
        return BRINGING_TESTS.entrySet().stream()
                .filter(entry -> names(entry.getKey(), name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether an annotation of this name keeps tests of this framework from running. */
    boolean isDisabledBy(String annotation) {
        return this == UNKNOWN
                ? Arrays.stream(values()).anyMatch(framework -> names(framework.disabling, annotation))
                : names(disabling, annotation);
    }

    private static boolean names(String known, String annotation) {
        return known.equals(annotation) || annotation.indexOf('.') < 0 && known.endsWith("." + annotation);
    }
}
