package dev.moveguard.cli;

import dev.moveguard.report.DoctorReport;
import dev.moveguard.report.Report;
import dev.moveguard.testpath.Diagnosis;
import dev.moveguard.testpath.Doctor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code guard doctor}: do the guard tests of a project run, and could they fail? */
final class DoctorCommand extends Command {
    private static final int SECONDS = 60;

    private final Supplier<Optional<Path>> folder = takes.parameter(
            "FOLDER", Path.class, "The project: the folder of its uppermost pom.xml. Default: the current folder.");

    private final Supplier<DoctorReport> format = takes.choice(
            "--format", "FORMAT", DoctorReport.TEXT, "How the result is written: text, json. Default: text.");

    private final BooleanSupplier isStatic = takes.flag(
            "--static",
            "Reads sources, POMs and reports only. Else the compiled tests are discovered, and ArchUnit tests run, each in a Java machine of its own.");

    private final Supplier<Reports> reports = takes.choice(
            "--reports",
            "WHICH",
            Reports.OPTIONAL,
            "Whether the last build must have left a report of each guard: optional, required. Default: optional.");

    private final Supplier<Optional<Integer>> seconds = takes.option(
            "--time-limit", "SECONDS", Integer.class, "How long each of these machines may take. Default: 60.");

    /** What is asked of the reports. */
    enum Reports {
        OPTIONAL,
        REQUIRED
    }

    DoctorCommand(Console console) {
        super(
                console,
                "doctor",
                "Looks at every test class that looks like a guard: is it declared, would the build run it, did it, and could it fail?",
                "Needs no rules.yaml. Classes that use ArchUnit or a similar library, or are named Guard, Arch, Architecture, Law, Rules and the like, look like guards.");
        exitCodes(
                "0:every guard is healthy",
                "1:some guard is not run, did not run, or cannot fail",
                "2:the command line is wrong",
                "3:not assessed: something could not be read, or no test class looks like a guard");
    }

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Diagnosis diagnosis = Doctor.examine(request());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Report.Style style = new Report.Style(console.isColoured(), Version.number());
        out().print(format.get().write(diagnosis, style, width(), millis));
        out().flush();
        if (diagnosis.hasComplaints()) {
            return ExitCode.FINDINGS;
        }
        boolean isWhole =
                diagnosis.notAssessed().isEmpty() && !diagnosis.guards().isEmpty();
        return isWhole ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }

    private Doctor.Request request() {
        Path named = folder.get().orElse(Path.of(""));
        Path root = console.folder().resolve(named);
        if (!Files.isDirectory(root)) {
            throw new UsageException("no such folder: " + Guard.shown(named));
        }
        int limit = seconds.get().orElse(SECONDS);
        if (limit < 1) {
            throw new UsageException("--time-limit takes a number of seconds, at least 1");
        }
        return new Doctor.Request(
                root, !isStatic.getAsBoolean(), reports.get() == Reports.REQUIRED, Duration.ofSeconds(limit));
    }

    /** Only a terminal has an edge; what reads a pipe finds every row on one line. */
    private int width() {
        return Console.isTerminal() ? spec.usageMessage().width() : Integer.MAX_VALUE;
    }
}
