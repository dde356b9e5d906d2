package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells whether a name in a rule stands for something, and what was probably meant when it does not. */
final class Names {
    private final CodeBase code;

    Names(CodeBase code) {
        this.code = code;
    }

    boolean resolves(TypePattern pattern) {
        if (pattern.isAnnotationPattern()) {
            return candidates().anyMatch(name -> pattern.isNamed(name) || pattern.isNamed(CodeType.simpleName(name)));
        }
        return pattern.literal().map(this::isKnown).orElse(false)
                || candidates().anyMatch(pattern::isNamed)
                || code.libraryNames(pattern.name()).anyMatch(pattern::isNamed);
    }

    /** Whether a written name, in which nested types may stand behind a dot, is a type's. */
    private boolean isKnown(String written) {
        String name = written;
        while (true) {
            if (code.known(name).isPresent()) {
                return true;
            }
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return false;
            }
            name = name.substring(0, dot) + "$" + name.substring(dot + 1);
        }
    }

    boolean resolves(MemberPattern member) {
        return code.types().stream()
                .filter(type -> member.owner().matches(type, code))
                .anyMatch(type -> type.fields().stream().anyMatch(field -> member.matches(type, field, code))
                        || type.methods().stream().anyMatch(method -> member.matches(type, method, code)));
    }

    private Stream<String> candidates() {
        return Stream.concat(code.types().stream().map(CodeType::name), code.mentioned().stream());
    }

    /** Returns {@code , did you mean X?}: the same simple name elsewhere, else the nearest spelling. */
    String hint(TypePattern pattern) {
        Optional<String> literal = pattern.literal();
        if (literal.isEmpty()) {
            return "";
        }
        String wanted = CodeType.simpleName(literal.get());
        if (isKnown(literal.get())) {
            return ": it exists, and is not among what was scanned";
        }
        List<String> known = candidates().distinct().sorted().toList();
        return known.stream()
                .filter(name -> CodeType.simpleName(name).equals(wanted))
                .findFirst()
                .or(() -> Spelling.nearest(literal.get(), known))
                .map(name -> ", did you mean " + name.replace('$', '.') + "?")
                .orElse("");
    }

    String hint(MemberPattern member) {
        List<String> known = code.types().stream()
                .filter(type -> member.owner().matches(type, code))
                .flatMap(type -> Stream.concat(
                        type.fields().stream().map(field -> field.name()),
                        type.methods().stream().map(method -> method.name())))
                .distinct()
                .toList();
        String name = member.toString().substring(member.toString().indexOf('#') + 1);
        return known.isEmpty() ? hint(member.owner()) : Spelling.hint(name, known);
    }
}
