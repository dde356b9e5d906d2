package dev.moveguard.code;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A type as a declaration writes it, type arguments included. Names are binary names: {@code a.b.Outer$Inner}. */
public sealed interface TypeRef {
    /** How a message writes the type: simple names, {@code Map<FiberId, List<Continuation>>}. */
    String shown();

    /** The name after erasure; arrays end in {@code []}; a variable erases to its first bound, told by its declaration. */
    String erased();

    /** Returns every class named anywhere in the reference, outermost first. */
    Stream<Named> classes();

    /** Puts types in the place of type variables. */
    TypeRef bound(Function<Variable, ? extends TypeRef> bindings);

    /** Puts types in the place of type variables, by their names; other variables stay. */
    default TypeRef bound(Map<String, TypeRef> bindings) {
        return bindings.isEmpty() ? this : bound(variable -> bindings.getOrDefault(variable.name(), variable));
    }

    /** Returns the type of an erased name; arrays end in {@code []}. */
    static TypeRef erased(String name) {
        return name.endsWith("[]")
                ? new Array(erased(name.substring(0, name.length() - 2)))
                : new Named(name, List.of());
    }

    /**
     * A class or interface.
     *
     * @param outer the type around an inner one where it has type arguments, as in {@code Outer<T>.Inner}; else null
     */
    record Named(
            String name, List<TypeRef> arguments, @Nullable Named outer) implements TypeRef {
        public Named {
            arguments = List.copyOf(arguments);
        }

        public Named(String name, List<TypeRef> arguments) {
            this(name, arguments, null);
        }

        @Override
        public String shown() {
            String simple = outer == null
                    ? CodeType.simpleName(name)
                    : outer.shown() + "." + name.substring(name.lastIndexOf('$') + 1);
            return arguments.isEmpty()
                    ? simple
                    : simple + arguments.stream().map(TypeRef::shown).collect(Collectors.joining(", ", "<", ">"));
        }

        @Override
        public String erased() {
            return name;
        }

        @Override
        public Stream<Named> classes() {
            Stream<Named> inside = arguments.stream().flatMap(TypeRef::classes);
            return Stream.concat(Stream.of(this), outer == null ? inside : Stream.concat(outer.classes(), inside));
        }

        @Override
        public Named bound(Function<Variable, ? extends TypeRef> bindings) {
            return new Named(
                    name,
                    arguments.stream().map(argument -> argument.bound(bindings)).toList(),
                    outer == null ? null : outer.bound(bindings));
        }
    }

    record Array(TypeRef component) implements TypeRef {
        @Override
        public String shown() {
            return component.shown() + "[]";
        }

        @Override
        public String erased() {
            return component.erased() + "[]";
        }

        @Override
        public Stream<Named> classes() {
            return component.classes();
        }

        @Override
        public TypeRef bound(Function<Variable, ? extends TypeRef> bindings) {
            return new Array(component.bound(bindings));
        }
    }

    /** {@code T}, with the erasure of its first bound. */
    record Variable(String name, String erased) implements TypeRef {
        @Override
        public String shown() {
            return name;
        }

        @Override
        public Stream<Named> classes() {
            return Stream.empty();
        }

        @Override
        public TypeRef bound(Function<Variable, ? extends TypeRef> bindings) {
            return bindings.apply(this);
        }
    }

    /** {@code ?}, {@code ? extends X} or {@code ? super X}; the bound is null for the first. */
    record Wildcard(Bound kind, @Nullable TypeRef bound) implements TypeRef {
        /** The direction of a wildcard. */
        public enum Bound {
            NONE,
            EXTENDS,
            SUPER
        }

        @Override
        public String shown() {
            return bound == null ? "?" : "? " + kind.name().toLowerCase(Locale.ROOT) + " " + bound.shown();
        }

        @Override
        public String erased() {
            return bound == null || kind == Bound.SUPER ? "java.lang.Object" : bound.erased();
        }

        @Override
        public Stream<Named> classes() {
            return bound == null ? Stream.empty() : bound.classes();
        }

        @Override
        public TypeRef bound(Function<Variable, ? extends TypeRef> bindings) {
            return bound == null ? this : new Wildcard(kind, bound.bound(bindings));
        }
    }

    record Primitive(String name) implements TypeRef {
        @Override
        public String shown() {
            return name;
        }

        @Override
        public String erased() {
            return name;
        }

        @Override
        public Stream<Named> classes() {
            return Stream.empty();
        }

        @Override
        public TypeRef bound(Function<Variable, ? extends TypeRef> bindings) {
            return this;
        }
    }
}
