package dev.moveguard.testpath;

import java.util.List;
import java.util.Optional;

/**
 * The options of Maven that say where a build starts and which of its modules it builds.
 *
 * @param file {@code -f}: the POM, or its folder, relative to the folder that Maven is called in
 * @param projects {@code -pl}, all of them joined by commas
 * @param makesUpstream {@code -am}: what the selected modules need is built too
 * @param makesDownstream {@code -amd}: what needs the selected modules is built too
 * @param resumesFrom {@code -rf}: what is built before this module is left out
 */
record ReactorOptions(
        Optional<Setting> file,
        Optional<Setting> projects,
        boolean makesUpstream,
        boolean makesDownstream,
        Optional<Setting> resumesFrom) {
    static final ReactorOptions NONE =
            new ReactorOptions(Optional.empty(), Optional.empty(), false, false, Optional.empty());

    ReactorOptions startingAt(Setting given) {
        return new ReactorOptions(Optional.of(given), projects, makesUpstream, makesDownstream, resumesFrom);
    }

    /** Adds selectors: Maven joins the lists it is given. */
    ReactorOptions selecting(Setting given) {
        Setting all = projects.map(
                        before -> new Setting(given.name(), before.value() + "," + given.value(), before.where()))
                .orElse(given);
        return new ReactorOptions(file, Optional.of(all), makesUpstream, makesDownstream, resumesFrom);
    }

    ReactorOptions makingUpstream() {
        return new ReactorOptions(file, projects, true, makesDownstream, resumesFrom);
    }

    ReactorOptions makingDownstream() {
        return new ReactorOptions(file, projects, makesUpstream, true, resumesFrom);
    }

    ReactorOptions resumingFrom(Setting given) {
        return new ReactorOptions(file, projects, makesUpstream, makesDownstream, Optional.of(given));
    }

    /** Whether every module of the reactor is built. */
    boolean selectsAll() {
        return projects.isEmpty() && resumesFrom.isEmpty();
    }

    /** The selectors of {@code -pl} as they are given. */
    List<String> selectors() {
        return projects.map(GoalRun::split).orElse(List.of()).stream()
                .map(Setting::value)
                .filter(selector -> !selector.isEmpty())
                .toList();
    }
}
