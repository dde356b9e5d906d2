package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats of {@code guard check}, asked for on the command line. */
class FormatsTest {
    private static final String RULES = """
            version: 1
            scan:
              sources: ["*/java"]
            rules:
              - id: frame-stores-none
                kind: never-stores
                holders: [a.Frame]
                types: [a.Continuation]
                because: two owners can both resume it
                fix: keep a K in the frame
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void project() {
        GuardRun.write(folder.resolve("rules.yaml"), RULES);
        GuardRun.write(folder.resolve("one/java/a/Continuation.java"), "package a;\n\nclass Continuation {}\n");
        frame("one/java/a/Frame.java", "");
    }

    private void frame(String file, String before) {
        GuardRun.write(
                folder.resolve(file), "package a;\n\n" + before + "class Frame {\n    Continuation pending;\n}\n");
    }

    private GuardRun check(String... arguments) {
        return GuardRun.in(
                folder, Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text   | error[frame-stores-none]: Frame.pending stores a Continuation",
                "agent  | one/java/a/Frame.java:4:5 frame-stores-none Frame.pending stores a Continuation -> keep a K",
                "json   | \"rule\" : \"frame-stores-none\"",
                "sarif  | \"ruleId\" : \"frame-stores-none\"",
                "junit  | <testcase name=\"frame-stores-none\" classname=\"guard.never-stores\" time=\"0\">",
                "github | ::error file=one/java/a/Frame.java,line=4,endLine=4,col=5,endColumn=17,title=frame-stores-none::",
                "html   | <span class=\"message\">Frame.pending stores a Continuation</span>"
            })
    void eachFormatTellsTheSameFinding(String format, String tells) {
        GuardRun run = check("--format", format);
        assertThat(run.out()).contains(tells);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "agent", "json", "sarif", "junit", "github", "html"})
    void eachFormatIsTheSameForTheSameInput(String format) {
        assertThat(timeless(check("--format", format))).isEqualTo(timeless(check("--format", format)));
    }

    private static String timeless(GuardRun run) {
        return run.timeless().replaceAll("time=\"\\d+\\.\\d+\"", "").replaceAll("\"millis\" : \\d+", "");
    }

    @Test
    void namesFilesFromTheRootOfTheCheckoutForGithub() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Path inner = folder.resolve("sub/project");
        GuardRun.write(inner.resolve("rules.yaml"), RULES);
        GuardRun.write(inner.resolve("one/java/a/Continuation.java"), "package a; class Continuation {}\n");
        GuardRun.write(inner.resolve("one/java/a/Frame.java"), "package a; class Frame { Continuation pending; }\n");
        assertThat(GuardRun.in(inner, "check", "--format", "github").out())
                .startsWith("::error file=sub/project/one/java/a/Frame.java,line=1");
        assertThat(GuardRun.in(inner, "check", "--format", "sarif").out())
                .contains("\"uri\" : \"sub/project/one/java/a/Frame.java\"");
        assertThat(GuardRun.in(inner, "check", "--format", "agent").out()).startsWith("one/java/a/Frame.java:1:");
    }

    @Test
    void aFingerprintOutlivesLinesAboveAMovedFolderAndARewordedRule() throws IOException {
        String before = fingerprint();
        frame("one/java/a/Frame.java", "\n\n// more\n");
        assertThat(fingerprint()).isEqualTo(before);
        Files.move(folder.resolve("one"), folder.resolve("two"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(check("--format", "agent").out()).startsWith("two/java/a/Frame.java:7:5 ");
        assertThat(fingerprint()).isEqualTo(before);
        GuardRun.write(
                folder.resolve("rules.yaml"),
                RULES.replace("two owners can both resume it", "another reason").replace("keep a K", "hold a K"));
        assertThat(fingerprint()).isEqualTo(before);
        GuardRun.write(folder.resolve("rules.yaml"), RULES.replace("frame-stores-none", "another-rule"));
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    private String fingerprint() {
        Matcher matcher = Pattern.compile("\"fingerprint\" : \"([0-9a-f]{24})\"")
                .matcher(check("--format", "json").out());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void writesAFileAndNothingBesideIt() throws IOException {
        GuardRun run = check("--format", "html", "--output", "report.html");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("report.html")))
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n");
        assertThat(names()).containsExactly("one", "report.html", "rules.yaml");
    }

    @Test
    void leavesNothingBehindWhenAFileCannotBeWritten() throws IOException {
        GuardRun run = check("--output", "no/such/folder/report.txt");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("guard: no/such/folder/report.txt cannot be written: ")
                .hasLineCount(1);
        assertThat(names()).containsExactly("one", "rules.yaml");
    }

    @Test
    void neverWritesOverABaseline() throws IOException {
        assertThat(GuardRun.in(folder, "baseline").code()).isZero();
        String entry = Files.readString(folder.resolve("guard-baseline/frame-stores-none.txt"));
        GuardRun run = check("--output", "guard-baseline/frame-stores-none.txt");
        assertThat(run.err()).isEqualTo("guard: --output would overwrite guard-baseline/frame-stores-none.txt\n");
        assertThat(run.code()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("guard-baseline/frame-stores-none.txt")))
                .isEqualTo(entry);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
