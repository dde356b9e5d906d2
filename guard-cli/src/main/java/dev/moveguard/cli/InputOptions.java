package dev.moveguard.cli;

import dev.moveguard.code.Lens;
import dev.moveguard.config.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command is to judge, and how it is read. */
final class InputOptions {
    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "Folders or jars of classes, folders of sources. They replace scan of rules.yaml for this run.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--lens",
            paramLabel = "LENS",
            description =
                    "What code is read from: auto, bytecode, source. auto, the default, reads classes, and sources that are newer or have none.")
    private Lens lens = Lens.AUTO;

    /** Returns the paths named, of which each has to exist. */
    List<Path> paths(Console console) {
        List<Path> resolved = paths.stream().map(console.folder()::resolve).toList();
        for (Path path : resolved) {
            if (!Files.exists(path)) {
                throw new UsageException("no such file or folder: " + Guard.shown(path) + Spelling.hint(path));
            }
        }
        return resolved;
    }

    /** Makes sure that no path is named beside an option that tells itself what is judged. */
    void refusePaths(String option) {
        if (!paths.isEmpty()) {
            throw new UsageException("%s judges what scan of rules.yaml names: leave out %s"
                    .formatted(option, Guard.shown(paths.get(0))));
        }
    }

    /** Makes sure that no class files are asked for beside an option that reads sources. */
    void refuseClasses(String option) {
        if (lens == Lens.BYTECODE) {
            throw new UsageException("%s reads sources: leave out --lens bytecode".formatted(option));
        }
    }

    Lens lens() {
        return lens;
    }
}
