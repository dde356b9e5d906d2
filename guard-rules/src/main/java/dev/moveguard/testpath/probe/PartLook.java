package dev.moveguard.testpath.probe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at a part of a rule that holds: what it names, what it excepts, what its import leaves out. */
final class PartLook {
    /** Takes what was seen. */
    interface Reader {
        void read(String kind, Object... names);
    }

    private final RulePart part;
    private final JavaClasses classes;
    private final BuildClasses build;
    private final String test;

    PartLook(RulePart part, JavaClasses classes, BuildClasses build, String test) {
        this.part = part;
        this.classes = classes;
        this.build = build;
        this.test = test;
    }

    void tell(Reader reader) {
        RuleNames names = new RuleNames(classes, build);
        names.forbidden(part.description()).forEach(name -> reader.read("forbids", name));
        names.excepted(exceptions()).forEach(name -> reader.read("excepts", name));
        if (part.isUnbound()) {
            reader.read("unbound");
        }
        part.condition().ifPresent(written -> reader.read("condition", written.type(), written.isNegated()));
        if (build.hasMoreThan(classes)) {
            try {
                leftOut(new LeftOut(build, classes, test), reader);
            } catch (RuntimeException e) {
                // the team's own code stumbles over classes it does not import: there is no telling what they do to the
                // rule
            }
        }
    }

    private void leftOut(LeftOut look, Reader reader) {
        if (part.count(classes) == 0) {
            look.object(part).ifPresent(name -> reader.read("object", build.shown(name)));
            return;
        }
        Optional<LeftOut.User> violator = look.violator(part);
        violator.ifPresent(user -> reader.read("violator", build.shown(user.name()), user.used()));
        if (violator.isEmpty()) {
            look.unseenUser(part).ifPresent(user -> reader.read("user", build.shown(user.name()), user.used()));
        }
    }

    /** The descriptions of what picks the objects of the rule, and of the dependencies it ignores. */
    private List<String> exceptions() {
        List<String> descriptions = new ArrayList<>();
        if (part.objects() != null) {
            descriptions.add(part.objects().getDescription());
        }
        Stream.concat(
                        RulePart.fields(part.rule())
                                .filter(field -> field.getName().matches("(?i).*(ignore|irrelevant).*"))
                                .flatMap(field -> RulePart.value(field, part.rule()).stream()),
                        RulePart.values(part.rule()).stream()
                                .filter(value -> value instanceof ArchCondition<?>
                                        && value.getClass().getName().startsWith("com.tngtech.archunit.library.")))
                .forEach(value ->
                        addPredicates(value, descriptions, Collections.newSetFromMap(new IdentityHashMap<>())));
        return descriptions;
    }

    private static void addPredicates(Object value, List<String> descriptions, Set<Object> seen) {
        if (!seen.add(value)) {
            return;
        }
        if (value instanceof Optional<?> some) {
            some.ifPresent(one -> addPredicates(one, descriptions, seen));
        } else if (value instanceof Collection<?> many) {
            many.forEach(one -> addPredicates(one, descriptions, seen));
        } else if (value instanceof Map<?, ?> map) {
            addPredicates(map.values(), descriptions, seen);
        } else if (value.getClass().getName().startsWith("com.tngtech.archunit.")) {
            if (value instanceof DescribedPredicate<?> predicate) {
                descriptions.add(predicate.getDescription());
            }
            RulePart.values(value).forEach(one -> addPredicates(one, descriptions, seen));
        }
    }
}
