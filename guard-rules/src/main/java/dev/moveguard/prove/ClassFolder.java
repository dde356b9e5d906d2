package dev.moveguard.prove;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.engine.ScannedCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** All classes of a mutant in a temporary folder. */
final class ClassFolder implements AutoCloseable {
    private final Path folder;
    private final CodeReader reader;

    private ClassFolder(Path folder, ScannedCode scanned) {
        this.folder = folder;
        this.reader = new CodeReader(new InputLedger(), scanned.project()::shown, FactsCache.none());
    }

    static ClassFolder of(ScannedCode scanned, Map<String, byte[]> changed) {
        try {
            ClassFolder made =
                    new ClassFolder(Files.createTempDirectory("guard-prove").toRealPath(), scanned);
            for (CodeType type : scanned.code().types()) {
                made.write(
                        type.name(),
                        changed.getOrDefault(type.name(), scanned.reader().bytes(type)));
            }
            for (Map.Entry<String, byte[]> one : changed.entrySet()) {
                made.write(one.getKey(), one.getValue());
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, bytes);
    }

    CodeBase read() {
        reader.addClasses(folder);
        return reader.read(Lens.BYTECODE);
    }

    @Override
    public void close() {
        reader.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
