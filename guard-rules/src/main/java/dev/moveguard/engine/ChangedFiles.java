package dev.moveguard.engine;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.revision.Change;
import dev.moveguard.revision.FileEntry;
import dev.moveguard.revision.Revision;
import dev.moveguard.revision.Snapshot;
import dev.moveguard.rule.Changes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sources and documents that a change touches, with their texts before and after it. */
final class ChangedFiles {
    private static final String WANTED = ".*\\.(java|md|markdown)";

    private ChangedFiles() {}

    /** What the work tree changes. */
    static Changes inFolder(Checkout checkout, Revision base, List<Change> changes) {
        return new Changes(base.asked(), () -> files(checkout, base, changes, path -> textNow(checkout.file(path))));
    }

    private static @Nullable String textNow(Path file) {
        try {
            return Files.isRegularFile(file) ? SourceText.read(file).text() : null;
        } catch (UnreadableException e) {
            return null; // told where it is judged
        }
    }

    /** What the index changes. */
    static Changes inIndex(Checkout checkout, Revision base, Snapshot index, Supplier<List<Change>> changes) {
        return new Changes(base.asked(), () -> inIndex(checkout, base, index, changes.get()));
    }

    private static List<Changes.File> inIndex(Checkout checkout, Revision base, Snapshot index, List<Change> changes) {
        List<FileEntry> after = changes.stream()
                .flatMap(change -> Stream.ofNullable(change.after()))
                .filter(path -> path.matches(WANTED))
                .flatMap(path -> index.file(path).stream())
                .toList();
        Map<String, byte[]> texts = checkout.repository().contents(after);
        return files(checkout, base, changes, path -> text(texts.get(path)));
    }

    private static List<Changes.File> files(
            Checkout checkout, Revision base, List<Change> changes, Function<String, @Nullable String> after) {
        Snapshot before = checkout.repository().files(base);
        Set<String> wanted = changes.stream()
                .flatMap(change -> Stream.of(Optional.ofNullable(change.before()), Optional.ofNullable(change.after())))
                .flatMap(Optional::stream)
                .filter(path -> path.startsWith(checkout.prefix()) && path.matches(WANTED))
                .collect(Collectors.toSet());
        Map<String, byte[]> old = checkout.repository()
                .contents(wanted.stream()
                        .flatMap(path -> before.file(path).stream())
                        .toList());
        Set<String> gone = changes.stream()
                .filter(change -> change.before() != null && !change.before().equals(change.after()))
                .flatMap(change -> Stream.ofNullable(change.before()))
                .collect(Collectors.toSet());
        List<Changes.File> files = new ArrayList<>();
        for (String path : wanted.stream().sorted().toList()) {
            files.add(new Changes.File(
                    path.substring(checkout.prefix().length()),
                    text(old.get(path)),
                    gone.contains(path) ? null : after.apply(path)));
        }
        return files;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
