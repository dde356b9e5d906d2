package dev.moveguard.prove;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Text;
import java.util.List;

/** The dependencies a rule lets pass under {@code ignore}: no mutant is made of these. */
record Excused(List<Text> pairs, CodeBase code) {
    static Excused by(Guarded guarded) {
        return new Excused(guarded.texts("ignore"), guarded.code());
    }

    boolean covers(CodeType user, String used) {
        return pairs.stream()
                .map(pair -> pair.value().split("->", -1))
                .anyMatch(pair -> named(pair[0], user.name()) && named(pair[pair.length - 1], used));
    }

    private boolean named(String side, String name) {
        TypePattern pattern = TypePattern.of(side.strip());
        return code.known(name).map(type -> pattern.matches(type, code)).orElseGet(() -> pattern.isNamed(name));
    }
}
