package dev.moveguard.testpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds part of the truth table anew: the projects that need no plugin but those this project's own build has just used, as
 * modules of one build, offline. Needs {@code mvn} on the path, as this project's build does.
 */
class RealMavenTest {
    private static final List<String> REBUILT = List.of(
            "name-by-default",
            "name-unusual",
            "name-excluded",
            "name-excluded-mark",
            "name-included",
            "name-nested",
            "name-static-nested",
            "skip-tests-property",
            "skip-configured",
            "ignored-configured",
            "phase-none",
            "profile-default",
            "profile-inactive",
            "compile-excluded",
            "engine-left-out",
            "group-other",
            "group-own",
            "test-disabled",
            "test-private",
            "test-inherited");

    @Test
    void agreesWithTheTable(@TempDir Path folder) throws IOException, InterruptedException {
        StringBuilder modules = new StringBuilder();
        for (TruthCase one : TruthCases.all()) {
            String id = one.id();
            if (!REBUILT.contains(id)) {
                continue;
            }
            MiniProject made = one.files().apply(MiniProject.in(Files.createDirectories(folder.resolve(id))));
            Path pom = made.root().resolve("pom.xml");
            Files.writeString(
                    pom,
                    Files.readString(pom)
                            .replace("<artifactId>root</artifactId>", "<artifactId>" + id + "</artifactId>"));
            modules.append("<module>").append(id).append("</module>");
        }
        Files.writeString(folder.resolve("pom.xml"), """
                <project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>all</artifactId>
                <version>1</version><packaging>pom</packaging><modules>%s</modules></project>
                """.formatted(modules));
        MavenProcess.Call call =
                new MavenProcess(folder).run("-o", "-fae", "test", "-Dmaven.repo.local=" + Libraries.repository());
        Map<String, Truth> seen = new TreeMap<>();
        for (String id : REBUILT) {
            boolean isGreen = Pattern.compile("(?m)^\\[INFO\\] " + id + " \\.+ SUCCESS")
                    .matcher(call.output())
                    .find();
            seen.put(id, Truth.of(new MavenProcess(folder.resolve(id)).hasRun(), isGreen));
        }
        Map<String, Truth> table = new TreeMap<>(Truth.table());
        table.keySet().retainAll(REBUILT);
        assertThat(seen).as(call.output()).isEqualTo(table);
    }
}
