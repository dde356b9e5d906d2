package dev.moveguard.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesSearchTest {
    private static final Path RULES = Path.of("rules.yaml");

    @TempDir
    Path above = Path.of("");

    private Path root = Path.of("");
    private Path module = Path.of("");

    @BeforeEach
    void makeModule() throws IOException {
        root = above.resolve("build");
        module = Files.createDirectories(root.resolve("group/module"));
    }

    @Test
    void takesTheNearest() throws IOException {
        Files.createFile(root.resolve(RULES));
        Path nearest = Files.createFile(root.resolve("group").resolve(RULES));
        assertThat(search().find(module, RULES)).contains(nearest);
    }

    @Test
    void goesUpToTheFolderOfTheBuildAndNoFurther() throws IOException {
        Files.createFile(above.resolve(RULES));
        assertThat(search().find(module, RULES)).isEmpty();
        Path own = Files.createFile(root.resolve(RULES));
        assertThat(search().find(module, RULES)).contains(own);
    }

    @Test
    void staysInAModuleThatLiesOutsideOfTheBuild() throws IOException {
        Path elsewhere = Files.createDirectories(above.resolve("elsewhere"));
        Files.createFile(above.resolve(RULES));
        assertThat(search().find(elsewhere, RULES)).isEmpty();
        Path own = Files.createFile(elsewhere.resolve(RULES));
        assertThat(search().find(elsewhere, RULES)).contains(own);
    }

    @Test
    void takesAnAbsolutePathAsItIs() throws IOException {
        Path other = Files.createFile(above.resolve("other.yaml"));
        assertThat(search().find(module, other)).contains(other);
    }

    @Test
    void takesNoFolder() throws IOException {
        Files.createDirectory(module.resolve(RULES));
        assertThat(search().find(module, RULES)).isEmpty();
    }

    private RulesSearch search() {
        return new RulesSearch(List.of(root));
    }
}
