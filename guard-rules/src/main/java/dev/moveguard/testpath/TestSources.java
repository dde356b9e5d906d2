package dev.moveguard.testpath;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceOutline;
import dev.moveguard.code.source.SourceParser;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.rule.Facts;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads every Java file of the test source folders. What cannot be read is a gap; the others are read. */
final class TestSources {
    private final Facts facts;
    private final List<SourceType> types = new ArrayList<>();

    private TestSources(Facts facts) {
        this.facts = facts;
    }

    static List<SourceType> read(Facts facts) {
        TestSources sources = new TestSources(facts);
        facts.project().testRoots().forEach(sources::readRoot);
        return sources.types;
    }

    private void readRoot(Path root) {
        Set<Path> files = new TreeSet<>();
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new JavaFiles(files));
        } catch (IOException e) {
            facts.gap(facts.project().shown(root), "cannot be listed");
        }
        files.forEach(file -> readFile(root, file));
    }

    private void readFile(Path root, Path file) {
        String shown = facts.project().shown(file);
        try {
            SourceText text = SourceText.read(file);
            SourceOutline outline = SourceParser.outline(text);
            if (outline.hasSyntaxErrors()) {
                facts.gap(shown, "has syntax errors");
            }
            outline.types().stream()
                    .map(type -> new SourceType(root, file, shown, outline, outline.starImports(), type))
                    .forEach(types::add);
        } catch (UnreadableException e) {
            facts.gap(shown, e.getMessage() == null ? "cannot be read" : e.getMessage());
        }
    }

    private final class JavaFiles extends SimpleFileVisitor<Path> {
        private final Set<Path> found;

        JavaFiles(Set<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (attributes.isRegularFile()
                    && name.endsWith(".java")
                    && !name.equals("package-info.java")
                    && !name.equals("module-info.java")) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            facts.gap(facts.project().shown(file), "cannot be read");
            return FileVisitResult.CONTINUE;
        }
    }
}
