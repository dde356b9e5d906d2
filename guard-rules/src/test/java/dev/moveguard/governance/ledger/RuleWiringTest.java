package dev.moveguard.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.governance.ledger.Answer.State;
import dev.moveguard.rule.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleWiringTest {
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>shop</groupId><artifactId>shop</artifactId><version>1</version><packaging>pom</packaging>
              <build><plugins><plugin>
                <groupId>dev.moveguard</groupId><artifactId>guard-maven-plugin</artifactId><version>1</version>
                <executions><execution><goals><goal>check</goal><goal>prove</goal></goals></execution></executions>
              </plugin></plugins></build>
            </project>
            """;

    @TempDir
    Path folder = Path.of("");

    private RuleWiringTest file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        return this;
    }

    private RuleWiring wiring() {
        return new RuleWiring(new Project(folder, List.of()), "rules.yaml");
    }

    @Test
    void knowsTheGoalsOfThePlugin() throws IOException {
        file("pom.xml", POM)
                .file(
                        ".ci/run",
                        "#!/bin/sh\nset -e\nmvn -B guard:diff -Dguard.base=main\nmvn dev.moveguard:guard-maven-plugin:1:audit\n");
        assertThat(wiring().wired().keySet())
                .containsExactly("guard audit", "guard diff", "guard prove", "guard:check");
    }

    @Test
    void doesNotCountAGoalThatIsBoundToNoPhaseOrLost() throws IOException {
        file("pom.xml", POM.replace("<execution>", "<execution><phase>none</phase>"))
                .file(".ci/run", "#!/bin/sh\nset -e\nmvn -B guard:diff -Dguard.base=main || true\n");
        assertThat(wiring().wired()).isEmpty();
    }

    @Test
    void doesNotKnowWhichBuildRunsTestsWhereThereIsNoPom() throws IOException {
        file("build.gradle.kts", "plugins { java }\n").file(".ci/run", "#!/bin/sh\n./gradlew check\n");
        assertThat(wiring().ofTests().state()).isEqualTo(State.UNKNOWN);
        file("pom.xml", POM);
        assertThat(wiring().ofTests().state()).isEqualTo(State.YES);
    }
}
