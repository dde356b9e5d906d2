package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most runs are short, so what a start makes or reads for nothing is most of their time. */
class StartTest {
    @TempDir
    private Path folder = Path.of("");

    /** Runs {@code guard check} in a Java machine of its own, and returns the lines that tell what it loaded. */
    private List<String> loaded() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String libraries = System.getProperty("java.class.path");
        Process check = new ProcessBuilder(
                        java, "-Xlog:class+load:file=loaded", "-cp", libraries, Guard.class.getName(), "check")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(check.waitFor()).as(Files.readString(folder.resolve("said"))).isZero();
        return Files.readAllLines(folder.resolve("loaded"));
    }

    @Test
    void makesNoProxiesOfAnnotations() throws IOException, InterruptedException {
        GuardRun.write(folder.resolve("src/a/A.java"), "package a;\nclass A {}\n");
        GuardRun.write(folder.resolve("rules.yaml"), """
                version: 1
                scan: {sources: [src]}
                rules:
                  - {id: no-copies, kind: no-clone, type: a.A}
                """);
        List<String> loaded = loaded();
        assertThat(loaded).anyMatch(line -> line.contains(" " + CheckCommand.class.getName() + " "));
        assertThat(loaded)
                .filteredOn(line -> line.contains("__dynamic_proxy__"))
                .isEmpty();
    }
}
