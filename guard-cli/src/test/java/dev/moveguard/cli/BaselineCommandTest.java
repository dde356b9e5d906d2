package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineCommandTest {
    private static final String RULES = """
            version: 1
            scan:
              classes: [classes]
              sources: [src]
            rules:
              - id: frame-stores-none
                kind: never-stores
                holders: [a.Frame]
                types: [a.Continuation]
              - id: session-stores-none
                kind: never-stores
                holders: [a.Session]
                types: [a.Continuation]
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void project() {
        GuardRun.write(folder.resolve("rules.yaml"), RULES);
        GuardRun.write(folder.resolve("src/a/Continuation.java"), "package a;\n\nclass Continuation {}\n");
        GuardRun.write(folder.resolve("src/a/Session.java"), "package a;\n\nclass Session { Continuation last; }\n");
        frame("Continuation pending;");
    }

    private void frame(String fields) {
        GuardRun.write(folder.resolve("src/a/Frame.java"), "package a;\n\nclass Frame {\n" + fields + "\n}\n");
        GuardRun.compile(folder.resolve("src"), folder.resolve("classes"));
    }

    private GuardRun guard(String... arguments) {
        return GuardRun.in(folder, arguments);
    }

    private List<String> entries(String rule) throws IOException {
        return Files.readAllLines(folder.resolve("guard-baseline/" + rule + ".txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void acceptsTodaysFindings() throws IOException {
        GuardRun written = guard("baseline");
        assertThat(written.out()).isEqualTo("2 accepted, 2 of them new, 0 mended\n");
        assertThat(written.code()).isZero();
        assertThat(entries("frame-stores-none"))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{24} Frame\\.pending stores a Continuation");
        GuardRun run = guard("check");
        assertThat(run.timeless()).isEqualTo("clean: 2 rules, 2 subjects, 3 files, 0 suppressed, 2 baselined, N ms\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void reportsWhatIsNew() {
        guard("baseline");
        frame("Continuation pending;\nContinuation other;");
        GuardRun run = guard("check");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("Frame.other stores a Continuation")
                .doesNotContain("Frame.pending stores a Continuation");
        assertThat(run.lastLine()).startsWith("1 error: ").contains(" 2 baselined, ");
    }

    @Test
    void acceptsAFindingThatMoved() {
        guard("baseline");
        frame("\n\n\nint depth;\nContinuation pending;");
        assertThat(guard("check").code()).isZero();
    }

    @Test
    void tellsWhatIsMendedAndDropsItOnRequest() throws IOException {
        guard("baseline");
        frame("int depth;");
        GuardRun run = guard("check");
        assertThat(run.code()).isZero();
        assertThat(run.lastLine()).contains(" 1 baselined (and 1 mended: guard baseline --prune), ");
        GuardRun pruned = guard("baseline", "--prune");
        assertThat(pruned.out()).isEqualTo("""
                mended: frame-stores-none: Frame.pending stores a Continuation
                1 accepted, 0 of them new, 1 mended
                """);
        assertThat(folder.resolve("guard-baseline/frame-stores-none.txt")).doesNotExist();
        assertThat(entries("session-stores-none")).hasSize(1);
    }

    @Test
    void pruningAddsNothing() throws IOException {
        guard("baseline");
        frame("Continuation pending;\nContinuation other;");
        assertThat(guard("baseline", "--prune").out()).isEqualTo("2 accepted, 0 of them new, 0 mended\n");
        assertThat(entries("frame-stores-none")).hasSize(1);
        assertThat(guard("check").code()).isEqualTo(1);
    }

    @Test
    void checkingWritesNothing() {
        guard("check");
        assertThat(folder.resolve("guard-baseline")).doesNotExist();
    }

    @Test
    void isTheSameByteForByteWhenNothingChanged() throws IOException {
        guard("baseline");
        byte[] first = Files.readAllBytes(folder.resolve("guard-baseline/frame-stores-none.txt"));
        assertThat(guard("baseline").out()).isEqualTo("2 accepted, 0 of them new, 0 mended\n");
        assertThat(folder.resolve("guard-baseline/frame-stores-none.txt")).hasBinaryContent(first);
    }

    @Test
    void doesNotAcceptARuleAboutNothing() {
        GuardRun.write(folder.resolve("rules.yaml"), RULES.replace("a.Session", "a.Gone"));
        GuardRun run = guard("baseline");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("guard: not accepted: session-stores-none: a.Gone matches no scanned type");
        assertThat(run.out()).isEqualTo("1 accepted, 1 of them new, 0 mended\n");
        assertThat(guard("check").out()).contains("error[session-stores-none]: a.Gone matches no scanned type");
    }

    @Test
    void keepsTheEntriesOfARuleThatCouldNotBeJudged() throws IOException {
        guard("baseline");
        GuardRun.write(folder.resolve("classes/a/Broken.class"), "no class");
        frame("int depth;");
        GuardRun run = guard("baseline");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("guard: not assessed: classes/a/Broken.class is not a class file");
        assertThat(entries("frame-stores-none")).hasSize(1);
    }

    @Test
    void countsTheEntriesOfARuleThatIsGoneAsMended() {
        guard("baseline");
        GuardRun.write(folder.resolve("rules.yaml"), RULES.substring(0, RULES.indexOf("  - id: session")));
        assertThat(guard("check").lastLine()).contains("1 baselined (and 1 mended");
        guard("baseline", "--prune");
        assertThat(folder.resolve("guard-baseline/session-stores-none.txt")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoEntry() {
        guard("baseline");
        GuardRun.write(folder.resolve("guard-baseline/frame-stores-none.txt"), "\uFEFF# old\r\n\r\nnonsense\r\n");
        GuardRun run = guard("check");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("guard-baseline/frame-stores-none.txt:3:1: is no entry of a baseline: "
                        + "a fingerprint, a space, and what it stands for\n");
    }

    @Test
    void saysNothingOfWhatIsMendedWhenOtherInputsAreJudged() {
        guard("baseline");
        assertThat(guard("check", "--rule", "frame-stores-none", "classes").lastLine())
                .isEqualTo("clean: 1 rule, 1 subject, 3 files, 0 suppressed, 1 baselined, N ms");
    }

    @Test
    void writesTheCountsAsJson() {
        guard("baseline");
        frame("int depth;");
        assertThat(guard("check", "--format", "json").out())
                .contains("\"baselined\" : 1")
                .contains("\"mended\" : 1");
    }
}
