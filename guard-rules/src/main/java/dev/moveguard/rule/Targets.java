package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types a rule forbids or guards. A subtype of one is one. */
public final class Targets {
    private final List<TypePattern> patterns;
    private final CodeBase code;
    private final Map<String, Boolean> known = new HashMap<>();
    private @Nullable Set<String> names;

    public Targets(List<TypePattern> patterns, CodeBase code) {
        this.patterns = List.copyOf(patterns);
        this.code = code;
    }

    /** Whether a value of this type, by binary name without {@code []}, is one of them. */
    public boolean include(String name) {
        Boolean answer = known.get(name);
        if (answer == null) {
            answer = Stream.concat(Stream.of(name), code.supertypes(name).stream())
                    .anyMatch(this::isNamed);
            known.put(name, answer);
        }
        return answer;
    }

    private boolean isNamed(String name) {
        Optional<CodeType> type = code.known(name);
        return patterns.stream()
                .anyMatch(pattern ->
                        type.map(found -> pattern.matches(found, code)).orElseGet(() -> pattern.isNamed(name)));
    }

    /** Returns the names scanned code knows them by: their own, and those of their subtypes that are scanned or mentioned. */
    public Set<String> names() {
        if (names == null) {
            names = code.withSubtypes(
                    patterns.stream().flatMap(this::roots).distinct().toList());
        }
        return names;
    }

    /** Returns names that share the package of a target, where nothing is known of either but its name. */
    public Set<String> neighbours() {
        Set<String> packages = patterns.stream()
                .flatMap(pattern -> pattern.literal().stream())
                .filter(name -> code.known(name).isEmpty())
                .map(Targets::packageOf)
                .collect(Collectors.toSet());
        return code.mentioned().stream()
                .filter(name ->
                        packages.contains(packageOf(name)) && code.known(name).isEmpty())
                .collect(Collectors.toSet());
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private Stream<String> roots(TypePattern pattern) {
        return pattern.literal().isPresent()
                ? pattern.spellings().stream()
                        .filter(name ->
                                code.isMentioned(name) || code.known(name).isPresent())
                : Stream.concat(code.types().stream().map(CodeType::name), code.mentioned().stream())
                        .filter(this::isNamed);
    }
}
