package dev.moveguard.cli;

import dev.moveguard.report.DoctorReport;
import dev.moveguard.report.Report;
import dev.moveguard.testpath.Diagnosis;
import dev.moveguard.testpath.Doctor;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard doctor}: do the guard tests of a project run, and could they fail? */
@Command(
        name = "doctor",
        description = {
            "Looks at every test class that looks like a guard: is it declared, would the build run it, did it, and could it fail?",
            "Needs no rules.yaml. Classes that use ArchUnit or a similar library, or are named Guard, Arch, Architecture, Law, Rules and the like, look like guards."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every guard is healthy",
            "1:some guard is not run, did not run, or cannot fail",
            "2:the command line is wrong",
            "3:not assessed: something could not be read, or no test class looks like a guard",
            "4:internal error: a bug of this program"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "The project: the folder of its uppermost pom.xml. Default: the current folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How the result is written: text, json. Default: text.")
    private DoctorReport format = DoctorReport.TEXT;

    @Option(
            names = "--static",
            description =
                    "Reads sources, POMs and reports only. Else the compiled tests are discovered, and ArchUnit tests run, each in a Java machine of its own.")
    private boolean isStatic;

    @Option(
            names = "--reports",
            paramLabel = "WHICH",
            description =
                    "Whether the last build must have left a report of each guard: optional, required. Default: optional.")
    private Reports reports = Reports.OPTIONAL;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "How long each of these machines may take. Default: 60.")
    private int seconds = 60;

    /** What is asked of the reports. */
    enum Reports {
        OPTIONAL,
        REQUIRED
    }

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path root = console.folder().resolve(folder);
        if (!Files.isDirectory(root)) {
            throw new UsageException("no such folder: " + Guard.shown(folder));
        }
        if (seconds < 1) {
            throw new UsageException("--time-limit takes a number of seconds, at least 1");
        }
        long start = System.nanoTime();
        Diagnosis diagnosis = Doctor.examine(
                new Doctor.Request(root, !isStatic, reports == Reports.REQUIRED, Duration.ofSeconds(seconds)));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        PrintWriter out = spec.commandLine().getOut();
        Report.Style style = new Report.Style(console.isColoured(), Version.number());
        out.print(format.write(diagnosis, style, width(), millis));
        out.flush();
        if (diagnosis.hasComplaints()) {
            return ExitCode.FINDINGS;
        }
        boolean isWhole =
                diagnosis.notAssessed().isEmpty() && !diagnosis.guards().isEmpty();
        return isWhole ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }

    /** Only a terminal has an edge; what reads a pipe finds every row on one line. */
    private int width() {
        return Console.isTerminal() ? spec.usageMessage().width() : Integer.MAX_VALUE;
    }
}
