package dev.moveguard.rule.architecture;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.rule.Rule;
import dev.moveguard.testkit.RuleVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes rules the way users do: from the lines of rules.yaml. */
final class Rules {
    private Rules() {}

    /** @param lines the keys below {@code kind:}, without indentation */
    static RuleVerifier verifier(String kind, String lines) {
        return RuleVerifier.of(rule(kind, lines));
    }

    static Rule rule(String kind, String lines) {
        String yaml = "version: 1\nrules:\n  - id: it\n    kind: %s\n%s".formatted(kind, lines.indent(4));
        try {
            Path file = Files.createTempFile("rules", ".yaml");
            try {
                Files.writeString(file, yaml);
                return RuleBook.of(RulesFile.read(file, "rules.yaml"))
                        .entries()
                        .get(0)
                        .rule();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is wrong with the rule, one problem a line. */
    static String problems(String kind, String lines) {
        try {
            rule(kind, lines);
            return "";
        } catch (ConfigurationException e) {
            return String.join("\n", e.problems().stream().map(Object::toString).toList());
        }
    }
}
