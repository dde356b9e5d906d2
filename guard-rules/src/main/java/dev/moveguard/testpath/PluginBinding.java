package dev.moveguard.testpath;

import dev.moveguard.config.Place;
import dev.moveguard.rule.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An execution of a plugin's goal in the effective model of a module that the build comes to.
 *
 * @param goal by its name alone
 * @param pom of the module, as reports name it
 * @param phase empty: the goal's own
 * @param isBound whether some build of the default life cycle comes to it
 * @param configuration value of a parameter as the POM or a property sets it
 */
public record PluginBinding(
        String goal, String pom, @Nullable Place at, String phase, boolean isBound, Configuration configuration) {
    /** Reads a parameter from the configuration of an execution, else from the property that stands for it. */
    public interface Configuration {
        List<String> values(String parameter, String property);
    }

    /**
     * Finds the executions of some goals, goal by goal.
     *
     * @param unread takes what could not be read, as one sentence each
     */
    public static List<PluginBinding> of(
            Project project, String groupId, String artifactId, List<String> goals, List<String> unread) {
        Path root = project.root().toAbsolutePath().normalize();
        Path rootPom = root.resolve("pom.xml");
        if (!Files.isRegularFile(rootPom)) {
            return List.of();
        }
        List<PluginBinding> bindings = new ArrayList<>();
        try {
            MavenBuild build = MavenBuild.of(rootPom, new Project(root, project.testRoots(), project.session()));
            for (Path pom : build.poms()) {
                bindings.addAll(of(build, pom, groupId, artifactId, goals, unread));
            }
        } catch (UnreadableBuildException e) {
            unread.add(String.valueOf(e.getMessage()));
        }
        return bindings;
    }

    private static List<PluginBinding> of(
            MavenBuild build, Path pom, String groupId, String artifactId, List<String> goals, List<String> unread) {
        try {
            MavenModule module = build.module(pom);
            return goals.stream()
                    .flatMap(goal ->
                            module.runs(groupId, artifactId, goal).stream().map(run -> of(module, goal, run)))
                    .toList();
        } catch (UnreadableBuildException e) {
            unread.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private static PluginBinding of(MavenModule module, String goal, GoalRun run) {
        Optional<Setting> phase = run.phase();
        return new PluginBinding(
                goal,
                module.shownPom(),
                run.where().place(),
                phase.map(Setting::value).orElse(""),
                run.isBound(),
                (parameter, property) -> module.settings(run, parameter, property).stream()
                        .map(Setting::value)
                        .toList());
    }
}
