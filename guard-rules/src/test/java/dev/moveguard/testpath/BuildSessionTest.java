package dev.moveguard.testpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.rule.BuildSession;
import dev.moveguard.rule.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running build was told counts, and stands where it was told. */
class BuildSessionTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void giveTheProjectOptions() throws IOException {
        Files.createDirectory(folder.resolve(".mvn"));
        Files.writeString(folder.resolve(".mvn/maven.config"), "-DskipITs\n-Pnightly\n-Dmode=slow\n");
    }

    @Test
    void overridesWhatTheProjectGivesEveryBuild() {
        MavenConfig config = in(Map.of("skipITs", "true", "mode", "fast", "skipTests", "true"));
        assertThat(config.property("skipITs").orElseThrow().where().shown()).isEqualTo(".mvn/maven.config:1");
        assertThat(config.property("mode").orElseThrow())
                .isEqualTo(new Setting("mode", "fast", new Where("-Dmode", null)));
        assertThat(config.property("skipTests").orElseThrow().where().shown()).isEqualTo("-DskipTests");
    }

    @Test
    void takesTheProfilesAndTheRepositoryOfTheSession() {
        MavenConfig config = in(Map.of());
        assertThat(config.profiles()).containsExactly("ci");
        assertThat(config.deniedProfiles()).containsExactly("nightly");
        assertThat(LocalRepository.of(config).folder()).isEqualTo(folder.resolve("repository"));
    }

    @Test
    void isNotAskedWhereNoBuildRuns() {
        MavenConfig config = MavenConfig.of(folder, new Project(folder, List.of()));
        assertThat(config.profiles()).containsExactly("nightly");
        assertThat(config.property("mode").orElseThrow().value()).isEqualTo("slow");
    }

    private MavenConfig in(Map<String, String> properties) {
        BuildSession session = new BuildSession(
                properties,
                List.of("ci"),
                List.of("nightly"),
                folder.resolve("repository"),
                Optional.empty(),
                Optional.empty());
        return MavenConfig.of(folder, new Project(folder, List.of(), Optional.of(session)));
    }
}
