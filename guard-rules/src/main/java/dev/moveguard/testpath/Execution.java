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
    /** Returns what the message says after the name of the class; nothing when the class ran. */
    Optional<String> doubt(TestClass test) {
        List<Report> reports = new TestReports(module).of(test);
        if (reports.isEmpty()) {
            return isRequired ? Optional.of("was not run: no report of it is in " + folders()) : Optional.empty();
        }
        Optional<Path> compiled = module.classFile(test.launched());
        List<Report> current =
                reports.stream().filter(report -> !isOlder(report, compiled)).toList();
        if (current.isEmpty()) {
            return isRequired
                    ? Optional.of("was not run since it was compiled: %s is older than %s"
                            .formatted(shown(reports), compiled.map(this::shown).orElse("the class")))
                    : Optional.empty();
        }
        int tests = current.stream().mapToInt(Report::tests).sum();
        int skipped = current.stream().mapToInt(Report::skipped).sum();
        if (tests == 0) {
            return Optional.of("ran no test: %s counts none".formatted(shown(current)));
        }
        return skipped < tests
                ? Optional.empty()
                : Optional.of("ran no test: all %s in %s were skipped".formatted(tests, shown(current)));
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
