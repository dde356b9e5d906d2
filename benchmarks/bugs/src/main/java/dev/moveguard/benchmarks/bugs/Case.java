package dev.moveguard.benchmarks.bugs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bug and its mended twin, in one file: the first line says what it is, and {@code // breach} stands on each line that may be blamed.
 *
 * @param file the name of the file, without folders
 * @param group its package
 * @param title what the code does wrong
 * @param breaches the lines that may be blamed, from 1
 * @param mended the first line of the twin, which goes on to the end of the file
 */
record Case(String file, String group, String title, Set<Integer> breaches, int mended) {
    private static final String MARK = "// breach";

    /** Returns the cases below a folder, by group and title; a file without a mark is no case. */
    static List<Case> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(Case::read)
                    .filter(one -> !one.breaches.isEmpty())
                    .toList();
        }
    }

    private static Case read(Path file) {
        List<String> lines = lines(file);
        Set<Integer> breaches = IntStream.rangeClosed(1, lines.size())
                .filter(line -> lines.get(line - 1).endsWith(MARK))
                .boxed()
                .collect(Collectors.toSet());
        int mended = IntStream.rangeClosed(1, lines.size())
                .filter(line -> lines.get(line - 1).contains(" mended("))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        String title = lines.get(0).substring("// ".length());
        return new Case(
                file.getFileName().toString(), lines.get(1).replaceAll("package |;", ""), title, breaches, mended);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Returns the checks that blame a marked line and have nothing to say about the twin: those that found the bug. */
    Set<String> found(List<Report> reports) {
        Set<String> alsoMended = checks(reports, line -> line >= mended);
        return checks(reports, breaches::contains).stream()
                .filter(check -> !alsoMended.contains(check))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /** Whether a tool says that it could not judge the file. */
    boolean isLeftOut(List<Report> reports) {
        return reports.stream().anyMatch(report -> report.file().equals(file) && report.line() == Report.NO_LINE);
    }

    private Set<String> checks(List<Report> reports, java.util.function.IntPredicate at) {
        return reports.stream()
                .filter(report -> report.file().equals(file) && at.test(report.line()))
                .map(Report::check)
                .collect(Collectors.toSet());
    }
}
