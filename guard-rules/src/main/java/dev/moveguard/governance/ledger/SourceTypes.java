package dev.moveguard.governance.ledger;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceOutline.DeclaredType;
import dev.moveguard.code.source.SourceParser;
import dev.moveguard.code.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that the Java sources of a tree declare, by file, and the suppressions in them. */
final class SourceTypes {
    private static final Set<String> NOT_ENTERED = Set.of(".git", ".guard", "target", "build", "node_modules", "out");
    private static final Pattern SUPPRESSION =
            Pattern.compile("//\\s*guard:allow\\s+([a-z0-9-]+)(?:\\s+until=(\\S+))?");

    private final Map<String, Set<String>> byFile = new LinkedHashMap<>();
    private final Set<String> all = new TreeSet<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, List<String>> suppressions = new TreeMap<>();

    private SourceTypes() {}

    /** Reads all Java files below a folder; paths are relative to it. */
    static SourceTypes below(Path root) {
        SourceTypes types = new SourceTypes();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    boolean isLeftOut = !dir.equals(root)
                            && NOT_ENTERED.contains(dir.getFileName().toString());
                    return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.getFileName().toString().endsWith(".java")) {
                        types.read(file, root.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // guard check tells what it cannot read
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }

    private void read(Path file, String shown) {
        try {
            SourceText text = SourceText.read(file);
            Set<String> names = new TreeSet<>();
            SourceParser.outline(text).types().forEach(type -> {
                all.add(type.name().replace('$', '.'));
                if (type.name().indexOf('$') < 0) {
                    names.add(type.name());
                    members.put(type.name(), members(type));
                }
            });
            byFile.put(shown, names);
            Matcher suppression = SUPPRESSION.matcher(text.text());
            while (suppression.find()) {
                suppressions
                        .computeIfAbsent(suppression.group(1), rule -> new ArrayList<>())
                        .add(suppression.group(2) == null ? "9999-12-31" : suppression.group(2));
            }
        } catch (UnreadableException e) {
            byFile.put(shown, Set.of()); // guard check tells that it cannot be read
        }
    }

    private static Set<String> members(DeclaredType type) {
        Set<String> names = new TreeSet<>();
        type.fields().forEach(field -> names.add(field.name()));
        type.methods().forEach(method -> names.add(method.name() + method.parameters()));
        return names;
    }

    /** The fields and methods of a top-level type, by name. */
    Set<String> members(String type) {
        return members.getOrDefault(type, Set.of());
    }

    /** All types, nested ones behind a dot. */
    Set<String> all() {
        return all;
    }

    boolean has(String name) {
        return all.contains(name.replace('$', '.'));
    }

    Set<String> topLevel() {
        Set<String> names = new TreeSet<>();
        byFile.values().forEach(names::addAll);
        return names;
    }

    Set<String> inFile(String file) {
        return byFile.getOrDefault(file, Set.of());
    }

    /** The suppressions of each rule: until when they hold. */
    Map<String, List<String>> suppressions() {
        return new HashMap<>(suppressions);
    }
}
