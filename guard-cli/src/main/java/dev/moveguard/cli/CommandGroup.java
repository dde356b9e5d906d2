package dev.moveguard.cli;

import picocli.CommandLine.ParameterException;

/** A command that does nothing but have others below it. */
final class CommandGroup extends Command {
    CommandGroup(Console console, String name, String says) {
        super(console, name, says);
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    }

    CommandGroup with(Command command) {
        spec.addSubcommand(command.spec.name(), command.line());
        return this;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? " + String.join(", ", spec.subcommands().keySet()));
    }
}
