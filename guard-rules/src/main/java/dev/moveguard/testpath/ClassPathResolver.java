package dev.moveguard.testpath;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactProperties;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.artifact.DefaultArtifactType;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.LocalRepositoryManager;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.spi.connector.transport.TransporterFactory;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transport.http.ChecksumExtractor;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;

/** Computes what tests see with Maven's own resolver, from the local repository and the modules alone. Fetches nothing. */
final class ClassPathResolver {
    private final RepositorySystem system;
    private final DefaultRepositorySystemSession session;
    private final Set<String> missing = new HashSet<>();

    ClassPathResolver(LocalRepository repository, ModuleWorkspace workspace) {
        this.system = new Offline().get();
        this.session = MavenRepositorySystemUtils.newSession();
        session.setOffline(true);
        session.setCache(new DefaultRepositoryCache());
        session.setWorkspaceReader(workspace);
        session.setLocalRepositoryManager(manager(repository));
        session.setSystemProperties(System.getProperties()); // profiles of libraries ask for the JDK
        session.setRepositoryListener(new AbstractRepositoryListener() {
            @Override
            public void artifactDescriptorMissing(RepositoryEvent event) {
                missing.add(shown(event.getArtifact()));
            }

            @Override
            public void artifactDescriptorInvalid(RepositoryEvent event) {
                missing.add(shown(event.getArtifact()));
            }
        });
    }

    /** The simple manager takes a file for what it is, wherever it once was downloaded from. */
    private LocalRepositoryManager manager(LocalRepository repository) {
        return system.newLocalRepositoryManager(
                session,
                new org.eclipse.aether.repository.LocalRepository(
                        repository.folder().toFile(), "simple"));
    }

    /** Collects the dependencies of a module, those of its tests included. Nothing is read but POMs. */
    TestClassPath of(Model module) {
        missing.clear();
        CollectRequest request = new CollectRequest();
        module.getDependencies().forEach(dependency -> request.addDependency(converted(dependency)));
        if (module.getDependencyManagement() != null) {
            module.getDependencyManagement()
                    .getDependencies()
                    .forEach(dependency -> request.addManagedDependency(converted(dependency)));
        }
        DependencyNode root = collect(request);
        PreorderNodeListGenerator nodes = new PreorderNodeListGenerator();
        root.accept(nodes);
        List<Artifact> artifacts = nodes.getArtifacts(true);
        return new TestClassPath(artifacts, missing, this);
    }

    private DependencyNode collect(CollectRequest request) {
        try {
            return system.collectDependencies(session, request).getRoot();
        } catch (DependencyCollectionException e) {
            missing.add(e.getMessage());
            return e.getResult().getRoot();
        }
    }

    private org.eclipse.aether.graph.Dependency converted(Dependency dependency) {
        String name = dependency.getType() == null ? "jar" : dependency.getType();
        ArtifactType known = session.getArtifactTypeRegistry().get(name);
        ArtifactType type = known == null ? new DefaultArtifactType(name) : known;
        Artifact artifact = new DefaultArtifact(
                dependency.getGroupId(),
                dependency.getArtifactId(),
                dependency.getClassifier(),
                null,
                dependency.getVersion(),
                type);
        if (dependency.getSystemPath() != null) {
            artifact = artifact.setProperties(Map.of(ArtifactProperties.LOCAL_PATH, dependency.getSystemPath()))
                    .setFile(new File(dependency.getSystemPath()));
        }
        List<Exclusion> exclusions = new ArrayList<>();
        dependency
                .getExclusions()
                .forEach(excluded ->
                        exclusions.add(new Exclusion(excluded.getGroupId(), excluded.getArtifactId(), "*", "*")));
        return new org.eclipse.aether.graph.Dependency(
                artifact, dependency.getScope(), Boolean.parseBoolean(dependency.getOptional()), exclusions);
    }

    /** Returns the jar or folder of an artifact that is at hand. */
    Optional<Path> file(Artifact artifact) {
        try {
            ArtifactRequest request = new ArtifactRequest().setArtifact(artifact);
            return Optional.of(system.resolveArtifact(session, request)
                    .getArtifact()
                    .getFile()
                    .toPath());
        } catch (ArtifactResolutionException e) {
            return Optional.empty();
        }
    }

    /** Finds the jar of an artifact alone. */
    Optional<Path> jar(String groupId, String artifactId, String version) {
        return file(new DefaultArtifact(groupId, artifactId, "jar", version));
    }

    /** Finds the jars of an artifact and all that it needs at run time; nothing when one of them is not at hand. */
    Optional<List<Path>> jars(String groupId, String artifactId, String version) {
        CollectRequest request = new CollectRequest();
        request.setRoot(new org.eclipse.aether.graph.Dependency(
                new DefaultArtifact(groupId, artifactId, "jar", version), "runtime"));
        PreorderNodeListGenerator nodes = new PreorderNodeListGenerator();
        try {
            system.collectDependencies(session, request).getRoot().accept(nodes);
        } catch (RepositoryException e) {
            return Optional.empty();
        }
        List<Path> jars = new ArrayList<>();
        for (Artifact artifact : nodes.getArtifacts(true)) {
            Optional<Path> jar = file(artifact);
            if (jar.isEmpty()) {
                return Optional.empty();
            }
            jars.add(jar.get());
        }
        return Optional.of(jars);
    }

    static String shown(Artifact artifact) {
        return "%s:%s:%s".formatted(artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion());
    }

    /** Maven's resolver without what it fetches with. */
    private static final class Offline extends RepositorySystemSupplier {
        @Override
        protected Map<String, ChecksumExtractor> getChecksumExtractors() {
            return Map.of();
        }

        @Override
        protected Map<String, TransporterFactory> getTransporterFactories(
                Map<String, ChecksumExtractor> checksumExtractors) {
            return Map.of();
        }
    }
}
