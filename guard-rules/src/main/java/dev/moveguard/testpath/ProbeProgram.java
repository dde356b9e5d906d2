package dev.moveguard.testpath;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts the classes of the forked program into a folder. They alone go to the class path of a project: nothing else of
 * Moveguard, nor a library of it, can get in the way of what is there.
 */
final class ProbeProgram {
    private static final String PACKAGE = "dev/moveguard/testpath/probe";
    private static final String EXTENSION = "META-INF/services/com.tngtech.archunit.lang.extension.ArchUnitExtension";

    private ProbeProgram() {}

    static void copyTo(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(PACKAGE));
        Path home = home();
        if (Files.isDirectory(home)) {
            copy(home.resolve(PACKAGE), folder.resolve(PACKAGE));
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + home.toUri()), Map.of())) {
                copy(jar.getPath(PACKAGE), folder.resolve(PACKAGE));
            }
        }
        Path services = folder.resolve(EXTENSION);
        Files.createDirectories(services.resolveSibling(""));
        Files.writeString(services, "dev.moveguard.testpath.probe.RuleRecorder\n");
    }

    /** The folder or jar this class came from. */
    private static Path home() throws IOException {
        try {
            return Path.of(ProbeProgram.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the program's own jar is not found", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
