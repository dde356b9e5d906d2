package dev.moveguard.code.input;

import dev.moveguard.code.BodyLibrary;
import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.Dependency;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Interest;
import dev.moveguard.code.Lens;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.NameTable;
import dev.moveguard.code.Origin;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.bytecode.ClassFile;
import dev.moveguard.code.bytecode.JdkLibrary;
import dev.moveguard.code.bytecode.MentionedNames;
import dev.moveguard.code.input.CompiledTypes.Batch;
import dev.moveguard.code.source.CompiledSource.CompiledClass;
import dev.moveguard.code.source.CompiledSource.Obstacle;
import dev.moveguard.code.source.SourceCompiler;
import dev.moveguard.code.source.SourceOutline;
import dev.moveguard.code.source.SourceParser;
import dev.moveguard.code.source.SourceText;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads class files, archives and sources into one {@link CodeBase}; what cannot be read is written into the ledger. */
public final class CodeReader implements AutoCloseable {
    private static final Set<FileVisitOption> FOLLOWING = Set.of(FileVisitOption.FOLLOW_LINKS);
    private static final String ONLY_CLASSES = ", and the lens bytecode judges class files alone";
    private static final Set<String> NOT_ENTERED = Set.of(".git", ".hg", ".svn", ".idea", "node_modules");

    private final InputLedger ledger;
    private final Function<Path, String> shown;
    private final JdkLibrary jdk = new JdkLibrary();
    private final ClassStore store = new ClassStore();
    private final FactsCache cache;
    private final ClassScanner scanner = new ClassScanner();
    /** Class files by the folder they were found under. */
    private final Map<Path, Set<Path>> classFiles = new LinkedHashMap<>();

    private final Set<Path> seen = new HashSet<>();
    private final Set<Path> archives = new LinkedHashSet<>();
    /** Source files, each with the folder it was found under. */
    private final Map<Path, Path> sources = new LinkedHashMap<>();

    private final Set<Path> marked = new LinkedHashSet<>();
    private final Set<Path> named = new HashSet<>();
    private final NameTable names = new NameTable();
    private final List<CodeType> types = new ArrayList<>();
    private Supplier<List<Path>> libraries = List::of;

    /**
     * @param shown how the ledger names a file
     * @param cache keeps what class files told
     */
    public CodeReader(InputLedger ledger, Function<Path, String> shown, FactsCache cache) {
        this.ledger = ledger;
        this.cache = cache;
        this.shown = shown;
    }

    /** Adds the class files of a folder, a class file, or an archive. */
    public void addClasses(Path path) {
        add(path, true, false);
    }

    /** Adds the sources of a folder, or a source file. */
    public void addSources(Path path) {
        add(path, false, true);
    }

    /** Adds whatever a path holds: class files, archives, sources. One that holds nothing counts as failed. */
    public void add(Path path) {
        named.add(path);
        add(path, true, true);
    }

    /** The folders that the sources added were found under. */
    public Collection<Path> sourceFolders() {
        return new LinkedHashSet<>(sources.values());
    }

    /** All files that were added: class files, archives and sources. */
    public Collection<Path> files() {
        List<Path> files = new ArrayList<>(sources.keySet());
        classFiles.values().forEach(files::addAll);
        files.addAll(archives);
        return files;
    }

    /** Says which jars sources are compiled against; it is asked when there is something to compile. */
    public void libraries(Supplier<List<Path>> jars) {
        libraries = jars;
    }

    /** The source files that may hold a comment which speaks to the guard. */
    public Collection<Path> marked() {
        return Collections.unmodifiableSet(marked.isEmpty() ? sources.keySet() : marked);
    }

    /** The source files added. */
    public Collection<Path> sources() {
        return Collections.unmodifiableSet(sources.keySet());
    }

    /** Reads all that was added. */
    public CodeBase read(Lens lens) {
        classFiles.forEach(this::readFolder);
        archives.forEach(this::readArchive);
        Map<Path, SourceText> open =
                lens == Lens.SOURCE ? texts(sources.keySet()) : sources.isEmpty() ? Map.of() : withoutClasses(lens);
        Map<String, CodeType> known = new HashMap<>();
        types.forEach(type -> known.putIfAbsent(type.name(), type));
        if (lens == Lens.SOURCE) {
            types.clear();
        }
        if (lens == Lens.BYTECODE) {
            tellUncompiled(open);
        } else if (!open.isEmpty()) {
            compile(open, known);
        }
        return new CodeBase(types, jdk, new Bodies());
    }

