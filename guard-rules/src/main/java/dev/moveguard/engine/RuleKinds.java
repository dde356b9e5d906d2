package dev.moveguard.engine;

import dev.moveguard.rule.RuleKind;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The kinds of rules, those of one jar first: to look for kinds in every jar takes a short run a fifth of its time, and few projects
 * have any of their own.
 */
final class RuleKinds {
    private final ClassLoader loader;
    private final Map<String, RuleKind> kinds = new LinkedHashMap<>();
    private boolean isWhole;

    RuleKinds() {
        this(RuleKinds.class.getClassLoader());
    }

    RuleKinds(ClassLoader loader) {
        this.loader = loader;
        add(new FirstOnly(loader));
    }

    /** Returns the kind of that name; of two, the one that is first on the class path. */
    Optional<RuleKind> called(String name) {
        if (!kinds.containsKey(name)) {
            complete();
        }
        return Optional.ofNullable(kinds.get(name));
    }

    /** Returns all kinds, by name. */
    List<RuleKind> all() {
        complete();
        return kinds.values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    private void complete() {
        if (!isWhole) {
            add(loader);
            isWhole = true;
        }
    }

    private void add(ClassLoader from) {
        ServiceLoader.load(RuleKind.class, from).forEach(kind -> kinds.putIfAbsent(kind.name(), kind));
    }

    /** Knows no more than the first resource of each name. */
    private static final class FirstOnly extends ClassLoader {
        private FirstOnly(ClassLoader all) {
            super(all);
        }

        @Override
        public Enumeration<URL> getResources(String name) {
            URL first = getResource(name);
            return first == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(first));
        }
    }
}
