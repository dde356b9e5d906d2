package dev.moveguard.code.input;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.bytecode.ClassFile;
import dev.moveguard.code.bytecode.MentionedNames;
import dev.moveguard.code.input.ClassChunk.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Scans class files on all processors. What a chunk of them tells is computed from these files alone. */
final class ClassScanner implements AutoCloseable {
    private static final int CHUNK = 512;

    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
                Thread worker = new Thread(task, "guard-scan");
                worker.setDaemon(true);
                return worker;
            });

    private interface Source {
        byte[] bytes() throws IOException;
    }

    private record Item(String entry, Source source) {}

    /** Scans the class files of a folder. */
    List<ClassChunk> folder(Path folder, Collection<Path> files) {
        return scan(files.stream()
                .map(file -> new Item(entry(folder, file), () -> ClassStore.file(file)))
                .toList());
    }

    static String entry(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Scans the class files of an archive. */
    List<ClassChunk> archive(ZipFile archive) {
        List<Item> items = new ArrayList<>();
        List<InputLedger.Entry> skipped = new ArrayList<>();
        for (ZipEntry entry : Collections.list(archive.entries())) {
            if (entry.getName().endsWith(".class")) {
                items.add(new Item(entry.getName(), () -> ClassStore.entry(archive, entry)));
            } else if (CodeReader.isArchive(entry.getName())) {
                skipped.add(new InputLedger.Entry(entry.getName(), "is an archive inside an archive"));
            }
        }
        List<ClassChunk> chunks = new ArrayList<>(scan(items));
        chunks.add(new ClassChunk(List.of(), List.of(), List.of(), skipped));
        return chunks;
    }

    private List<ClassChunk> scan(List<Item> items) {
        if (items.size() <= CHUNK / 4) {
            return List.of(chunk(items));
        }
        List<Callable<ClassChunk>> tasks = new ArrayList<>();
        for (int from = 0; from < items.size(); from += CHUNK) {
            List<Item> part = items.subList(from, Math.min(from + CHUNK, items.size()));
            tasks.add(() -> chunk(part));
        }
        try {
            List<ClassChunk> chunks = new ArrayList<>();
            for (Future<ClassChunk> done : workers.invokeAll(tasks)) {
                chunks.add(done.get());
            }
            return chunks;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while class files were read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a class file could not be scanned", e.getCause());
        }
    }

    private static ClassChunk chunk(List<Item> items) {
        MentionedNames names = new MentionedNames();
        List<Row> rows = new ArrayList<>();
        List<InputLedger.Entry> failed = new ArrayList<>();
        for (Item item : items) {
            try {
                ClassFile.scan(item.source.bytes(), names)
                        .ifPresent(scanned -> rows.add(new Row(item.entry, scanned.header(), scanned.mentioned())));
            } catch (UnreadableException e) {
                failed.add(new InputLedger.Entry(item.entry, e.reason()));
            } catch (IOException e) {
                failed.add(new InputLedger.Entry(item.entry, "cannot be read: " + CodeReader.reason(e)));
            }
        }
        return new ClassChunk(names.names(), rows, failed, List.of());
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
