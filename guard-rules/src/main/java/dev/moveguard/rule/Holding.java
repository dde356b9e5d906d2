package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypeRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a field of some type can hold one of the targets, and through which fields.
 *
 * <p>{@code Class<T>} and function types over T hold none: they speak about T. A type on the list of exceptions is a handle,
 * behind which nothing is looked for.
 */
final class Holding {
    /** Type arguments within type arguments that are put in the place of type parameters. */
    private static final int MOST_NESTED = 6;

    private static final Set<String> SPEAKS_OF = Set.of(
            "java.lang.Class",
            "java.lang.Comparable",
            "java.util.Comparator",
            "java.util.concurrent.Callable",
            "java.util.concurrent.Flow$Subscriber",
            "java.util.concurrent.atomic.AtomicReferenceFieldUpdater",
            "java.util.stream.Collector");

    private static final Pattern FUNCTION_NAME =
            Pattern.compile("(\\w*(Function|Predicate|Consumer|Supplier|Comparator|Callable)|Fn|Func)\\d*");

    private final CodeBase code;
    private final Targets targets;
    private final Exceptions exceptions;
    private final Set<String> reportedThemselves;
    private final Map<String, Optional<Held>> byName = new HashMap<>();
    private final Map<TypeRef, Optional<Held>> directly = new HashMap<>();
    private final Map<CodeType, Boolean> keepingArguments = new HashMap<>();
    private @Nullable Set<CodeType> candidates;
    private @Nullable Set<String> mayKeep;

    /** @param reportedThemselves types whose own fields are judged anyway, so that no path is looked for behind them */
    Holding(CodeBase code, Targets targets, Exceptions exceptions, Set<String> reportedThemselves) {
        this.code = code;
        this.targets = targets;
        this.exceptions = exceptions;
        this.reportedThemselves = Set.copyOf(reportedThemselves);
    }

    /**
     * A target that is held.
     *
     * @param target binary name
     * @param path the fields it is reached through; empty: held directly
     */
    record Held(String target, List<CodeField> path) {
        Held {
            path = List.copyOf(path);
        }

        /** The target as messages name it: {@code a Continuation}. */
        String shown() {
            return CodeType.withArticle(CodeType.simpleName(target));
        }

        private Held behind(CodeField field) {
            List<CodeField> longer = new ArrayList<>(List.of(field));
            longer.addAll(path);
            return new Held(target, longer);
        }
    }

    /**
     * Returns the scanned types that can have to do with a target: those that mention one, or a type that may keep one. Every
     * other type has no field that holds one, and no body that stores one.
     */
    Set<CodeType> candidates() {
        if (candidates == null) {
            candidates = new HashSet<>(code.mentioning(mayKeep()));
        }
        return candidates;
    }

    /** Returns the names of the targets and of all types that may keep one; some of these may turn out to keep none. */
    Set<String> mayKeep() {
        if (mayKeep == null) {
            mayKeep = reaching(targets.names());
        }
        return mayKeep;
    }

