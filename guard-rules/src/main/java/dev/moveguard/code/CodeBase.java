package dev.moveguard.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All types of a run, with the questions that need more than one of them.
 *
 * <p>{@code scanned} types are judged. Types of the JDK and of the class path are only looked up: their declarations tell
 * who extends whom.
 */
public final class CodeBase {
    private static final Comparator<CodeType> BY_NAME =
            (one, other) -> one.name().compareTo(other.name());

    private final List<CodeType> types;
    private final Map<String, CodeType> byName = new HashMap<>();
    private final Map<String, List<CodeType>> sameName = new HashMap<>();
    private final Map<String, List<CodeType>> directSubtypes = new HashMap<>();
    private final Map<String, List<CodeType>> nested = new HashMap<>();
    private final Map<String, Optional<CodeType>> looked;
    private final Map<CodeType, Map<MethodId, MethodBody>> bodies;
    private final Map<CodeType, Map<MethodId, MethodBody>> placed; // those with places
    private final TypeLibrary library;
    private final BodyLibrary bodyLibrary;
    private final Map<CodeType, List<Dependency>> dependencies;
    private @Nullable MentionIndex mentions;
    private @Nullable Map<String, Set<String>> libraryTypes;

    /**
     * @param scanned the types to judge; where a name occurs twice, both are judged and the first is the one found by name
     * @param library finds a type of the JDK or class path by binary name
     * @param bodyLibrary analyses the method bodies of scanned types
     */
    public CodeBase(List<CodeType> scanned, TypeLibrary library, BodyLibrary bodyLibrary) {
        this(scanned, library, bodyLibrary, new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    private CodeBase(
            List<CodeType> scanned,
            TypeLibrary library,
            BodyLibrary bodyLibrary,
            Map<String, Optional<CodeType>> looked,
            Map<CodeType, Map<MethodId, MethodBody>> bodies,
            Map<CodeType, Map<MethodId, MethodBody>> placed,
            Map<CodeType, List<Dependency>> dependencies) {
        this.types = scanned.stream().sorted(BY_NAME).toList();
        this.library = library;
        this.bodyLibrary = bodyLibrary;
        this.looked = looked;
        this.bodies = bodies;
        this.placed = placed;
        this.dependencies = dependencies;
        for (CodeType type : types) {
            CodeType first = byName.putIfAbsent(type.name(), type);
            if (first != null) {
                sameName.computeIfAbsent(type.name(), name -> new ArrayList<>(List.of(first)))
                        .add(type);
            }
            type.supertypeNames().forEach(parent -> add(directSubtypes, parent, type));
            if (type.outer() != null) {
                add(nested, type.outer(), type);
            }
        }
    }

    /**
     * Returns this code with some types in the place of those of their names, and without others. What has been read of the
     * rest is not read again: it is known from each class file alone.
     *
     * @param changed types that replace those of their name, or come in addition; their names are numbered by the same table
     * @param gone names of types that are left out
     */
    public CodeBase with(Collection<CodeType> changed, Set<String> gone) {
        Set<String> replaced = new HashSet<>(gone);
        changed.forEach(type -> replaced.add(type.name()));
        List<CodeType> all = new ArrayList<>(changed);
        types.stream().filter(type -> !replaced.contains(type.name())).forEach(all::add);
        return new CodeBase(all, library, bodyLibrary, looked, bodies, placed, dependencies);
    }

    private static void add(Map<String, List<CodeType>> map, String key, CodeType type) {
        map.computeIfAbsent(key, name -> new ArrayList<>()).add(type);
    }

    /** The scanned types, by name. */
    public List<CodeType> types() {
        return types;
    }

    public Optional<CodeType> type(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public boolean isScanned(String name) {
        return byName.containsKey(name);
    }

    /** Finds a type among the scanned ones, then in the JDK and on the class path. */
    public Optional<CodeType> known(String name) {
        CodeType scanned = byName.get(name);
        return scanned != null ? Optional.of(scanned) : looked.computeIfAbsent(name, library::type);
    }

    /** Returns names of the JDK and class path that may fit a pattern; a pattern decides which do. */
    public Stream<String> libraryNames(String pattern) {
        return library.names(pattern);
    }

    /** The names of all types that scanned code mentions. */
    public Set<String> mentioned() {
        return mentions().names();
    }

    public boolean isMentioned(String name) {
        return mentions().contains(name);
    }

    /** Returns the scanned types whose files mention the name, in the order of their own; a type mentions itself. */
    public Stream<CodeType> mentioning(String name) {
        return mentions().of(name);
    }

    /** Returns the scanned types whose files mention one of the names, in the order of their own, each once. */
    public List<CodeType> mentioning(Collection<String> names) {
        Set<CodeType> found = new HashSet<>();
        names.forEach(name -> mentioning(name).forEach(found::add));
        return found.stream().sorted(BY_NAME).toList();
    }

    private MentionIndex mentions() {
        if (mentions == null) {
            mentions = new MentionIndex(types);
        }
        return mentions;
    }

    /** Returns the scanned types a pattern names, by name. */
    public List<CodeType> matching(TypePattern pattern) {
        if (pattern.literal().isEmpty()) {
            return types.stream().filter(type -> pattern.matches(type, this)).toList();
        }
        List<String> roots = pattern.spellings();
        Collection<String> names = pattern.includesSubtypes() ? withSubtypes(roots) : roots;
        return names.stream()
                .flatMap(name -> named(name).stream())
                .distinct()
                .sorted(BY_NAME)
                .toList();
    }

    private List<CodeType> named(String name) {
        CodeType first = byName.get(name);
        return first == null ? List.of() : sameName.getOrDefault(name, List.of(first));
    }

    /**
     * Returns the names of all types below any of these, at any depth, and these themselves: scanned ones, and those of the
     * JDK and class path that scanned code mentions.
     */
    public Set<String> withSubtypes(Collection<String> roots) {
        Set<String> found = new LinkedHashSet<>(roots);
        boolean isOfALibrary =
                roots.stream().anyMatch(root -> !isScanned(root) && known(root).isPresent());
        if (isOfALibrary) {
            Set<String> wanted = Set.copyOf(roots);
            libraryTypes().forEach((name, above) -> {
                if (!Collections.disjoint(wanted, above)) {
                    found.add(name);
                }
            });
        }
        subtypes(List.copyOf(found)).forEach(type -> found.add(type.name()));
        return found;
    }

    /** Returns the supertypes of each type of a library that scanned code mentions, where some are known. */
    private Map<String, Set<String>> libraryTypes() {
        if (libraryTypes == null) {
            libraryTypes = new LinkedHashMap<>();
            for (String name : mentioned()) {
                if (!isScanned(name) && known(name).isPresent()) {
                    libraryTypes.put(name, supertypes(name));
                }
            }
        }
        return libraryTypes;
    }

    /** Whether a value of the first type is one of the second, as far as the types between them are known. */
    public boolean isSubtype(String sub, String wanted) {
        return sub.equals(wanted) || supertypes(sub).contains(wanted);
    }

    /** Returns all known supertypes, nearest first, without the type itself; {@code Object} is left out. */
    public Set<String> supertypes(String name) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            known(open.remove()).stream()
                    .flatMap(CodeType::supertypeNames)
                    .filter(parent -> !parent.equals("java.lang.Object"))
                    .filter(found::add)
                    .forEach(open::add);
        }
        return found;
    }

    /** Returns the scanned types below a type, at any depth, without itself. */
    public List<CodeType> subtypes(String name) {
        return List.copyOf(subtypes(List.of(name)));
    }

    /** Returns the scanned types below any of these, at any depth; each once. */
    public Set<CodeType> subtypes(Collection<String> names) {
        Set<CodeType> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            for (CodeType type : directSubtypes.getOrDefault(open.remove(), List.of())) {
                if (found.add(type)) {
                    open.add(type.name());
                }
            }
        }
        return found;
    }