    /**
     * Reads a version of the sources. Of the class files that were added, those count that come from no source it knows.
     *
     * <p>What keeps a source from being compiled is undecided, unless no compiler could do better.
     */
    public CodeBase read(SourceVersion version) {
        classFiles.forEach(this::readFolder);
        archives.forEach(this::readArchive);
        types.removeIf(type -> version.hasSourceOf(sourceNameOf(type)));
        Map<String, Path> files = new HashMap<>();
        version.sources().forEach(item -> files.put(shown.apply(item.file()), item.file()));
        SourceUnits.Outcome outcome = SourceUnits.of(jdk, version, shown, cache, libraries.get());
        Set<String> declared = outcome.units().stream()
                .flatMap(unit -> unit.classes().stream())
                .map(CompiledClass::name)
                .collect(Collectors.toSet());
        types.removeIf(
                type -> isIn(declared, type.name())); // its source lies in a folder that does not mirror its package
        List<ClassChunk.Row> rows = new ArrayList<>();
        for (SourceUnit unit : outcome.units()) {
            Path file = known(files, unit.path());
            unit.classes().forEach(type -> store.keep(new Origin(file, type.name(), null, file), type.bytes()));
            unit.obstacles().forEach(obstacle -> {
                String input = shown(file, obstacle.at());
                if (obstacle.isSyntax()) {
                    ledger.failed(input, obstacle.reason());
                } else {
                    ledger.undecided(input, obstacle.reason());
                }
            });
            if (unit.isMarked()) {
                marked.add(file);
            }
            ledger.read(unit.path());
            rows.addAll(unit.rows());
        }
        add(outcome.names().all(), rows, row -> origin(known(files, row.entry()), row));
        return new CodeBase(types, jdk, new Bodies());
    }

