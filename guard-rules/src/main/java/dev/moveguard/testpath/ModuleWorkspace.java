package dev.moveguard.testpath;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.repository.internal.MavenWorkspaceReader;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;

/**
 * Gives the modules of a build to Maven's resolver: their POMs, and the folders of their classes.
 *
 * @param poms finds the POM of a module by {@code groupId:artifactId} and version
 * @param models the effective model of a POM
 */
record ModuleWorkspace(BiFunction<String, String, Optional<Path>> poms, Function<Path, Model> models)
        implements MavenWorkspaceReader {
    private static final WorkspaceRepository REPOSITORY = new WorkspaceRepository("reactor");

    private Optional<Path> pom(Artifact artifact) {
        return poms.apply(artifact.getGroupId() + ":" + artifact.getArtifactId(), artifact.getVersion());
    }

    @Override
    public @Nullable Model findModel(Artifact artifact) {
        return pom(artifact).flatMap(this::model).orElse(null);
    }

    private Optional<Model> model(Path pom) {
        try {
            return Optional.of(models.apply(pom));
        } catch (UnreadableBuildException e) {
            return Optional.empty(); // told where the module itself is judged
        }
    }

    @Override
    public @Nullable File findArtifact(Artifact artifact) {
        Optional<Path> pom = pom(artifact);
        Optional<Path> found =
                artifact.getExtension().equals("pom") ? pom : pom.flatMap(file -> folder(file, artifact));
        return found.map(Path::toFile).orElse(null);
    }

    private Optional<Path> folder(Path pom, Artifact artifact) {
        boolean isTests = artifact.getClassifier().equals("tests");
        return model(pom)
                .map(Model::getBuild)
                .map(isTests ? Build::getTestOutputDirectory : Build::getOutputDirectory)
                .map(folder -> pom.resolveSibling(folder))
                .filter(folder -> Files.isDirectory(folder)
                        && (isTests || artifact.getClassifier().isEmpty()));
    }

    @Override
    public List<String> findVersions(Artifact artifact) {
        return pom(artifact)
                .flatMap(this::model)
                .map(model -> List.of(model.getVersion()))
                .orElse(List.of());
    }

    @Override
    public WorkspaceRepository getRepository() {
        return REPOSITORY;
    }
}
