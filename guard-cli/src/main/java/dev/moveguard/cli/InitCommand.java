package dev.moveguard.cli;

import dev.moveguard.proposal.Proposal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code guard init}: writes a first rules.yaml. */
final class InitCommand extends Command {
    private final Supplier<Optional<Path>> folder =
            takes.parameter("FOLDER", Path.class, "The root of the project. Default: the current folder.");

    private final BooleanSupplier isDry = takes.flag("--dry-run", "Prints the file instead of writing it.");

    InitCommand(Console console) {
        super(
                console,
                "init",
                "Looks at a project and writes a commented rules.yaml into it: rules that hold today, and others that fit as comments.",
                "A file that is there is never overwritten.");
        exitCodes("0:written", "2:there is a rules.yaml already, or no Java source");
    }

    @Override
    public Integer call() {
        Path root = console.folder().resolve(folder());
        Path file = root.resolve(Proposal.FILE);
        if (!Files.isDirectory(root)) {
            throw new UsageException("no such folder: " + Guard.shown(folder()));
        } else if (!isDry.getAsBoolean() && Files.exists(file)) {
            throw isThere();
        }
        Proposal proposal = Proposal.of(root, console.today())
                .orElseThrow(() -> new UsageException("no Java source in " + Guard.shown(root.toAbsolutePath())));
        if (isDry.getAsBoolean()) {
            out().print(proposal.text());
        } else {
            write(file, proposal.text());
            out().print("%s is written: %s that hold today, %s more as comments. Next: guard check\n"
                    .formatted(
                            Guard.shown(folder().resolve(Proposal.FILE)), rules(proposal.active()), proposal.open()));
        }
        out().flush();
        return ExitCode.CLEAN;
    }

    private Path folder() {
        return folder.get().orElse(Path.of(""));
    }

    private static String rules(int count) {
        return count == 1 ? "1 rule" : count + " rules";
    }

    private UsageException isThere() {
        return new UsageException("%s is there already, and is not overwritten; --dry-run prints what would be proposed"
                .formatted(Guard.shown(folder().resolve(Proposal.FILE))));
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw isThere();
        } catch (IOException e) {
            throw new UsageException("%s cannot be written: %s".formatted(Guard.shown(file), e.getMessage()));
        }
    }
}
