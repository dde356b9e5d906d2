package dev.moveguard.code;

import dev.moveguard.code.TypeRef.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A class, interface, enum, record or annotation type, as known from its own class file alone.
 *
 * <p>Two are equal when they have the same name and were read from the same place.
 *
 * @param name binary name
 * @param modifiers access flags as the class file format defines them, those of {@code InnerClasses} for a nested type
 * @param superclass null for {@code java.lang.Object} and interfaces
 * @param outer binary name of the directly enclosing type; null for a top-level one
 * @param isLocal whether it is declared inside a method body: a local or anonymous class
 * @param permitted the subtypes a sealed type names; empty for every other type
 * @param annotations binary names
 * @param references binary names of all classes the file mentions
 */
public record CodeType(
        String name,
        Kind kind,
        int modifiers,
        List<TypeVariable> variables,
        @Nullable Named superclass,
        List<TypeRef.Named> interfaces,
        @Nullable String outer,
        boolean isLocal,
        List<String> permitted,
        List<String> annotations,
        List<CodeField> fields,
        List<CodeMethod> methods,
        Set<String> references,
        Origin origin) {
    /** What the type was declared as. */
    public enum Kind {
        CLASS,
        INTERFACE,
        ENUM,
        RECORD,
        ANNOTATION
    }

    /** A declared type parameter and its bounds. */
    public record TypeVariable(String name, List<TypeRef> bounds) {
        public TypeVariable {
            bounds = List.copyOf(bounds);
        }
    }

    public CodeType {
        variables = List.copyOf(variables);
        interfaces = List.copyOf(interfaces);
        permitted = List.copyOf(permitted);
        annotations = List.copyOf(annotations);
        fields = List.copyOf(fields);
        methods = List.copyOf(methods);
        references = Set.copyOf(references);
    }

    /** The hash of the name: types are keys of many maps, and their other parts are large. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof CodeType type && name.equals(type.name) && origin.equals(type.origin);
    }

    /** Returns the declared supertypes, the superclass first. */
    public Stream<TypeRef.Named> supertypes() {
        return Stream.concat(Stream.ofNullable(superclass), interfaces.stream());
    }

    public Optional<CodeField> field(String wanted) {
        return fields.stream().filter(field -> field.name().equals(wanted)).findFirst();
    }

    public Stream<CodeMethod> methods(String wanted) {
        return methods.stream().filter(method -> method.name().equals(wanted));
    }

    /** How messages name the type: without its package, nested types with their outer ones. */
    public String simpleName() {
        return simpleName(name);
    }

    public String packageName() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /** How messages name the type of this binary name. */
    public static String simpleName(String binaryName) {
        return binaryName.substring(binaryName.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Writes a name with its indefinite article: {@code a Continuation}, {@code an Iterator}. */
    public static String withArticle(String shown) {
        return ("aeiouAEIOU".indexOf(shown.charAt(0)) >= 0 ? "an " : "a ") + shown;
    }
}
