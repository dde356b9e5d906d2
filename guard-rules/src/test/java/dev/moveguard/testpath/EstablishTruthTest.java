package dev.moveguard.testpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds every project of the truth table with the real Maven and writes the table; with {@code -Dtruth.only=ID} only those
 * whose id starts so, or with one of several such starts between commas.
 */
class EstablishTruthTest {
    @Test
    @EnabledIfSystemProperty(
            named = "truth.table",
            matches = ".+",
            disabledReason = "takes minutes and downloads plugins: call it with -Dtruth.table=FILE, the table to write")
    void writesTheTable(@TempDir Path folder) throws IOException, InterruptedException {
        Map<String, Truth> table = new TreeMap<>();
        String only = System.getProperty("truth.only", "");
        for (TruthCase one : TruthCases.all()) {
            if (Stream.of(only.split(",")).noneMatch(one.id()::startsWith)) {
                continue;
            }
            Path root = Files.createDirectories(folder.resolve(one.id()));
            MiniProject project = one.files().apply(MiniProject.in(root));
            project.file(
                    ".mvn/maven.config",
                    "-s\n.settings.xml\n" + project.options().replace(' ', '\n'));
            MavenProcess maven = new MavenProcess(root);
            MavenProcess.Call call = maven.run("-q", "verify");
            table.put(one.id(), Truth.of(maven.hasRun(), call.isGreen()));
            if (table.get(one.id()) == Truth.BROKEN) {
                System.out.println(one.id() + ": " + call.output());
            }
        }
        StringBuilder text =
                new StringBuilder("# What a real Maven did with each project. Written by EstablishTruthTest.\n");
        table.forEach(
                (id, truth) -> text.append(id).append('\t').append(truth.word()).append('\n'));
        Files.writeString(Path.of(System.getProperty("truth.table")), text);
        assertThat(table).doesNotContainValue(Truth.BROKEN);
    }
}
