package dev.moveguard.cli;

import dev.moveguard.revision.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code guard hook install}: has Git judge what is staged before each commit. */
final class HookInstallCommand extends Command {
    /** Set by the launcher: the program as it was called. */
    private static final String COMMAND = "guard.command";

    private final ConfigOption config = new ConfigOption(takes);

    HookInstallCommand(Console console) {
        super(
                console,
                "install",
                "Writes the hook where Git looks for it: in core.hooksPath, else with the repository.",
                "It may be run again. A hook that somebody else wrote is left alone.");
        exitCodes(
                "0:installed, or it was already",
                "2:another hook is there, or there is no repository, or no rules.yaml");
    }

    @Override
    public Integer call() {
        Path rules = config.find(console);
        Repository repository =
                Repository.around(rules.toAbsolutePath().normalize().resolveSibling(""));
        HookFile hook = HookFile.of(repository, console);
        String script = HookScript.of(System.getProperty(COMMAND, "").replace('\\', '/'), path(repository, rules));
        String judged = HookScript.rulesOf(script);
        if (hook.isThere()) {
            String found = hook.ours();
            String before = HookScript.rulesOf(found);
            if (!before.equals(judged)) {
                err().print("guard: until now it judged by %s\n".formatted(before));
            }
            if (found.equals(script) && Files.isExecutable(hook.path())) {
                out().print("the hook is already installed: %s\n".formatted(hook));
                return ExitCode.CLEAN;
            }
        }
        hook.write(script);
        out().print("the hook is installed: %s judges by %s before each commit\n".formatted(hook, judged));
        return ExitCode.CLEAN;
    }

    private static String path(Repository repository, Path rules) {
        try {
            return Guard.shown(repository.root().toRealPath().relativize(rules.toRealPath()));
        } catch (IOException e) {
            throw HookFile.cannot(rules, "read", e);
        }
    }
}
