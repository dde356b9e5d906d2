package dev.moveguard.maven.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the running build was told that its POMs do not tell.
 *
 * @param properties of the user: the command line's and those of {@code .mvn/maven.config}
 * @param userSettings null: there is none; the same for the settings of the installation
 */
public record Session(
        Map<String, String> properties,
        List<String> profiles,
        List<String> deniedProfiles,
        Path localRepository,
        @Nullable Path userSettings,
        @Nullable Path globalSettings) {
    public Session {
        properties = Map.copyOf(properties);
        profiles = List.copyOf(profiles);
        deniedProfiles = List.copyOf(deniedProfiles);
    }
}
