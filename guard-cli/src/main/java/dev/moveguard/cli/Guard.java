package dev.moveguard.cli;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.engine.UnmergedException;
import dev.moveguard.revision.GitException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command {@code guard}: runs what is called, and says what became of it. */
public final class Guard {
    /** Set by the launcher. */
    private static final String LAUNCHER = "guard.launcher";

    /** Keeps picocli from looking for a class of Groovy's in every jar, which takes a short run as long as reading its rules. */
    private static final String NO_GROOVY = "picocli.disable.closures";

    private static final String REPORT_BUGS = "please report it with this text in the project's issue tracker";

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
        CommandLine line = Commands.called(console, arguments)
                .setOut(outWriter)
                .setErr(errWriter)
                .setExpandAtFiles(false)
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
