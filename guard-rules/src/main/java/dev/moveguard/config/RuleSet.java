package dev.moveguard.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A rules.yaml and all it extends, read and checked for form.
 *
 * @param file the file itself
 * @param name how findings name it
 * @param text the file and all it extends, each behind its name
 */
public record RuleSet(
        Path file, String name, String text, Scan scan, Docs docs, List<Law> laws, List<RuleEntry> rules) {
    public RuleSet {
        laws = List.copyOf(laws);
        rules = List.copyOf(rules);
    }

    /** The same rules, as those of another file. */
    public RuleSet at(Path other) {
        return new RuleSet(other, name, text, scan, docs, laws, rules);
    }

    /** The folder that globs, documents and paths in reports are relative to. */
    public Path root() {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    public Optional<Law> law(String id) {
        return laws.stream().filter(law -> law.id().equals(id)).findFirst();
    }

    public Optional<Law> lawOf(RuleEntry rule) {
        Text law = rule.law();
        return law == null ? Optional.empty() : law(law.value());
    }
}
