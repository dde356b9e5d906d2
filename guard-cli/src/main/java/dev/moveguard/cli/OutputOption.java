package dev.moveguard.cli;

import dev.moveguard.engine.RuleBook;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The option that names a file for what is else printed. */
final class OutputOption {
    private final Command command;
    private final Supplier<Optional<Path>> file;

    OutputOption(Command command, String says) {
        this.command = command;
        file = command.takes.option("--output", "FILE", Path.class, says);
    }

    boolean isThere() {
        return file.get().isPresent();
    }

    void print(String text, RuleBook book) {
        file.get().ifPresentOrElse(named -> new OutputFile(named, command.console, book).write(text), () -> {
            command.out().print(text);
            command.out().flush();
        });
    }
}