    /** Whether a type or one around it is declared. */
    private static boolean isIn(Set<String> declared, String name) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('$', end - 1)) {
            if (declared.contains(name.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static Path known(Map<String, Path> files, String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    private CodeType type(ClassChunk.Row row, Path file) {
        CodeType.Mentions mentions = new CodeType.Mentions(names, row.mentioned());
        return new CodeType(row.header(), mentions, origin(file, row), this::members);
    }

    private static Origin origin(Path file, ClassChunk.Row row) {
        return new Origin(file, row.header().name(), null, file);
    }

    /** Package and name of the source of a class file, with {@code /}; empty when the class file does not tell. */
    private static String sourceNameOf(CodeType type) {
        String file = type.origin().sourceFile();
        String folder = type.packageName().replace('.', '/');
        return file == null ? "" : folder.isEmpty() ? file : folder + "/" + file;
    }

    @Override
    public void close() {
        scanner.close();
        store.close();
    }

    /**
     * Returns the class file a type was read from, or compiled to.
     *
     * @throws UnreadableException when it can no longer be read
     */
    public byte[] bytes(CodeType type) {
        return store.bytes(type);
    }

    /**
     * Reads a class file that stands nowhere as if it stood where a type was read.
     *
     * @param name tells it from others at this place; it is not the name of a class
     * @return empty for a file that declares no type
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    public Optional<CodeType> variant(CodeType at, String name, byte[] bytes) {
        Origin origin =
                new Origin(at.origin().container(), name, null, at.origin().source());
        store.keep(origin, bytes);
        return type(bytes, name, origin);
    }

    /**
     * Compiles a source that stands nowhere against what was read, and returns its types.
     *
     * @throws UnreadableException when it does not compile
     */
    public List<CodeType> snippet(CodeBase code, Path shownAs, String text) {
        List<CodeType> found = new ArrayList<>();
        SourceCompiler compiler = new SourceCompiler(
                jdk, name -> code.type(name).map(store::bytes).orElse(null), Set.of(), List.of());
        compiler.compile(Map.of(shownAs, SourceText.of(text))).forEach((source, compiled) -> {
            compiled.obstacles().stream().findFirst().ifPresent(obstacle -> {
                SourceText.Span at = obstacle.at();
                String place = at == null ? "" : "%s:%s: ".formatted(at.line(), at.column());
                throw new UnreadableException(place + obstacle.reason());
            });
            compiled.classes().forEach(type -> {
                Origin origin = new Origin(source, type.name(), null, source);
                store.keep(origin, type.bytes());
                type(type.bytes(), type.name(), origin).ifPresent(found::add);
            });
        });
        return found;
    }

    private Optional<CodeType> type(byte[] bytes, String name, Origin origin) {
        MentionedNames mentioned = new MentionedNames();
        return ClassFile.scan(bytes, mentioned)
                .map(scanned -> new ClassChunk.Row(name, scanned.header(), scanned.mentioned()))
                .map(row -> type(row, numbers(mentioned.names()), origin));
    }

    // --- finding ------------------------------------------------------------------------------------------------

    private void add(Path path, boolean wantsClasses, boolean wantsSources) {
        if (Files.isDirectory(path)) {
            if (!walk(path, wantsClasses, wantsSources)) {
                holdsNothing(path, "holds nothing to judge");
            }
        } else {
            addFile(path, path.resolveSibling(""), wantsClasses, wantsSources, true);
        }
    }

    /** A path somebody named holds what they want judged; one that a pattern found may be empty. */
    private void holdsNothing(Path path, String reason) {
        if (named.contains(path)) {
            ledger.failed(shown.apply(path), reason);
        } else {
            ledger.skipped(shown.apply(path), reason);
        }
    }

    private boolean walk(Path folder, boolean wantsClasses, boolean wantsSources) {
        Set<Path> found = new TreeSet<>();
        try {
            Files.walkFileTree(folder, FOLLOWING, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    boolean enters = dir.equals(folder)
                            || !NOT_ENTERED.contains(dir.getFileName().toString());
                    return enters ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        found.add(file);
                    } else if (attributes.isOther()) {
                        ledger.skipped(shown.apply(file), "is not a regular file");
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    if (e instanceof FileSystemLoopException) {
                        ledger.skipped(shown.apply(file), "is a link that leads back");
                    } else {
                        ledger.failed(shown.apply(file), "cannot be read: " + reason(e));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            ledger.failed(shown.apply(folder), "cannot be read: " + reason(e));
        }
        boolean holdsSome = false;
        for (Path file : found) {
            holdsSome |= addFile(file, folder, wantsClasses, wantsSources, false);
        }
        return holdsSome;
    }

    private boolean addFile(Path file, Path folder, boolean wantsClasses, boolean wantsSources, boolean isNamed) {
        String name = file.getFileName().toString();
        if (wantsClasses && name.endsWith(".class")) {
            return seen.add(file)
                    && classFiles
                            .computeIfAbsent(folder, key -> new LinkedHashSet<>())
                            .add(file);
        }
        if (wantsSources && name.endsWith(".java")) {
            if (!name.equals("module-info.java") && !name.equals("package-info.java")) {
                sources.putIfAbsent(file, folder);
            }
            return true;
        }
        if (wantsClasses && isArchive(name)) {
            if (isNamed) {
                return archives.add(file);
            }
            ledger.skipped(shown.apply(file), "is an archive inside a folder: name it itself to have it judged");
        } else if (isNamed) {
            ledger.failed(shown.apply(file), "is neither a folder, a class file, a source nor a jar");
        }
        return false;
    }

    static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jar") || lower.endsWith(".zip") || lower.endsWith(".war") || lower.endsWith(".ear");
    }

    // --- class files --------------------------------------------------------------------------------------------

    private void readFolder(Path folder, Set<Path> files) {
        try {
            Set<Path> all = new LinkedHashSet<>(files);
            for (ClassChunk chunk : cache.chunks(folder, files, () -> scanner.folder(folder, files))) {
                add(chunk, row -> new Origin(folder.resolve(row.entry()), null, null, null));
                for (InputLedger.Entry entry : chunk.failed()) {
                    Path file = folder.resolve(entry.input());
                    all.remove(file);
                    ledger.failed(shown.apply(file), entry.reason());
                }
            }
            all.forEach(file -> ledger.read(shown.apply(file)));
        } catch (IOException e) {
            ledger.failed(shown.apply(folder), "cannot be read: " + reason(e));
        }
    }

    private void readArchive(Path file) {
        try {
            int before = types.size();
            for (ClassChunk chunk : cache.chunks(file, List.of(file), () -> scanner.archive(store.archive(file)))) {
                add(chunk, row -> new Origin(file, row.entry(), null, null));
                chunk.failed().forEach(entry -> ledger.failed(inside(file, entry.input()), entry.reason()));
                chunk.skipped().forEach(entry -> ledger.skipped(inside(file, entry.input()), entry.reason()));
            }
            ledger.read(shown.apply(file));
            if (types.size() == before) {
                holdsNothing(file, "holds no class");
            }
        } catch (ZipException e) {
            ledger.failed(shown.apply(file), "is not a readable archive: " + reason(e));
        } catch (IOException | IllegalArgumentException e) {
            ledger.failed(shown.apply(file), "cannot be read: " + e.getMessage());
        }
    }

    private String inside(Path archive, String entry) {
        return shown.apply(archive) + "!/" + entry;
    }

    private void add(ClassChunk chunk, Function<ClassChunk.Row, Origin> origin) {
        add(chunk.names(), chunk.rows(), origin);
    }

    private void add(List<String> spelled, List<ClassChunk.Row> rows, Function<ClassChunk.Row, Origin> origin) {
        int[] numbers = numbers(spelled);
        rows.forEach(row -> types.add(type(row, numbers, origin.apply(row))));
    }

    private int[] numbers(List<String> mentioned) {
        return mentioned.stream().mapToInt(names::number).toArray();
    }

    private CodeType type(ClassChunk.Row row, int[] numbers, Origin origin) {
        int[] mentioned = new int[row.mentioned().length];
        for (int i = 0; i < mentioned.length; i++) {
            mentioned[i] = numbers[row.mentioned()[i]];
        }
        return new CodeType(row.header(), new CodeType.Mentions(names, mentioned), origin, this::members);
    }

    private CodeType.Members members(CodeType type) {
        try {
            return ClassFile.members(store.bytes(type));
        } catch (UnreadableException e) {
            Path source = type.origin().source();
            Path container = type.origin().container();
            String entry = type.origin().entry();
            String input = source != null
                    ? shown.apply(source)
                    : entry == null ? shown.apply(container) : inside(container, entry);
            ledger.failed(input, e.reason());
            return CodeType.Members.NONE;
        }
    }

    private final class Bodies implements BodyLibrary {
        @Override
        public Map<MethodId, MethodBody> bodies(CodeType type, Predicate<MethodId> isWanted, boolean withPlaces) {
            try {
                return ClassFile.bodies(store.bytes(type), isWanted, isFromSource(type), withPlaces);
            } catch (UnreadableException e) {
                MethodBody undecided = MethodBody.undecided("its class file " + e.reason());
                return type.methods().stream()
                        .map(CodeMethod::id)
                        .filter(isWanted)
                        .collect(Collectors.toMap(id -> id, id -> undecided, (a, b) -> a));
            }
        }

        @Override
        public Set<MethodId> interesting(CodeType type, Interest interest) {
            try {
                return ClassFile.interesting(store.bytes(type), interest, isFromSource(type));
            } catch (UnreadableException e) {
                return type.methods().stream().map(CodeMethod::id).collect(Collectors.toSet());
            }
        }

        @Override
        public List<Dependency> dependencies(CodeType type) {
            return ClassFile.dependencies(store.bytes(type));
        }

        @Override
        public byte[] classFile(CodeType type) {
            return store.bytes(type);
        }

        private static boolean isFromSource(CodeType type) {
            return type.origin().source() != null;
        }
    }

    // --- sources ------------------------------------------------------------------------------------------------

    /** Tells which source a class file was compiled from. */
    public SourceIndex sourceIndex() {
        return new SourceIndex(sources, SourceText::read);
    }

    /** Takes out the class files that say what is so no longer, and returns the sources that none speaks for. */
    private Map<Path, SourceText> withoutClasses(Lens lens) {
        CompiledTypes compiled = new CompiledTypes(types, sourceIndex());
        Map<Path, SourceText> open = texts(sources.keySet().stream()
                .filter(source -> compiled.of(source).isEmpty())
                .toList());
        compiled.addDeclared(open).forEach(open::remove);
        Set<CodeType> gone = new HashSet<>();
        for (Path source : sources.keySet()) {
            List<CodeType> orphans = compiled.orphans(source);
            orphans.forEach(type -> ledger.skipped(
                    shown.apply(type.origin().container()),
                    "is older than %s, which declares it no longer".formatted(shown.apply(source))));
            gone.addAll(orphans);
            gone.addAll(lens == Lens.BYTECODE ? tellOlder(source, compiled) : tellStale(source, compiled));
            if (compiled.isOutlived(source) && lens != Lens.BYTECODE) {
                open.putAll(texts(List.of(source)));
            }
        }
        types.removeIf(gone::contains);
        return open;
    }

    /** With the lens {@code auto} the source is judged instead of a class file that is older than it. */
    private List<CodeType> tellStale(Path source, CompiledTypes compiled) {
        String instead = compiled.isOutlived(source) ? "which is judged instead" : "which was compiled again elsewhere";
        List<Batch> stale = compiled.stale(source);
        stale.forEach(batch -> ledger.skipped(
                shown.apply(batch.first().origin().container()),
                "is older than %s, %s".formatted(shown.apply(source), instead)));
        return stale.stream().flatMap(batch -> batch.types().stream()).toList();
    }

    /** The lens {@code bytecode} judges what was compiled, and says so. */
    private List<CodeType> tellOlder(Path source, CompiledTypes compiled) {
        compiled.stale(source)
                .forEach(batch -> ledger.skipped(
                        shown.apply(source),
                        "is newer than %s, which is judged instead"
                                .formatted(shown.apply(batch.first().origin().container()))));
        return List.of();
    }

    /** Tells what the lens {@code bytecode} cannot judge, a folder at once where nothing of it was compiled. */
    private void tellUncompiled(Map<Path, SourceText> open) {
        Map<Path, List<Path>> byFolder = new TreeMap<>();
        open.forEach((source, text) -> {
            SourceOutline outline = SourceParser.outline(text);
            if (!outline.types().isEmpty() || outline.hasSyntaxErrors()) {
                byFolder.computeIfAbsent(folderOf(source), key -> new ArrayList<>())
                        .add(source);
            }
        });
        byFolder.forEach((folder, files) -> {
            long all = sources.values().stream().filter(folder::equals).count();
            if (files.size() > 1 && files.size() == all) {
                ledger.failed(
                        shown.apply(folder),
                        "holds %s sources and no class file is of one".formatted(all) + ONLY_CLASSES);
            } else {
                files.forEach(file -> ledger.failed(shown.apply(file), "has no class file" + ONLY_CLASSES));
            }
        });
    }

    private Path folderOf(Path source) {
        return sources.getOrDefault(source, source.resolveSibling(""));
    }

    private Map<Path, SourceText> texts(Collection<Path> files) {
        Map<Path, SourceText> texts = new LinkedHashMap<>();
        files.forEach(file -> readSource(file).ifPresent(text -> texts.put(file, text)));
        return texts;
    }

    private void compile(Map<Path, SourceText> texts, Map<String, CodeType> fromClasses) {
        Map<String, CodeType> known = new HashMap<>(fromClasses);
        try (LibraryJars jars = new LibraryJars(libraries.get())) {
            for (Map<Path, SourceText> round : rounds(texts)) {
                compile(round, known, jars);
                types.forEach(type -> known.putIfAbsent(type.name(), type));
                round.keySet().forEach(file -> ledger.read(shown.apply(file)));
            }
        }
    }

    private void compile(Map<Path, SourceText> texts, Map<String, CodeType> known, LibraryJars jars) {
        Set<String> all = new HashSet<>(known.keySet());
        all.addAll(jars.names());
        SourceCompiler compiler = new SourceCompiler(
                jdk,
                name -> Optional.ofNullable(known.get(name)).map(store::bytes).orElseGet(() -> jars.bytes(name)),
                all,
                List.of());
        compiler.compile(texts).forEach((file, source) -> {
            List<Obstacle> obstacles = new ArrayList<>(source.obstacles());
            source.classes().forEach(type -> store.keep(new Origin(file, type.name(), null, file), type.bytes()));
            SourceUnit.rows(shown.apply(file), source, obstacles, names).forEach(row -> types.add(type(row, file)));
            obstacles.forEach(obstacle -> ledger.failed(shown(file, obstacle.at()), obstacle.reason()));
        });
    }

    private String shown(Path file, SourceText.@Nullable Span at) {
        return at == null ? shown.apply(file) : "%s:%s:%s".formatted(shown.apply(file), at.line(), at.column());
    }

    /** Two modules may each have a type of one name: the second is compiled after all that is there once. */
    private static List<Map<Path, SourceText>> rounds(Map<Path, SourceText> texts) {
        List<Map<Path, SourceText>> rounds = new ArrayList<>();
        Map<String, Integer> occurrences = new HashMap<>();
        texts.forEach((file, text) -> {
            String name = SourceParser.packageName(text) + "/" + file.getFileName();
            int round = occurrences.merge(name, 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new LinkedHashMap<>());
            }
            rounds.get(round).put(file, text);
        });
        return rounds;
    }

    /** The name a file's place under its folder gives to the type in it. */
    static String typeName(Path file, Path folder) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        return path.substring(0, path.length() - ".java".length()).replace('/', '.');
    }

    private Optional<SourceText> readSource(Path file) {
        try {
            return Optional.of(SourceText.read(file));
        } catch (UnreadableException e) {
            ledger.failed(shown.apply(file), e.reason());
            return Optional.empty();
        }
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
