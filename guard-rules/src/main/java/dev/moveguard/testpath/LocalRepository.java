package dev.moveguard.testpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** The folder Maven downloads to. Only read: nothing is ever fetched. */
record LocalRepository(Path folder) {
    static LocalRepository of(MavenConfig config) {
        Path home = Path.of(System.getProperty("user.home", "."));
        return new LocalRepository(config.property("maven.repo.local")
                .map(Setting::value)
                .or(() -> Optional.ofNullable(System.getProperty("maven.repo.local")))
                .or(() -> config.settings().localRepository())
                .flatMap(text -> resolve(config.folder(), text))
                .orElse(home.resolve(".m2/repository"))
                .toAbsolutePath()
                .normalize());
    }

    private static Optional<Path> resolve(Path folder, String text) {
        try {
            return Optional.of(folder.resolve(text.strip()).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns where an artifact lies, or would: {@code groupId:artifactId:version}, or some text that names none. */
    Path folder(String coordinates) {
        String[] parts = coordinates.split(":");
        return parts.length != 3 || Stream.of(parts).anyMatch(part -> !isPlain(part))
                ? folder
                : folder.resolve(parts[0].replace('.', '/')).resolve(parts[1]).resolve(parts[2]);
    }

    /** Finds the POM of an artifact that has been downloaded or installed. */
    Optional<Path> pom(String groupId, String artifactId, String version) {
        if (Stream.of(groupId, artifactId, version).anyMatch(part -> !isPlain(part))) {
            return Optional.empty();
        }
        Path pom = folder.resolve(groupId.replace('.', '/'))
                .resolve(artifactId)
                .resolve(version)
                .resolve(artifactId + "-" + version + ".pom");
        return Files.isRegularFile(pom) ? Optional.of(pom) : Optional.empty();
    }

    /** Finds the newest version of an artifact with a jar at hand that is not newer than another version, of its major one. */
    Optional<String> newest(String groupId, String artifactId, String limit) {
        Path versions = folder.resolve(groupId.replace('.', '/')).resolve(artifactId);
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.filter(version -> Files.isRegularFile(
                            version.resolve("%s-%s.jar".formatted(artifactId, version.getFileName()))))
                    .map(version -> version.getFileName().toString())
                    .filter(version -> major(version).equals(major(limit)))
                    .filter(version -> new ComparableVersion(version).compareTo(new ComparableVersion(limit)) <= 0)
                    .max(Comparator.comparing(ComparableVersion::new));
        } catch (IOException e) {
            return Optional.empty(); // the artifact is then told to be missing
        }
    }

    private static String major(String version) {
        return version.replaceFirst("\\..*", "");
    }

    /** Whether a part of coordinates is a name, and no way to another folder. */
    private static boolean isPlain(String part) {
        return part.matches("[\\w.+-]+") && !part.contains("..");
    }
}
