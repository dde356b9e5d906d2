package dev.moveguard.testpath;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;

/** Which modules of a reactor need which: by dependency, parent, plugin, and extension, as Maven sorts them. */
final class ModuleGraph {
    private final Map<MavenModule, Set<MavenModule>> needs = new LinkedHashMap<>();

    /** @param modules in the order in which the lists of modules name them */
    ModuleGraph(List<MavenModule> modules) {
        for (MavenModule module : modules) {
            Set<String> wanted = wanted(module.model());
            needs.put(
                    module,
                    modules.stream()
                            .filter(other -> !other.equals(module) && wanted.contains(key(other.model())))
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
    }

    private static String key(Model model) {
        return Plugin.constructKey(model.getGroupId(), model.getArtifactId());
    }

    private static Set<String> wanted(Model model) {
        Stream<String> parent = Stream.ofNullable(model.getParent())
                .map(one -> Plugin.constructKey(one.getGroupId(), one.getArtifactId()));
        return Stream.of(parent, dependencies(model.getDependencies()), plugins(model))
                .flatMap(keys -> keys)
                .collect(Collectors.toSet());
    }

    private static Stream<String> dependencies(List<Dependency> dependencies) {
        return dependencies.stream().map(one -> Plugin.constructKey(one.getGroupId(), one.getArtifactId()));
    }

    private static Stream<String> plugins(Model model) {
        return model.getBuild() == null
                ? Stream.of()
                : Stream.concat(
                        model.getBuild().getPlugins().stream()
                                .flatMap(plugin -> Stream.concat(
                                        Stream.of(plugin.getKey()), dependencies(plugin.getDependencies()))),
                        model.getBuild().getExtensions().stream()
                                .map(one -> Plugin.constructKey(one.getGroupId(), one.getArtifactId())));
    }

    /** What the modules need, directly or not, and they themselves. */
    Set<MavenModule> upstream(Set<MavenModule> modules) {
        Set<MavenModule> found = new LinkedHashSet<>(modules);
        Deque<MavenModule> open = new ArrayDeque<>(modules);
        while (!open.isEmpty()) {
            needs.getOrDefault(open.remove(), Set.of()).stream()
                    .filter(found::add)
                    .forEach(open::add);
        }
        return found;
    }

    /** What needs one of the modules, directly or not, and they themselves. */
    Set<MavenModule> downstream(Set<MavenModule> modules) {
        return needs.keySet().stream()
                .filter(one -> upstream(Set.of(one)).stream().anyMatch(modules::contains))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All modules in the order they are built. */
    List<MavenModule> sorted() {
        Set<MavenModule> sorted = new LinkedHashSet<>();
        needs.keySet().forEach(module -> sort(module, new LinkedHashSet<>(), sorted));
        return new ArrayList<>(sorted);
    }

    private void sort(MavenModule module, Set<MavenModule> above, Set<MavenModule> sorted) {
        if (!sorted.contains(module) && above.add(module)) {
            needs.getOrDefault(module, Set.of()).forEach(need -> sort(need, above, sorted));
            sorted.add(module);
        }
    }
}
