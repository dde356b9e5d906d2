package dev.moveguard.engine;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.RulesFile;
import dev.moveguard.revision.FileEntry;
import dev.moveguard.revision.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The rules as a revision or the index has them, with the documents and the baseline they have there.
 *
 * @param book bound to the folder of the work tree
 */
record VersionedRules(RuleBook book, Baseline baseline) {
    /**
     * Reads the rules. The file, what its text names, and the baseline are laid out in a folder of their own for as long as it
     * takes.
     *
     * @param file the file in the work tree
     * @param name how messages call it
     * @return nothing when the version has no such file
     * @throws ConfigurationException when the rules cannot be used
     */
    static Optional<VersionedRules> read(Checkout checkout, Snapshot snapshot, Path file, String name) {
        Path absolute = file.toAbsolutePath().normalize();
        Optional<FileEntry> entry = snapshot.file(checkout.path(absolute));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path folder = Files.createTempDirectory("moveguard");
            try {
                return Optional.of(
                        read(checkout, layOut(checkout, snapshot, entry.get(), folder), absolute, name, folder));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether two versions have the same in all files that rules are read from: then they have the same rules. */
    static boolean areSameIn(Snapshot one, Snapshot other, Checkout checkout) {
        return sources(one, checkout).equals(sources(other, checkout));
    }

    private static Set<FileEntry> sources(Snapshot snapshot, Checkout checkout) {
        Set<FileEntry> sources = new HashSet<>(baseline(snapshot, checkout).values());
        snapshot.files().values().stream().filter(VersionedRules::canBeNamed).forEach(sources::add);
        return sources;
    }

    private static SortedMap<String, FileEntry> baseline(Snapshot snapshot, Checkout checkout) {
        return snapshot.files()
                .tailMap(checkout.prefix() + Baseline.FOLDER + "/")
                .headMap(checkout.prefix() + Baseline.FOLDER + "0"); // the character behind the slash
    }

    private static VersionedRules read(Checkout checkout, Path laidOut, Path file, String name, Path folder) {
        RuleBook book = RuleBook.of(RulesFile.read(laidOut, name)).at(file);
        return new VersionedRules(book, Baseline.read(folder.resolve(checkout.prefix())));
    }

    private static Path layOut(Checkout checkout, Snapshot snapshot, FileEntry rules, Path folder) throws IOException {
        Map<String, FileEntry> needed = new LinkedHashMap<>(baseline(snapshot, checkout));
        Map<String, byte[]> contents = new LinkedHashMap<>(checkout.repository().contents(needed.values()));
        Deque<FileEntry> open = new ArrayDeque<>(List.of(rules));
        while (!open.isEmpty()) {
            List<FileEntry> next = List.copyOf(open);
            open.clear();
            next.forEach(entry -> needed.put(entry.path(), entry));
            checkout.repository().contents(next).forEach((path, bytes) -> {
                contents.put(path, bytes);
                if (isRules(path)) {
                    named(path, bytes, snapshot.files().values()).stream()
                            .filter(entry -> !needed.containsKey(entry.path()))
                            .forEach(open::add);
                }
            });
        }
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            Path file = folder.resolve(content.getKey());
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, content.getValue());
        }
        return folder.resolve(rules.path());
    }

    private static boolean isRules(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml");
    }

    /** Returns the rules and documents whose path, or the path of a folder around them, stands in a text. */
    private static List<FileEntry> named(String path, byte[] bytes, Collection<FileEntry> files) {
        Path folder = Path.of("/").resolve(path).resolveSibling("");
        Set<String> words = new HashSet<>();
        Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("[\\s\"'\\[\\],{}]+"))
                .filter(word -> !word.isEmpty() && word.indexOf('\0') < 0 && !word.contains("*"))
                .map(word -> folder.resolve(word).normalize().toString().replace('\\', '/'))
                .forEach(words::add);
        return files.stream()
                .filter(VersionedRules::canBeNamed)
                .filter(entry -> around(entry.path()).anyMatch(words::contains))
                .toList();
    }

    private static boolean canBeNamed(FileEntry entry) {
        return entry.kind() == FileEntry.Kind.FILE
                && (isRules(entry.path()) || entry.path().endsWith(".md"));
    }

    private static Stream<String> around(String path) {
        return Stream.iterate("/" + path, at -> !at.isEmpty(), at -> at.substring(0, at.lastIndexOf('/')));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
