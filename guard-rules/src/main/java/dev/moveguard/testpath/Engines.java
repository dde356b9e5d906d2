package dev.moveguard.testpath;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Whether an engine for the tests of a class is there. Only what is certain is told: an unknown dependency may bring one.
 *
 * <p>Since 3.6.0 Surefire adds the engines of JUnit 3, 4 and TestNG by itself; before, it takes the JUnit Platform alone as
 * soon as that is on the class path.
 */
record Engines(MavenModule module, GoalRun run, SurefireVersion version, EffectiveModels models, TestPlugin plugin) {
    private static final String JUPITER_API = "org.junit.jupiter:junit-jupiter-api";
    private static final String JUPITER_ENGINE = "org.junit.jupiter:junit-jupiter-engine";
    private static final String VINTAGE_ENGINE = "org.junit.vintage:junit-vintage-engine";
    private static final String PLATFORM = "org.junit.platform:junit-platform-commons";

    Engines(TestRun test) {
        this(test.module(), test.run(), test.version(), test.models(), test.plugin());
    }

    Verdict verdict(TestClass test) {
        Set<Framework> frameworks = test.enabled().map(TestMember::framework).collect(Collectors.toSet());
        if (frameworks.isEmpty() || frameworks.contains(Framework.UNKNOWN)) {
            return Verdict.runs();
        }
        Verdict filtered = filtered(frameworks);
        return filtered.then(() -> present(frameworks));
    }

    /** Surefire can be told which engines to use. */
    private Verdict filtered(Set<Framework> frameworks) {
        List<Setting> only = module.settings(run, "includeJUnit5Engines", plugin.property("includeJUnit5Engines"));
        List<Setting> without = module.settings(run, "excludeJUnit5Engines", plugin.property("excludeJUnit5Engines"));
        boolean runs = frameworks.stream()
                .anyMatch(framework -> (only.isEmpty() || names(only, framework)) && !names(without, framework));
        if (runs) {
            return Verdict.runs();
        }
        Setting setting = without.isEmpty() ? only.get(0) : without.get(0);
        return Verdict.notRun(
                        "%s does not use the engine of %s tests%s"
                                .formatted(
                                        plugin.shown(),
                                        shown(frameworks),
                                        setting.where().inBrackets()),
                        setting.where())
                .repair("change " + setting.name());
    }

    private static boolean names(List<Setting> engines, Framework framework) {
        return engines.stream().anyMatch(engine -> engine.value().equals(framework.engine()));
    }

    private static String engines(Set<Framework> frameworks) {
        return frameworks.stream().map(Framework::engineArtifact).sorted().collect(Collectors.joining(" or "));
    }

    private static String shown(Set<Framework> frameworks) {
        return frameworks.stream().map(Framework::shown).sorted().collect(Collectors.joining(" and "));
    }

    private Verdict present(Set<Framework> frameworks) {
        boolean isSettled = frameworks.contains(Framework.JUPITER) && version.isAtLeast("3.0.0");
        if (isSettled || version.isBefore("2.22.0") || MavenModule.hasDependency(run.plugin(), "org.junit.platform")) {
            return Verdict.runs();
        }
        boolean hasForeignEngine = run.plugin().getDependencies().stream()
                .anyMatch(
                        dependency -> String.valueOf(dependency.getArtifactId()).contains("engine")
                                || String.valueOf(dependency.getArtifactId()).startsWith("surefire-"));
        if (hasForeignEngine) {
            return Verdict.runs();
        }
        TestClassPath path = models.classPath(module.model());
        if (frameworks.contains(Framework.JUPITER) && isTooNew(path)) {
            return Verdict.notRun(
                            "%s %s runs no test of JUnit %s%s"
                                    .formatted(
                                            plugin.shown(),
                                            version.shown(),
                                            path.version(JUPITER_API).orElse(""),
                                            version.where().inBrackets()),
                            version.where())
                    .repair("use %s 3.6.1 or newer".formatted(plugin.shown()));
        }
        boolean lacksAll = frameworks.stream().allMatch(framework -> lacks(framework, path));
        return lacksAll
                ? Verdict.notRun(
                                "no engine for %s tests is among the test dependencies of module %s"
                                        .formatted(shown(frameworks), module.shown()),
                                dependency(frameworks))
                        .repair("add %s to the test dependencies".formatted(engines(frameworks)))
                : Verdict.runs();
    }

    /** Returns where the module asks for what its tests are written with. */
    private Where dependency(Set<Framework> frameworks) {
        return module.model().getDependencies().stream()
                .filter(dependency -> frameworks.stream()
                        .anyMatch(framework -> framework.group().equals(dependency.getGroupId())))
                .findFirst()
                .map(dependency -> module.locations().of(dependency, ""))
                .orElse(Where.NOWHERE);
    }

    /** The launcher of Surefire 2.22 finds nothing in the engine of JUnit 5.12 and later, and says nothing. */
    private boolean isTooNew(TestClassPath path) {
        String jupiter = path.version(JUPITER_API).orElse("");
        return version.isBefore("3.0.0-M1")
                && jupiter.matches("[5-9]\\..*")
                && new ComparableVersion(jupiter).compareTo(new ComparableVersion("5.12.0")) >= 0;
    }

    private boolean lacks(Framework framework, TestClassPath path) {
        return switch (framework) {
            case JUPITER -> version.isBefore("3.0.0-M1") && path.lacks(JUPITER_ENGINE);
            case JQWIK -> path.has("net.jqwik:jqwik-api") && path.lacks("net.jqwik:jqwik-engine");
            case ARCHUNIT ->
                path.has("com.tngtech.archunit:archunit-junit5-api")
                        && path.lacks("com.tngtech.archunit:archunit-junit5-engine");
            case JUNIT3, JUNIT4 -> takesPlatformAlone(path) && path.lacks(VINTAGE_ENGINE) && !addsVintage(path);
            case TESTNG -> takesPlatformAlone(path) && path.lacks("org.junit.support:testng-engine");
            case UNKNOWN -> false;
        };
    }

    private boolean takesPlatformAlone(TestClassPath path) {
        return version.isBefore("3.6.0") && path.has(PLATFORM) && !path.has("org.junit.platform:junit-platform-runner");
    }

    /** Whether the JUnit Platform runs the tests, whatever they are written with. */
    boolean takesPlatform() {
        return version.isAtLeast("3.6.0") || models.classPath(module.model()).has(PLATFORM);
    }

    /** Surefire 3 adds the vintage engine, but only together with a Jupiter engine that it adds. */
    boolean addsVintage() {
        return addsVintage(models.classPath(module.model()));
    }

    private boolean addsVintage(TestClassPath path) {
        return version.isAtLeast("3.0.0-M1") && path.has(JUPITER_API) && !path.has(JUPITER_ENGINE);
    }
}
