package dev.moveguard.code.input;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.Origin;
import dev.moveguard.code.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Gives the bytes of a class again, from where they were first read; keeps archives open until closed. */
final class ClassStore implements AutoCloseable {
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_HINTED = 1 << 20;

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

    /** Reads an entry; what it says of its own size is a hint that saves copies, and is not believed. */
    static byte[] entry(ZipFile archive, ZipEntry entry) throws IOException {
        try (InputStream in = archive.getInputStream(entry)) {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(entry.getSize(), MOST_HINTED))];
            int length = in.readNBytes(bytes, 0, bytes.length);
            int next = in.read();
            return next < 0 ? cut(bytes, length) : longer(bytes, next, in);
        }
    }

    private static byte[] cut(byte[] bytes, int length) {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static byte[] longer(byte[] start, int next, InputStream in) throws IOException {
        byte[] rest = in.readNBytes(MOST_BYTES - start.length);
        if (start.length + 1 + rest.length > MOST_BYTES) {
            throw new UnreadableException("is longer than %s bytes".formatted(MOST_BYTES));
        }
        byte[] all = Arrays.copyOf(start, start.length + 1 + rest.length);
        all[start.length] = (byte) next;
        System.arraycopy(rest, 0, all, start.length + 1, rest.length);
        return all;
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