    /** Returns the scanned types nested in one of these, at any depth, local and anonymous ones included; each once. */
    public Set<CodeType> nestedIn(Collection<CodeType> outer) {
        Set<CodeType> found = new LinkedHashSet<>();
        Deque<CodeType> open = new ArrayDeque<>(outer);
        while (!open.isEmpty()) {
            for (CodeType type : nested.getOrDefault(open.remove().name(), List.of())) {
                if (found.add(type)) {
                    open.add(type);
                }
            }
        }
        return found;
    }

    /** Finds a field by the type an instruction names, in it or in what it inherits from. */
    public Optional<CodeField> field(FieldId id) {
        return field(id.owner(), id)
                .or(() -> supertypes(id.owner()).stream()
                        .flatMap(name -> field(name, id).stream())
                        .findFirst());
    }

    private Optional<CodeField> field(String type, FieldId id) {
        return known(type).flatMap(found -> found.field(id.name()));
    }

    /** Finds the declaration an instruction's method name leads to, in its type or in what it inherits from. */
    public Optional<CodeMethod> method(MethodId id) {
        return method(id.owner(), id)
                .or(() -> supertypes(id.owner()).stream()
                        .flatMap(name -> method(name, id).stream())
                        .findFirst());
    }

    private Optional<CodeMethod> method(String type, MethodId id) {
        return known(type)
                .flatMap(found -> found.methods(id.name())
                        .filter(method -> method.descriptor().equals(id.descriptor()))
                        .findFirst());
    }

