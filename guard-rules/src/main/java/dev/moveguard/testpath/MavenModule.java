package dev.moveguard.testpath;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;

/** A module of a Maven build, with its effective model. {@code shown} is how messages name it. */
record MavenModule(Path pom, String shown, Model model, MavenConfig config, PomLocations locations) {
    static final String PLUGINS = "org.apache.maven.plugins";
    static final String COMPILER = "maven-compiler-plugin";
    static final String SUREFIRE = "maven-surefire-plugin";
    static final String FAILSAFE = "maven-failsafe-plugin";

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]+)}");

    Path folder() {
        return pom.resolveSibling("");
    }

    String shownPom() {
        return locations.project().shown(pom);
    }

    Optional<Plugin> plugin(String groupId, String artifactId) {
        return model.getBuild() == null
                ? Optional.empty()
                : Optional.ofNullable(model.getBuild().getPluginsAsMap().get(Plugin.constructKey(groupId, artifactId)));
    }

    /** Returns the executions of a goal of one of Maven's own plugins, that of the lifecycle first. */
    List<GoalRun> runs(String artifactId, String goal) {
        return runs(PLUGINS, artifactId, goal);
    }

    List<GoalRun> runs(String groupId, String artifactId, String goal) {
        return plugin(groupId, artifactId).stream()
                .flatMap(plugin -> plugin.getExecutions().stream()
                        .filter(execution -> execution.getGoals().contains(goal))
                        .map(execution -> GoalRun.of(plugin, execution, locations)))
                .sorted(Comparator.comparing(run -> !run.id().equals("default-" + goal)))
                .toList();
    }

    /** Reads a property: what the command line of the project sets wins. */
    Optional<Setting> property(String name) {
        return config.property(name)
                .or(() -> Optional.ofNullable(model.getProperties().getProperty(name))
                        .map(value -> new Setting(
                                name,
                                value,
                                Optional.ofNullable(model.getLocation("properties"))
                                        .flatMap(all -> Optional.ofNullable(all.getLocation(name)))
                                        .map(locations::of)
                                        .or(() -> config.settings()
                                                .source(name, value)
                                                .map(source -> new Where(source, null)))
                                        .orElse(Where.NOWHERE))));
    }

    /** Reads a parameter from the configuration of an execution, else from the property that stands for it. */
    Optional<Setting> setting(GoalRun run, String parameter, String property) {
        return run.parameter(parameter).flatMap(this::resolved).or(() -> property(property));
    }

    /** Like {@link #setting}, for a parameter that takes several values. */
    List<Setting> settings(GoalRun run, String parameter, String property) {
        return run
                .list(parameter)
                .map(list ->
                        list.stream().flatMap(item -> resolved(item).stream()).toList())
                .or(() -> property(property).map(GoalRun::split))
                .orElse(List.of())
                .stream()
                .filter(item -> !item.value().isEmpty())
                .toList();
    }

    /** Follows an expression that the model builder left; one that nothing sets is no value. */
    private Optional<Setting> resolved(Setting setting) {
        Matcher expression = EXPRESSION.matcher(setting.value());
        return expression.matches()
                ? property(expression.group(1))
                        .map(found -> new Setting(setting.name(), found.value(), setting.where()))
                : Optional.of(setting);
    }

    /** Returns a path that the build names, relative to the module; nothing when it is none. */
    Optional<Path> path(String text) {
        try {
            return Optional.of(folder().resolve(text.strip()).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A folder of test sources and where the build names it. */
    record TestFolder(Path folder, Where where) {}

    /** Returns the folders whose test sources are compiled, those that build-helper adds included. */
    List<TestFolder> testFolders() {
        List<TestFolder> folders = new ArrayList<>();
        if (model.getBuild() != null && model.getBuild().getTestSourceDirectory() != null) {
            Where where = locations.of(model.getBuild(), "testSourceDirectory");
            path(model.getBuild().getTestSourceDirectory())
                    .ifPresent(folder -> folders.add(new TestFolder(folder, where)));
        }
        for (GoalRun run : runs("org.codehaus.mojo", "build-helper-maven-plugin", "add-test-source")) {
            run.list("sources")
                    .orElse(List.of())
                    .forEach(source -> path(source.value())
                            .ifPresent(folder -> folders.add(new TestFolder(folder, source.where()))));
        }
        return folders;
    }

    /** Whether a dependency of the plugin itself has this group. */
    static boolean hasDependency(Plugin plugin, String groupId) {
        return plugin.getDependencies().stream().anyMatch(dependency -> groupId.equals(dependency.getGroupId()));
    }

    /** Returns the compiled test class, when there is one. */
    Optional<Path> classFile(String path) {
        return Optional.ofNullable(model.getBuild())
                .flatMap(build -> Optional.ofNullable(build.getTestOutputDirectory()))
                .flatMap(folder -> path(folder + "/" + path + ".class"))
                .filter(Files::isRegularFile);
    }
}
