package dev.moveguard.testpath;

import dev.moveguard.rule.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the folders of test sources below a folder: those every POM names, and those that only look like one. */
final class TestFolders extends SimpleFileVisitor<Path> {
    private static final Set<String> NOT_ENTERED =
            Set.of(".git", ".hg", ".svn", ".idea", "node_modules", "target", "build", "archetype-resources");

    private final Set<Path> found = new TreeSet<>();
    private final List<Path> poms = new ArrayList<>();

    private TestFolders() {}

    static List<Path> below(Path root) {
        TestFolders folders = new TestFolders();
        try {
            Files.walkFileTree(root, folders);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the root itself was there a moment ago
        }
        folders.addNamed(new Project(root, List.of()));
        return List.copyOf(folders.found);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (NOT_ENTERED.contains(String.valueOf(folder.getFileName()))) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (folder.endsWith(Path.of("src", "main"))) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (folder.endsWith(Path.of("src", "test", "java"))) {
            found.add(folder);
            return FileVisitResult.SKIP_SUBTREE;
        }
        return folder.endsWith(Path.of("src", "test")) && !Files.isDirectory(folder.resolve("java"))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (file.endsWith("pom.xml")) {
            poms.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
        return FileVisitResult.CONTINUE; // told when the folder itself is read
    }

    private void addNamed(Project project) {
        Map<Path, MavenBuild> builds = new HashMap<>();
        for (Path pom : poms) {
            testFolders(pom, project, builds).stream()
                    .map(MavenModule.TestFolder::folder)
                    .filter(Files::isDirectory)
                    .filter(folder -> found.stream().noneMatch(folder::startsWith))
                    .forEach(found::add);
        }
    }

    private static List<MavenModule.TestFolder> testFolders(Path pom, Project project, Map<Path, MavenBuild> builds) {
        Path root = MavenBuild.rootPom(pom, project);
        try {
            MavenBuild build = builds.containsKey(root) ? builds.get(root) : MavenBuild.of(root, project);
            builds.put(root, build);
            return build.module(pom).testFolders();
        } catch (UnreadableBuildException e) {
            return List.of(); // told when a test of the module is judged
        }
    }
}
