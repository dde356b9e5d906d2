package dev.moveguard.config;

import java.util.List;

/** What is judged: globs of folders or jars, relative to the file that names them. */
public record Scan(List<Text> classes, List<Text> sources, List<Text> tests) {
    public Scan {
        classes = List.copyOf(classes);
        sources = List.copyOf(sources);
        tests = List.copyOf(tests);
    }

    public static Scan none() {
        return new Scan(List.of(), List.of(), List.of());
    }
}
