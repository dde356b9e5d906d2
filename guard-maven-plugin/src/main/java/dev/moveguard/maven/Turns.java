package dev.moveguard.maven;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Lets the last module of a session act for all. What has happened is kept in a map that lives as long as the session, in
 * types of the JDK alone: modules may have the plugin in class loaders of their own.
 *
 * @param shared also the lock
 * @param group what belongs together
 */
record Turns(Map<String, Object> shared, String group) {
    /**
     * Notes that a module is done.
     *
     * @param members the modules of the group, this one among them
     * @param key of what there is to do; of equal ones the first is done
     * @return what is to be done now: all of it when this is the last module, else nothing
     */
    List<Callable<String>> done(String module, Set<String> members, String key, Callable<String> task) {
        synchronized (shared) {
            Map<String, Callable<String>> tasks = tasks();
            tasks.putIfAbsent(key, task);
            return arrived(module).containsAll(members) ? taken(tasks) : List.of();
        }
    }

    /** Notes that a module is done and has nothing to do. */
    List<Callable<String>> done(String module, Set<String> members) {
        synchronized (shared) {
            return arrived(module).containsAll(members) ? taken(tasks()) : List.of();
        }
    }

    /** A module that comes a second time, as in {@code mvn verify install}, finds that all is done. */
    private List<Callable<String>> taken(Map<String, Callable<String>> tasks) {
        if (shared.putIfAbsent(group + " is over", true) != null) {
            return List.of();
        }
        return new ArrayList<>(tasks.values());
    }

    @SuppressWarnings("unchecked") // nothing else writes under this key
    private Map<String, Callable<String>> tasks() {
        return (Map<String, Callable<String>>)
                shared.computeIfAbsent(group + " tasks", key -> new LinkedHashMap<String, Callable<String>>());
    }

    @SuppressWarnings("unchecked")
    private Set<String> arrived(String module) {
        Set<String> modules = (Set<String>) shared.computeIfAbsent(group + " modules", key -> new HashSet<String>());
        modules.add(module);
        return modules;
    }
}
