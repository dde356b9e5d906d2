package dev.moveguard.engine;

import dev.moveguard.code.source.SourceText;
import java.util.Map;
import java.util.Optional;

/** The text of the files that findings point into, by the name that reports use. */
public final class Sources {
    private static final Sources NONE = new Sources(Map.of());

    private final Map<String, SourceText> byFile;

    private Sources(Map<String, SourceText> byFile) {
        this.byFile = Map.copyOf(byFile);
    }

    /** No file was there to read. */
    public static Sources none() {
        return NONE;
    }

    public static Sources of(Map<String, SourceText> byFile) {
        return new Sources(byFile);
    }

    /** The files and their texts, by the name that reports use. */
    Map<String, SourceText> byFile() {
        return byFile;
    }

    /** Returns the text of a file; nothing for a class file, an archive, or what could not be read. */
    public Optional<SourceText> text(String file) {
        return Optional.ofNullable(byFile.get(file));
    }
}
