package dev.moveguard.testpath.probe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule that judges objects of one kind: a rule that combines or freezes others has one part for each of them. ArchUnit has
 * no way to ask a rule for its objects, so its fields are read.
 *
 * @param rule the part as a rule of its own
 * @param objects picks what is judged; null: the rule does not tell
 * @param condition the one somebody wrote for it, where there is just one
 * @param layers tell which classes are in one, where the rule is a layered or onion architecture
 * @param isFrozen whether known violations are let through
 */
record RulePart(
        ArchRule rule,
        String description,
        @Nullable ClassesTransformer<?> objects,
        Optional<WrittenCondition> condition,
        List<DescribedPredicate<Object>> layers,
        boolean allowsEmpty,
        boolean isFrozen) {
    static final int UNKNOWN = -1;

    static List<RulePart> of(ArchRule rule) {
        List<RulePart> parts = new ArrayList<>();
        add(rule, parts, false);
        return parts;
    }

    private static void add(ArchRule rule, List<RulePart> parts, boolean isWithinFrozen) {
        boolean isFrozen = isWithinFrozen || rule.getClass().getName().endsWith(".FreezingArchRule");
        List<Object> values = values(rule);
        List<ArchRule> inner = values.stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                .filter(ArchRule.class::isInstance)
                .map(ArchRule.class::cast)
                .toList();
        inner.forEach(part -> add(part, parts, isFrozen));
        if (inner.isEmpty()) {
            ClassesTransformer<?> objects = values.stream()
                    .filter(ClassesTransformer.class::isInstance)
                    .map(value -> (ClassesTransformer<?>) value)
                    .findFirst()
                    .orElse(null);
            String description = line(rule.getDescription());
            parts.add(new RulePart(
                    rule, description, objects, WrittenCondition.in(values), layers(rule), hasAllowed(rule), isFrozen));
        }
    }

    /** Finds the predicates of the layers of an architecture, wherever it keeps them. */
    private static List<DescribedPredicate<Object>> layers(ArchRule rule) {
        List<DescribedPredicate<Object>> layers = new ArrayList<>();
        if (rule.getClass().getName().contains(".Architectures$")) {
            values(rule, "layerDefinitions").stream()
                    .flatMap(all -> values(all, "layerDefinitions").stream())
                    .flatMap(all -> ((Map<?, ?>) all).values().stream())
                    .flatMap(layer -> values(layer, "containsPredicate").stream())
                    .forEach(predicate -> addLayer(predicate, layers));
            fields(rule)
                    .filter(field -> field.getName().endsWith("Predicate")
                            && field.getName().matches("(domain|application).*"))
                    .flatMap(field -> value(field, rule).stream())
                    .forEach(predicate -> addLayer(predicate, layers));
            values(rule, "adapterPredicates").forEach(all -> addLayer(((Map<?, ?>) all).values(), layers));
        }
        return layers;
    }

    @SuppressWarnings("unchecked") // it is asked of classes alone, which each of them takes
    private static void addLayer(Object value, List<DescribedPredicate<Object>> layers) {
        if (value instanceof Optional<?> some) {
            some.ifPresent(one -> addLayer(one, layers));
        } else if (value instanceof Collection<?> many) {
            many.forEach(one -> addLayer(one, layers));
        } else if (value instanceof DescribedPredicate<?>) {
            layers.add((DescribedPredicate<Object>) value);
        }
    }

    private static String line(String description) {
        return description.strip().replaceAll("\\s+", " ");
    }

    /** The values of all fields of an object that can be read. */
    static List<Object> values(Object owner) {
        return fields(owner).flatMap(field -> value(field, owner).stream()).toList();
    }

    static List<Object> values(Object owner, String name) {
        return fields(owner)
                .filter(field -> field.getName().equals(name))
                .flatMap(field -> value(field, owner).stream())
                .toList();
    }

    static Stream<Field> fields(Object rule) {
        return JUnit4Tests.superclasses(rule.getClass())
                .filter(type -> type != Object.class)
                .flatMap(type -> Stream.of(type.getDeclaredFields()));
    }

    static Optional<Object> value(Field field, Object rule) {
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

    /** Whether it is a layered architecture that allows everything, but for layers without classes. */
    boolean isUnbound() {
        return values(rule, "dependencySpecifications").stream().anyMatch(all -> ((Collection<?>) all).isEmpty())
                && values(rule, "allClassesAreContainedInArchitectureCheck").stream()
                        .noneMatch(check -> check.getClass().getName().endsWith("$Enabled"));
    }

    boolean isAboutLayers() {
        return !layers.isEmpty();
    }

    /** Counts what the condition of the rule is asked about; {@link #UNKNOWN} when the rule does not tell. */
    int count(JavaClasses classes) {
        if (objects == null) {
            return layers.isEmpty()
                    ? UNKNOWN
                    : (int) classes.stream()
                            .filter(type -> layers.stream().anyMatch(layer -> layer.test(type)))
                            .count();
        }
        int count = 0;
        for (Object ignored : objects.transform(classes)) {
            count++;
        }
        return count;
    }
}
