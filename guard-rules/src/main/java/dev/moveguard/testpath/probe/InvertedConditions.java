package dev.moveguard.testpath.probe;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds conditions of the project's own that only ever report violations, in a rule that starts with {@code no}: such a rule
 * takes what they report for approval, and nothing is a violation any more.
 */
final class InvertedConditions {
    private static final String ARCHUNIT = "com.tngtech.archunit.";
    private static final String EVENT = ARCHUNIT + "lang.SimpleConditionEvent";
    private static final int DEEPEST = 8;

    private final List<String> found = new ArrayList<>();
    private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();

    private InvertedConditions() {}

    /** Returns the descriptions of such conditions of a rule that combines no others. */
    static List<String> in(ArchRule rule, String description) {
        InvertedConditions inverted = new InvertedConditions();
        if (description.startsWith("no ")) {
            RulePart.values(rule, "conditionAggregator").forEach(value -> inverted.look(value, 0));
        }
        return inverted.found;
    }

    private void look(Object value, int depth) {
        if (depth > DEEPEST || seen.put(value, true) != null || isNegation(value)) {
            return;
        }
        if (value instanceof Optional<?> some) {
            some.ifPresent(one -> look(one, depth + 1));
        } else if (value instanceof Collection<?> many) {
            many.forEach(one -> look(one, depth + 1));
        } else if (value.getClass().getName().startsWith(ARCHUNIT)) {
            RulePart.values(value).forEach(one -> look(one, depth + 1));
        } else if (value instanceof ArchCondition<?> condition && reportsViolationsOnly(condition.getClass())) {
            found.add(condition.getDescription());
        }
    }

    private static boolean isNegation(Object value) {
        return value.getClass().getSimpleName().contains("Never");
    }

    /** Whether its code makes events, all of them violations, and asks no other condition for some. */
    private static boolean reportsViolationsOnly(Class<?> type) {
        JavaClass code = new ClassFileImporter().importClass(type);
        Set<String> made = code.getAccessesFromSelf().stream()
                .filter(access -> access.getTargetOwner().getName().equals(EVENT)
                        || access.getTarget().getName().equals("check")
                                && !access.getTargetOwner().equals(code)) // the compiler's bridge calls its own
                .map(InvertedConditions::name)
                .collect(Collectors.toSet());
        return made.equals(Set.of("violated"));
    }

    private static String name(JavaAccess<?> access) {
        return access.getTarget().getName();
    }
}
