package dev.moveguard.code.input;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceParser;
import dev.moveguard.code.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells which source a class file was compiled from: one of the name that the class file tells, in the package of its type.
 *
 * <p>Folders need not mirror packages. A source that lies where they would is taken for what its place says; the package of another
 * one is read, once, when a class file of its name is met.
 */
public final class SourceIndex {
    private final Map<Path, Path> folders;
    private final Function<Path, SourceText> reading;
    private final Map<String, List<Path>> byName = new HashMap<>();
    private final Map<Path, Optional<String>> packages = new HashMap<>();
    private final Map<String, List<Path>> found = new HashMap<>();

    /**
     * @param folders source files, each with the folder it was found under
     * @param reading opens one; a source it cannot read belongs to no class file
     */
    public SourceIndex(Map<Path, Path> folders, Function<Path, SourceText> reading) {
        this.folders = new HashMap<>(folders);
        this.reading = reading;
        folders.keySet()
                .forEach(file -> byName.computeIfAbsent(file.getFileName().toString(), name -> new ArrayList<>())
                        .add(file));
    }

    /** Returns the source a type was compiled from; of several that declare it, the one that lies nearest to the class file. */
    public Optional<Path> sourceOf(CodeType type) {
        if (type.origin().source() != null) {
            return Optional.ofNullable(type.origin().source());
        }
        String name = fileName(type);
        List<Path> named = byName.get(name);
        if (named == null) {
            return Optional.empty();
        }
        String packageName = type.packageName();
        return found
                .computeIfAbsent(
                        packageName + "/" + name,
                        key -> named.stream()
                                .filter(file -> declares(file, packageName))
                                .toList())
                .stream()
                .max(Comparator.<Path>comparingInt(
                                file -> commonSegments(file, type.origin().container()))
                        .thenComparing(Comparator.<Path>naturalOrder().reversed()));
    }

    /** The name of its source; of a class file that does not tell, the one its top-level type should have. */
    private static String fileName(CodeType type) {
        String told = type.origin().sourceFile();
        if (told != null) {
            return told;
        }
        String name = type.name().substring(type.name().lastIndexOf('.') + 1);
        int dollar = name.indexOf('$', 1);
        return (dollar < 0 ? name : name.substring(0, dollar)) + ".java";
    }

    private boolean declares(Path file, String packageName) {
        Path place = folders.getOrDefault(file, file.resolveSibling("")).relativize(file);
        return packageOf(place).equals(packageName)
                || packages.computeIfAbsent(file, this::declaredPackage)
                        .filter(packageName::equals)
                        .isPresent();
    }

    private static String packageOf(Path place) {
        Path folder = place.getParent();
        return folder == null ? "" : folder.toString().replace('\\', '/').replace('/', '.');
    }

    private Optional<String> declaredPackage(Path file) {
        try {
            return Optional.of(SourceParser.packageName(reading.apply(file)));
        } catch (UnreadableException e) {
            return Optional.empty(); // told where it is read to be judged
        }
    }

    private static int commonSegments(Path a, Path b) {
        Path one = a.toAbsolutePath().normalize();
        Path other = b.toAbsolutePath().normalize();
        int same = 0;
        while (same < Math.min(one.getNameCount(), other.getNameCount())
                && one.getName(same).equals(other.getName(same))) {
            same++;
        }
        return same;
    }
}
