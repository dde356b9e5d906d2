package dev.moveguard.testpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.rule.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileLibrariesTest {
    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>a</groupId><artifactId>%s</artifactId><version>1</version>
              %s
            </project>
            """;
    private static final String DEPENDENCY =
            "<dependencies><dependency><groupId>g</groupId><artifactId>%s</artifactId><version>1</version></dependency></dependencies>";

    @TempDir
    private Path root = Path.of("");

    private byte @Nullable [] kept;

    private final CompileLibraries.Keeper keeper = new CompileLibraries.Keeper() {
        @Override
        public byte @Nullable [] kept() {
            return kept;
        }

        @Override
        public void keep(byte[] answer) {
            kept = answer;
        }
    };

    @BeforeEach
    void repository() throws IOException {
        write(".mvn/maven.config", "-Dmaven.repo.local=" + root.resolve("repo") + "\n");
        artifact("one");
        artifact("two");
        Files.createDirectories(root.resolve("src/main/java"));
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private Path artifact(String name) throws IOException {
        String at = "repo/g/%s/1/%s-1".formatted(name, name);
        write(at + ".pom", POM.replace("<groupId>a<", "<groupId>g<").formatted(name, ""));
        write(at + ".jar", "a jar, which nobody opens here");
        return root.resolve(at + ".jar");
    }

    private void pom(String dependencies) throws IOException {
        write("pom.xml", POM.formatted("app", dependencies));
    }

    private List<String> libraries(String... folders) {
        return CompileLibraries.of(
                        List.of(folders).stream().map(root::resolve).toList(), new Project(root, List.of()), keeper)
                .stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private List<String> libraries() {
        return libraries("src/main/java");
    }

    @Test
    void areThoseOfTheBuildAround() throws IOException {
        pom(DEPENDENCY.formatted("one"));
        assertThat(libraries()).containsExactly("one-1.jar");
    }

    @Test
    void areThoseOfEachModule() throws IOException {
        write(
                "pom.xml",
                POM.formatted(
                        "parent", "<packaging>pom</packaging><modules><module>x</module><module>y</module></modules>"));
        String parent = "<parent><groupId>a</groupId><artifactId>parent</artifactId><version>1</version></parent>";
        write("x/pom.xml", POM.formatted("x", parent + DEPENDENCY.formatted("one")));
        write("y/pom.xml", POM.formatted("y", parent + DEPENDENCY.formatted("two")));
        assertThat(libraries("x/src", "y/src")).containsExactly("one-1.jar", "two-1.jar");
    }

    @Test
    void areNoneWithoutABuildThatCanBeRead() throws IOException {
        assertThat(libraries()).isEmpty();
        write("pom.xml", "<project><dependencies>");
        assertThat(libraries()).isEmpty();
        pom(DEPENDENCY.formatted("nowhere"));
        assertThat(libraries()).isEmpty();
    }

    @Test
    void areKept() throws IOException {
        pom(DEPENDENCY.formatted("one"));
        libraries();
        String answer = new String(kept, StandardCharsets.UTF_8);
        assertThat(answer).contains("one-1.jar");
        Path other = artifact("two");
        kept = answer.replaceAll("jar .*one-1.jar", "jar " + other.toString().replace("\\", "\\\\"))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(libraries()).containsExactly("two-1.jar");
    }

    @Test
    void areAskedForAgainWhenThePomChanges() throws IOException {
        pom(DEPENDENCY.formatted("one"));
        libraries();
        pom("<!-- -->" + DEPENDENCY.formatted("two"));
        assertThat(libraries()).containsExactly("two-1.jar");
    }

    @Test
    void areAskedForAgainWhenAJarIsGone() throws IOException {
        pom(DEPENDENCY.formatted("one"));
        libraries();
        Files.delete(root.resolve("repo/g/one/1/one-1.jar"));
        assertThat(libraries()).isEmpty();
    }

    @Test
    void areAskedForAgainWhenWhatWasMissingIsThere() throws IOException {
        pom(DEPENDENCY.formatted("three"));
        assertThat(libraries()).isEmpty();
        artifact("three");
        assertThat(libraries()).containsExactly("three-1.jar");
    }

    @Test
    void areAskedForAgainWhenWhatIsKeptIsNonsense() throws IOException {
        pom(DEPENDENCY.formatted("one"));
        kept = new byte[0];
        assertThat(libraries()).containsExactly("one-1.jar");
        kept = "\n\n".getBytes(StandardCharsets.UTF_8);
        assertThat(libraries()).containsExactly("one-1.jar");
    }
}
