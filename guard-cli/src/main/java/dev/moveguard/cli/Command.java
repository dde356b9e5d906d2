package dev.moveguard.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command: its help, what it takes, and what it does. Described by code, for the library reads annotations slowly (D101). */
abstract class Command implements Callable<Integer> {
    /** What an exit code means to most commands. */
    static final String WRONG_USAGE = "2:the command line or the configuration is wrong";

    private static final String INTERNAL_ERROR = "4:internal error: a bug of this program";

    final Console console;
    final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    /** Where the command adds its options and parameters; completions offer them in this order. */
    final Arguments takes = new Arguments(spec::add);

    /** @param says lines of the help, of which the first is shown beside the name in the list of commands */
    Command(Console console, String name, String... says) {
        this.console = console;
        spec.name(name).versionProvider(new Version());
        spec.usageMessage().description(says).autoWidth(true).exitCodeListHeading("%nExit codes:%n");
        exitCodes(
                "0:clean, and every rule was assessed",
                "1:findings at or above --fail-on",
                WRONG_USAGE,
                "3:not assessed: something a rule needed could not be read, or nothing was scanned");
    }

    /** Says what the exit codes mean for this command, where it is not what they mean for a check. */
    final void exitCodes(String... texts) {
        String[] all =
                Stream.concat(Arrays.stream(texts), Stream.of(INTERNAL_ERROR)).toArray(String[]::new);
        spec.usageMessage().exitCodeList(UsageMessageSpec.keyValuesMap(all));
    }

    /** Makes the line that runs this command, once. The options that every command has come last. */
    final CommandLine line() {
        spec.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
        return new CommandLine(spec);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
