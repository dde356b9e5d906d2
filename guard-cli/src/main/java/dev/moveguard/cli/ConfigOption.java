package dev.moveguard.cli;

import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.RuleBook;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The option that says which rules are meant. */
final class ConfigOption {
    private final Supplier<Optional<Path>> file;

    ConfigOption(Arguments takes) {
        file = takes.option(
                "--config",
                "FILE",
                Path.class,
                "The rules. Default: the nearest rules.yaml, from the current folder upwards.");
    }

    /** Reads the rules and binds them to their kinds. */
    RuleBook read(Console console) {
        return RuleBook.of(RulesFile.read(find(console), name()));
    }

    /** Whether rules are named, or there are some to be found. */
    boolean isThere(Console console) {
        return file.get().isPresent() || nearest(console).isPresent();
    }

    /** How messages call the rules. */
    String name() {
        return file.get().map(Guard::shown).orElse(RulesFile.NAME);
    }

    /** Finds the file: the one named, else the nearest. */
    Path find(Console console) {
        return file.get()
                .map(console.folder()::resolve)
                .or(() -> nearest(console))
                .orElseThrow(() -> new UsageException("no %s in %s or above; name one with --config FILE"
                        .formatted(
                                RulesFile.NAME,
                                Guard.shown(console.folder().toAbsolutePath().normalize()))));
    }

    private static Optional<Path> nearest(Console console) {
        return RulesFile.nearest(console.folder(), Path.of(RulesFile.NAME));
    }
}
