package dev.moveguard.code.input;

import dev.moveguard.code.NameTable;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.bytecode.JdkLibrary;
import dev.moveguard.code.source.CompiledSource;
import dev.moveguard.code.source.CompiledSource.CompiledClass;
import dev.moveguard.code.source.CompiledSource.StandIn;
import dev.moveguard.code.source.SourceCompiler;
import dev.moveguard.code.source.SourceParser;
import dev.moveguard.code.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compiles the sources of a version, and of those that were compiled for an earlier one only what can have become different: a
 * source that changed, and every source that depends on a name whose type looks different from outside since.
 */
final class SourceUnits {
    private final JdkLibrary jdk;
    private final SourceVersion version;
    private final SourcePack before;
    private final NameTable names;
    /** The sources by path, but for those whose place gives a type that another one's place gives too. */
    private final Map<String, SourceVersion.Item> items = new TreeMap<>();

    private final List<SourceVersion.Item> repeated = new ArrayList<>();
    private final Function<Path, String> shown;
    /** What is true of this version, as far as is known. */
    private final Map<String, SourceUnit> units = new TreeMap<>();
    /** Paths of what was compiled. */
    private final Set<String> open = new TreeSet<>();

    private final List<Path> libraries;

    private SourceUnits(
            JdkLibrary jdk,
            SourceVersion version,
            Function<Path, String> shown,
            SourcePack before,
            List<Path> libraries) {
        this.libraries = libraries;
        this.jdk = jdk;
        this.version = version;
        this.shown = shown;
        this.before = before;
        this.names = before.names();
    }

    /**
     * What the sources told.
     *
     * @param names the table that the numbers in the units mean
     * @param compiled how many sources had to be compiled
     */
    record Outcome(NameTable names, List<SourceUnit> units, int compiled) {}

    /**
     * Reads a version.
     *
     * @param shown how reports name a file
     * @param cache keeps what sources told in earlier runs
     * @param libraries jars to compile against; others than in an earlier run make all that was kept worthless
     */
    static Outcome of(
            JdkLibrary jdk,
            SourceVersion version,
            Function<Path, String> shown,
            FactsCache cache,
            List<Path> libraries) {
        String key = LibraryJars.key(libraries);
        SourcePack before = SourcePack.of(cache.kept(version.keptAs()), key);
        SourceUnits sources = new SourceUnits(jdk, version, shown, before, libraries);
        sources.compileWhatChanged();
        boolean isNews = !sources.open.isEmpty()
                || sources.units.size() != before.units().size();
        if (isNews) {
            cache.keep(version.keptAs(), SourcePack.bytes(sources.units.values(), sources.names, key));
        }
        return new Outcome(sources.names, sources.all(), sources.open.size());
    }

    private void compileWhatChanged() {
        Set<String> types = new HashSet<>();
        Map<Path, String> packages = packagesOfRepeated();
        for (SourceVersion.Item item : version.sources()) {
            String path = shown.apply(item.file());
            SourceUnit kept = before.units().get(path);
            if (!types.add(packages.getOrDefault(item.file(), "") + "/" + placed(item))) {
                repeated.add(item);
                continue;
            }
            items.put(path, item);
            if (kept != null && kept.content().equals(item.content())) {
                units.put(path, kept);
            } else {
                open.add(path);
            }
        }
        do {
            open.forEach(units::remove);
            units.putAll(compile(open.stream().map(items::get).toList()));
        } while (open.addAll(affected()));
    }

    private static String placed(SourceVersion.Item item) {
        return CodeReader.typeName(item.file(), item.folder());
    }

    /** The packages of sources whose place gives the type that another one's gives: folders need not mirror packages. */
    private Map<Path, String> packagesOfRepeated() {
        Map<String, List<Path>> byPlace = version.sources().stream()
                .collect(Collectors.groupingBy(
                        SourceUnits::placed, Collectors.mapping(SourceVersion.Item::file, Collectors.toList())));
        List<Path> several = byPlace.values().stream()
                .filter(files -> files.size() > 1)
                .flatMap(List::stream)
                .toList();
        Map<Path, String> packages = new HashMap<>();
        try {
            (several.isEmpty() ? Map.<Path, SourceText>of() : version.texts(several))
                    .forEach((file, text) -> packages.put(file, SourceParser.packageName(text)));
        } catch (UnreadableException e) {
            return Map.of(); // told where they are compiled
        }
        return packages;
    }

    /** What all sources told; one that repeats a type is compiled after all that is there once, and is not kept. */
    private List<SourceUnit> all() {
        List<SourceUnit> all = new ArrayList<>(units.values());
        repeated.forEach(item -> all.addAll(compile(List.of(item)).values()));
        return all;
    }

    private Map<String, SourceUnit> compile(List<SourceVersion.Item> sources) {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Map<Path, SourceText> texts = new LinkedHashMap<>();
        Map<String, SourceUnit> told = new HashMap<>();
        try {
            Map<Path, SourceText> read =
                    version.texts(sources.stream().map(SourceVersion.Item::file).toList());
            sources.forEach(item -> texts.put(item.file(), read.get(item.file())));
        } catch (UnreadableException e) {
            sources.forEach(item ->
                    told.put(shown.apply(item.file()), SourceUnit.unreadable(shown.apply(item.file()), e.reason())));
            return told;
        }
        Map<Path, CompiledSource> compiled = compile(texts);
        for (SourceVersion.Item item : sources) {
            String path = shown.apply(item.file());
            CompiledSource source = compiled.get(item.file());
            told.put(
                    path,
                    source == null
                            ? SourceUnit.unreadable(path, "was left out by the compiler")
                            : SourceUnit.of(
                                    path,
                                    item.content(),
                                    Objects.requireNonNull(texts.get(item.file()))
                                            .text(),
                                    source,
                                    names));
        }
        return told;
    }

