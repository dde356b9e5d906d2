package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shells themselves say what they would complete. */
class CompletionCommandTest {
    @TempDir
    private Path folder = Path.of("");

    /** A guard on the path that knows two rules. */
    @BeforeEach
    void guard() throws IOException {
        Path guard = folder.resolve("bin/guard");
        GuardRun.write(
                guard, "#!/bin/sh\n[ \"$1\" = list ] && printf 'taken-once  one-shot\\nno-copies  no-clone\\n'\n");
        assertThat(guard.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(folder.resolve("classes"));
    }

    private String script(String shell) throws IOException {
        GuardRun run = GuardRun.in(folder, "completion", shell);
        assertThat(run.code()).isZero();
        Path script = folder.resolve("guard." + shell);
        Files.writeString(script, run.out());
        return script.toString();
    }

    private List<String> says(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + File.pathSeparator + path);
        builder.environment().put("HOME", folder.toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out.lines().toList();
    }

    private static void assume(String shell) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, shell))),
                shell + " is not installed");
    }

    // --- bash ---------------------------------------------------------------------------------------------------

    private List<String> bash(String... words) throws IOException, InterruptedException {
        assume("bash");
        String program =
                "compopt() { :; }; source '%s'; COMP_WORDS=(guard %s); COMP_CWORD=%s; _guard_with_rules; printf '%%s\\n' \"${COMPREPLY[@]}\""
                        .formatted(script("bash"), String.join(" ", words), words.length);
        return says("bash", "--norc", "-c", program);
    }

    @Test
    void bashCompletesCommandsOptionsAndTheirValues() throws IOException, InterruptedException {
        assertThat(bash("che")).containsExactly("check");
        assertThat(bash("hook", "''")).contains("install", "uninstall");
        assertThat(bash("check", "--fa")).containsExactly("--fail-on");
        assertThat(bash("check", "--format", "s")).containsExactly("sarif");
        assertThat(bash("check", "--format", "''"))
                .containsExactly("text", "agent", "json", "sarif", "junit", "github", "html");
        assertThat(bash("explain", "--format", "a")).containsExactly("agents-md");
    }

    @Test
    void bashCompletesRules() throws IOException, InterruptedException {
        assertThat(bash("explain", "no")).containsExactly("no-copies");
        assertThat(bash("check", "--rule", "t")).containsExactly("taken-once");
        assertThat(bash("explain", "--con")).containsExactly("--config");
    }

    // --- zsh ----------------------------------------------------------------------------------------------------

    @Test
    void zshReadsTheSameScript() throws IOException, InterruptedException {
        assume("zsh");
        assertThat(says(
                        "zsh",
                        "-f",
                        "-c",
                        "source '%s' && whence -w _guard_with_rules && print -r -- ${_comps[guard]}"
                                .formatted(script("zsh"))))
                .contains("_guard_with_rules: function")
                .anyMatch(line -> line.contains("_bash_complete"));
    }

    // --- fish ---------------------------------------------------------------------------------------------------

    private List<String> fish(String line) throws IOException, InterruptedException {
        assume("fish");
        return says("fish", "--no-config", "-c", "source '%s'; complete -C '%s'".formatted(script("fish"), line));
    }

    private static List<String> words(List<String> lines) {
        return lines.stream().map(line -> line.split("\t")[0]).toList();
    }

    @Test
    void fishCompletesCommandsOptionsAndTheirValues() throws IOException, InterruptedException {
        assertThat(fish("guard che")).hasSize(1).first().asString().startsWith("check\tJudges code by the rules");
        assertThat(fish("guard hook ")).anyMatch(line -> line.startsWith("install\t"));
        assertThat(fish("guard check --fa")).hasSize(1).first().asString().startsWith("--fail-on\t");
        assertThat(words(fish("guard check --format ")))
                .contains("text", "sarif")
                .doesNotContain("classes/");
        assertThat(words(fish("guard explain --format a"))).containsExactly("agents-md");
        assertThat(fish("guard check cl")).containsExactly("classes/");
        assertThat(fish("guard completion f")).containsExactly("fish");
    }

    @Test
    void fishCompletesRules() throws IOException, InterruptedException {
        assertThat(fish("guard explain no")).containsExactly("no-copies");
        assertThat(words(fish("guard check --rule t"))).containsExactly("taken-once");
    }
}
