package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code guard check --base REV} says of histories that the real git made. */
class BaseCheckTest {
    private static final String FRAME = "error[frame-stores-none]: Frame.held stores a Continuation\n";
    private static final String STACK = "error[frame-stores-none]: Stack.held stores a Continuation\n";

    @TempDir
    Path scratch = Path.of("");

    private GitProject project = new GitProject(Path.of(""));

    /** One finding is there before the change: that in Frame. */
    @BeforeEach
    void project() throws IOException {
        project = GitProject.of(Files.createDirectories(scratch.resolve("project")));
        project.type("Frame", "Continuation held;").commit();
        project.git("checkout", "--quiet", "-b", "change");
    }

    private GuardRun since(String revision, String... more) {
        GuardRun.compile(project.folder().resolve("vm/src"), project.folder().resolve("vm/classes"));
        String[] all = new String[more.length + 2];
        all[0] = "--base";
        all[1] = revision;
        System.arraycopy(more, 0, all, 2, more.length);
        return project.check(all);
    }

    @Test
    void leavesOutWhatTheBaseHasToo() {
        project.type("Stack", "int other;");
        GuardRun run = since("main");
        assertThat(run.timeless()).isEqualTo("clean: 1 rule, 2 subjects, 3 files, 0 suppressed, 1 older, N ms\n");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void reportsWhatTheChangeBrings() {
        project.type("Stack", "Continuation held;").commit();
        GuardRun run = since("main");
        assertThat(run.out()).startsWith(STACK).doesNotContain("Frame.held");
        assertThat(run.lastLine()).isEqualTo("1 error: 1 rule, 2 subjects, 3 files, 0 suppressed, 1 older, N ms");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void reportsAnOldFindingOnALineThatTheChangeTouches() {
        project.write("vm/src/a/Frame.java", "package a;\n// moved down\nclass Frame {\n    Continuation held;\n}\n");
        assertThat(since("main").lastLine()).contains("1 older");
        project.type("Frame", "protected Continuation held;");
        assertThat(since("main").out()).startsWith(FRAME);
    }

    @Test
    void judgesFilesThatAreNotStagedAndNotEvenKnown() {
        project.write("rules.yaml", GitProject.RULES.replace("a.Stack", "a.*"))
                .write("vm/src/a/Fresh.java", "package a;\n\nclass Fresh {\n    Continuation held;\n}\n");
        assertThat(since("main").out())
                .startsWith("error[frame-stores-none]: Fresh.held stores a Continuation\n")
                .doesNotContain("Frame.held");
    }

    /** The base may have gone on since: what it brought is none of this change's. */
    @Test
    void beginsWhereTheBranchLeft() {
        project.type("Stack", "int other;").commit();
        project.git("checkout", "--quiet", "main");
        project.type("Frame", "int mended;").commit();
        project.git("checkout", "--quiet", "change");
        assertThat(since("main").lastLine()).startsWith("clean: ").contains("1 older");
    }

    @Test
    void comparesWithTheRevisionItselfWhereThereIsNoCommonCommit() {
        project.git("checkout", "--quiet", "--orphan", "island");
        project.commit();
        GuardRun run = since("main");
        assertThat(run.err())
                .isEqualTo(
                        "guard: no commit is at hand that main and HEAD both come from: compared with main itself\n");
        assertThat(run.lastLine()).contains("1 older");
    }

    @Test
    void reportsWhatANewRuleFindsInOldCode() {
        project.write("rules.yaml", GitProject.RULES.replace("frame-stores-none", "new-rule"));
        assertThat(since("main").out()).startsWith("error[new-rule]: Frame.held stores a Continuation\n");
    }

    @Test
    void reportsWhatIsNoLongerInTheBaseline() {
        assertThat(GuardRun.in(project.folder(), "baseline", "vm/src").code()).isZero();
        project.commit();
        project.git("branch", "--force", "main");
        assertThat(since("main").lastLine()).contains("1 baselined").doesNotContain("older");
        project.delete("guard-baseline/frame-stores-none.txt");
        assertThat(since("main").out()).startsWith(FRAME);
    }

    @Test
    void reportsWhatIsNoLongerSuppressed() {
        project.type("Frame", "// guard:allow frame-stores-none -- for a test\n    Continuation held;")
                .commit();
        project.git("branch", "--force", "main");
        project.write("vm/src/a/Frame.java", "package a;\n\nclass Frame {\n    Continuation held;\n}\n");
        assertThat(since("main").out()).startsWith(FRAME);
    }

    /** A rule about nothing guards nothing for ever if it is taken for old. */
    @Test
    void neverTakesARuleAboutNothingForOld() {
        project.write("rules.yaml", GitProject.RULES.replace("a.Stack", "a.Gone"))
                .commit();
        project.git("branch", "--force", "main");
        GuardRun run = since("main");
        assertThat(run.out()).startsWith("error[frame-stores-none]: a.Gone matches no scanned type");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void saysThatTheBaseHasNoRules() {
        project.git("rm", "--quiet", "rules.yaml");
        project.commit();
        project.git("branch", "--force", "main");
        project.write("rules.yaml", GitProject.RULES);
        GuardRun run = since("main");
        assertThat(run.err()).isEqualTo("guard: main has no rules.yaml: all findings count as new\n");
        assertThat(run.out()).startsWith(FRAME);
    }

    @Test
    void saysThatTheRulesOfTheBaseCannotBeUsed() {
        project.write("rules.yaml", "version: 1\nrules: [{id: x, kind: no-such}]\n")
                .commit();
        project.git("branch", "--force", "main");
        project.write("rules.yaml", GitProject.RULES);
        GuardRun run = since("main");
        assertThat(run.err())
                .isEqualTo(
                        "guard: the rules of main cannot be used, so all findings count as new: rules.yaml:2:23: no rule kind is called no-such\n");
        assertThat(run.out()).startsWith(FRAME);
    }

    @Test
    void saysWhatOfTheBaseCouldNotBeJudged() {
        project.type("Frame", "Nowhere gone; Continuation held;").commit();
        project.git("branch", "--force", "main");
        project.type("Frame", "\n    Continuation held;");
        GuardRun run = since("main");
        assertThat(run.err())
                .isEqualTo(
                        "guard: what is found where main could not be judged counts as new: vm/src/a/Frame.java the constructor of Frame cannot be analysed: Nowhere cannot be resolved to a type, and 1 more\n");
        assertThat(run.out()).startsWith(FRAME);
    }

    @Test
    void comparesWhatOnlyClassFilesHave() {
        GuardRun.write(scratch.resolve("other/a/Stack.java"), "package a; class Stack { Continuation held; }");
        GuardRun.write(scratch.resolve("other/a/Continuation.java"), "package a; class Continuation { }");
        project.git("rm", "--quiet", "vm/src/a/Stack.java");
        project.commit();
        project.git("branch", "--force", "main");
        GuardRun.compile(scratch.resolve("other"), project.folder().resolve("vm/classes"));
        GuardRun run = since("main");
        assertThat(run.lastLine()).contains("2 older");
    }

    @Test
    void refusesWhatIsNoRevision() {
        GuardRun run = since("mian");
        assertThat(run.err()).startsWith("guard: no revision is called mian in ");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.code()).isEqualTo(2);
        assertThat(since("main", "vm/src").err())
                .isEqualTo("guard: --base judges what scan of rules.yaml names: leave out vm/src\n");
    }
}
