package dev.moveguard.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Every problem found is listed, in file order; nothing has been judged. */
public final class ConfigurationException extends RuntimeException {
    private final transient List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(inFileOrder(problems).stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = inFileOrder(problems);
    }

    /** Sorts by place within each file; files come in the order in which they were read. */
    private static List<Problem> inFileOrder(List<Problem> problems) {
        Comparator<Problem> byPlace = Comparator.<Problem>comparingInt(
                        problem -> problem.at().line())
                .thenComparingInt(problem -> problem.at().column());
        return problems.stream()
                .collect(Collectors.groupingBy(problem -> problem.at().file(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofFile -> ofFile.stream().sorted(byPlace))
                .toList();
    }

    public ConfigurationException(Place at, String message) {
        this(List.of(new Problem(at, message)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
