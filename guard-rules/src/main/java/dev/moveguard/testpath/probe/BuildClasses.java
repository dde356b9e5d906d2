package dev.moveguard.testpath.probe;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The classes of all modules of the build, where it compiled them to; those of tests are not among them. */
final class BuildClasses {
    /** More than these are known by name alone. */
    static final int MOST_IMPORTED = 10_000;

    private final Map<Path, String> modules = new LinkedHashMap<>();
    private final Map<String, Path> folders = new HashMap<>();
    private final Map<List<String>, JavaClasses> imports = new HashMap<>();

    /** @param question has a line for each module: its folder of classes, and how messages name it */
    BuildClasses(Question question) {
        question.lines().stream()
                .filter(line -> line.get(0).equals("module"))
                .forEach(line -> modules.put(Path.of(line.get(1)), line.get(2)));
        modules.keySet().forEach(this::read);
    }

    private void read(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .forEach(file -> folders.putIfAbsent(file.replace(File.separatorChar, '.'), folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String type) {
        return folders.containsKey(type);
    }

    /** Whether the name of some class starts so. */
    boolean hasStart(String name) {
        return folders.keySet().stream().anyMatch(type -> type.startsWith(name));
    }

    Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        folders.keySet().forEach(type -> packages.add(RuleNames.parent(type)));
        return packages;
    }

    Optional<Path> folder(String type) {
        return Optional.ofNullable(folders.get(type));
    }

    /** Returns {@code com.acme.Page in module web}. */
    String shown(String type) {
        return folder(type)
                .map(folder -> type + " in module " + modules.get(folder))
                .orElse(type);
    }

    /** Whether the build has classes that are not among those of an import. */
    boolean hasMoreThan(JavaClasses some) {
        return folders.size() <= MOST_IMPORTED && folders.keySet().stream().anyMatch(type -> !some.contain(type));
    }

    /** Imports all that import options let through; once for each kind of options. */
    JavaClasses imported(Collection<ImportOption> options) {
        List<String> key = options.stream()
                .map(option -> option.getClass().getName())
                .sorted()
                .toList();
        JavaClasses known = imports.get(key);
        if (known == null) {
            known = new ClassFileImporter(options).importPaths(modules.keySet());
            imports.put(key, known);
        }
        return known;
    }
}
