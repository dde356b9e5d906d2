package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void rules() {
        GuardRun.write(folder.resolve("docs/decisions.md"), "# Decisions\n\n## D19 Restore the law [accepted]\n");
        GuardRun.write(folder.resolve("rules.yaml"), """
                version: 1
                docs:
                  decisions: docs/decisions.md
                laws:
                  - {id: SPEC/3, says: a chain is taken once, decision: D19}
                rules:
                  - id: taken-once
                    kind: one-shot
                    law: SPEC/3
                    type: a.Continuation
                    field: chain
                    take: take
                    because: a second taker finds nothing
                    fix: null the field where it is read
                  - {id: no-copies, kind: no-clone, severity: info, type: a.Continuation}
                """);
    }

    @Test
    void showsHelpAndVersion() {
        GuardRun help = GuardRun.in(folder, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("check")
                .contains("list")
                .contains("explain")
                .contains("not assessed");
        assertThat(GuardRun.in(folder, "check", "--help").out())
                .contains("--fail-on")
                .contains("PATH");
        GuardRun version = GuardRun.in(folder, "--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("guard \\d+\\.\\d+\\.\\d+\\S* \\(Java \\S+\\)\n");
    }

    @Test
    void listsRulesAndKinds() {
        assertThat(GuardRun.in(folder, "list").out()).isEqualTo("""
                taken-once  one-shot  error  SPEC/3
                no-copies   no-clone  info   no law
                """);
        assertThat(GuardRun.in(folder, "list", "--kinds").out())
                .contains("never-stores")
                .contains("sole-owner")
                .contains("no-alias-api");
    }

    @Test
    void explainsARule() {
        GuardRun run = GuardRun.in(folder, "explain", "taken-once");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("""
                taken-once (error, kind one-shot)
                  demands     the take method gives the old value and leaves the field null on every path; nothing else reads it out
                  type        a.Continuation
                  field       chain
                  take        take
                  law         SPEC/3, a chain is taken once
                  decision    D19, Restore the law
                  because     a second taker finds nothing
                  fix         null the field where it is read
                  mood        must
                  defined     rules.yaml:7:9
                  page        docs/rules/one-shot.md

                  code that breaks a rule of this kind

                """);
        assertThat(run.out()).contains("// error: [one-shot] ", "\n\n  code that does not\n\n      ");
    }

    @Test
    void namesADecisionThatNoDocumentDefines() {
        GuardRun.write(folder.resolve("docs/decisions.md"), "## D1 Something else\n\n```\n## D19 not a heading\n```\n");
        GuardRun run = GuardRun.in(folder, "list");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("rules.yaml:5:57: no document defines the decision D19, did you mean D1?\n");
    }

    @Test
    void explainsALaw() {
        assertThat(GuardRun.in(folder, "explain", "SPEC/3").out()).isEqualTo("""
                SPEC/3
                  says        a chain is taken once
                  decision    D19, Restore the law
                  rules       taken-once, one-shot
                """);
    }

    @Test
    void explainsAKind() {
        assertThat(GuardRun.in(folder, "explain", "one-shot").out())
                .startsWith("""
                        one-shot (a kind of rule)
                          demands     the take method gives the old value and leaves the field null on every path; nothing else reads it out
                          type        the type that owns the value""")
                .contains("\n  rules       taken-once\n  page        docs/rules/one-shot.md\n")
                .contains("code that breaks a rule of this kind");
    }

    @Test
    void explainsNothingUnknown() {
        GuardRun run = GuardRun.in(folder, "explain", "taken-onse");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "guard: nothing here is called taken-onse: no rule, no law, no kind, did you mean taken-once?\n");
    }

    @Test
    void tellsItsOwnBugsFromFindings() throws IOException {
        FileSystem closed = FileSystems.newFileSystem(
                URI.create("jar:" + folder.resolve("a.zip").toUri()), Map.of("create", "true"));
        Path gone = closed.getPath("/");
        closed.close();
        GuardRun run = GuardRun.in(gone, "list", "--config", "rules.yaml");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).startsWith("guard: internal error, a bug of this program: ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void coloursOnlyWhereAskedTo() {
        GuardRun.write(folder.resolve("src/a/B.java"), "package a;\nclass B {}\n");
        assertThat(GuardRun.in(folder, "check", "src").out()).doesNotContain("\u001b");
        assertThat(GuardRun.coloured(folder, "check", "src").out())
                .contains("\u001b[1;31merror[taken-once]\u001b[0m: ");
    }
}
