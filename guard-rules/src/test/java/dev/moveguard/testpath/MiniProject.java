package dev.moveguard.testpath;

import dev.moveguard.code.BodyLibrary;
import dev.moveguard.code.CodeBase;
import dev.moveguard.code.TypePattern;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import dev.moveguard.rule.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small Maven project on disk, and what the rule says of it.
 *
 * <p>The body of a POM starts on its third line. A line of an answer is {@code place: message}, or {@code ? input reason} for
 * what was not assessed.
 */
final class MiniProject {
    /** What a POM needs for its JUnit 5 tests to run, on one line. */
    static final String SUREFIRE = surefire("3.6.1", "");

    private final Path root;
    private final List<String> options = new ArrayList<>();
    private final List<Path> roots = new ArrayList<>();
    private TestsOnPathRule.Reports reports = TestsOnPathRule.Reports.OPTIONAL;
    private int min = 1;
    private String repository = ".repo";

    private MiniProject(Path root) {
        this.root = root;
    }

    static MiniProject in(Path root) {
        return new MiniProject(root)
                .file(".settings.xml", "<settings/>")
                .file(".no-settings.xml", "<settings/>")
                .file(".repo/empty", "")
                .file("src/test/java/package-info.java", "");
    }

    /** Surefire of a version with further elements, on one line. */
    static String surefire(String version, String elements) {
        return "<build><plugins><plugin><artifactId>maven-surefire-plugin</artifactId><version>%s</version>%s</plugin></plugins></build>"
                .formatted(version, elements);
    }

    /** Surefire 3.6.1 with an element of configuration on the line after the one that opens it. */
    static String configured(String configuration) {
        return surefire("3.6.1", "<configuration>\n%s\n</configuration>".formatted(configuration));
    }

    static String dependency(String coordinates) {
        String[] parts = coordinates.split(":");
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                .formatted(parts[0], parts[1], parts[2]);
    }

    MiniProject pom(String body) {
        return file("pom.xml", """
                <project>
                <modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>root</artifactId><version>1</version>
                %s
                </project>
                """.formatted(body));
    }

    /** Adds the POM of a module below the root. */
    MiniProject module(String folder, String body) {
        return file(folder + "/pom.xml", """
                <project><parent><groupId>g</groupId><artifactId>root</artifactId><version>1</version></parent>
                <modelVersion>4.0.0</modelVersion><artifactId>%s</artifactId>
                %s
                </project>
                """.formatted(folder.replace('/', '-'), body));
    }

    /** Adds an artifact to the local repository of the project. */
    MiniProject library(String coordinates, String body) {
        String[] parts = coordinates.split(":");
        String folder = ".repo/%s/%s/%s".formatted(parts[0].replace('.', '/'), parts[1], parts[2]);
        return file("%s/%s-%s.pom".formatted(folder, parts[1], parts[2]), """
                <project><modelVersion>4.0.0</modelVersion>
                <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>
                %s</project>
                """.formatted(
                        parts[0], parts[1], parts[2], body));
    }

    MiniProject file(String path, String text) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    MiniProject bytes(String path, byte[] bytes) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a file away, if it is there. */
    MiniProject without(String path) {
        try {
            Files.deleteIfExists(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options every Maven run of the project gets, as they stand in {@code .mvn/maven.config}. */
    String options() {
        return String.join(" ", options);
    }

    /** Sets when a file was written, in seconds from some start. */
    MiniProject written(String path, int seconds) {
        try {
            Files.setLastModifiedTime(root.resolve(path), FileTime.from(Instant.ofEpochSecond(1_000_000 + seconds)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a JUnit 5 test class to the sources of the root. */
    MiniProject jupiter(String name) {
        return jupiterIn("src/test/java", name);
    }

    MiniProject jupiterIn(String folder, String name) {
        int dot = name.lastIndexOf('.');
        String head = dot < 0 ? "" : "package " + name.substring(0, dot) + ";";
        return java(folder, name, """
                %s
                import org.junit.jupiter.api.Test;
                class %s { @Test void guards() {} }
                """.formatted(head, name.substring(dot + 1)));
    }

    MiniProject java(String name, String source) {
        return java("src/test/java", name, source);
    }

    MiniProject java(String folder, String name, String source) {
        return sources(folder).file(folder + "/" + name.replace('.', '/') + ".java", source);
    }

    /** Adds a folder to those that are scanned for tests. */
    MiniProject sources(String folder) {
        Path added = root.resolve(folder);
        if (!roots.contains(added)) {
            roots.add(added);
        }
        return this;
    }

    /** Adds a line to {@code .mvn/maven.config}. The first line names the local repository. */
    MiniProject option(String line) {
        options.add(line);
        return this;
    }

    MiniProject reportsRequired() {
        reports = TestsOnPathRule.Reports.REQUIRED;
        return this;
    }

    MiniProject atLeast(int classes) {
        min = classes;
        return this;
    }

    /** Uses the local repository that this test's own libraries come from. */
    MiniProject withRealLibraries() {
        repository = Libraries.repository().toString().replace('\\', '/');
        return this;
    }

    /** Compiles the sources of the root module, main and test, against this test's own libraries. */
    MiniProject compile() {
        Libraries.compile(root.resolve("src/main/java"), root.resolve("target/classes"), List.of());
        Libraries.compile(
                root.resolve("src/test/java"),
                root.resolve("target/test-classes"),
                List.of(root.resolve("target/classes")));
        return this;
    }

    /** Compiles the sources of a module below the root, main and test; those of the modules before it are on its class path. */
    MiniProject compile(String module, String... before) {
        List<Path> more = new ArrayList<>();
        Stream.of(before).forEach(name -> more.add(root.resolve(name + "/target/classes")));
        Libraries.compile(root.resolve(module + "/src/main/java"), root.resolve(module + "/target/classes"), more);
        more.add(root.resolve(module + "/target/classes"));
        Libraries.compile(root.resolve(module + "/src/test/java"), root.resolve(module + "/target/test-classes"), more);
        return this;
    }

    /** Copies a test resource to where Maven would. */
    MiniProject testResource(String name, String text) {
        return file("src/test/resources/" + name, text).file("target/test-classes/" + name, text);
    }

    Path root() {
        return root;
    }

    List<String> check(String... patterns) {
        List<String> lines =
                new ArrayList<>(List.of("-Dmaven.repo.local=" + repository + " -s .settings.xml -gs .no-settings.xml"));
        lines.addAll(options);
        file(".mvn/maven.config", String.join("\n", lines));
        TestsOnPathRule rule =
                new TestsOnPathRule(Stream.of(patterns).map(TypePattern::of).toList(), reports, min);
        Facts facts = new Facts(new CodeBase(List.of(), new NoTypes(), BodyLibrary.NONE), project(), false);
        List<Finding> findings = rule.check(facts);
        if (facts.subjectCount() == 0 && facts.vacuities().isEmpty()) {
            throw new AssertionError("nothing was a subject, and nothing says so");
        }
        return Stream.of(
                        facts.vacuities().stream().map(finding -> "vacuous: " + finding.message()),
                        findings.stream().map(MiniProject::line),
                        facts.gaps().stream().map(gap -> "? " + gap.input() + " " + gap.reason()))
                .flatMap(lines1 -> lines1)
                .toList();
    }

    private Project project() {
        return new Project(root, roots.isEmpty() ? List.of(root.resolve("src/test/java")) : roots);
    }

    private static String line(Finding finding) {
        Site.InFile at = (Site.InFile) finding.at();
        return at.place() + ": " + finding.message();
    }
}
