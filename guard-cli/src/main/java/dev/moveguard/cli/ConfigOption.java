package dev.moveguard.cli;

import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.RuleBook;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which rules are meant. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The rules. Default: the nearest rules.yaml, from the current folder upwards.")
    private @Nullable Path file;

    /** Reads the rules and binds them to their kinds. */
    RuleBook read(Console console) {
        return RuleBook.of(RulesFile.read(find(console), name()));
    }

    /** Whether rules are named, or there are some to be found. */
    boolean isThere(Console console) {
        return file != null || nearest(console).isPresent();
    }

    /** How messages call the rules. */
    String name() {
        return file == null ? RulesFile.NAME : Guard.shown(file);
    }

    /** Finds the file: the one named, else the nearest. */
    Path find(Console console) {
        if (file != null) {
            return console.folder().resolve(file);
        }
        return nearest(console)
                .orElseThrow(() -> new UsageException("no %s in %s or above; name one with --config FILE"
                        .formatted(
                                RulesFile.NAME,
                                Guard.shown(console.folder().toAbsolutePath().normalize()))));
    }

    private static Optional<Path> nearest(Console console) {
        return RulesFile.nearest(console.folder(), Path.of(RulesFile.NAME));
    }
}
