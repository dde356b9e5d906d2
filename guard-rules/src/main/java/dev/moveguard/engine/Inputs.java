package dev.moveguard.engine;

import dev.moveguard.code.input.CodeReader;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Scan;
import dev.moveguard.config.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The paths a run reads.
 *
 * @param both paths that may hold class files and sources alike
 * @param unmatched globs of the configuration that no file or folder fits
 */
record Inputs(List<Path> classes, List<Path> sources, List<Path> testRoots, List<Path> both, List<Text> unmatched) {
    private static final Set<String> NOT_ENTERED = Set.of(".git", ".hg", ".svn", "node_modules");

    static Inputs of(RuleSet ruleSet, List<Path> paths) {
        if (!paths.isEmpty()) {
            List<Path> folders = paths.stream().filter(Files::isDirectory).toList();
            return new Inputs(List.of(), List.of(), folders, paths, List.of());
        }
        List<Text> unmatched = new ArrayList<>();
        Scan scan = ruleSet.scan();
        return new Inputs(
                expand(ruleSet.root(), scan.classes(), unmatched),
                expand(ruleSet.root(), scan.sources(), unmatched),
                expand(ruleSet.root(), scan.tests(), unmatched),
                List.of(),
                unmatched);
    }

    /** No code of a folder; tests are looked for in the folder all the same, for documents that name them. */
    static Inputs none(RuleSet ruleSet) {
        List<Path> tests = expand(ruleSet.root(), ruleSet.scan().tests(), new ArrayList<>());
        return new Inputs(List.of(), List.of(), tests, List.of(), List.of());
    }

    /** The class files that the rule set names, and nothing else. */
    static Inputs classes(RuleSet ruleSet) {
        List<Text> unmatched = new ArrayList<>();
        return new Inputs(
                expand(ruleSet.root(), ruleSet.scan().classes(), unmatched),
                List.of(),
                List.of(),
                List.of(),
                unmatched);
    }

    /** Whether a pattern fits some file or folder. */
    static boolean exists(Path root, Text glob) {
        return !expand(root, glob.value()).isEmpty();
    }

    void addTo(CodeReader reader) {
        classes.forEach(reader::addClasses);
        sources.forEach(reader::addSources);
        both.forEach(reader::add);
    }

    private static List<Path> expand(Path root, List<Text> globs, List<Text> unmatched) {
        Set<Path> found = new TreeSet<>();
        for (Text glob : globs) {
            Set<Path> matched = expand(root, glob.value());
            if (matched.isEmpty()) {
                unmatched.add(glob);
            }
            found.addAll(matched);
        }
        return List.copyOf(found);
    }

    private static Set<Path> expand(Path root, String glob) {
        String normal = glob.replace('\\', '/');
        int wild = firstWildcard(normal);
        if (wild == normal.length()) {
            Path path = root.resolve(normal).normalize();
            return Files.exists(path) ? Set.of(path) : Set.of();
        }
        String before = normal.substring(0, wild);
        Path base =
                root.resolve(before.substring(0, before.lastIndexOf('/') + 1)).normalize();
        return Files.isDirectory(base) ? walk(base, normal.substring(before.lastIndexOf('/') + 1)) : Set.of();
    }

    private static Set<Path> walk(Path base, String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        int depth = glob.contains("**") ? Integer.MAX_VALUE : glob.split("/").length;
        Set<Path> found = new TreeSet<>();
        try {
            Files.walkFileTree(base, Set.of(), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    return add(dir) || NOT_ENTERED.contains(String.valueOf(dir.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // told when the folder itself is read
                }

                private boolean add(Path path) {
                    return !path.equals(base) && matcher.matches(base.relativize(path)) && found.add(path);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    static int firstWildcard(String glob) {
        for (int i = 0; i < glob.length(); i++) {
            if ("*?[{".indexOf(glob.charAt(i)) >= 0) {
                return i;
            }
        }
        return glob.length();
    }
}
