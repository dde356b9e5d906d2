package dev.moveguard.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The two archives, which the build names, unpacked as their users do. */
final class Archive {
    private static final String PATH = System.getProperty("archive", "");

    private Archive() {}

    /** Unpacks the tar.gz with the tool of the system, and returns the one folder that was in it. */
    static Path untarred(Path folder) throws IOException, InterruptedException {
        int code = new ProcessBuilder("tar", "-xzf", PATH + ".tar.gz")
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("tar ends with " + code);
        }
        return only(folder);
    }

    /** Unpacks the zip with the permissions it holds, and returns the one folder that was in it. */
    static Path unzipped(Path folder) throws IOException {
        try (FileSystem zip =
                        FileSystems.newFileSystem(Path.of(PATH + ".zip"), Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            files.skip(1)
                    .forEach(file -> copy(file, folder.resolve(file.toString().substring(1))));
        }
        return only(folder);
    }

    private static void copy(Path from, Path to) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(from);
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(to, permissions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            if (all.size() != 1) {
                throw new AssertionError("an archive holds one folder, and not " + all);
            }
            return all.get(0);
        }
    }

    /** The files below a folder, each with its permissions, sorted. */
    static List<String> listing(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> permissions(file) + " " + folder.relativize(file))
                    .sorted()
                    .toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
