package dev.moveguard.cli;

import dev.moveguard.revision.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guard hook}: has Git judge what is staged before each commit. */
@Command(
        name = "hook",
        synopsisSubcommandLabel = "COMMAND",
        description = "Installs or takes out the hook that runs guard check --staged before each commit.")
final class HookCommand implements Runnable {
    private static final String NAME = "pre-commit";
    /** Set by the launcher: the program as it was called. */
    private static final String COMMAND = "guard.command";

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HookCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? install, uninstall");
    }

    @Command(
            name = "install",
            description = {
                "Writes the hook where Git looks for it: in core.hooksPath, else with the repository.",
                "It may be run again. A hook that somebody else wrote is left alone."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:installed, or it was already",
                "2:another hook is there, or there is no repository, or no rules.yaml",
                "4:internal error: a bug of this program"
            })
    Integer install(@Mixin ConfigOption config) {
        Path rules = config.find(console);
        Repository repository =
                Repository.around(rules.toAbsolutePath().normalize().resolveSibling(""));
        Path file = file(repository);
        String script = HookScript.of(System.getProperty(COMMAND, "").replace('\\', '/'), path(repository, rules));
        if (isThere(file)) {
            String found = read(file);
            refuseOthers(file, found);
            boolean isOtherwise = !HookScript.rulesOf(found).equals(HookScript.rulesOf(script));
            if (isOtherwise) {
                err().print("guard: until now it judged by %s\n".formatted(HookScript.rulesOf(found)));
            }
            if (found.equals(script) && Files.isExecutable(file)) {
                return say("is already installed: " + shown(file));
            }
        }
        write(file, script);
        return say(
                "is installed: %s judges by %s before each commit".formatted(shown(file), HookScript.rulesOf(script)));
    }

    @Command(
            name = "uninstall",
            description =
                    "Takes the hook out that guard hook install wrote. One that somebody else wrote is left alone.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:taken out, or there was none",
                "2:another hook is there, or there is no repository",
                "4:internal error: a bug of this program"
            })
    Integer uninstall() {
        Path file = file(Repository.around(console.folder()));
        if (!isThere(file)) {
            return say("is not there: " + shown(file));
        }
        refuseOthers(file, read(file));
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw cannot(file, "deleted", e);
        }
        return say("is taken out: " + shown(file));
    }

    private static Path file(Repository repository) {
        Repository.Hooks hooks = repository.hooks();
        if (hooks.isShared()) {
            throw new UsageException(
                    "core.hooksPath is set for more than this repository, so a hook in %s would judge others too: add guard check --staged to it yourself, or set core.hooksPath for this repository"
                            .formatted(Guard.shown(hooks.folder())));
        }
        return hooks.folder().resolve(NAME);
    }

    /** A link that leads nowhere is there too. */
    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private void refuseOthers(Path file, String found) {
        HookScript.Kind kind = Files.isSymbolicLink(file) ? HookScript.Kind.FOREIGN : HookScript.kindOf(found);
        if (kind == HookScript.Kind.OURS) {
            return;
        }
        boolean isHusky = file.endsWith(Path.of(".husky", "_", NAME));
        String where = isHusky ? ".husky/" + NAME : "it";
        throw new UsageException(
                kind == HookScript.Kind.CHANGED
                        ? "%s was changed since guard hook install wrote it: left as it is".formatted(shown(file))
                        : "%s is not of guard hook install: left as it is; to have guard in %s, add the line: guard check --staged"
                                .formatted(shown(file), where));
    }

    private static String path(Repository repository, Path rules) {
        try {
            return Guard.shown(repository.root().toRealPath().relativize(rules.toRealPath()));
        } catch (IOException e) {
            throw cannot(rules, "read", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : ""; // a folder, or a link that leads nowhere: not ours
        } catch (IOException e) {
            throw cannot(file, "read", e);
        }
    }

    private static void write(Path file, String script) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Path beside = Files.createTempFile(file.resolveSibling(""), NAME, ".tmp");
            Files.writeString(beside, script, StandardCharsets.UTF_8);
            boolean isExecutable =
                    beside.toFile().setReadable(true, false) && beside.toFile().setExecutable(true, false);
            if (!isExecutable) {
                throw new IOException("it cannot be made executable");
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannot(file, "written", e);
        }
    }

    private static UsageException cannot(Path file, String done, IOException e) {
        return new UsageException("%s cannot be %s: %s".formatted(Guard.shown(file), done, e.getMessage()));
    }

    private String shown(Path file) {
        Path folder = console.folder().toAbsolutePath().normalize();
        return Guard.shown(file.startsWith(folder) ? folder.relativize(file) : file);
    }

    private Integer say(String text) {
        spec.commandLine().getOut().print("the hook " + text + "\n");
        spec.commandLine().getOut().flush();
        return ExitCode.CLEAN;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
