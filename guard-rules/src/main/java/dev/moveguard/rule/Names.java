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
        return pattern.literal().isPresent()
                ? pattern.spellings().stream().anyMatch(name -> code.isMentioned(name) || isKnown(name))
                : candidates().anyMatch(pattern::isNamed)
                        || code.libraryNames(pattern.name()).anyMatch(pattern::isNamed);
    }

    private boolean isKnown(String name) {
        return code.known(name).isPresent();
    }

    boolean resolves(MemberPattern member) {
        return Stream.concat(code.matching(member.owner()).stream(), library(member))
                        .anyMatch(type -> type.fields().stream().anyMatch(field -> member.matches(type, field, code))
                                || type.methods().stream().anyMatch(method -> member.matches(type, method, code)))
                || isOnlyMentioned(member);
    }

    /** The type of the JDK a member pattern names. */
    private Stream<CodeType> library(MemberPattern member) {
        return member.owner().literal().isPresent()
                ? member.owner().spellings().stream().flatMap(name -> code.known(name).stream())
                : Stream.empty();
    }

    /** Whether the owner is only known by name: then scanned code was compiled against it, and its members are not told. */
    private boolean isOnlyMentioned(MemberPattern member) {
        return member.owner().literal().isPresent()
                && member.owner().spellings().stream().noneMatch(this::isKnown)
                && member.owner().spellings().stream().anyMatch(code::isMentioned);
    }

    private Stream<String> candidates() {
        return Stream.concat(code.types().stream().map(CodeType::name), code.mentioned().stream());
    }

    /** Returns {@code , did you mean X?}: the types of the package, the same simple name elsewhere, or the nearest spelling. */
    String hint(TypePattern pattern) {
        Optional<String> literal = pattern.literal();
        if (literal.isEmpty()) {
            return "";
        }
        String wanted = CodeType.simpleName(literal.get());
        if (pattern.spellings().stream().anyMatch(this::isKnown)) {
            return ": it exists, and is not among what was scanned";
        }
        List<String> known = candidates().distinct().sorted().toList();
        if (known.stream().anyMatch(name -> name.startsWith(literal.get() + "."))) {
            return ": it is a package; its types are %1$s.*, and those of packages below it too %1$s.."
                    .formatted(literal.get());
        }
        return known.stream()
                .filter(name -> CodeType.simpleName(name).equals(wanted))
                .findFirst()
                .or(() -> Spelling.nearest(literal.get(), known))
                .map(name -> ", did you mean " + name.replace('$', '.') + "?")
                .orElse("");
    }

    String hint(MemberPattern member) {
        List<String> known = code.matching(member.owner()).stream()
                .flatMap(type -> Stream.concat(
                        type.fields().stream().map(field -> field.name()),
                        type.methods().stream().map(method -> method.name())))
                .distinct()
                .toList();
        String name = member.toString().substring(member.toString().indexOf('#') + 1);
        return known.isEmpty() ? hint(member.owner()) : Spelling.hint(name, known);
    }
}
