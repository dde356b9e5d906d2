package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code guard check --staged} says of indexes that the real git made. */
class StagedCheckTest {
    private static final String FOUND = "error[frame-stores-none]: Frame.held stores a Continuation\n";

    @TempDir
    Path scratch = Path.of("");

    private GitProject project = new GitProject(Path.of(""));

    @BeforeEach
    void project() throws IOException {
        project = GitProject.of(Files.createDirectories(scratch.resolve("projet d'été")));
    }

    private GuardRun staged(String... more) {
        String[] all = new String[more.length + 1];
        all[0] = "--staged";
        System.arraycopy(more, 0, all, 1, more.length);
        return project.check(all);
    }

    @Test
    void saysWhatItLookedAtWhenNothingIsFound() {
        project.type("Frame", "int depth, more;").stage();
        GuardRun run = staged();
        assertThat(run.lastLine()).isEqualTo("clean: 1 rule, 2 subjects, 3 files, 0 suppressed, N ms");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void reportsWhatIsStaged() {
        project.type("Frame", "Continuation held;").stage();
        GuardRun run = staged();
        assertThat(run.timeless()).isEqualTo(FOUND + """
                 --> vm/src/a/Frame.java:4:5
                  |
                4 |     Continuation held;
                  |     ^^^^^^^^^^^^
                  = see: guard explain frame-stores-none

                1 error: 1 rule, 2 subjects, 3 files, 0 suppressed, N ms
                """);
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void judgesWhatIsStagedAndNotWhatLiesInTheFolder() {
        project.type("Frame", "Continuation held;").stage().type("Frame", "int depth;");
        assertThat(staged().out()).startsWith(FOUND);
        project.stage().type("Frame", "Continuation held;");
        assertThat(staged().lastLine()).startsWith("clean: ");
    }

    /** As {@code git add -p} does it: of one file, one change is staged and the other is not. */
    @Test
    void judgesAFileOfWhichOnlyAPartIsStaged() {
        project.write("vm/src/a/Frame.java", "package a;\n\nclass Frame {\n    int depth;\n    int other;\n}\n")
                .stage();
        project.write(
                "vm/src/a/Frame.java", "package a;\n\nclass Frame {\n    Continuation held;\n    int other;\n}\n");
        assertThat(staged().lastLine()).startsWith("clean: ");
    }

    @Test
    void reportsARuleWhoseSubjectIsStagedToGo() {
        project.git("rm", "--quiet", "vm/src/a/Stack.java");
        GuardRun run = staged();
        assertThat(run.out()).startsWith("error[frame-stores-none]: a.Stack matches no scanned type");
        assertThat(run.code()).isEqualTo(1);
    }

    /** The class file of a source that is staged to go says nothing any more. */
    @Test
    void doesNotTakeAClassFileThatIsLeftOverForTheType() {
        GuardRun.compile(project.folder().resolve("vm/src"), project.folder().resolve("vm/classes"));
        project.git("rm", "--quiet", "vm/src/a/Stack.java");
        assertThat(staged().out()).startsWith("error[frame-stores-none]: a.Stack matches no scanned type");
    }

    @Test
    void findsASubjectThatOnlyAClassFileHas() throws IOException {
        Path other = scratch.resolve("other");
        GuardRun.write(other.resolve("a/Made.java"), "package a; class Made { int x; }");
        GuardRun.compile(other, project.folder().resolve("vm/classes"));
        project.write("rules.yaml", GitProject.RULES.replace("a.Stack", "a.Made"))
                .stage();
        GuardRun run = staged();
        assertThat(run.lastLine()).startsWith("clean: 1 rule, 2 subjects");
    }

    /** Where nothing is built yet, a name may be one of a class that the build makes. */
    @Test
    void defersANameThatTheBuildMayStillMake() {
        project.write("rules.yaml", GitProject.RULES.replace("a.Stack", "a.Made"))
                .stage();
        GuardRun run = staged();
        assertThat(run.out())
                .startsWith("deferred to the gate: rules.yaml a.Made matches no scanned type")
                .contains(", but the class files of scan are not all there (needed by frame-stores-none)\n");
        assertThat(run.lastLine()).startsWith("nothing found, 1 rule deferred: ");
        assertThat(run.code()).isZero();
    }

    @Test
    void followsARename() {
        project.git("mv", "vm/src/a/Frame.java", "vm/src/a/Moved.java");
        project.write("vm/src/a/Moved.java", "package a;\n\nclass Moved {\n    Continuation held;\n}\n")
                .write("rules.yaml", GitProject.RULES.replace("a.Frame", "a.Moved"))
                .stage();
        assertThat(staged().out()).startsWith("error[frame-stores-none]: Moved.held stores a Continuation\n");
    }

    @Test
    void doesNotJudgeAFileThatIsOnlyMeantToBeAdded() {
        project.write("vm/src/a/Late.java", "package a; class Late { broken");
        project.git("add", "--intent-to-add", "vm/src/a/Late.java");
        assertThat(staged().lastLine()).startsWith("clean: ");
    }

    @Test
    void saysThatAMergeLeftConflicts() {
        project.git("checkout", "--quiet", "-b", "other");
        project.type("Frame", "int one;").commit();
        project.git("checkout", "--quiet", "main");
        project.type("Frame", "int two;").commit();
        assertThat(project.run(List.of("git", "merge", "other")).code()).isNotZero();
        GuardRun run = staged();
        assertThat(run.err())
                .isEqualTo(
                        "guard: vm/src/a/Frame.java is in conflict: resolve it and stage it, then nothing of the merge is left unjudged\n");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void judgesTheFirstCommit() throws IOException {
        project = GitProject.of(Files.createDirectories(scratch.resolve("first")));
        project.git("update-ref", "-d", "HEAD");
        project.type("Frame", "Continuation held;").stage();
        assertThat(staged().out()).startsWith(FOUND);
    }

    @Test
    void judgesInASecondWorkTree() {
        project.git("worktree", "add", "--quiet", "../second", "-b", "second");
        project = new GitProject(scratch.resolve("second"));
        project.type("Frame", "Continuation held;").stage();
        assertThat(staged().out()).startsWith(FOUND);
        assertThat(staged().code()).isEqualTo(1);
    }

    @Test
    void judgesASubmoduleByItself() {
        project.git("submodule", "--quiet", "add", project.folder().toString(), "sub");
        GitProject sub = new GitProject(project.folder().resolve("sub"));
        sub.type("Frame", "Continuation held;").stage();
        assertThat(sub.check("--staged").out()).startsWith(FOUND);
        assertThat(staged().lastLine()).startsWith("clean: ");
    }

    @Test
    void readsFilesWithCarriageReturns() throws IOException {
        String text = "package a;\r\n\r\nclass Frame {\r\n    Continuation held; // größer\r\n}\r\n";
        for (String setting : new String[] {"false", "true", "input"}) {
            project.git("config", "core.autocrlf", setting);
            Files.write(
                    project.folder().resolve("vm/src/a/Frame.java"),
                    ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
            project.stage();
            assertThat(staged().out()).as(setting).startsWith(FOUND).contains(" --> vm/src/a/Frame.java:4:5\n");
        }
    }

    @Test
    void leavesOutWhatWasThereBefore() {
        project.type("Frame", "Continuation held;").commit();
        project.type("Stack", "int other;").stage();
        GuardRun run = staged();
        assertThat(run.timeless()).isEqualTo("clean: 1 rule, 2 subjects, 3 files, 0 suppressed, 1 older, N ms\n");
        assertThat(run.code()).isZero();
        project.type("Stack", "Continuation held;").stage();
        assertThat(staged().out())
                .startsWith("error[frame-stores-none]: Stack.held stores a Continuation\n")
                .doesNotContain("Frame.held");
    }

    @Test
    void reportsAnOldFindingOnALineThatIsTouched() {
        project.type("Frame", "Continuation held;").commit();
        project.type("Frame", "Continuation held; // still").stage();
        assertThat(staged().out()).startsWith(FOUND);
    }

    @Test
    void readsTheRulesThatAreStaged() {
        project.type("Frame", "Continuation held;").commit();
        project.write("rules.yaml", GitProject.RULES.replace("frame-stores-none", "another-rule"));
        assertThat(staged().lastLine()).contains("1 older");
        project.stage();
        assertThat(staged().out()).startsWith("error[another-rule]: Frame.held stores a Continuation\n");
    }

    @Test
    void readsTheBaselineAndTheDocumentsThatAreStaged() {
        String rules = GitProject.RULES
                .replace("rules:", "docs:\n  decisions: docs/adr.md\nextends: [more/laws.yaml]\nrules:")
                .replace("kind: never", "law: L1\n    kind: never");
        project.write("rules.yaml", rules)
                .write("docs/adr.md", "## D1 One owner\n")
                .write("more/laws.yaml", "version: 1\nlaws:\n  - {id: L1, says: one owner, decision: D1}\n")
                .type("Frame", "Continuation held;")
                .stage();
        assertThat(staged().out()).startsWith(FOUND).contains("law: L1, one owner");
        assertThat(GuardRun.in(project.folder(), "baseline", "vm/src").code()).isZero();
        assertThat(staged().out()).startsWith(FOUND);
        project.stage();
        assertThat(staged().lastLine()).contains("1 baselined");
        project.write("docs/adr.md", "## D2 Another\n").stage();
        GuardRun run = staged();
        assertThat(run.err()).isEqualTo("more/laws.yaml:3:41: no document defines the decision D1, did you mean D2?\n");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void judgesByTheRulesInTheFolderWhenTheyAreNotTracked() {
        project.git("rm", "--quiet", "--cached", "rules.yaml");
        project.type("Frame", "Continuation held;");
        project.git("add", "vm");
        GuardRun run = staged();
        assertThat(run.out()).startsWith(FOUND);
        assertThat(run.err()).isEqualTo("guard: rules.yaml is not in the index: judged by the one in the folder\n");
    }

    @Test
    void namesTheRulesThatNeedTheBuild() {
        project.write(
                        "rules.yaml",
                        GitProject.RULES
                                + "  - {id: guards-run, kind: tests-on-path, tests: [a.FrameTest]}\n"
                                + "  - {id: team-rules, kind: archunit, rule: \"a.Rules#ALL\"}\n")
                .stage();
        GuardRun run = staged();
        assertThat(run.timeless()).isEqualTo("""
                deferred to the gate: kind archunit needs the build (needed by team-rules)
                deferred to the gate: kind tests-on-path needs the build (needed by guards-run)

                nothing found, 2 rules deferred: 1 rule, 2 subjects, 3 files, 0 suppressed, N ms
                """);
        assertThat(run.code()).isZero();
    }

    @Test
    void defersABodyThatNeedsALibrary() {
        project.write("vm/src/a/Frame.java", """
                package a;

                class Frame {
                    Object any;

                    void keep(lib.Box box, Continuation held) {
                        any = box.open(held);
                    }
                }
                """).stage();
        GuardRun run = staged();
        assertThat(run.out()).startsWith("deferred to the gate: vm/src/a/Frame.java Frame.keep cannot be analysed: ");
        assertThat(run.lastLine()).startsWith("nothing found, 1 rule deferred: ");
        assertThat(run.code()).isZero();
    }

    @Test
    void doesNotAssessASourceThatNobodyCouldCompile() {
        project.type("Frame", "int = 3;").stage();
        GuardRun run = staged();
        assertThat(run.out()).contains("not assessed: vm/src/a/Frame.java:4:5 ");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void doesNotPassWhenNothingWasLookedAt() {
        project.write("rules.yaml", GitProject.RULES.replace("*/src", "*/nowhere"))
                .stage();
        GuardRun run = staged();
        assertThat(run.out()).contains("not assessed: rules.yaml nothing was scanned");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void suppressionsAreThoseThatAreStaged() {
        String allowed = "Continuation held; // guard:allow frame-stores-none -- for a test";
        project.type("Frame", allowed).stage().type("Frame", "Continuation held;");
        assertThat(staged().lastLine()).startsWith("clean: 1 rule, 2 subjects, 3 files, 1 suppressed");
        project.type("Frame", "int depth; // guard:allow frame-stores-none -- for a test")
                .stage();
        assertThat(staged().out()).contains("the suppression of frame-stores-none suppresses nothing");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(staged("vm/src").err())
                .isEqualTo("guard: --staged judges what scan of rules.yaml names: leave out vm/src\n");
        assertThat(staged("--lens", "bytecode").code()).isEqualTo(2);
        assertThat(staged("--base", "HEAD").code()).isEqualTo(2);
        GuardRun.write(scratch.resolve("outside/rules.yaml"), GitProject.RULES);
        GuardRun outside = GuardRun.in(scratch.resolve("outside"), "check", "--staged");
        assertThat(outside.err()).contains("not a git repository");
        assertThat(outside.code()).isEqualTo(2);
    }

    /** Decision records name tests, and tests are no part of the scanned code. */
    @Test
    void findsTheTestsThatDocumentsName() {
        project.write("rules.yaml", """
                version: 1
                scan:
                  sources: ["*/src"]
                  tests: ["*/tests"]
                docs: {decisions: decisions.md}
                rules:
                  - {id: documents, kind: doc-links}
                """);
        project.write("vm/tests/a/FrameTest.java", """
                package a;

                class FrameTest {
                    @org.junit.jupiter.api.Test
                    void keepsNothing() {}
                }
                """);
        project.write(
                "decisions.md", "# Decisions\n\n## D1 A frame has one owner [accepted]\nGuarded by: `FrameTest`.\n");
        project.stage();
        assertThat(project.check("--staged").code()).isZero();
        project.write(
                "decisions.md", "# Decisions\n\n## D1 A frame has one owner [accepted]\nGuarded by: `FramesTest`.\n");
        project.stage();
        assertThat(project.check("--staged").out()).contains("D1 is guarded by FramesTest, which is neither");
    }
}
