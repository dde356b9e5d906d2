package dev.moveguard.testpath;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which modules are built where the project gives every build {@code -pl}, {@code -am}, {@code -amd} or {@code -rf}. As in
 * Maven 3: what is selected, then what is made with it, less what is denied, from the module on that the build resumes from.
 *
 * @param folder that of the POM the build starts from, to which folders that are selected are relative
 * @param modules those of the reactor
 */
record ProjectSelection(ReactorOptions options, Path folder, List<MavenModule> modules) {
    ProjectSelection {
        modules = List.copyOf(modules);
    }

    Verdict verdict(MavenModule module) {
        Optional<Setting> unknown = unknown();
        if (unknown.isPresent()) {
            return new Verdict.Undecided(
                    unknown.get().where().shown(),
                    "names %s with %s, which is no module of the build: Maven stops there"
                            .formatted(unknown.get().value(), unknown.get().name()));
        }
        ModuleGraph graph = new ModuleGraph(modules);
        Set<MavenModule> selected = selected(graph);
        if (!selected.contains(module)) {
            return leftOut(options.projects().orElseThrow(), module);
        }
        return resumed(graph, selected).contains(module)
                ? Verdict.runs()
                : leftOut(options.resumesFrom().orElseThrow(), module);
    }

    private Set<MavenModule> selected(ModuleGraph graph) {
        Set<MavenModule> wanted = options.selectors().stream()
                .filter(selector -> !isDenial(selector))
                .flatMap(selector -> modules.stream().filter(module -> names(selector, module)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean selects = options.selectors().stream().anyMatch(selector -> !isDenial(selector));
        Set<MavenModule> selected = new LinkedHashSet<>(selects ? wanted : modules);
        if (options.makesUpstream()) {
            selected.addAll(graph.upstream(wanted));
        }
        if (options.makesDownstream()) {
            selected.addAll(graph.downstream(wanted));
        }
        selected.removeIf(module -> options.selectors().stream()
                .anyMatch(selector -> isDenial(selector) && names(selector.substring(1), module)));
        return selected;
    }

    private Set<MavenModule> resumed(ModuleGraph graph, Set<MavenModule> selected) {
        @Nullable String from = options.resumesFrom().map(Setting::value).orElse(null);
        return graph.sorted().stream()
                .filter(selected::contains)
                .dropWhile(module -> from != null && !names(from, module))
                .collect(Collectors.toSet());
    }

    /** Finds a selector that names no module; one with {@code ?} may. */
    private Optional<Setting> unknown() {
        Optional<Setting> selected = options.projects()
                .flatMap(all -> GoalRun.split(all).stream()
                        .filter(one -> !one.value().isEmpty() && isUnknown(withoutMark(one.value())))
                        .findFirst());
        return selected.or(() -> options.resumesFrom().filter(one -> isUnknown(one.value())));
    }

    private boolean isUnknown(String selector) {
        return !selector.startsWith("?") && modules.stream().noneMatch(module -> names(selector, module));
    }

    private static boolean isDenial(String selector) {
        return selector.startsWith("!") || selector.startsWith("-");
    }

    private static String withoutMark(String selector) {
        return isDenial(selector) || selector.startsWith("+") ? selector.substring(1) : selector;
    }

    private static Verdict leftOut(Setting setting, MavenModule module) {
        return Verdict.notRun(
                        "%s %s leaves out module %s%s"
                                .formatted(
                                        setting.name(),
                                        setting.value(),
                                        module.shown(),
                                        setting.where().inBrackets()),
                        setting.where())
                .repair("remove %s from .mvn/maven.config".formatted(setting.name()));
    }

    /** A selector is a folder or POM, or {@code [group]:artifact}. */
    private boolean names(String selector, MavenModule module) {
        String text = selector.replaceFirst("^[+?]+", "");
        int colon = text.indexOf(':');
        if (colon >= 0) {
            boolean isGroup =
                    colon == 0 || text.substring(0, colon).equals(module.model().getGroupId());
            return isGroup && text.substring(colon + 1).equals(module.model().getArtifactId());
        }
        try {
            Path named = folder.resolve(text).toAbsolutePath().normalize();
            return named.equals(module.folder().toAbsolutePath().normalize())
                    || named.equals(module.pom().toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return false; // no module has such a folder
        }
    }
}
