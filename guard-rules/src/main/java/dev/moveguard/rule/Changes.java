package dev.moveguard.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of the project: files that differ from a revision.
 *
 * @param since how the revision was asked for
 */
public record Changes(String since, List<File> files) {
    /**
     * One file.
     *
     * @param path below the root of the project, with {@code /}, as it is now or was
     * @param before its text in the revision; null: it is new
     * @param after its text now; null: it is gone
     */
    public record File(
            String path, @Nullable String before, @Nullable String after) {}

    public Changes {
        files = List.copyOf(files);
    }
}
