package dev.moveguard.code.input;

import dev.moveguard.code.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The classes of libraries that sources are compiled against: known to the compiler, and judged by nobody. A jar that cannot be read
 * counts as one that is not there; what needs it is then told where it is needed.
 */
final class LibraryJars implements AutoCloseable {
    private final List<ZipFile> jars = new ArrayList<>();
    /** By package, with {@code /}; in the order of the class path. */
    private final Map<String, List<ZipFile>> packages = new HashMap<>();

    LibraryJars(List<Path> files) {
        files.forEach(file -> open(file).ifPresent(this::add));
    }

    private static Optional<ZipFile> open(Path file) {
        try {
            return Optional.of(new ZipFile(file.toFile()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Tells these jars, as they are now, from others. */
    static String key(List<Path> files) {
        long key = files.size();
        for (Path file : files) {
            key = 31 * key + file.toString().hashCode();
            key = 31 * key + file.toFile().length();
            key = 31 * key + file.toFile().lastModified();
        }
        return Long.toHexString(key);
    }

    private void add(ZipFile jar) {
        jars.add(jar);
        Enumeration<? extends ZipEntry> entries = jar.entries();
        String last = "";
        while (entries.hasMoreElements()) {
            String name = entries.nextElement().getName();
            String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
            if (name.endsWith(".class") && !folder.equals(last) && !folder.startsWith("META-INF/")) {
                last = folder;
                List<ZipFile> found = packages.computeIfAbsent(folder, key -> new ArrayList<>());
                if (!found.contains(jar)) {
                    found.add(jar);
                }
            }
        }
    }

    /** A name in each package, as {@code package-info} is one. */
    Set<String> names() {
        return packages.keySet().stream()
                .map(folder -> folder.replace('/', '.') + ".package-info")
                .collect(Collectors.toSet());
    }

    /** Returns the class file of a binary name; null: no jar has it. */
    byte @Nullable [] bytes(String name) {
        String entry = name.replace('.', '/') + ".class";
        String folder = entry.substring(0, Math.max(0, entry.lastIndexOf('/')));
        return packages.getOrDefault(folder, List.of()).stream()
                .flatMap(jar -> Stream.ofNullable(bytes(jar, entry)))
                .findFirst()
                .orElse(null);
    }

    private static byte @Nullable [] bytes(ZipFile jar, String name) {
        ZipEntry entry = jar.getEntry(name);
        try {
            return entry == null ? null : ClassStore.entry(jar, entry);
        } catch (IOException | UnreadableException e) {
            return null; // as good as none
        }
    }

    @Override
    public void close() {
        for (ZipFile jar : jars) {
            try {
                jar.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
