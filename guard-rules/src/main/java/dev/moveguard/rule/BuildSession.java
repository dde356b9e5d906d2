package dev.moveguard.rule;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a running Maven was told beside its POMs, for rules that follow the build they are judged in.
 *
 * @param properties of the user, those of {@code .mvn/maven.config} among them
 * @param profiles ids of the profiles that are switched on
 * @param deniedProfiles ids of the profiles that are switched off
 * @param userSettings the settings file of the user, where there is one; the same for that of the installation
 */
public record BuildSession(
        Map<String, String> properties,
        List<String> profiles,
        List<String> deniedProfiles,
        Path localRepository,
        Optional<Path> userSettings,
        Optional<Path> globalSettings) {
    public BuildSession {
        properties = Map.copyOf(properties);
        profiles = List.copyOf(profiles);
        deniedProfiles = List.copyOf(deniedProfiles);
    }
}
