package dev.moveguard.cli;

import dev.moveguard.code.Lens;
import dev.moveguard.config.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** What a command is to judge, and how it is read. */
final class InputOptions {
    private final Supplier<List<Path>> paths;
    private final Supplier<Lens> lens;

    InputOptions(Arguments takes) {
        paths = takes.paths(
                "PATH",
                "Folders or jars of classes, folders of sources. They replace scan of rules.yaml for this run.");
        lens = takes.choice(
                "--lens",
                "LENS",
                Lens.AUTO,
                "What code is read from: auto, bytecode, source. auto, the default, reads classes, and sources that are newer or have none.");
    }

    /** Returns the paths named, of which each has to exist. */
    List<Path> paths(Console console) {
        List<Path> resolved =
                paths.get().stream().map(console.folder()::resolve).toList();
        for (Path path : resolved) {
            if (!Files.exists(path)) {
                throw new UsageException("no such file or folder: " + Guard.shown(path) + Spelling.hint(path));
            }
        }
        return resolved;
    }

    /** Makes sure that no path is named beside an option that tells itself what is judged. */
    void refusePaths(String option) {
        if (!paths.get().isEmpty()) {
            throw new UsageException("%s judges what scan of rules.yaml names: leave out %s"
                    .formatted(option, Guard.shown(paths.get().get(0))));
        }
    }

    /** Makes sure that no class files are asked for beside an option that reads sources. */
    void refuseClasses(String option) {
        if (lens() == Lens.BYTECODE) {
            throw new UsageException("%s reads sources: leave out --lens bytecode".formatted(option));
        }
    }

    Lens lens() {
        return lens.get();
    }
}
