package dev.moveguard.testpath;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a goal, with the configuration of its plugin merged in.
 *
 * @param where where it is declared
 * @param phase empty: the goal's own phase
 * @param configuration null: none
 */
record GoalRun(
        Plugin plugin,
        String id,
        Optional<Setting> phase,
        Where where,
        @Nullable Xpp3Dom configuration,
        PomLocations locations) {
    private static final Set<String> PHASES = Set.of(
            "validate",
            "initialize",
            "generate-sources",
            "process-sources",
            "generate-resources",
            "process-resources",
            "compile",
            "process-classes",
            "generate-test-sources",
            "process-test-sources",
            "generate-test-resources",
            "process-test-resources",
            "test-compile",
            "process-test-classes",
            "test",
            "prepare-package",
            "package",
            "pre-integration-test",
            "integration-test",
            "post-integration-test",
            "verify",
            "install",
            "deploy");

    static GoalRun of(Plugin plugin, PluginExecution execution, PomLocations locations) {
        return new GoalRun(
                plugin,
                execution.getId(),
                Optional.ofNullable(execution.getPhase())
                        .map(phase -> new Setting("phase", phase, locations.of(execution, "phase"))),
                locations.of(execution, ""),
                execution.getConfiguration() instanceof Xpp3Dom dom ? dom : null,
                locations);
    }

    /** Whether some build of the default lifecycle comes to it; {@code none} is the usual name for no phase. */
    boolean isBound() {
        return phase.map(set -> PHASES.contains(set.value().strip())).orElse(true);
    }

    /** Reads a parameter as it stands in the configuration. */
    Optional<Setting> parameter(String name) {
        return child(name)
                .flatMap(element -> Optional.ofNullable(element.getValue()).map(text -> setting(name, element)));
    }

    /** Reads the elements of a list; a list may also be written as one text with commas. */
    Optional<List<Setting>> list(String name) {
        return child(name)
                .map(element -> element.getChildCount() > 0
                        ? Stream.of(element.getChildren())
                                .filter(item -> item.getValue() != null)
                                .map(item -> setting(name, item))
                                .toList()
                        : parameter(name).map(GoalRun::split).orElse(List.of()));
    }

    static List<Setting> split(Setting setting) {
        return Stream.of(setting.value().split(","))
                .map(part -> new Setting(setting.name(), part.strip(), setting.where()))
                .toList();
    }

    private Optional<Xpp3Dom> child(String name) {
        return Optional.ofNullable(configuration).flatMap(dom -> Optional.ofNullable(dom.getChild(name)));
    }

    private Setting setting(String name, Xpp3Dom element) {
        InputLocation location = element.getInputLocation() instanceof InputLocation known ? known : null;
        return new Setting(name, element.getValue().strip(), locations.of(location));
    }
}
