package dev.moveguard.cli;

import dev.moveguard.proposal.Proposal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard init}: writes a first rules.yaml. */
@Command(
        name = "init",
        description = {
            "Looks at a project and writes a commented rules.yaml into it: rules that hold today, and others that fit as comments.",
            "A file that is there is never overwritten."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "2:there is a rules.yaml already, or no Java source",
            "4:internal error: a bug of this program"
        })
final class InitCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "The root of the project. Default: the current folder.")
    private Path folder = Path.of("");

    @Option(names = "--dry-run", description = "Prints the file instead of writing it.")
    private boolean isDry;

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path root = console.folder().resolve(folder);
        Path file = root.resolve(Proposal.FILE);
        if (!Files.isDirectory(root)) {
            throw new UsageException("no such folder: " + Guard.shown(folder));
        } else if (!isDry && Files.exists(file)) {
            throw isThere();
        }
        Proposal proposal = Proposal.of(root, console.today())
                .orElseThrow(() -> new UsageException("no Java source in " + Guard.shown(root.toAbsolutePath())));
        PrintWriter out = spec.commandLine().getOut();
        if (isDry) {
            out.print(proposal.text());
        } else {
            write(file, proposal.text());
            out.print("%s is written: %s that hold today, %s more as comments. Next: guard check\n"
                    .formatted(Guard.shown(folder.resolve(Proposal.FILE)), rules(proposal.active()), proposal.open()));
        }
        out.flush();
        return ExitCode.CLEAN;
    }

    private static String rules(int count) {
        return count == 1 ? "1 rule" : count + " rules";
    }

    private UsageException isThere() {
        return new UsageException("%s is there already, and is not overwritten; --dry-run prints what would be proposed"
                .formatted(Guard.shown(folder.resolve(Proposal.FILE))));
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
