package dev.moveguard.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the rules of a module: in its folder or the nearest one above, up to the uppermost folder of the build.
 *
 * @param roots folders that may be that of the build: Maven's own, those of the module's parents
 */
record RulesSearch(List<Path> roots) {
    RulesSearch {
        roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    }

    /** @param named a path; a relative one is looked for */
    Optional<Path> find(Path module, Path named) {
        Path start = module.toAbsolutePath().normalize();
        for (Path folder = start; folder != null && isInside(start, folder); folder = folder.getParent()) {
            Path file = folder.resolve(named).normalize();
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private boolean isInside(Path module, Path folder) {
        return folder.equals(module)
                || roots.stream().anyMatch(root -> folder.startsWith(root) && module.startsWith(root));
    }
}
