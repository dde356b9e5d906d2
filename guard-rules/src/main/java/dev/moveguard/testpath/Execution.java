package dev.moveguard.testpath;

import dev.moveguard.testpath.TestReports.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the last build ran a test class, told by its reports.
 *
 * @param isRequired whether there has to be a report; if not, one that is older than the class is about another class
 */
record Execution(MavenModule module, boolean isRequired) {
    /** How a class fared in the last build. */
    enum Fate {
        NO_REPORT,
        STALE,
        NO_TEST,
        SKIPPED,
        RAN
    }

    /**
     * What the reports say.
     *
     * @param doubt what the message says after the name of the class; nothing when it ran, or does not have to have
     */
    record Ran(Fate fate, int tests, int skipped, Optional<String> doubt) {}

    Ran of(TestClass test) {
        List<Report> reports = new TestReports(module).of(test);
        if (reports.isEmpty()) {
            return new Ran(Fate.NO_REPORT, 0, 0, required("was not run: no report of it is in " + folders()));
        }
        Optional<Path> compiled = module.classFile(test.launched());
        List<Report> current =
                reports.stream().filter(report -> !isOlder(report, compiled)).toList();
        if (current.isEmpty()) {
            return new Ran(
                    Fate.STALE,
                    0,
                    0,
                    required("was not run since it was compiled: %s is older than %s"
                            .formatted(shown(reports), compiled.map(this::shown).orElse("the class"))));
        }
        int tests = current.stream().mapToInt(Report::tests).sum();
        int skipped = current.stream().mapToInt(Report::skipped).sum();
        if (tests == 0) {
            return new Ran(Fate.NO_TEST, 0, 0, Optional.of("ran no test: %s counts none".formatted(shown(current))));
        }
        return skipped < tests
                ? new Ran(Fate.RAN, tests, skipped, Optional.empty())
                : new Ran(
                        Fate.SKIPPED,
                        tests,
                        skipped,
                        Optional.of("ran no test: all %s in %s were skipped".formatted(tests, shown(current))));
    }

    private Optional<String> required(String doubt) {
        return isRequired ? Optional.of(doubt) : Optional.empty();
    }

    private static boolean isOlder(Report report, Optional<Path> compiled) {
        return compiled.isPresent() && time(report.file()).compareTo(time(compiled.get())) < 0;
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UnreadableBuildException(file.getFileName().toString(), "cannot be read");
        }
    }

    private String folders() {
        return new TestReports(module).folders().stream().map(this::shown).collect(Collectors.joining(", "));
    }

    private String shown(List<Report> reports) {
        return reports.stream().map(report -> shown(report.file())).collect(Collectors.joining(", "));
    }

    private String shown(Path file) {
        return module.locations().project().shown(file);
    }
}
