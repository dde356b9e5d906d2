package dev.moveguard.maven;

import dev.moveguard.maven.contract.Session;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What the plugin asks of the running session. */
record BuildView(MavenSession session) {
    private static final String DEFAULT_PHASE = "verify";

    /** Returns the modules of the session that execute what this execution is, with the same id and phase. */
    Set<String> members(MojoExecution execution) {
        return session.getProjects().stream()
                .filter(project -> isMember(project, execution))
                .map(MavenProject::getId)
                .collect(Collectors.toSet());
    }

    private static boolean isMember(MavenProject project, MojoExecution execution) {
        return execution.getSource() == MojoExecution.Source.CLI
                || project.getBuildPlugins().stream()
                        .filter(plugin -> plugin.getKey().equals(key(execution)))
                        .flatMap(plugin -> plugin.getExecutions().stream())
                        .anyMatch(bound -> isSame(bound, execution));
    }

    private static String key(MojoExecution execution) {
        return execution.getGroupId() + ":" + execution.getArtifactId();
    }

    private static boolean isSame(PluginExecution bound, MojoExecution execution) {
        String phase = Optional.ofNullable(bound.getPhase()).orElse(DEFAULT_PHASE);
        return bound.getId().equals(execution.getExecutionId())
                && bound.getGoals().contains(execution.getGoal())
                && phase.equals(
                        Optional.ofNullable(execution.getLifecyclePhase()).orElse(DEFAULT_PHASE));
    }

    /** Returns the modules of the reactor that this session leaves out, as {@code -pl} and {@code -rf} do. */
    List<MavenProject> leftOut() {
        return session.getAllProjects().stream()
                .filter(project -> !session.getProjects().contains(project))
                .toList();
    }

    /** Whether a module has sources and was not built, ever or since it was cleaned. */
    static boolean isUnbuilt(MavenProject module) {
        return module.getCompileSourceRoots().stream().anyMatch(folder -> Files.isDirectory(Path.of(folder)))
                && !Files.isDirectory(Path.of(module.getBuild().getOutputDirectory()));
    }

    /** Returns the modules with code that are built after the last of some. */
    List<MavenProject> after(Set<String> members) {
        List<MavenProject> after = new ArrayList<>();
        for (MavenProject project : session.getProjects()) {
            if (members.contains(project.getId())) {
                after.clear();
            } else if (!"pom".equals(project.getPackaging())) {
                after.add(project);
            }
        }
        return after;
    }

    RulesSearch search(MavenProject module) {
        Stream<Path> parents = Stream.iterate(module.getParent(), parent -> parent != null, MavenProject::getParent)
                .map(MavenProject::getBasedir)
                .filter(folder -> folder != null)
                .map(File::toPath);
        MavenExecutionRequest request = session.getRequest();
        Stream<Path> own = Stream.of(
                        Optional.ofNullable(request.getMultiModuleProjectDirectory()),
                        Optional.ofNullable(request.getBaseDirectory()).map(File::new))
                .flatMap(Optional::stream)
                .map(File::toPath);
        return new RulesSearch(Stream.concat(own, parents).toList());
    }

    /** Shows a file as seen from the folder of the build. */
    String shown(Path file) {
        Path folder = root();
        return (file.startsWith(folder) ? folder.relativize(file) : file)
                .toString()
                .replace('\\', '/');
    }

    /** The folder of the uppermost POM of the session. */
    Path root() {
        return Path.of(session.getExecutionRootDirectory()).toAbsolutePath().normalize();
    }

    Session told() {
        MavenExecutionRequest request = session.getRequest();
        Map<String, String> properties = new LinkedHashMap<>();
        session.getUserProperties()
                .stringPropertyNames()
                .forEach(
                        name -> properties.put(name, session.getUserProperties().getProperty(name)));
        return new Session(
                properties,
                request.getActiveProfiles(),
                request.getInactiveProfiles(),
                session.getRepositorySession().getLocalRepository().getBasedir().toPath(),
                existing(request.getUserSettingsFile()),
                existing(request.getGlobalSettingsFile()));
    }

    private static @Nullable Path existing(@Nullable File file) {
        return file != null && file.isFile() ? file.toPath() : null;
    }
}