    /** Returns the body of a method of a scanned type; what cannot be analysed says why. It may or may not tell places. */
    public MethodBody body(CodeType type, CodeMethod method) {
        MethodBody known = placed.getOrDefault(type, Map.of()).get(method.id());
        return known != null ? known : body(bodies, type, method.id(), false);
    }

    /** Returns a body that tells where values were put. */
    public MethodBody bodyWithPlaces(CodeType type, CodeMethod method) {
        return body(placed, type, method.id(), true);
    }

    private MethodBody body(
            Map<CodeType, Map<MethodId, MethodBody>> cache, CodeType type, MethodId method, boolean withPlaces) {
        Map<MethodId, MethodBody> known = cache.computeIfAbsent(type, key -> new HashMap<>());
        MethodBody body = known.get(method);
        if (body == null) {
            body = bodyLibrary.bodies(type, method::equals, withPlaces).getOrDefault(method, MethodBody.NONE);
            known.put(method, body);
        }
        return body;
    }

    /** Analyses bodies that will be asked for one by one: together they cost less. */
    public void prepare(CodeType type, Set<MethodId> methods) {
        prepare(bodies, type, methods::contains, false);
    }

    /** Analyses all bodies of a type, for {@link #bodyWithPlaces}. */
    public void prepareWithPlaces(CodeType type) {
        prepare(placed, type, method -> true, true);
    }

    private void prepare(
            Map<CodeType, Map<MethodId, MethodBody>> cache,
            CodeType type,
            Predicate<MethodId> isWanted,
            boolean withPlaces) {
        Map<MethodId, MethodBody> known = cache.computeIfAbsent(type, key -> new HashMap<>());
        bodyLibrary
                .bodies(type, id -> isWanted.test(id) && !known.containsKey(id), withPlaces)
                .forEach(known::put);
    }

    /** Returns the methods of a scanned type that are worth an analysis; {@link BodyLibrary#interesting}. */
    public Set<MethodId> interestingMethods(CodeType type, Interest interest) {
        return bodyLibrary.interesting(type, interest);
    }

    /**
     * Returns the uses of other types in a scanned type. They are read when they are first asked for.
     *
     * @throws UnreadableException when its class file can no longer be read
     */
    public List<Dependency> dependencies(CodeType type) {
        return dependencies.computeIfAbsent(type, bodyLibrary::dependencies);
    }

    /**
     * Returns the class file of a scanned type, for an analysis that follows instructions.
     *
     * @throws UnreadableException when it can no longer be read
     */
    public byte[] classFile(CodeType type) {
        return bodyLibrary.classFile(type);
    }
}
