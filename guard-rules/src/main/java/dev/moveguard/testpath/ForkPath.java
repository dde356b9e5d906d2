package dev.moveguard.testpath;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path on which the tests of a module run: its classes, its dependencies, and what Surefire adds to them.
 *
 * @param hasPlatform whether the JUnit Platform is on it
 * @param isAligned whether the launcher is the one Surefire would take
 * @param missing what is not in the local repository, by its coordinates
 * @param unfollowed what the configuration says that is not followed here, with its place
 */
record ForkPath(
        List<Path> files, boolean hasPlatform, boolean isAligned, Set<String> missing, Optional<String> unfollowed) {
    private static final int MOST_NAMED = 3;
    private static final String PLATFORM = "org.junit.platform";
    private static final String LAUNCHER = "junit-platform-launcher";
    private static final String JUPITER = "org.junit.jupiter";

    ForkPath {
        files = List.copyOf(files);
        missing = Set.copyOf(missing);
    }

    static ForkPath of(TestRun run) {
        MavenModule module = run.module();
        EffectiveModels models = run.models();
        TestClassPath tests = models.classPath(module.model());
        PathChanges changes = PathChanges.of(run);
        TestClassPath.Files own = tests.files(changes::keeps);
        Set<Path> files = new LinkedHashSet<>();
        Stream.of(
                        module.model().getBuild().getTestOutputDirectory(),
                        module.model().getBuild().getOutputDirectory())
                .flatMap(folder -> module.path(folder).stream())
                .filter(Files::isDirectory)
                .forEach(files::add);
        files.addAll(own.present());
        files.addAll(changes.elements());
        Set<String> missing = new TreeSet<>(own.missing());
        changes.dependencies()
                .forEach(more -> models.classPaths()
                        .jars(more.groupId(), more.artifactId(), more.version())
                        .ifPresentOrElse(files::addAll, () -> missing.add(more.toString())));
        Optional<String> platform = tests.version(PLATFORM + ":junit-platform-engine")
                .or(() -> tests.version(PLATFORM + ":junit-platform-commons"));
        boolean isAligned = true;
        if (platform.isPresent()) {
            addEngine(tests, models, files, missing);
            isAligned = addLauncher(tests, platform.get(), models, files, missing);
        }
        return new ForkPath(new ArrayList<>(files), platform.isPresent(), isAligned, missing, changes.unfollowed());
    }

    /** Surefire 3 adds the engine when only the API is among the dependencies. */
    private static void addEngine(TestClassPath tests, EffectiveModels models, Set<Path> files, Set<String> missing) {
        tests.version(JUPITER + ":junit-jupiter-api")
                .ifPresent(version -> add(tests, JUPITER, "junit-jupiter-engine", version, models, files, missing));
    }

    /** Adds the launcher of the platform's version; else, as old versions of Surefire do, an older one. */
    private static boolean addLauncher(
            TestClassPath tests, String version, EffectiveModels models, Set<Path> files, Set<String> missing) {
        Optional<String> other = models.repository().newest(PLATFORM, LAUNCHER, version);
        boolean isAligned = tests.has(PLATFORM + ":" + LAUNCHER)
                || other.isEmpty()
                || other.get().equals(version);
        if (isAligned) {
            add(tests, PLATFORM, LAUNCHER, version, models, files, missing);
        } else {
            files.add(models.classPaths().jar(PLATFORM, LAUNCHER, other.get()).orElseThrow());
        }
        return isAligned;
    }

    private static void add(
            TestClassPath tests,
            String groupId,
            String artifactId,
            String version,
            EffectiveModels models,
            Set<Path> files,
            Set<String> missing) {
        if (!tests.has(groupId + ":" + artifactId)) {
            Optional<List<Path>> jars = models.classPaths().jars(groupId, artifactId, version);
            jars.ifPresentOrElse(files::addAll, () -> missing.add("%s:%s:%s".formatted(groupId, artifactId, version)));
        }
    }

    boolean isWhole() {
        return missing.isEmpty() && unfollowed.isEmpty();
    }

    /** Continues a sentence that starts with the POM. */
    String lack() {
        if (missing.isEmpty()) {
            return unfollowed
                    .map("sets %s for its tests, which is not followed"::formatted)
                    .orElse("");
        }
        String named = missing.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = missing.size() - MOST_NAMED;
        return "needs %s%s for its tests, and the local repository lacks %s"
                .formatted(
                        named,
                        more > 0 ? " and %s more artifacts".formatted(more) : "",
                        missing.size() == 1 ? "it" : "them");
    }
}
