package dev.moveguard.engine;

import dev.moveguard.config.Text;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@code scan}, asked about files that need not be there.
 *
 * @param base the folder below which it matches
 * @param matcher null: the base itself is meant
 * @param known the folder of sources by the folder of a file; empty: it is in none
 */
record SourceGlob(Text text, Path base, @Nullable PathMatcher matcher, Map<Path, Optional<Path>> known) {
    static SourceGlob of(Path root, Text text) {
        String glob = text.value().replace('\\', '/');
        int wild = Inputs.firstWildcard(glob);
        if (wild == glob.length()) {
            return new SourceGlob(text, root.resolve(glob).normalize(), null, new HashMap<>());
        }
        int slash = glob.lastIndexOf('/', wild) + 1;
        return new SourceGlob(
                text,
                root.resolve(glob.substring(0, slash)).normalize(),
                FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(slash)),
                new HashMap<>());
    }

    /** Returns the folder of sources that a file is in by this pattern: the outermost that matches. */
    Optional<Path> folderOf(Path file) {
        Path parent = file.getParent();
        if (parent == null || !file.startsWith(base)) {
            return Optional.empty();
        } else if (matches(file)) {
            return Optional.of(parent);
        }
        return known.computeIfAbsent(parent, this::outermost);
    }

    private Optional<Path> outermost(Path folder) {
        Path found = null;
        for (Path at = folder; at != null && at.startsWith(base); at = at.getParent()) {
            if (matches(at)) {
                found = at;
            }
        }
        return Optional.ofNullable(found);
    }

    private boolean matches(Path path) {
        return matcher == null ? path.equals(base) : !path.equals(base) && matcher.matches(base.relativize(path));
    }
}
