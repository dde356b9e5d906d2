package dev.moveguard.testpath;

import dev.moveguard.rule.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jars that the Maven builds around some folders of sources put on their class paths, as far as they have been downloaded. Asking
 * Maven takes most of a second, so the answer is kept until a POM, or what was missing, changes.
 */
public final class CompileLibraries {
    /** Keeps an answer between runs. */
    public interface Keeper {
        /** Returns what was kept; null: nothing. */
        byte @Nullable [] kept();

        void keep(byte[] answer);
    }

    private static final String JAR = "jar ";
    private static final String MISSING = "missing ";

    private final Project project;
    private final Set<Path> jars = new LinkedHashSet<>();
    /** Folders of the local repository in which something was not found. */
    private final Set<Path> missing = new LinkedHashSet<>();

    private CompileLibraries(Project project) {
        this.project = project;
    }

    /**
     * Finds the jars for folders of sources.
     *
     * @return in the order of the class paths; empty when no folder belongs to a Maven build that can be read
     */
    public static List<Path> of(Collection<Path> folders, Project project, Keeper keeper) {
        Map<Path, Path> poms = new LinkedHashMap<>();
        for (Path folder : folders) {
            MavenBuild.nearestPom(folder, project).ifPresent(pom -> poms.put(pom, MavenBuild.rootPom(pom, project)));
        }
        if (poms.isEmpty()) {
            return List.of();
        }
        String key = key(poms, project);
        byte[] kept = keeper.kept();
        return (kept == null ? Optional.<List<Path>>empty() : read(new String(kept, StandardCharsets.UTF_8), key))
                .orElseGet(() -> {
                    CompileLibraries libraries = new CompileLibraries(project);
                    libraries.ask(poms);
                    keeper.keep(libraries.written(key).getBytes(StandardCharsets.UTF_8));
                    return List.copyOf(libraries.jars);
                });
    }

    private void ask(Map<Path, Path> poms) {
        Map<Path, MavenBuild> builds = new HashMap<>();
        poms.forEach((pom, root) -> {
            try {
                MavenBuild build = builds.computeIfAbsent(root, key -> MavenBuild.of(key, project));
                TestClassPath.Files files = build.classPath(pom);
                files.present().stream().filter(Files::isRegularFile).forEach(jars::add);
                files.missing().forEach(name -> missing.add(build.repository().folder(name)));
            } catch (UnreadableBuildException e) {
                return; // tests-on-path and doctor tell what is wrong with it; here its libraries are not known
            }
        });
    }

    // --- what is kept ---------------------------------------------------------------------------------------------

    /** What the answer depends on: the POMs from each module up to its root. */
    private static String key(Map<Path, Path> poms, Project project) {
        return poms.keySet().stream()
                .flatMap(pom -> Stream.iterate(
                        pom.getParent(),
                        folder -> folder != null && folder.startsWith(project.root()),
                        Path::getParent))
                .map(folder -> folder.resolve("pom.xml"))
                .filter(Files::isRegularFile)
                .distinct()
                .map(pom -> pom + " " + stamp(pom))
                .collect(Collectors.joining("; ", System.getProperty("maven.repo.local", "") + " ", ""));
    }

    private static String stamp(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) + " " + Files.getLastModifiedTime(file) : "none";
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it has gone in this moment
        }
    }

    private String written(String key) {
        StringBuilder text = new StringBuilder(key).append('\n');
        jars.forEach(jar -> text.append(JAR).append(jar).append('\n'));
        missing.forEach(folder -> text.append(MISSING)
                .append(stamp(folder))
                .append(" at ")
                .append(folder)
                .append('\n'));
        return text.toString();
    }

    private static Optional<List<Path>> read(String text, String key) {
        List<String> lines = text.lines().toList();
        boolean isCurrent = !lines.isEmpty()
                && lines.get(0).equals(key)
                && lines.stream().skip(1).allMatch(CompileLibraries::holds);
        return isCurrent
                ? Optional.of(lines.stream()
                        .filter(line -> line.startsWith(JAR))
                        .map(line -> Path.of(line.substring(JAR.length())))
                        .toList())
                : Optional.empty();
    }

    private static boolean holds(String line) {
        if (line.startsWith(JAR)) {
            return Files.isRegularFile(Path.of(line.substring(JAR.length())));
        }
        int at = line.indexOf(" at ");
        return line.substring(MISSING.length(), at).equals(stamp(Path.of(line.substring(at + " at ".length()))));
    }
}
