package dev.moveguard.revision;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a revision or of the index, by path. */
public final class Snapshot {
    private final SortedMap<String, FileEntry> files = new TreeMap<>();
    private final List<String> unmerged;

    /** @param unmerged paths that a merge left in conflict; they are not among the files */
    Snapshot(Collection<FileEntry> files, Collection<String> unmerged) {
        files.forEach(file -> this.files.put(file.path(), file));
        this.unmerged = unmerged.stream().distinct().sorted().toList();
    }

    /** Returns the files by path, in the order of their paths. */
    public SortedMap<String, FileEntry> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    public Optional<FileEntry> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Returns the paths that a merge left in conflict; only an index has any. */
    public List<String> unmerged() {
        return unmerged;
    }
}
