package dev.moveguard.testpath.probe;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule that judges objects of one kind: a rule that combines or freezes others has one part for each of them. ArchUnit has
 * no way to ask a rule for its objects, so its fields are read.
 *
 * @param objects picks what is judged; null: the rule does not tell
 */
record RulePart(String description, @Nullable ClassesTransformer<?> objects, boolean allowsEmpty) {
    static final int UNKNOWN = -1;

    static List<RulePart> of(ArchRule rule) {
        List<RulePart> parts = new ArrayList<>();
        add(rule, parts);
        return parts;
    }

    private static void add(ArchRule rule, List<RulePart> parts) {
        List<Object> values = values(rule);
        List<ArchRule> inner = values.stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                .filter(ArchRule.class::isInstance)
                .map(ArchRule.class::cast)
                .toList();
        inner.forEach(part -> add(part, parts));
        if (inner.isEmpty()) {
            ClassesTransformer<?> objects = values.stream()
                    .filter(ClassesTransformer.class::isInstance)
                    .map(value -> (ClassesTransformer<?>) value)
                    .findFirst()
                    .orElse(null);
            parts.add(new RulePart(line(rule.getDescription()), objects, hasAllowed(rule)));
        }
    }

    private static String line(String description) {
        return description.strip().replaceAll("\\s+", " ");
    }

    private static List<Object> values(Object rule) {
        return fields(rule).flatMap(field -> value(field, rule).stream()).toList();
    }

    private static Stream<Field> fields(Object rule) {
        return JUnit4Tests.superclasses(rule.getClass())
                .filter(type -> type != Object.class)
                .flatMap(type -> Stream.of(type.getDeclaredFields()));
    }

    private static Optional<Object> value(Field field, Object rule) {
        try {
            field.setAccessible(true);
            return Optional.ofNullable(field.get(rule));
        } catch (IllegalAccessException | RuntimeException e) {
            return Optional.empty(); // a field of the JDK, or of a module that is closed
        }
    }

    /** {@code allowEmptyShould(true)} leaves a constant or an optional in a field of that name. */
    private static boolean hasAllowed(ArchRule rule) {
        return fields(rule)
                .filter(field -> field.getName().equals("allowEmptyShould"))
                .flatMap(field -> value(field, rule).stream())
                .anyMatch(value -> value.toString().toLowerCase(Locale.ROOT).contains("true"));
    }

    boolean isAboutSlices() {
        return objects != null && objects.getClass().getName().contains(".dependencies.Slices");
    }

    /** Counts what the condition of the rule is asked about; {@link #UNKNOWN} when the rule does not tell. */
    int count(JavaClasses classes) {
        if (objects == null) {
            return UNKNOWN;
        }
        int count = 0;
        for (Object ignored : objects.transform(classes)) {
            count++;
        }
        return count;
    }
}
