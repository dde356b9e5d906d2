package dev.moveguard.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Every problem found is listed, in file order; nothing has been judged. */
public final class ConfigurationException extends RuntimeException {
    private final transient List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public ConfigurationException(Place at, String message) {
        this(List.of(new Problem(at, message)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
