package dev.moveguard.presets;

import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.rule.Rule;
import dev.moveguard.testkit.RuleVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A preset as a user's rules.yaml extends it. Fixtures bring their own look-alikes of the library's types. */
record Preset(String name, List<RuleBook.Entry> entries) {
    static final Path FOLDER = Path.of("src", "main", "resources", "moveguard", "presets");

    static Preset of(String name) {
        return new Preset(
                name, entries("version: 1\nextends: [classpath:moveguard/presets/%s.yaml]\n".formatted(name)));
    }

    /** The names of all presets there are. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> String.valueOf(file.getFileName()).replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<RuleBook.Entry> entries(String text) {
        Path file = null;
        try {
            file = Files.createTempFile("moveguard-preset", ".yaml");
            Files.writeString(file, text);
            return RuleBook.of(RulesFile.read(file, "rules.yaml")).entries();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Rule rule(String id) {
        return entries.stream()
                .filter(entry -> entry.entry().id().equals(id))
                .map(RuleBook.Entry::rule)
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s has no rule %s; it has %s".formatted(name, id, ids())));
    }

    List<String> ids() {
        return entries.stream()
                .map(entry -> entry.entry().id())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Verifies one rule on the sources of a class and of the library types it uses. */
    void verify(String id, String... sources) {
        RuleVerifier.of(rule(id)).allowingEmpty().verify(Arrays.stream(sources).collect(Collectors.joining("\n")));
    }
}
