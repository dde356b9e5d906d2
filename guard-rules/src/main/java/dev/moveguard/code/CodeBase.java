package dev.moveguard.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All types of a run, with the questions that need more than one of them.
 *
 * <p>{@code scanned} types are judged. Types of the JDK and of the class path are only looked up: their declarations tell
 * who extends whom.
 */
public final class CodeBase {
    private final List<CodeType> types;
    private final Map<String, CodeType> byName = new HashMap<>();
    private final Map<String, List<CodeType>> directSubtypes = new HashMap<>();
    private final Map<String, List<CodeType>> nested = new TreeMap<>();
    private final Map<String, Optional<CodeType>> looked = new HashMap<>();
    private final Map<CodeType, Map<MethodId, MethodBody>> bodies = new HashMap<>();
    private final TypeLibrary library;
    private final Function<CodeType, Map<MethodId, MethodBody>> bodyReader;
    private @Nullable Set<String> mentioned;

    /**
     * @param scanned the types to judge; where a name occurs twice, both are judged and the first is the one found by name
     * @param library finds a type of the JDK or class path by binary name
     * @param bodyReader analyses the method bodies of a scanned type
     */
    public CodeBase(
            List<CodeType> scanned, TypeLibrary library, Function<CodeType, Map<MethodId, MethodBody>> bodyReader) {
        this.types =
                scanned.stream().sorted(Comparator.comparing(CodeType::name)).toList();
        this.library = library;
        this.bodyReader = bodyReader;
        for (CodeType type : types) {
            byName.putIfAbsent(type.name(), type);
            type.supertypes().forEach(parent -> add(directSubtypes, parent.name(), type));
            if (type.outer() != null) {
                add(nested, type.outer(), type);
            }
        }
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
        if (mentioned == null) {
            Set<String> all = new HashSet<>();
            types.forEach(type -> all.addAll(type.references()));
            mentioned = all;
        }
        return mentioned;
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
                    .flatMap(CodeType::supertypes)
                    .map(TypeRef.Named::name)
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
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        outer.forEach(type -> open.add(type.name()));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name)) {
                for (CodeType type : nested.getOrDefault(name, List.of())) {
                    found.add(type);
                    open.add(type.name());
                }
            }
        }
        return found;
    }

    /** Finds a field by the type an instruction names, in it or in what it inherits from. */
    public Optional<CodeField> field(FieldId id) {
        return Stream.concat(Stream.of(id.owner()), supertypes(id.owner()).stream())
                .flatMap(name -> known(name).stream())
                .flatMap(type -> type.field(id.name()).stream())
                .findFirst();
    }

    /** Finds the declaration an instruction's method name leads to, in its type or in what it inherits from. */
    public Optional<CodeMethod> method(MethodId id) {
        return Stream.concat(Stream.of(id.owner()), supertypes(id.owner()).stream())
                .flatMap(name -> known(name).stream())
                .flatMap(type -> type.methods(id.name()))
                .filter(method -> method.descriptor().equals(id.descriptor()))
                .findFirst();
    }

    /** Returns the body of a method of a scanned type; what cannot be analysed says why. */
    public MethodBody body(CodeType type, CodeMethod method) {
        return bodies(type).getOrDefault(method.id(), MethodBody.NONE);
    }

    /** Returns all bodies of a scanned type. */
    public Map<MethodId, MethodBody> bodies(CodeType type) {
        return bodies.computeIfAbsent(type, bodyReader);
    }
}
