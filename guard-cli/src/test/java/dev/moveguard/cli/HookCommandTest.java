package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hook in repositories of the real git, which runs it with a stand-in for the program that the tests are of. */
class HookCommandTest {
    @TempDir
    Path scratch = Path.of("");

    private GitProject project = new GitProject(Path.of(""));

    @BeforeEach
    void project() throws IOException {
        project = GitProject.of(Files.createDirectories(scratch.resolve("it's a project")));
        guard(0);
    }

    /** Puts a guard on the PATH of commits that writes down how it was called, and ends with this code. */
    private void guard(int code) throws IOException {
        Path file = Files.createDirectories(scratch.resolve("bin")).resolve("guard");
        Files.writeString(file, "#!/bin/sh\necho \"$PWD $*\" >>'" + calls() + "'\nexit " + code + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path calls() {
        return scratch.resolve("calls");
    }

    private List<String> called() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
    }

    private GuardRun hook(String... arguments) {
        List<String> all = new ArrayList<>(List.of("hook"));
        all.addAll(List.of(arguments));
        return GuardRun.in(project.folder(), all.toArray(String[]::new));
    }

    private GitProject.Run commit() {
        return commit(scratch.resolve("bin") + ":");
    }

    private GitProject.Run commit(String path) {
        return project.run(List.of(
                "env",
                "PATH=" + path + System.getenv("PATH"),
                "git",
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@example.org",
                "commit",
                "--quiet",
                "--allow-empty",
                "--message=x"));
    }

    private Path hookFile() {
        return project.folder().resolve(".git/hooks/pre-commit");
    }

    @Test
    void judgesBeforeEachCommit() throws IOException {
        GuardRun run = hook("install");
        assertThat(run.out())
                .isEqualTo("the hook is installed: .git/hooks/pre-commit judges by rules.yaml before each commit\n");
        assertThat(run.code()).isZero();
        assertThat(commit().code()).isZero();
        assertThat(called()).containsExactly(project.folder().toRealPath() + " check --staged --config rules.yaml");
        guard(1);
        assertThat(commit().code()).isEqualTo(1);
        guard(3);
        assertThat(commit().code()).isEqualTo(1);
    }

    @Test
    void doesNotCommitWhenThereIsNoGuard() {
        hook("install");
        GitProject.Run run = commit("");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output())
                .isEqualTo("guard: not found, so nothing was judged and nothing is committed; put guard on the PATH\n");
    }

    @Test
    void callsTheProgramItWasInstalledBy() throws IOException {
        System.setProperty("guard.command", scratch.resolve("bin/guard").toString());
        try {
            hook("install");
        } finally {
            System.clearProperty("guard.command");
        }
        assertThat(commit("").code()).isZero();
        assertThat(called()).hasSize(1);
    }

    @Test
    void mayBeInstalledAgain() throws IOException {
        hook("install");
        String first = Files.readString(hookFile());
        assertThat(hook("install").out()).isEqualTo("the hook is already installed: .git/hooks/pre-commit\n");
        assertThat(hookFile()).hasContent(first);
        Files.writeString(hookFile(), first.replace("\n", "\r\n"));
        assertThat(hook("install").out()).startsWith("the hook is installed: ");
        assertThat(hookFile()).hasContent(first);
        assertThat(hook("uninstall").out()).isEqualTo("the hook is taken out: .git/hooks/pre-commit\n");
        assertThat(hookFile()).doesNotExist();
        assertThat(hook("uninstall").out()).isEqualTo("the hook is not there: .git/hooks/pre-commit\n");
    }

    @Test
    void leavesAHookOfOthersAlone() throws IOException {
        Files.createDirectories(hookFile().resolveSibling(""));
        Files.writeString(hookFile(), "#!/bin/sh\nmake lint\n");
        for (String what : List.of("install", "uninstall")) {
            GuardRun run = hook(what);
            assertThat(run.err())
                    .isEqualTo(
                            "guard: .git/hooks/pre-commit is not of guard hook install: left as it is; to have guard in it, add the line: guard check --staged\n");
            assertThat(run.code()).isEqualTo(2);
        }
        assertThat(hookFile()).hasContent("#!/bin/sh\nmake lint\n");
    }

    @Test
    void leavesALinkAlone() throws IOException {
        Files.createDirectories(hookFile().resolveSibling(""));
        Files.createSymbolicLink(hookFile(), Path.of("nowhere"));
        assertThat(hook("install").code()).isEqualTo(2);
        assertThat(hook("uninstall").code()).isEqualTo(2);
        assertThat(Files.isSymbolicLink(hookFile())).isTrue();
    }

