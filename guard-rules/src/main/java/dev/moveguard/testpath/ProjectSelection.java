package dev.moveguard.testpath;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the option {@code -pl}, when the project gives it to every build, lets a module be built. */
record ProjectSelection(MavenConfig config) {
    Verdict verdict(MavenModule module) {
        Optional<Setting> projects = config.projects();
        if (projects.isEmpty()) {
            return Verdict.runs();
        }
        List<String> selectors =
                GoalRun.split(projects.get()).stream().map(Setting::value).toList();
        boolean isDenied = selectors.stream()
                .anyMatch(one -> (one.startsWith("!") || one.startsWith("-")) && names(one.substring(1), module));
        List<String> wanted = selectors.stream()
                .filter(one -> !one.startsWith("!") && !one.startsWith("-"))
                .map(one -> one.startsWith("+") ? one.substring(1) : one)
                .toList();
        boolean isSelected = wanted.isEmpty() || wanted.stream().anyMatch(one -> names(one, module));
        if (!isDenied && isSelected) {
            return Verdict.runs();
        }
        if (!isDenied && config.alsoMakes()) {
            return new Verdict.Undecided(
                    projects.get().where().shown(), "selects modules by what depends on them, which is not followed");
        }
        Where where = projects.get().where();
        return Verdict.notRun(
                        "-pl %s leaves out module %s%s"
                                .formatted(projects.get().value(), module.shown(), where.inBrackets()),
                        where)
                .repair("remove -pl from .mvn/maven.config");
    }

    /** A selector is a folder, or {@code [group]:artifact}. */
    private boolean names(String selector, MavenModule module) {
        String text = selector.startsWith("?") ? selector.substring(1) : selector;
        int colon = text.indexOf(':');
        if (colon >= 0) {
            boolean isGroup =
                    colon == 0 || text.substring(0, colon).equals(module.model().getGroupId());
            return isGroup && text.substring(colon + 1).equals(module.model().getArtifactId());
        }
        Path folder = config.folder().resolve(text).toAbsolutePath().normalize();
        return folder.equals(module.folder().toAbsolutePath().normalize())
                || folder.equals(module.pom().toAbsolutePath().normalize());
    }
}
