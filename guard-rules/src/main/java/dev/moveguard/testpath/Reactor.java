package dev.moveguard.testpath;

import dev.moveguard.rule.Project;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputLocationTracker;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Profile;

/** The POMs that a build reaches from its root through lists of modules, those in profiles included. */
final class Reactor {
    /**
     * A line of a list of modules.
     *
     * @param profile id of the profile it stands in
     */
    private record Entry(Path aggregator, Path pom, Optional<String> profile, Where where) {}

    private final Path root;
    private final Map<Path, Model> models = new LinkedHashMap<>();
    private final Map<Path, List<Entry>> entries = new LinkedHashMap<>();
    private final List<UnreadableBuildException> unreadable = new ArrayList<>();
    private final PomLocations locations;

    private Reactor(Path root, PomLocations locations) {
        this.root = root;
        this.locations = locations;
    }

    static Reactor read(Path root, PomLocations locations, Function<Path, Model> reader) {
        Reactor reactor = new Reactor(root, locations);
        Deque<Path> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Path pom = open.remove();
            if (!reactor.entries.containsKey(pom)) {
                reactor.add(pom, reader);
                reactor.entries.getOrDefault(pom, List.of()).forEach(entry -> open.add(entry.pom()));
            }
        }
        return reactor;
    }

    Path root() {
        return root;
    }

    /** The POMs that could be read, from the root down. */
    List<Path> poms() {
        return List.copyOf(models.keySet());
    }

    private void add(Path pom, Function<Path, Model> reader) {
        List<Entry> listed = new ArrayList<>();
        entries.put(pom, listed);
        try {
            Model model = reader.apply(pom);
            models.put(pom, model);
            add(pom, model, model.getModules(), Optional.empty(), listed);
            for (Profile profile : model.getProfiles()) {
                add(pom, profile, profile.getModules(), Optional.of(profile.getId()), listed);
            }
        } catch (UnreadableBuildException e) {
            unreadable.add(e);
        }
    }

    private void add(
            Path pom, InputLocationTracker owner, List<String> modules, Optional<String> profile, List<Entry> listed) {
        InputLocation list = owner.getLocation("modules");
        for (int i = 0; i < modules.size(); i++) {
            InputLocation line = list == null ? null : list.getLocation(i);
            Where where = locations.of(line == null ? list : line);
            module(pom, modules.get(i)).ifPresent(module -> listed.add(new Entry(pom, module, profile, where)));
        }
    }

    private static Optional<Path> module(Path pom, String name) {
        try {
            Path module = pom.resolveSibling(name.strip().replace('\\', '/')).normalize();
            Path file = Files.isDirectory(module) ? module.resolve("pom.xml") : module;
            return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Finds a module by {@code groupId:artifactId}, of this version as far as its POM tells it. */
    Optional<Path> find(String key, String version) {
        return models.entrySet().stream()
                .filter(entry -> isNamed(entry.getValue(), key, version))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isNamed(Model model, String key, String version) {
        Parent parent = model.getParent();
        String group = model.getGroupId() == null && parent != null ? parent.getGroupId() : model.getGroupId();
        String own = model.getVersion() == null && parent != null ? parent.getVersion() : model.getVersion();
        return key.equals(group + ":" + model.getArtifactId())
                && own != null
                && (own.equals(version) || own.contains("${"));
    }

    /**
     * Tells whether a build of the root includes a module.
     *
     * @param activeProfiles the active profiles of a POM
     */
    Verdict lists(Path pom, String shown, Function<Path, Set<String>> activeProfiles) {
        Map<Path, Entry> always = reached(entry -> isActive(entry, activeProfiles));
        if (pom.equals(root) || always.containsKey(pom)) {
            return Verdict.runs();
        }
        Optional<Entry> inactive = inactive(pom, activeProfiles);
        if (inactive.isPresent()) {
            Where where = inactive.get().where();
            return Verdict.notRun(
                            "module %s is listed only in the profile %s, which is not active%s"
                                    .formatted(shown, inactive.get().profile().orElse(""), where.inBrackets()),
                            where)
                    .repair("list it outside the profile, or activate the profile in .mvn/maven.config");
        }
        return unreadable.isEmpty()
                ? notListed(pom, shown, always.keySet())
                : new Verdict.Undecided(
                        unreadable.get(0).input(), unreadable.get(0).reason());
    }

    private static boolean isActive(Entry entry, Function<Path, Set<String>> activeProfiles) {
        return entry.profile()
                .map(id -> activeProfiles.apply(entry.aggregator()).contains(id))
                .orElse(true);
    }

    /** Finds the line that would include the module if its profile were active. */
    private Optional<Entry> inactive(Path pom, Function<Path, Set<String>> activeProfiles) {
        Map<Path, Entry> all = reached(entry -> true);
        Optional<Entry> found = Optional.empty();
        Set<Path> seen = new HashSet<>();
        for (Entry entry = all.get(pom); entry != null && seen.add(entry.pom()); entry = all.get(entry.aggregator())) {
            if (!isActive(entry, activeProfiles)) {
                found = Optional.of(entry);
            }
        }
        return found;
    }

    /** Returns for each POM below the root a line that leads to it. */
    private Map<Path, Entry> reached(Predicate<Entry> filter) {
        Map<Path, Entry> reached = new LinkedHashMap<>();
        Deque<Path> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            for (Entry entry : entries.getOrDefault(open.remove(), List.of())) {
                if (!entry.pom().equals(root)
                        && filter.test(entry)
                        && reached.putIfAbsent(entry.pom(), entry) == null) {
                    open.add(entry.pom());
                }
            }
        }
        return reached;
    }

    private static String relative(Path aggregator, Path pom) {
        return aggregator
                .resolveSibling("")
                .relativize(pom.resolveSibling(""))
                .toString()
                .replace('\\', '/');
    }

    /** Names the nearest POM above that the build does include. */
    private Verdict notListed(Path pom, String shown, Set<Path> included) {
        Path above = root;
        Path folder = pom.getParent();
        while (folder != null && folder.getParent() != null) {
            folder = folder.getParent();
            Path candidate = folder.resolve("pom.xml");
            if (candidate.equals(root) || included.contains(candidate)) {
                above = candidate;
                break;
            }
        }
        Project project = locations.project();
        Model model = models.get(above);
        Where list = model == null ? Where.NOWHERE : locations.of(model, "modules");
        return Verdict.notRun(
                        "module %s is not listed by %s".formatted(shown, project.shown(above)),
                        list.place() != null || model == null ? list : locations.of(model, ""))
                .repair("add <module>%s</module>".formatted(relative(above, pom)));
    }
}
