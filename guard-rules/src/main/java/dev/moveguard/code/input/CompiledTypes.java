package dev.moveguard.code.input;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceOutline;
import dev.moveguard.code.source.SourceOutline.DeclaredType;
import dev.moveguard.code.source.SourceParser;
import dev.moveguard.code.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which class files were compiled from which source, and whether the source still says the same. */
final class CompiledTypes {
    /** Where the name of a local or anonymous type goes on behind that of the type around it. */
    private static final Pattern LOCAL = Pattern.compile("\\$\\d");

    private final Collection<CodeType> types;
    private final Set<String> names = new HashSet<>();
    private final Map<Path, Map<Path, Batch>> bySource = new LinkedHashMap<>();

    /** What one run of a compiler made of a source: class files of one folder, or of one archive. */
    static final class Batch {
        private final Path source;
        private final List<CodeType> types = new ArrayList<>();
        private @Nullable List<CodeType> older;

        private Batch(Path source) {
            this.source = source;
        }

        List<CodeType> types() {
            return List.copyOf(types);
        }

        /** The one to name when all are meant. */
        CodeType first() {
            String stem = source.getFileName().toString().replace(".java", "");
            return types.stream()
                    .min(Comparator.<CodeType, Boolean>comparing(
                                    type -> !type.simpleName().equals(stem))
                            .thenComparing(CodeType::name))
                    .orElseThrow();
        }

        /** Whether the source was written after all of them. */
        private boolean isStale() {
            return older().size() == types.size();
        }

        /** Those that compiling the source again did not touch. */
        private List<CodeType> leftAlone() {
            return isStale() ? List.of() : older();
        }

        private List<CodeType> older() {
            if (older == null) {
                older = types.get(0).origin().entry() == null
                        ? findOlder()
                        : List.of(); // archives are packed at any time
            }
            return older;
        }

        private List<CodeType> findOlder() {
            try {
                FileTime written = Files.getLastModifiedTime(source);
                List<CodeType> found = new ArrayList<>();
                for (CodeType type : types) {
                    if (Files.getLastModifiedTime(type.origin().container()).compareTo(written) < 0) {
                        found.add(type);
                    }
                }
                return found;
            } catch (IOException e) {
                return List.of(); // gone since it was read, which is told where it is needed
            }
        }
    }

    CompiledTypes(Collection<CodeType> types, SourceIndex sources) {
        this.types = types;
        types.forEach(type -> sources.sourceOf(type).ifPresent(source -> add(source, type)));
    }

    private void add(Path source, CodeType type) {
        Path container = type.origin().container();
        Path folder = type.origin().entry() == null ? container.resolveSibling("") : container;
        bySource.computeIfAbsent(source, key -> new LinkedHashMap<>())
                .computeIfAbsent(folder, key -> new Batch(source))
                .types
                .add(type);
    }

    /**
     * Finds, by what they declare, sources that no class file tells of: class files need not name their source.
     *
     * @return those all of whose types have class files
     */
    Set<Path> addDeclared(Map<Path, SourceText> open) {
        Set<Path> found = new HashSet<>();
        (types.isEmpty() ? Map.<Path, SourceText>of() : open).forEach((source, text) -> {
            Set<String> declared = declared(SourceParser.outline(text));
            if (!declared.isEmpty() && names().containsAll(declared)) {
                found.add(source);
                types.stream().filter(type -> isAmong(declared, type.name())).forEach(type -> add(source, type));
            }
        });
        return found;
    }

    private Set<String> names() {
        if (names.isEmpty()) {
            types.forEach(type -> names.add(type.name()));
        }
        return names;
    }

    /** Whether a type is one of those declared, or is declared in the body of a method of one. */
    private static boolean isAmong(Set<String> declared, String name) {
        Matcher local = LOCAL.matcher(name);
        return declared.contains(name) || local.find() && declared.contains(name.substring(0, local.start()));
    }

    /** What was made of a source. */
    Collection<Batch> of(Path source) {
        return bySource.getOrDefault(source, Map.of()).values();
    }

    /** What was made of a source before it was written as it is now. */
    List<Batch> stale(Path source) {
        return of(source).stream().filter(Batch::isStale).toList();
    }

    /** Whether nothing was made of a source since it was written as it is now. */
    boolean isOutlived(Path source) {
        return !of(source).isEmpty() && of(source).stream().allMatch(Batch::isStale);
    }

    /** The class files that compiling a source again did not touch, because it declares their types no longer. */
    List<CodeType> orphans(Path source) {
        List<CodeType> leftAlone =
                of(source).stream().flatMap(batch -> batch.leftAlone().stream()).toList();
        if (leftAlone.isEmpty()) {
            return List.of();
        }
        Set<String> declared = outline(source)
                .filter(outline -> !outline.hasSyntaxErrors())
                .map(CompiledTypes::declared)
                .orElse(Set.of());
        return leftAlone.stream()
                .filter(type -> !declared.isEmpty() && !isAmong(declared, type.name()))
                .toList();
    }

    private static Set<String> declared(SourceOutline outline) {
        return outline.types().stream().map(DeclaredType::name).collect(Collectors.toSet());
    }

    private static Optional<SourceOutline> outline(Path source) {
        try {
            return Optional.of(SourceParser.outline(SourceText.read(source)));
        } catch (UnreadableException e) {
            return Optional.empty(); // nothing is known of what it declares, then
        }
    }
}
