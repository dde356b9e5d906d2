package dev.moveguard.revision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file between a revision and what came after it.
 *
 * @param before its path in the revision; null: it is new
 * @param after its path now; null: it is gone
 * @param lines the lines that are new or other than before; empty when lines only went, or the file is not text
 */
public record Change(@Nullable String before, @Nullable String after, List<LineRange> lines) {
    public Change {
        lines = List.copyOf(lines);
    }

    /**
     * Lines of a file as it is now.
     *
     * @param first from 1
     * @param last included
     */
    public record LineRange(int first, int last) {
        /** The lines of a file that is new as a whole. */
        static final LineRange ALL = new LineRange(1, Integer.MAX_VALUE);

        public boolean contains(int line) {
            return first <= line && line <= last;
        }
    }

    public boolean isNew() {
        return before == null;
    }

    public boolean isGone() {
        return after == null;
    }

    public boolean isRenamed() {
        return before != null && after != null && !before.equals(after);
    }

    /** Whether a line of the file as it is now is new or other than before. */
    public boolean touches(int line) {
        return lines.stream().anyMatch(range -> range.contains(line));
    }
}
