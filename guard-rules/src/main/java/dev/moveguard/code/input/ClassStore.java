package dev.moveguard.code.input;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.Origin;
import dev.moveguard.code.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Gives the bytes of a class again, from where they were first read; keeps archives open until closed. */
final class ClassStore implements AutoCloseable {
    private static final int MOST_BYTES = 64 << 20;

    private final Map<Path, ZipFile> archives = new HashMap<>();
    private final Map<Origin, byte[]> compiled = new HashMap<>();

    /** Keeps the bytes of a class that stands in no file. */
    void keep(Origin origin, byte[] bytes) {
        compiled.put(origin, bytes);
    }

    ZipFile archive(Path file) throws IOException {
        ZipFile open = archives.get(file);
        if (open == null) {
            open = new ZipFile(file.toFile());
            archives.put(file, open);
        }
        return open;
    }

    /** @throws UnreadableException when the file has gone or cannot be read */
    byte[] bytes(CodeType type) {
        Origin origin = type.origin();
        byte[] kept = compiled.get(new Origin(origin.container(), origin.entry(), null, origin.source()));
        if (kept != null) {
            return kept;
        }
        try {
            return origin.entry() == null
                    ? file(origin.container())
                    : entry(archive(origin.container()), origin.entry());
        } catch (IOException e) {
            throw new UnreadableException("cannot be read again: " + e.getMessage(), e);
        }
    }

    static byte[] file(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new UnreadableException("is longer than %s bytes".formatted(MOST_BYTES));
        }
        return Files.readAllBytes(file);
    }

    private static byte[] entry(ZipFile archive, String name) throws IOException {
        ZipEntry entry = archive.getEntry(name);
        if (entry == null) {
            throw new UnreadableException("is no longer in the archive");
        }
        return entry(archive, entry);
    }

    /** Reads an entry; what it says of its own size is not believed. */
    static byte[] entry(ZipFile archive, ZipEntry entry) throws IOException {
        try (InputStream in = archive.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UnreadableException("is longer than %s bytes".formatted(MOST_BYTES));
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        for (ZipFile archive : archives.values()) {
            try {
                archive.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        archives.clear();
    }
}
