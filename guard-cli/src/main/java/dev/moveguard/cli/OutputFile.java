package dev.moveguard.cli;

import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Text;
import dev.moveguard.engine.Baseline;
import dev.moveguard.engine.RuleBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The file that {@code --output} names. It is written beside and moved into place, so that it is there in full or not at all, and
 * never over an input, the rules, or a document.
 */
record OutputFile(Path named, Console console, RuleBook book) {
    /** @throws UsageException when it must not be overwritten, or cannot be written */
    void write(String text) {
        Path file = target();
        try {
            Path beside = Files.createTempFile(file.resolveSibling(""), ".guard", ".tmp");
            try {
                Files.writeString(beside, text, StandardCharsets.UTF_8);
                keepPermissions(file, beside);
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UsageException("%s cannot be written: %s".formatted(Guard.shown(named), e.getMessage()));
        }
    }

    /** Returns the file to write: what a link leads to, and never an input, the rules, or what is no plain file. */
    private Path target() {
        Path wanted = console.folder().resolve(named);
        try {
            Path file = Files.exists(wanted)
                    ? wanted.toRealPath()
                    : wanted.toAbsolutePath().normalize();
            boolean isInput = file.toString().matches(".*(\\.(java|class|jar|zip|war|ear)|[/\\\\]pom\\.xml)")
                    || configuration()
                            .anyMatch(kept -> file.equals(kept) || Files.isDirectory(kept) && file.startsWith(kept));
            if (Files.exists(file) && (isInput || !Files.isRegularFile(file))) {
                throw new UsageException("--output would overwrite " + Guard.shown(named));
            }
            return file;
        } catch (IOException e) {
            throw new UsageException("%s cannot be written: %s".formatted(Guard.shown(named), e.getMessage()));
        }
    }

    /** What the run was configured by: the rules, those they extend, the documents, and the baseline. */
    private Stream<Path> configuration() {
        RuleSet rules = book.ruleSet();
        Stream<String> named = Stream.concat(
                book.entries().stream().map(rule -> rule.entry().at().file()),
                Stream.of(rules.docs().decisions(), rules.docs().constraints())
                        .filter(Objects::nonNull)
                        .map(Text::value));
        return Stream.concat(
                        Stream.of(rules.file(), rules.root().resolve(Baseline.FOLDER)),
                        named.map(rules.root()::resolve))
                .map(file -> file.toAbsolutePath().normalize())
                .flatMap(file -> Stream.of(file, real(file)));
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file; // a preset: it stands in no file
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        boolean isPosix = Files.getFileStore(to).supportsFileAttributeView(PosixFileAttributeView.class);
        if (isPosix) {
            Files.setPosixFilePermissions(
                    to,
                    Files.exists(from)
                            ? Files.getPosixFilePermissions(from)
                            : PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
