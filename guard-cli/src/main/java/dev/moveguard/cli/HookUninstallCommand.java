package dev.moveguard.cli;

import dev.moveguard.revision.Repository;

/** {@code guard hook uninstall}: takes out the hook that {@code guard hook install} wrote. */
final class HookUninstallCommand extends Command {
    HookUninstallCommand(Console console) {
        super(
                console,
                "uninstall",
                "Takes the hook out that guard hook install wrote. One that somebody else wrote is left alone.");
        exitCodes("0:taken out, or there was none", "2:another hook is there, or there is no repository");
    }

    @Override
    public Integer call() {
        HookFile hook = HookFile.of(Repository.around(console.folder()), console);
        if (!hook.isThere()) {
            out().print("the hook is not there: %s\n".formatted(hook));
            return ExitCode.CLEAN;
        }
        hook.delete();
        out().print("the hook is taken out: %s\n".formatted(hook));
        return ExitCode.CLEAN;
    }
}
