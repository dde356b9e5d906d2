package dev.moveguard.prove;

import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Text;
import dev.moveguard.prove.Mutant.Change;
import dev.moveguard.rule.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The build and the documents of a project, copied to a temporary folder: POMs, settings, test sources, reports, Markdown. */
final class ProjectCopy implements AutoCloseable {
    private static final Set<String> NOT_COPIED = Set.of(".git", ".guard", "node_modules", "classes", "test-classes");

    private final Path folder;
    private final Project original;

    private ProjectCopy(Path folder, Project original) {
        this.folder = folder;
        this.original = original;
    }

    static ProjectCopy of(Project project, RuleSet ruleSet) {
        ProjectCopy copy = empty(project, ruleSet);
        copy.fill(Stream.of(ruleSet.docs().decisions(), ruleSet.docs().constraints())
                .filter(Objects::nonNull)
                .map(Text::value)
                .map(document -> project.root().resolve(document).normalize())
                .toList());
        return copy;
    }

    /** A project of which nothing is left. */
    static ProjectCopy empty(Project project, RuleSet ruleSet) {
        try {
            return new ProjectCopy(Files.createTempDirectory("guard-prove").toRealPath(), project);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project as the copy has it. */
    Project project() {
        return new Project(
                folder,
                original.testRoots().stream()
                        .map(this::placeOf)
                        .filter(Files::isDirectory)
                        .toList(),
                original.session(),
                original.rules(),
                original.changes());
    }

    private Path placeOf(Path file) {
        return folder.resolve(
                root().relativize(file.toAbsolutePath().normalize()).toString());
    }

    private Path root() {
        return original.root().toAbsolutePath().normalize();
    }

    /** @throws VoidMutantException when a file is not there or stays as it is */
    void change(Change.Files files) {
        files.texts().forEach((name, edit) -> {
            Path file = folder.resolve(name);
            try {
                String before = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
                String after = edit.apply(before).orElse(null);
                if (after == null) {
                    Files.deleteIfExists(file);
                } else if (after.equals(before)) {
                    throw new VoidMutantException("changes nothing in " + name);
                } else {
                    Files.createDirectories(file.resolveSibling(""));
                    Files.writeString(file, after, StandardCharsets.UTF_8);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void fill(List<Path> documents) {
        List<Path> sources = original.testRoots().stream()
                .map(path -> path.toAbsolutePath().normalize())
                .toList();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    boolean isLeftOut = !dir.equals(root())
                            && (NOT_COPIED.contains(dir.getFileName().toString())
                                    || dir.getFileName().toString().startsWith(".") && !dir.endsWith(".mvn"));
                    return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (isCopied(file, sources, documents)) {
                        Path copy = placeOf(file);
                        Files.createDirectories(copy.resolveSibling(""));
                        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCopied(Path file, List<Path> sources, List<Path> documents) {
        String name = file.getFileName().toString();
        return name.equals("pom.xml")
                || name.endsWith(".pom")
                || file.resolveSibling("").endsWith(".mvn")
                || name.startsWith("TEST-") && name.endsWith(".xml")
                || name.endsWith(".java") && sources.stream().anyMatch(file::startsWith)
                || documents.stream().anyMatch(file::startsWith);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