    @Test
    void leavesAHookAloneThatSomebodyChanged() throws IOException {
        hook("install");
        Files.writeString(hookFile(), Files.readString(hookFile()).replace("exit 1", "exit 0"));
        GuardRun run = hook("install");
        assertThat(run.err())
                .isEqualTo(
                        "guard: .git/hooks/pre-commit was changed since guard hook install wrote it: left as it is\n");
        assertThat(run.code()).isEqualTo(2);
        assertThat(hook("uninstall").code()).isEqualTo(2);
        assertThat(hookFile()).exists();
    }

    @Test
    void writesWhereTheRepositoryWantsItsHooks() throws IOException {
        project.git("config", "core.hooksPath", "tools/hooks");
        assertThat(hook("install").out()).contains(" tools/hooks/pre-commit judges ");
        assertThat(commit().code()).isZero();
        assertThat(called()).hasSize(1);
    }

    /** Settings of the user's are told by the environment: it takes a process of its own. */
    @Test
    void writesNothingWhereOtherRepositoriesLookToo() throws IOException {
        Path settings =
                Files.writeString(scratch.resolve("gitconfig"), "[core]\n\thooksPath = " + scratch + "/shared\n");
        GitProject.Run run = project.run(List.of(
                "env",
                "GIT_CONFIG_GLOBAL=" + settings,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.moveguard.cli.Guard",
                "hook",
                "install"));
        assertThat(run.output())
                .startsWith("guard: core.hooksPath is set for more than this repository, so a hook in " + scratch);
        assertThat(run.code()).isEqualTo(2);
        assertThat(scratch.resolve("shared")).doesNotExist();
    }

    @Test
    void judgesInEveryWorkTree() throws IOException {
        project.git("worktree", "add", "--quiet", "../second", "-b", "second");
        GitProject first = project;
        project = new GitProject(scratch.resolve("second"));
        assertThat(hook("install").code()).isZero();
        assertThat(first.folder().resolve(".git/hooks/pre-commit")).exists();
        assertThat(commit().code()).isZero();
        assertThat(called())
                .containsExactly(scratch.resolve("second").toRealPath() + " check --staged --config rules.yaml");
    }

    @Test
    void judgesByRulesInAFolder() throws IOException {
        project.write("service/rules.yaml", GitProject.RULES).commit();
        project = new GitProject(project.folder().resolve("service"));
        GuardRun run = hook("install");
        assertThat(run.out()).endsWith(" judges by service/rules.yaml before each commit\n");
        assertThat(commit().code()).isZero();
        assertThat(called()).hasSize(1).first().asString().endsWith(" check --staged --config service/rules.yaml");
        project = new GitProject(project.folder().resolveSibling(""));
        assertThat(hook("install").err()).isEqualTo("guard: until now it judged by service/rules.yaml\n");
    }

    @Test
    void letsBranchesPassThatHaveNoRules() throws IOException {
        hook("install");
        project.git("checkout", "--quiet", "--orphan", "old");
        project.git("rm", "-r", "--quiet", "--cached", ".");
        project.delete("rules.yaml");
        GitProject.Run run = commit();
        assertThat(run.output()).isEqualTo("guard: nothing is judged, for there is no rules.yaml here\n");
        assertThat(run.code()).isZero();
        assertThat(called()).isEmpty();
    }

    @Test
    void judgesACommitThatTakesTheRulesAway() throws IOException {
        hook("install");
        project.git("rm", "--quiet", "rules.yaml");
        commit();
        assertThat(called()).hasSize(1);
    }

    @Test
    void judgesTheIndexOfACommitOfSomeFilesOnly() throws IOException {
        hook("install");
        Path file = scratch.resolve("bin/guard");
        Files.writeString(
                file,
                "#!/bin/sh\ngit -C \"$PWD\" diff --cached --name-only >>'" + calls() + "'\n",
                StandardCharsets.UTF_8);
        project.type("Frame", "int a;").type("Stack", "int b;");
        GitProject.Run run = project.run(List.of(
                "env",
                "PATH=" + scratch.resolve("bin") + ":" + System.getenv("PATH"),
                "git",
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@example.org",
                "commit",
                "--quiet",
                "--message=x",
                "vm/src/a/Stack.java"));
        assertThat(run.code()).isZero();
        assertThat(called()).containsExactly("vm/src/a/Stack.java");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(hook().err()).startsWith("guard: which command? install, uninstall\n");
        assertThat(hook("instal").err()).contains("did you mean install?");
        project.delete("rules.yaml");
        assertThat(hook("install").err()).startsWith("guard: no rules.yaml in ");
        GuardRun outside = GuardRun.in(scratch, "hook", "uninstall");
        assertThat(outside.err()).contains("not a git repository");
        assertThat(outside.code()).isEqualTo(2);
    }
}
