package dev.moveguard.rule.architecture;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types some patterns name. A nested type belongs to its outer one: where that is named, it is. */
final class TypeSet {
    private final List<TypePattern> patterns;
    private final CodeBase code;
    private final Map<String, Boolean> known = new HashMap<>();

    TypeSet(List<TypePattern> patterns, CodeBase code) {
        this.patterns = List.copyOf(patterns);
        this.code = code;
    }

    /** Whether the type of this binary name is one of them; it need not be scanned. */
    boolean includes(String name) {
        Boolean answer = known.get(name);
        if (answer == null) {
            answer = withOuter(name, code).stream().anyMatch(this::isNamed);
            known.put(name, answer);
        }
        return answer;
    }

    private boolean isNamed(String name) {
        return patterns.stream().anyMatch(pattern -> isNamed(pattern, name));
    }

    /** A name is looked up only for what the name does not tell. */
    private boolean isNamed(TypePattern pattern, String name) {
        return pattern.isAnnotationPattern() || pattern.includesSubtypes()
                ? code.known(name)
                        .map(type -> pattern.matches(type, code))
                        .orElseGet(() -> !pattern.isAnnotationPattern() && pattern.isNamed(name))
                : pattern.isNamed(name);
    }

    /** Returns the name of the top-level type around a type. */
    static String top(String name, CodeBase code) {
        List<String> names = withOuter(name, code);
        return names.get(names.size() - 1);
    }

    /** Returns a name and those of the types around it, innermost first. */
    private static List<String> withOuter(String name, CodeBase code) {
        List<String> names = new ArrayList<>();
        String next = name;
        while (next != null && !names.contains(next)) {
            names.add(next);
            CodeType type = code.type(next).orElse(null);
            int dollar = next.lastIndexOf('$');
            next = type != null ? type.outer() : dollar > next.lastIndexOf('.') + 1 ? next.substring(0, dollar) : null;
        }
        return names;
    }
}
