package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule about changes, through {@code guard check --base} and {@code --staged}, in a history that the real git made. */
class CoupledChangeCheckTest {
    private static final String FINDING = "error[owning-moves-together]: ";
    private static final String DECISIONS = """
            # Decisions

            ## D1 A frame has one owner [accepted]
            Guarded by: `owning-moves-together`.
            """;

    @TempDir
    Path scratch = Path.of("");

    private GitProject project = new GitProject(Path.of(""));

    @BeforeEach
    void project() throws IOException {
        project = GitProject.of(Files.createDirectories(scratch.resolve("project")));
        project.write("rules.yaml", """
                version: 1
                scan:
                  sources: ["*/src"]
                docs: {decisions: decisions.md, constraints: graph.md}
                rules:
                  - {id: owning-moves-together, kind: coupled-change, core: K1}
                """);
        project.write("decisions.md", DECISIONS);
        project.write("graph.md", """
                | id | question | evidence |
                |---|---|---|
                | B1 | who owns it | `a.Frame#depth` |

                | core | couples |
                |---|---|
                | K1 owning | B1 |
                """);
        project.commit();
        project.git("checkout", "--quiet", "-b", "change");
    }

    private void decide() {
        project.write("decisions.md", DECISIONS + "\n## D2 Depth is long [accepted]\nGuarded by: nothing, advisory.\n");
    }

    @Test
    void reportsWhatACommitOfTheBranchDidWithoutADecision() {
        project.type("Frame", "long depth;").commit();
        GuardRun run = project.check("--base", "main");
        assertThat(run.out()).startsWith(FINDING).contains("Frame").contains("vm/src/a/Frame.java:");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void reportsWhatIsNotCommittedYet() {
        project.type("Frame", "long depth;");
        assertThat(project.check("--base", "main").code()).isEqualTo(1);
    }

    @Test
    void acceptsADecisionOfTheSameBranch() {
        project.type("Frame", "long depth;").commit();
        decide();
        project.commit();
        GuardRun run = project.check("--base", "main");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    @Test
    void asksNothingOfWhatTheBaseDid() {
        project.git("checkout", "--quiet", "main");
        project.type("Frame", "long depth;").commit();
        project.git("checkout", "--quiet", "change");
        project.type("Stack", "long size;").commit();
        assertThat(project.check("--base", "main").code()).isZero();
    }

    @Test
    void reportsWhatIsStagedWithoutADecision() {
        project.type("Frame", "long depth;").stage();
        decide(); // not staged: the commit will not hold it
        GuardRun run = project.check("--staged");
        assertThat(run.out()).startsWith(FINDING);
        assertThat(run.code()).isEqualTo(1);
        project.stage();
        GuardRun decided = project.check("--staged");
        assertThat(decided.code()).as(decided.out() + decided.err()).isZero();
    }

    @Test
    void asksNothingOfWhatIsNotStaged() {
        project.type("Frame", "long depth;");
        assertThat(project.check("--staged").code()).isZero();
    }

    @Test
    void asksNothingWhereNoChangeIsJudged() {
        project.type("Frame", "long depth;");
        assertThat(project.check().code()).isZero();
    }
}