    private Map<Path, CompiledSource> compile(Map<Path, SourceText> texts) {
        Map<String, byte[]> known = new HashMap<>();
        units.values().forEach(unit -> unit.classes().forEach(type -> known.put(type.name(), type.bytes())));
        try (LibraryJars jars = new LibraryJars(libraries)) {
            Set<String> all = new HashSet<>(known.keySet());
            all.addAll(jars.names());
            return new SourceCompiler(
                            jdk,
                            name -> known.containsKey(name) ? known.get(name) : jars.bytes(name),
                            all,
                            standIns(units.values(), name -> true).values())
                    .compile(texts);
        }
    }

    // --- what depends on what changed -----------------------------------------------------------------------------

    /** Returns the paths of sources that were taken for what they had been and depend on what has become different. */
    private Set<String> affected() {
        Set<Integer> changed = changedNames().stream()
                .map(names::find)
                .filter(number -> number >= 0)
                .collect(Collectors.toSet());
        return changed.isEmpty()
                ? Set.of()
                : units.values().stream()
                        .filter(unit -> !open.contains(unit.path()))
                        .filter(unit -> IntStream.of(unit.references()).anyMatch(changed::contains))
                        .map(SourceUnit::path)
                        .collect(Collectors.toSet());
    }

    private Set<String> changedNames() {
        List<SourceUnit> were = before.units().values().stream()
                .filter(unit -> open.contains(unit.path()) || !items.containsKey(unit.path()))
                .toList();
        List<SourceUnit> are = open.stream().map(units::get).toList();
        Set<String> changed = new HashSet<>();
        changedTypes(classes(were), classes(are)).forEach(type -> changed.addAll(segments(type)));
        if (!changed.isEmpty()) {
            changedPackages().forEach(name -> changed.addAll(List.of(name.split("\\."))));
        }
        changedStandIns(were, are).forEach(type -> changed.addAll(segments(type)));
        return changed;
    }

    private static Map<String, CompiledClass> classes(Collection<SourceUnit> units) {
        Map<String, CompiledClass> classes = new HashMap<>();
        units.forEach(unit -> unit.classes().forEach(type -> classes.put(type.name(), type)));
        return classes;
    }

    private static Set<String> changedTypes(Map<String, CompiledClass> were, Map<String, CompiledClass> are) {
        return Stream.concat(were.keySet().stream(), are.keySet().stream())
                .filter(name -> {
                    CompiledClass was = were.get(name);
                    CompiledClass is = are.get(name);
                    return was == null || is == null || !was.looksLike(is);
                })
                .collect(Collectors.toSet());
    }

    /** Simple names of a type and of those around it; none of an anonymous one, which nothing outside can depend on. */
    private static List<String> segments(String type) {
        List<String> segments =
                List.of(type.substring(type.lastIndexOf('.') + 1).split("\\$"));
        boolean isLocal = segments.stream().anyMatch(name -> !name.isEmpty() && Character.isDigit(name.charAt(0)));
        return isLocal ? List.of() : segments;
    }

    private Set<String> changedPackages() {
        Set<String> were = packages(before.units().values());
        Set<String> are = packages(units.values());
        Set<String> changed = new HashSet<>(were);
        changed.addAll(are);
        changed.removeIf(name -> were.contains(name) && are.contains(name));
        return changed;
    }

    private static Set<String> packages(Collection<SourceUnit> units) {
        return units.stream()
                .flatMap(unit -> unit.classes().stream())
                .map(type -> type.name().substring(0, Math.max(0, type.name().lastIndexOf('.'))))
                .collect(Collectors.toSet());
    }

    /** Returns the names of types that are nowhere to be found, and of which all sources together tell something else than before. */
    private Set<String> changedStandIns(List<SourceUnit> were, List<SourceUnit> are) {
        Set<StandIn> told = new HashSet<>();
        were.forEach(unit -> told.addAll(unit.standIns()));
        Set<StandIn> tell = new HashSet<>();
        are.forEach(unit -> tell.addAll(unit.standIns()));
        Set<String> doubtful = Stream.concat(
                        told.stream().filter(one -> !tell.contains(one)),
                        tell.stream().filter(one -> !told.contains(one)))
                .map(StandIn::name)
                .collect(Collectors.toSet());
        if (doubtful.isEmpty()) {
            return doubtful;
        }
        Map<String, StandIn> all = standIns(before.units().values(), doubtful::contains);
        Map<String, StandIn> now = standIns(units.values(), doubtful::contains);
        doubtful.removeIf(name -> Objects.equals(all.get(name), now.get(name)));
        return doubtful;
    }

    private static Map<String, StandIn> standIns(Collection<SourceUnit> units, Predicate<String> isWanted) {
        Map<String, StandIn> all = new HashMap<>();
        for (SourceUnit unit : units) {
            for (StandIn one : unit.standIns()) {
                if (isWanted.test(one.name())) {
                    all.merge(one.name(), one, CompiledSource::together);
                }
            }
        }
        return all;
    }
}
