package dev.moveguard.rule;

import dev.moveguard.code.Origin;
import dev.moveguard.config.Place;
import dev.moveguard.config.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The project around the code, for rules that look at its build.
 *
 * @param root the folder of rules.yaml; paths in findings are relative to it
 * @param testRoots existing folders of test sources
 * @param session the build that is running; empty: none is, and what a build is told by default holds
 * @param rules all rules and laws of the project; empty: they are not known
 * @param changes what is changed, where a change is judged; empty: the code is judged as it is
 */
public record Project(
        Path root,
        List<Path> testRoots,
        Optional<BuildSession> session,
        Optional<RuleSet> rules,
        Optional<Changes> changes) {
    public Project {
        testRoots = List.copyOf(testRoots);
    }

    public Project(Path root, List<Path> testRoots) {
        this(root, testRoots, Optional.empty());
    }

    public Project(Path root, List<Path> testRoots, Optional<BuildSession> session) {
        this(root, testRoots, session, Optional.empty(), Optional.empty());
    }

    /** Returns this project as one of which a change is judged. */
    public Project with(Changes change) {
        return new Project(root, testRoots, session, rules, Optional.of(change));
    }

    /** How reports name a file: relative to the root, with {@code /}; a file elsewhere by its absolute path. */
    public String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path base = root.toAbsolutePath().normalize();
        return (absolute.startsWith(base) ? base.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
    }

    /** How reports name the file of a place: the rules as any other file, however the user spelt their path. */
    public String shown(Place place) {
        return rules.filter(set -> set.name().equals(place.file()))
                .map(set -> shown(set.file()))
                .orElse(place.file());
    }

    /** How reports name where a type was read: the file, or {@code jar!/entry}. */
    public String shown(Origin origin) {
        String container = shown(origin.container());
        return origin.entry() == null || origin.source() != null ? container : container + "!/" + origin.entry();
    }
}
