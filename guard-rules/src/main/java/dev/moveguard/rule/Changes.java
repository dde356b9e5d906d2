package dev.moveguard.rule;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A change of the project: files that differ from a revision. They are read when they are asked for. */
public final class Changes {
    private final String since;
    private final Supplier<List<File>> source;
    private @Nullable List<File> files;

    /**
     * One file.
     *
     * @param path below the root of the project, with {@code /}, as it is now or was
     * @param before its text in the revision; null: it is new
     * @param after its text now; null: it is gone
     */
    public record File(
            String path, @Nullable String before, @Nullable String after) {}

    /**
     * Tells of a change.
     *
     * @param since how the revision was asked for
     * @param source reads the files; is asked once at most
     */
    public Changes(String since, Supplier<List<File>> source) {
        this.since = since;
        this.source = source;
    }

    public Changes(String since, List<File> files) {
        this(since, () -> files);
    }

    /** How the revision was asked for. */
    public String since() {
        return since;
    }

    /** Returns the files that differ. */
    public List<File> files() {
        List<File> read = files == null ? List.copyOf(source.get()) : files;
        files = read;
        return read;
    }
}
