package dev.moveguard.testpath.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the forked program is asked: lines of a name and values, written like {@link Answers}. */
record Question(List<List<String>> lines) {
    Question {
        lines = List.copyOf(lines);
    }

    static Question read(Path file) throws IOException {
        return new Question(Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .map(Answers::fields)
                .toList());
    }

    List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.get(0).equals(name))
                .map(line -> line.get(1))
                .toList();
    }

    Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    boolean has(String name) {
        return one(name).isPresent();
    }
}