    private Set<String> reaching(Set<String> names) {
        Set<String> found = new LinkedHashSet<>(names);
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            String name = open.remove();
            code.mentioning(name)
                    .filter(type -> !found.contains(type.name()) && mayKeep(type, name))
                    .forEach(type -> {
                        found.add(type.name());
                        open.add(type.name());
                    });
        }
        return found;
    }

    /** Whether the declarations of a type give its objects, or those of its subtypes, a way to the named type. */
    private boolean mayKeep(CodeType type, String name) {
        boolean isReported = reportedThemselves.contains(type.name());
        return Stream.of(
                                type.supertypes(),
                                type.variables().stream().flatMap(variable -> variable.bounds().stream()),
                                type.fields().stream()
                                        .filter(field -> !field.isOuterInstance()) // a static one is inherited
                                        .filter(field -> !isReported || field.isSynthetic())
                                        .map(CodeField::type))
                        .flatMap(types -> types)
                        .anyMatch(reference -> mentions(reference, name))
                || !isReported && type.permitted().contains(name);
    }

    private static boolean mentions(TypeRef type, String name) {
        return type.classes().anyMatch(named -> named.name().equals(name))
                || type instanceof TypeRef.Variable variable
                        && variable.erased().replace("[]", "").equals(name);
    }

    /** Returns the target a field of this type is itself, or holds as an element or type argument. */
    Optional<Held> direct(TypeRef type) {
        Optional<Held> known = directly.get(type);
        if (known == null) {
            known = held(type, new HashSet<>(), false);
            directly.put(type, known);
        }
        return known;
    }

    /** Returns the target a field of this type holds directly, or through the fields of scanned types. */
    Optional<Held> deep(TypeRef type) {
        return direct(type).or(() -> held(type, new HashSet<>(), true));
    }

    Optional<Held> deep(String binaryName) {
        Optional<Held> known = byName.get(binaryName);
        if (known == null) {
            known = deep(new TypeRef.Named(binaryName.replace("[]", ""), List.of()));
            byName.put(binaryName, known);
        }
        return known;
    }

    private Optional<Held> held(TypeRef type, Set<TypeRef> seen, boolean isDeep) {
        if (!seen.add(type)) {
            return Optional.empty();
        }
        if (type instanceof TypeRef.Named named) {
            return held(named, seen, isDeep);
        } else if (type instanceof TypeRef.Array array) {
            return held(array.component(), seen, isDeep);
        } else if (type instanceof TypeRef.Wildcard wildcard && wildcard.bound() != null) {
            return held(wildcard.bound(), seen, isDeep);
        } else if (type instanceof TypeRef.Variable variable) {
            return held(new TypeRef.Named(variable.erased().replace("[]", ""), List.of()), seen, isDeep);
        }
        return Optional.empty();
    }

    private Optional<Held> held(TypeRef.Named named, Set<TypeRef> seen, boolean isDeep) {
        CodeType type = code.known(named.name()).orElse(null);
        if (type != null && exceptions.include(type, code)) {
            return Optional.empty();
        }
        if (targets.include(named.name())) {
            return Optional.of(new Held(named.name(), List.of()));
        }
        if (speaksOf(named.name()) || !code.isScanned(named.name()) && isFunctionOfALibrary(named.name(), type)) {
            return Optional.empty();
        }
        if (type == null || !code.isScanned(named.name())) {
            return first(named.arguments().stream(), seen, isDeep);
        }
        return inScanned(type, named, seen, isDeep);
    }

    private Optional<Held> first(Stream<? extends TypeRef> types, Set<TypeRef> seen, boolean isDeep) {
        return types.map(type -> held(type, seen, isDeep))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether a type of the JDK that holds no value of its arguments speaks about a target, in one of them. */
    boolean speaksOfATarget(TypeRef type) {
        return type instanceof TypeRef.Named named
                && speaksOf(named.name())
                && named.arguments().stream()
                        .anyMatch(argument -> direct(argument).isPresent());
    }

    /** Whether a type of the JDK speaks about its arguments and holds none. */
    static boolean speaksOf(String name) {
        return name.startsWith("java.util.function.") || SPEAKS_OF.contains(name);
    }

    /** Returns the target that a type holds because it extends a container of the JDK or a library. */
    Optional<Held> inherited(CodeType type) {
        return inherited(type, new HashSet<>(), false);
    }

    private Optional<Held> inherited(CodeType type, Set<TypeRef> seen, boolean isDeep) {
        TypeRef.Named parent = type.superclass();
        if (parent == null
                || code.isScanned(parent.name())
                || parent.arguments().isEmpty()) {
            return Optional.empty();
        }
        boolean keeps = code.known(parent.name())
                .map(found -> !java.lang.reflect.Modifier.isAbstract(found.modifiers()))
                .orElse(true);
        return keeps ? first(parent.arguments().stream(), seen, isDeep) : Optional.empty();
    }

    /** A type that is not there to look at is judged by its name. */
    private static boolean isFunctionOfALibrary(String name, @Nullable CodeType type) {
        return type == null
                ? FUNCTION_NAME.matcher(CodeType.simpleName(name)).matches()
                : type.kind() == CodeType.Kind.INTERFACE && !type.name().startsWith("java.") && isFunctional(type);
    }

    private Optional<Held> inScanned(CodeType type, TypeRef.Named named, Set<TypeRef> seen, boolean isDeep) {
        Optional<Held> argument = type.variables().isEmpty() || !keepsArguments(type)
                ? Optional.empty()
                : first(named.arguments().stream(), seen, isDeep);
        argument = argument.or(() -> first(keptOfOuter(type, named), seen, isDeep))
                .or(() -> inherited(type, seen, isDeep));
        if (argument.isPresent() || !isDeep) {
            return argument;
        }
        if (reportedThemselves.contains(type.name())) {
            return inFields(type, named, seen, CodeField::isSynthetic); // what a local class captured, nobody declared
        }
        return inFields(type, named, seen, field -> true)
                .or(() -> first(type.permitted().stream().map(name -> new TypeRef.Named(name, List.of())), seen, true));
    }

    private Optional<Held> inFields(
            CodeType type, TypeRef.Named named, Set<TypeRef> seen, Predicate<CodeField> isLookedAt) {
        for (CodeField field : fields(type, bindings(type, isTooDeep(named, MOST_NESTED) ? raw(named) : named))) {
            if (field.isStatic()
                    || field.isOuterInstance()
                    || !isLookedAt.test(field)
                    || exceptions.include(type, field, code)) {
                continue;
            }
            Optional<Held> held = held(field.type(), seen, true);
            if (held.isPresent()) {
                return held.map(found -> found.behind(field));
            }
        }
        return Optional.empty();
    }

    /** A class with a field of its own kind around its parameter names ever longer types: {@code Node<T>} has a {@code Node<List<T>>}. */
    private static boolean isTooDeep(TypeRef type, int left) {
        if (left == 0) {
            return true;
        } else if (type instanceof TypeRef.Named named) {
            return named.arguments().stream().anyMatch(argument -> isTooDeep(argument, left - 1));
        } else if (type instanceof TypeRef.Wildcard wildcard && wildcard.bound() != null) {
            return isTooDeep(wildcard.bound(), left);
        }
        return type instanceof TypeRef.Array array && isTooDeep(array.component(), left);
    }

    private static TypeRef.Named raw(TypeRef.Named type) {
        return new TypeRef.Named(type.name(), List.of());
    }

    /** Whether an object of a generic type keeps a value of its type parameter, as far as scanned code shows. */
    private boolean keepsArguments(CodeType type) {
        Boolean known = keepingArguments.get(type);
        if (known == null) {
            known = findsKeptArguments(type);
            keepingArguments.put(type, known);
        }
        return known;
    }

    private boolean findsKeptArguments(CodeType type) {
        boolean isAbstract =
                type.kind() == CodeType.Kind.INTERFACE || java.lang.reflect.Modifier.isAbstract(type.modifiers());
        List<CodeType> below = code.subtypes(type.name());
        boolean keeps = Stream.concat(Stream.of(type), below.stream())
                .flatMap(one -> fields(one, Map.of(), (parent, bound) -> bound).stream()) // variables stay
                .anyMatch(field -> !field.isStatic() && mentionsVariable(field.type()));
        return keeps || isAbstract && below.isEmpty() && !isFunctional(type);
    }

    private static boolean mentionsVariable(TypeRef type) {
        return mentionsVariable(type, variable -> true);
    }

    private static boolean mentionsVariable(TypeRef type, Predicate<String> isMeant) {
        if (type instanceof TypeRef.Named named) {
            return !speaksOf(named.name())
                    && named.arguments().stream().anyMatch(argument -> mentionsVariable(argument, isMeant));
        } else if (type instanceof TypeRef.Array array) {
            return mentionsVariable(array.component(), isMeant);
        } else if (type instanceof TypeRef.Wildcard wildcard && wildcard.bound() != null) {
            return mentionsVariable(wildcard.bound(), isMeant);
        }
        return type instanceof TypeRef.Variable variable && isMeant.test(variable.name());
    }

    /** Returns what the variables of the types around an inner one stand for, those that a field of the inner one is made of. */
    private Stream<TypeRef> keptOfOuter(CodeType type, TypeRef.Named named) {
        Map<String, TypeRef> around = named.outer() == null ? Map.of() : outerBindings(type, named);
        return around.keySet().stream()
                .sorted()
                .filter(name -> type.fields().stream()
                        .anyMatch(field -> !field.isStatic()
                                && !field.isOuterInstance()
                                && mentionsVariable(field.type(), name::equals)))
                .map(around::get);
    }

    private static boolean isFunctional(CodeType type) {
        return type.methods().stream().filter(CodeMethod::isAbstract).count() == 1;
    }

    /**
     * Returns the fields of a type and those it inherits from scanned types. A type variable is replaced by what it is bound to,
     * and where nothing binds it by its bound.
     */
    List<CodeField> fields(CodeType type, Map<String, TypeRef> bindings) {
        return fields(type, withBounds(type, bindings), this::withBounds);
    }

    private List<CodeField> fields(
            CodeType type,
            Map<String, TypeRef> bindings,
            BiFunction<CodeType, Map<String, TypeRef>, Map<String, TypeRef>> completing) {
        List<CodeField> fields = new ArrayList<>();
        for (CodeField field : type.fields()) {
            fields.add(new CodeField(
                    field.owner(), field.name(), field.type().bound(bindings), field.modifiers(), field.annotations()));
        }
        type.supertypes()
                .forEach(parent -> code.type(parent.name()).ifPresent(found -> {
                    TypeRef.Named applied = (TypeRef.Named) parent.bound(bindings);
                    fields.addAll(fields(found, completing.apply(found, bindings(found, applied)), completing));
                }));
        return fields;
    }

    /** Binds the variables of a type, and of those around an inner one, that are not bound: each to its bound that tells most. */
    private Map<String, TypeRef> withBounds(CodeType type, Map<String, TypeRef> bindings) {
        List<CodeType.TypeVariable> open = inScope(type)
                .filter(variable -> !bindings.containsKey(variable.name()))
                .filter(variable -> variable.bounds().stream().anyMatch(Holding::saysMoreThanItsErasure))
                .toList();
        Map<String, TypeRef> all = new HashMap<>(bindings);
        for (int i = 0; i < open.size(); i++) { // a bound may name a variable that stands before it or after it
            for (CodeType.TypeVariable variable : open) {
                List<TypeRef> bounds = variable.bounds().stream()
                        .map(bound -> bound.bound(without(all, variable.name())))
                        .filter(bound -> !isTooDeep(bound, MOST_NESTED))
                        .toList();
                bounds.stream()
                        .filter(bound -> direct(bound).isPresent())
                        .findFirst()
                        .or(() -> bounds.stream().findFirst())
                        .ifPresent(bound -> all.put(variable.name(), bound));
            }
        }
        return all;
    }

    private static boolean saysMoreThanItsErasure(TypeRef bound) {
        return !(bound instanceof TypeRef.Named named) || !named.arguments().isEmpty() || named.outer() != null;
    }

    private static Map<String, TypeRef> without(Map<String, TypeRef> bindings, String variable) {
        Map<String, TypeRef> others = new HashMap<>(bindings);
        others.remove(variable);
        return others;
    }

    /** Returns the variables a field may name; one of an inner type hides that of the same name around it. */
    private Stream<CodeType.TypeVariable> inScope(CodeType type) {
        if (type.outer() == null || java.lang.reflect.Modifier.isStatic(type.modifiers())) {
            return type.variables().stream();
        }
        Set<String> own =
                type.variables().stream().map(CodeType.TypeVariable::name).collect(Collectors.toSet());
        Stream<CodeType.TypeVariable> around = code.type(type.outer()).stream()
                .flatMap(this::inScope)
                .filter(variable -> !own.contains(variable.name()));
        return Stream.concat(type.variables().stream(), around);
    }

    /** A wildcard that says less than the bound of its variable leaves the variable to that bound. */
    private Map<String, TypeRef> bindings(CodeType type, TypeRef.Named applied) {
        Map<String, TypeRef> bindings = outerBindings(type, applied);
        for (int i = 0;
                i < Math.min(type.variables().size(), applied.arguments().size());
                i++) {
            TypeRef argument = applied.arguments().get(i);
            if (!(argument instanceof TypeRef.Wildcard) || direct(argument).isPresent()) {
                bindings.put(type.variables().get(i).name(), argument);
            }
        }
        return bindings;
    }

    /** A variable of the inner type hides that of the same name around it. */
    private Map<String, TypeRef> outerBindings(CodeType type, TypeRef.Named applied) {
        Map<String, TypeRef> bindings = new HashMap<>();
        TypeRef.Named outer = applied.outer();
        if (outer != null) {
            code.type(outer.name()).ifPresent(found -> bindings.putAll(bindings(found, outer)));
            type.variables().forEach(variable -> bindings.remove(variable.name()));
        }
        return bindings;
    }
}
