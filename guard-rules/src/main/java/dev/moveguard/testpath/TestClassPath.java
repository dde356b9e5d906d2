package dev.moveguard.testpath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.aether.artifact.Artifact;

/** The artifacts a module's tests see, in the order of the class path. */
final class TestClassPath {
    private final List<Artifact> artifacts;
    private final Map<String, String> versions = new HashMap<>();
    private final Set<String> missing;
    private final ClassPathResolver resolver;

    /** @param missing artifacts whose POM is not at hand: what they need may be there, and is not known */
    TestClassPath(List<Artifact> artifacts, Set<String> missing, ClassPathResolver resolver) {
        this.artifacts = List.copyOf(artifacts);
        this.missing = Set.copyOf(missing);
        this.resolver = resolver;
        artifacts.forEach(artifact ->
                versions.putIfAbsent(artifact.getGroupId() + ":" + artifact.getArtifactId(), artifact.getVersion()));
    }

    boolean has(String key) {
        return versions.containsKey(key);
    }

    Optional<String> version(String key) {
        return Optional.ofNullable(versions.get(key));
    }

    /** Whether an artifact is certainly not there. */
    boolean lacks(String key) {
        return missing.isEmpty() && !has(key);
    }

    /**
     * The files of the class path.
     *
     * @param missing what is not at hand, by its coordinates
     */
    record Files(List<Path> present, Set<String> missing) {
        Files {
            present = List.copyOf(present);
            missing = Set.copyOf(missing);
        }
    }

    Files files() {
        return files(artifact -> true);
    }

    /** The files of those that a filter keeps. */
    Files files(Predicate<Artifact> isKept) {
        List<Path> present = new ArrayList<>();
        Set<String> absent = new TreeSet<>(missing);
        for (Artifact artifact : artifacts) {
            if (!artifact.getExtension().equals("pom") && isKept.test(artifact)) {
                resolver.file(artifact)
                        .ifPresentOrElse(present::add, () -> absent.add(ClassPathResolver.shown(artifact)));
            }
        }
        return new Files(present, absent);
    }
}
