package dev.moveguard.maven;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Finds the engine's jars as Maven finds those of a plugin. Of the plugin's own dependencies Maven leaves out what it brings
 * along itself in another version.
 */
record EngineJars(RepositorySystem repositories, MavenSession session, PluginDescriptor plugin) {
    private static final Set<String> AT_RUN_TIME = Set.of("compile", "runtime");

    /** @throws MojoExecutionException when one of them is not in the local repository and cannot be fetched */
    List<URL> find(MavenProject project) throws MojoExecutionException {
        DefaultArtifact engine = new DefaultArtifact(plugin.getGroupId(), "guard-rules", "jar", plugin.getVersion());
        CollectRequest collect =
                new CollectRequest(new Dependency(engine, "runtime"), project.getRemotePluginRepositories());
        DependencyRequest request = new DependencyRequest(
                collect,
                (node, parents) -> node.getDependency() == null
                        || AT_RUN_TIME.contains(node.getDependency().getScope()));
        try {
            List<ArtifactResult> found = repositories
                    .resolveDependencies(session.getRepositorySession(), request)
                    .getArtifactResults();
            return urls(Stream.concat(
                    Stream.of(plugin.getPluginArtifact().getFile()),
                    found.stream().map(result -> result.getArtifact().getFile())));
        } catch (DependencyResolutionException | MalformedURLException e) {
            throw new MojoExecutionException(
                    "guard: the engine cannot be resolved: "
                            + Optional.ofNullable(e.getMessage()).orElse(e.toString()),
                    e);
        }
    }

    private static List<URL> urls(Stream<File> files) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (File file : files.toList()) {
            urls.add(file.toURI().toURL());
        }
        return urls;
    }
}
