package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/pre-commit.md, run by the real programs; a stand-in for guard writes down how it was called. */
class HookManagersTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path NPM = Path.of("src/test/hooks/node_modules/.bin").toAbsolutePath();

    @TempDir
    Path scratch = Path.of("");

    private GitProject project = new GitProject(Path.of(""));

    @BeforeEach
    void project() throws IOException {
        project = GitProject.of(Files.createDirectories(scratch.resolve("project")));
        guard(0);
    }

    private void guard(int code) throws IOException {
        Path file = Files.createDirectories(scratch.resolve("bin")).resolve("guard");
        Files.writeString(file, "#!/bin/sh\necho \"$*\" >>'" + scratch.resolve("calls") + "'\nexit " + code + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private GitProject.Run run(String... command) {
        List<String> all = new ArrayList<>(List.of(
                "env",
                "PATH="
                        + String.join(
                                File.pathSeparator,
                                scratch.resolve("bin").toString(),
                                NPM.toString(),
                                System.getenv("PATH")),
                "PRE_COMMIT_HOME=" + scratch.resolve("pre-commit"),
                "GIT_AUTHOR_NAME=a",
                "GIT_AUTHOR_EMAIL=a@example.org",
                "GIT_COMMITTER_NAME=a",
                "GIT_COMMITTER_EMAIL=a@example.org"));
        all.addAll(List.of(command));
        return project.run(all);
    }

    /** Returns the code behind a heading of the page. */
    private static String snippet(String heading) throws IOException {
        String page = Files.readString(REPOSITORY.resolve("docs/pre-commit.md"));
        Matcher code = Pattern.compile("## " + heading + "\n.*?```\\w+\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(code.find()).as("code behind ## %s", heading).isTrue();
        return code.group(1);
    }

    /** A commit runs guard once, and is made if and only if guard finds nothing. */
    private void judgesEachCommit() throws IOException {
        project.type("Frame", "int one;").stage();
        GitProject.Run first = run("git", "commit", "--quiet", "--message=clean");
        assertThat(first.code()).as(first.output()).isZero();
        assertThat(scratch.resolve("calls")).hasContent("check --staged\n");
        guard(1);
        project.type("Frame", "int two;").stage();
        GitProject.Run second = run("git", "commit", "--quiet", "--message=broken");
        assertThat(second.code()).as(second.output()).isEqualTo(1);
        assertThat(project.git("log", "-1", "--format=%s")).isEqualTo("clean");
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void assumeNpm(String program) {
        assumeTrue(
                Files.exists(NPM.resolve(program)),
                program
                        + " is fetched by: npm install --prefix guard-cli/src/test/hooks --ignore-scripts --no-package-lock");
    }

    private static void assumePreCommit() {
        assumeTrue(isOnThePath("pre-commit"), "pre-commit is not installed; on Debian: apt-get install pre-commit");
    }

    @Test
    void runsFromHusky() throws IOException {
        assumeNpm("husky");
        project.write("package.json", "{}\n").write(".husky/pre-commit", snippet("husky"));
        assertThat(run("husky").code()).isZero();
        judgesEachCommit();
    }

    @Test
    void leavesTheHookOfHuskyAlone() {
        assumeNpm("husky");
        project.write("package.json", "{}\n");
        assertThat(run("husky").code()).isZero();
        GuardRun install = GuardRun.in(project.folder(), "hook", "install");
        assertThat(install.code()).isEqualTo(2);
        assertThat(install.err()).endsWith("to have guard in .husky/pre-commit, add the line: guard check --staged\n");
    }

    @Test
    void runsFromLefthook() throws IOException {
        assumeNpm("lefthook");
        project.write("lefthook.yml", snippet("lefthook"));
        GitProject.Run install = run("lefthook", "install");
        assertThat(install.code()).as(install.output()).isZero();
        judgesEachCommit();
    }

    @Test
    void runsFromPreCommit() throws IOException {
        assumePreCommit();
        project.write(".pre-commit-config.yaml", snippet("pre-commit")).commit();
        assertThat(run("pre-commit", "install").code()).isZero();
        judgesEachCommit();
    }

    /** As a repository of hooks, which pre-commit clones. */
    @Test
    void isARepositoryOfHooks() throws IOException {
        assumePreCommit();
        GitProject hooks = new GitProject(Files.createDirectories(scratch.resolve("hooks")));
        hooks.git("init", "--quiet", "--initial-branch=main");
        hooks.write(".pre-commit-hooks.yaml", Files.readString(REPOSITORY.resolve(".pre-commit-hooks.yaml")))
                .commit();
        project.write(
                        ".pre-commit-config.yaml",
                        "repos:\n  - repo: %s\n    rev: %s\n    hooks: [{id: guard}]\n"
                                .formatted(hooks.folder(), hooks.git("rev-parse", "HEAD")))
                .commit();
        assertThat(run("pre-commit", "install").code()).isZero();
        judgesEachCommit();
    }

    @Test
    void leavesTheHookOfPreCommitAlone() {
        assumePreCommit();
        project.write(".pre-commit-config.yaml", "repos: []\n").commit();
        assertThat(run("pre-commit", "install").code()).isZero();
        GuardRun install = GuardRun.in(project.folder(), "hook", "install");
        assertThat(install.code()).isEqualTo(2);
        assertThat(install.err()).contains("is not of guard hook install: left as it is");
    }
}
