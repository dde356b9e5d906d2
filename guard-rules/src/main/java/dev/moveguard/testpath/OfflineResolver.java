package dev.moveguard.testpath;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelSource2;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.jspecify.annotations.Nullable;

/** Finds parents and imported POMs among the modules of the build and in the local repository; fetches nothing. */
final class OfflineResolver implements ModelResolver {
    private final BiFunction<String, String, Optional<Path>> modules;
    private final LocalRepository repository;
    private final Set<String> missing = new TreeSet<>();

    /** @param modules finds the POM of a module by its {@code groupId:artifactId} and version */
    OfflineResolver(BiFunction<String, String, Optional<Path>> modules, LocalRepository repository) {
        this.modules = modules;
        this.repository = repository;
    }

    BiFunction<String, String, Optional<Path>> modules() {
        return modules;
    }

    LocalRepository repository() {
        return repository;
    }

    /** The parents that were asked for and not found since the last time. */
    Set<String> takeMissing() {
        Set<String> taken = Set.copyOf(missing);
        missing.clear();
        return taken;
    }

    Optional<File> find(String groupId, String artifactId, String version) {
        return modules.apply(groupId + ":" + artifactId, version)
                .or(() -> repository.pom(groupId, artifactId, version))
                .map(Path::toFile);
    }

    @Override
    public ModelSource2 resolveModel(Parent parent) throws UnresolvableModelException {
        String id = parent.getGroupId() + ":" + parent.getArtifactId() + ":" + parent.getVersion();
        Optional<File> found = find(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
        if (found.isEmpty()) {
            missing.add(id);
            throw new UnresolvableModelException(
                    id + " is not in the local repository",
                    parent.getGroupId(),
                    parent.getArtifactId(),
                    parent.getVersion());
        }
        return new FileModelSource(found.get());
    }

    /**
     * Finds an imported POM. One that is missing counts as empty: an import only manages versions of dependencies, which
     * decide nothing that is certain.
     */
    @Override
    public ModelSource2 resolveModel(String groupId, String artifactId, String version) {
        Optional<File> found = find(groupId, artifactId, version);
        return found.isPresent() ? new FileModelSource(found.get()) : new EmptyPom();
    }

    private record EmptyPom() implements ModelSource2 {
        @Override
        public InputStream getInputStream() {
            String pom = """
                    <project><modelVersion>4.0.0</modelVersion><groupId>missing</groupId>
                    <artifactId>missing</artifactId><version>0</version><packaging>pom</packaging></project>
                    """;
            return new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String getLocation() {
            return "missing";
        }

        @Override
        public @Nullable ModelSource2 getRelatedSource(String relativePath) {
            return null;
        }

        @Override
        public URI getLocationURI() {
            return URI.create("missing:pom");
        }
    }

    @Override
    public ModelSource2 resolveModel(Dependency dependency) {
        return resolveModel(dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
    }

    @Override
    public void addRepository(Repository remote) {}

    @Override
    public void addRepository(Repository remote, boolean replace) {}

    @Override
    public ModelResolver newCopy() {
        return this;
    }
}
