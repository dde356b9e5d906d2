package dev.moveguard.cli;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.engine.UnmergedException;
import dev.moveguard.revision.GitException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code guard}: its subcommands, and what becomes of their errors. */
@Command(
        name = "guard",
        description =
                "Keeps architecture laws alive: checks that Java code obeys them, and that every guard exists, runs and bites.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:clean, and every rule was assessed",
            "1:findings at or above --fail-on",
            "2:the command line or the configuration is wrong",
            "3:not assessed: something a rule needed could not be read, or nothing was scanned",
            "4:internal error: a bug of this program"
        })
public final class Guard implements Runnable {
    /** The commands by name, in the order of the help. */
    private static final Map<String, Class<?>> COMMANDS = commands();

    /** Set by the launcher. */
    private static final String LAUNCHER = "guard.launcher";

    /** Keeps picocli from looking for a class of Groovy's in every jar, which takes a short run as long as reading its rules. */
    private static final String NO_GROOVY = "picocli.disable.closures";

    private static final String REPORT_BUGS = "please report it with this text in the project's issue tracker";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Guard() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.setProperty(NO_GROOVY, "true");
        int code = run(System.out, System.err, Console.ofProcess(), arguments);
        System.exit(code == ExitCode.FINDINGS && Boolean.getBoolean(LAUNCHER) ? ExitCode.FINDINGS_TO_LAUNCHER : code);
    }

    /**
     * Runs the command.
     *
     * @param out takes findings and other results
     * @param err takes everything else
     * @return the exit code
     */
    static int run(PrintStream out, PrintStream err, Console console, String... arguments) {
        Progress progress = Progress.started(err, arguments);
        PrintWriter outWriter = new PrintWriter(progress.ending(out), false, StandardCharsets.UTF_8);
        PrintWriter errWriter = new PrintWriter(progress.ending(err), false, StandardCharsets.UTF_8);
        CommandLine line = line(new CommandFactory(console), arguments)
                .setOut(outWriter)
                .setErr(errWriter)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.isColoured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(Guard::usage)
                .setExecutionExceptionHandler((e, command, result) -> failed(e, command.getErr()));
        int code = execute(line, arguments);
        progress.end();
        outWriter.flush();
        errWriter.flush();
        return code;
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("init", InitCommand.class);
        commands.put("check", CheckCommand.class);
        commands.put("baseline", BaselineCommand.class);
        commands.put("list", ListCommand.class);
        commands.put("explain", ExplainCommand.class);
        commands.put("graph", GraphCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("prove", ProveCommand.class);
        commands.put("audit", AuditCommand.class);
        commands.put("diff", DiffCommand.class);
        commands.put("hook", HookCommand.class);
        commands.put("completion", CompletionCommand.class);
        return commands;
    }

    /** Looks into the command that is called alone: to look into all of them costs a sixth of a short run. */
    private static CommandLine line(CommandFactory factory, String... arguments) {
        return line(factory, arguments.length == 0 ? null : COMMANDS.get(arguments[0]));
    }

    /** Returns the command with all there is below it. */
    static CommandLine whole(CommandFactory factory) {
        return line(factory, (Class<?>) null);
    }

    private static CommandLine line(CommandFactory factory, @Nullable Class<?> called) {
        CommandLine line = new CommandLine(new Guard());
        COMMANDS.forEach((name, type) -> {
            if (called == null || called == type) {
                line.addSubcommand(name, new CommandLine(factory.make(type), factory));
            }
        });
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? " + commands(spec.commandLine()));
    }

    private static String commands(CommandLine line) {
        return String.join(", ", line.getSubcommands().keySet());
    }

    private static int usage(ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("guard: " + UsageMessage.of(e));
        err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** An error the machine throws, such as a stack that is too small, is a bug too and not a finding. */
    private static int execute(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            return failed(e, line.getErr());
        }
    }

    private static int failed(Throwable e, PrintWriter err) {
        if (e instanceof ConfigurationException configuration) {
            configuration.problems().forEach(problem -> err.println(problem));
            return ExitCode.USAGE;
        }
        if (e instanceof UsageException || e instanceof GitException) {
            err.println("guard: " + e.getMessage());
            return ExitCode.USAGE;
        }
        if (e instanceof UnmergedException) {
            err.println("guard: " + e.getMessage());
            return ExitCode.NOT_ASSESSED;
        }
        err.println("guard: internal error, a bug of this program: " + e);
        err.println("guard " + Version.number() + ", Java " + Runtime.version() + "; " + REPORT_BUGS + ":");
        e.printStackTrace(err);
        return ExitCode.INTERNAL;
    }

    /** Shows a path as the user would write it. */
    static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }
}
