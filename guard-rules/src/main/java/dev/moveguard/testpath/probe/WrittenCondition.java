package dev.moveguard.testpath.probe;

import com.tngtech.archunit.lang.ArchCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A condition that somebody wrote for a rule, found below what ArchUnit wraps around it: a description, a negation. Of
 * conditions that are joined, each one counts for the others, and there is none.
 *
 * @param type name of its class
 * @param isNegated whether the rule takes what it reports the other way round, as {@code noClasses()} does
 */
record WrittenCondition(String type, boolean isNegated) {
    private static final List<String> LIBRARY = List.of("base.", "core.", "lang.", "library.");

    static Optional<WrittenCondition> in(List<Object> values) {
        return conditions(values).findFirst().flatMap(condition -> below(condition, false));
    }

    private static Stream<ArchCondition<?>> conditions(List<Object> values) {
        return values.stream().filter(ArchCondition.class::isInstance).map(value -> (ArchCondition<?>) value);
    }

    private static Optional<WrittenCondition> below(ArchCondition<?> condition, boolean isNegated) {
        String type = condition.getClass().getName();
        if (LIBRARY.stream().noneMatch(name -> type.startsWith("com.tngtech.archunit." + name))) {
            return Optional.of(new WrittenCondition(type, isNegated));
        }
        boolean isNever = type.endsWith(".NeverCondition");
        boolean isDescribed = type.startsWith(ArchCondition.class.getName() + "$");
        return isNever || isDescribed
                ? conditions(RulePart.values(condition))
                        .findFirst()
                        .flatMap(inner -> below(inner, isNever != isNegated))
                : Optional.empty();
    }
}
