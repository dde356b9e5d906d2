package dev.moveguard.proposal;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a look at the sources of a project tells, whatever builds it: where they lie is told by their package declarations.
 *
 * @param classes folders of compiled main code that are there, relative to the root, with {@code /}
 * @param unbuilt folders where the build will put it, and that are not there
 * @param sources folders of main sources
 * @param tests folders of test sources
 * @param packages the packages of the main sources; empty text: the unnamed one
 * @param names what main sources import or write in full
 * @param guards test classes that use ArchUnit
 */
record ProjectLook(
        Set<String> classes,
        Set<String> unbuilt,
        Set<String> sources,
        Set<String> tests,
        Set<String> packages,
        Set<String> names,
        Set<String> guards) {
    private static final Set<String> NOT_ENTERED = Set.of("target", "build", "out", "bin", "node_modules");
    private static final Pattern PACKAGE = Pattern.compile("(?mU)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern NAME = Pattern.compile("(?U)\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*");
    private static final Pattern TEST = Pattern.compile("(.*/)?([Tt]ests?|it|[a-z]\\w*Test|testFixtures)(/.*)?");
    /** Where Maven and Gradle put what they compile, by the folder of the sources. */
    private static final List<String> COMPILED = List.of("target/classes", "build/classes/java/main");

    static ProjectLook at(Path root) {
        ProjectLook look = new ProjectLook(
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
        for (Path file : sources(root)) {
            look.add(root, file);
        }
        return look;
    }

    private static List<Path> sources(Path root) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    String name = String.valueOf(dir.getFileName());
                    boolean isLeftOut = NOT_ENTERED.contains(name) && !isPackage(dir) || name.startsWith(".");
                    return isLeftOut && !dir.equals(root) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = String.valueOf(file.getFileName());
                    if (attributes.isRegularFile() && name.endsWith(".java") && !name.contains("-info.")) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // what may not be read is not proposed
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }

    /** A package may be called like a folder of a build tool. */
    private static boolean isPackage(Path folder) {
        return folder.toString().replace('\\', '/').contains("/java/");
    }

    private void add(Path root, Path file) {
        String text;
        try {
            text = SourceText.read(file).text();
        } catch (UnreadableException e) {
            return; // the check will say so
        }
        Matcher declared = PACKAGE.matcher(text);
        String name = declared.find() ? declared.group(1) : "";
        Optional<String> folder = folder(root, file, name);
        if (folder.isEmpty()) {
            return;
        }
        if (TEST.matcher(folder.get()).matches()) {
            tests.add(folder.get());
            addGuard(file, name, text);
        } else {
            sources.add(folder.get());
            packages.add(name);
            addClasses(root, folder.get());
            Matcher written = NAME.matcher(text);
            while (written.find()) {
                names.add(written.group());
            }
        }
    }

    private void addGuard(Path file, String packageName, String text) {
        if (text.contains("com.tngtech.archunit")) {
            String type = String.valueOf(file.getFileName()).replaceFirst("\\.java$", "");
            guards.add(packageName.isEmpty() ? type : packageName + "." + type);
        }
    }

    private static Optional<String> folder(Path root, Path file, String packageName) {
        Path folder = file.resolveSibling("");
        Path suffix = Path.of(packageName.replace('.', '/'));
        if (!packageName.isEmpty()) {
            if (!folder.endsWith(suffix)) {
                return Optional.empty();
            }
            for (int i = 0; i < suffix.getNameCount() && folder != null; i++) {
                folder = folder.getParent();
            }
        }
        return folder == null || !folder.startsWith(root)
                ? Optional.empty()
                : Optional.of(root.relativize(folder).toString().replace('\\', '/'));
    }

    private void addClasses(Path root, String folder) {
        int src = folder.lastIndexOf("src/main/");
        if (src < 0) {
            return;
        }
        String module = folder.substring(0, src);
        List<String> there = COMPILED.stream()
                .map(compiled -> module + compiled)
                .filter(compiled -> Files.isDirectory(root.resolve(compiled)))
                .toList();
        classes.addAll(there);
        if (there.isEmpty()) {
            boolean isMaven = Files.exists(root.resolve(module).resolve("pom.xml"));
            unbuilt.add(module + COMPILED.get(isMaven ? 0 : 1));
        }
    }
}
