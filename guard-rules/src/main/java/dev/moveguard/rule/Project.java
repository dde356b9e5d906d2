package dev.moveguard.rule;

import dev.moveguard.code.Origin;
import java.nio.file.Path;
import java.util.List;

/**
 * The project around the code, for rules that look at its build.
 *
 * @param root the folder of rules.yaml; paths in findings are relative to it
 * @param testRoots existing folders of test sources
 */
public record Project(Path root, List<Path> testRoots) {
    public Project {
        testRoots = List.copyOf(testRoots);
    }

    /** How reports name a file: relative to the root, with {@code /}; a file elsewhere by its absolute path. */
    public String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path base = root.toAbsolutePath().normalize();
        return (absolute.startsWith(base) ? base.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
    }

    /** How reports name where a type was read: the file, or {@code jar!/entry}. */
    public String shown(Origin origin) {
        String container = shown(origin.container());
        return origin.entry() == null || origin.source() != null ? container : container + "!/" + origin.entry();
    }
}
