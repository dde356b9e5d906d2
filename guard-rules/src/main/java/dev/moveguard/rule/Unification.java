package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypeRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what the type variables of one generic call stand for, from the types of what it is given. It is what inference of
 * Java does (JLS 18) without its bounds: the first type that a variable meets is the one it stands for.
 */
final class Unification {
    /** Tells a variable that is open from one that a declaration around the body has, which is a type like any other. */
    private static final char OPEN = '#';

    private final CodeBase code;
    private final String mark;
    private final Map<String, TypeRef> bindings = new HashMap<>();

    /** @param number tells the variables it opens from those of other calls, whose results it may be given */
    Unification(CodeBase code, int number) {
        this.code = code;
        this.mark = "" + OPEN + number;
    }

    /** Returns a type of a declaration with its variables open. */
    TypeRef opened(TypeRef type) {
        return type.bound(variable -> new TypeRef.Variable(variable.name() + mark, variable.erased()));
    }

    /** Returns a class or interface with its own variables, open, as arguments. */
    TypeRef.Named opened(String name) {
        List<TypeRef> variables = code.known(name).stream()
                .flatMap(type -> type.variables().stream())
                .<TypeRef>map(variable -> new TypeRef.Variable(variable.name() + mark, "java.lang.Object"))
                .toList();
        return new TypeRef.Named(name, variables);
    }

    void unify(TypeRef wanted, TypeRef given) {
        TypeRef a = resolved(wanted);
        TypeRef b = resolved(given);
        if (a instanceof TypeRef.Wildcard wildcard) {
            unifyBound(wildcard, b);
        } else if (b instanceof TypeRef.Wildcard wildcard) {
            unifyBound(wildcard, a);
        } else if (isOpen(a)) {
            bind((TypeRef.Variable) a, b);
        } else if (isOpen(b)) {
            bind((TypeRef.Variable) b, a);
        } else if (a instanceof TypeRef.Array one && b instanceof TypeRef.Array other) {
            unify(one.component(), other.component());
        } else if (a instanceof TypeRef.Named one && b instanceof TypeRef.Named other) {
            unifyArguments(one, other);
        }
    }

    private void unifyBound(TypeRef.Wildcard wildcard, TypeRef other) {
        if (wildcard.bound() != null) {
            unify(wildcard.bound(), other);
        }
    }

    /** Either may be the supertype: what is given fits what is wanted, and what a function takes is wider than what it is given. */
    private void unifyArguments(TypeRef.Named wanted, TypeRef.Named given) {
        asSuper(given, wanted.name(), new HashSet<>())
                .ifPresentOrElse(
                        same -> unifyEach(wanted, same),
                        () -> asSuper(wanted, given.name(), new HashSet<>()).ifPresent(same -> unifyEach(same, given)));
    }

    private void unifyEach(TypeRef.Named wanted, TypeRef.Named given) {
        int count = Math.min(wanted.arguments().size(), given.arguments().size());
        for (int i = 0; i < count; i++) {
            unify(wanted.arguments().get(i), given.arguments().get(i));
        }
    }

    /** Returns a type as the supertype of a name: {@code ArrayList<String>} as {@code Collection<String>}; of a raw type it tells none. */
    private Optional<TypeRef.Named> asSuper(TypeRef.Named type, String name, Set<String> seen) {
        if (type.name().equals(name)) {
            return Optional.of(type);
        }
        CodeType found = seen.add(type.name()) ? code.known(type.name()).orElse(null) : null;
        if (found == null) {
            return Optional.empty();
        }
        boolean isRaw = type.arguments().isEmpty() && !found.variables().isEmpty();
        if (isRaw) {
            return Optional.empty();
        }
        Map<String, TypeRef> arguments = new HashMap<>();
        for (int i = 0; i < Math.min(found.variables().size(), type.arguments().size()); i++) {
            arguments.put(found.variables().get(i).name(), type.arguments().get(i));
        }
        return found.supertypes()
                .flatMap(parent -> asSuper((TypeRef.Named) parent.bound(arguments), name, seen).stream())
                .findFirst();
    }

    private void bind(TypeRef.Variable variable, TypeRef type) {
        TypeRef told = applied(type);
        boolean[] isInside = new boolean[1];
        told.bound(inside -> {
            isInside[0] |= inside.name().equals(variable.name());
            return inside;
        });
        if (!isInside[0]) {
            bindings.put(variable.name(), told);
        }
    }

    private TypeRef resolved(TypeRef type) {
        TypeRef bound = type instanceof TypeRef.Variable variable ? bindings.get(variable.name()) : null;
        return bound == null ? type : resolved(bound);
    }

    /** Returns a type with what its open variables stand for; those that met no type stay. */
    TypeRef applied(TypeRef type) {
        return type.bound(variable -> {
            TypeRef bound = bindings.get(variable.name());
            return bound == null ? variable : applied(bound);
        });
    }

    private static boolean isOpen(TypeRef type) {
        return type instanceof TypeRef.Variable variable && variable.name().indexOf(OPEN) >= 0;
    }
}
