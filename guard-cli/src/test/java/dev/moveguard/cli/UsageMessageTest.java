package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slip on the command line is told in one line, with what was probably meant. */
class UsageMessageTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void rules() {
        GuardRun.write(folder.resolve("rules.yaml"), """
                version: 1
                laws:
                  - {id: SPEC/3, says: a chain is taken once}
                rules:
                  - {id: no-copies, kind: no-clone, law: SPEC/3, type: a.Continuation}
                """);
        GuardRun.write(folder.resolve("sources/a/A.java"), "package a; class A {}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chek | guard has no command chek, did you mean check?",
                "frobnicate | guard has no command frobnicate",
                "hook instal | guard hook has no command instal, did you mean install?",
                "check --confg=x | guard check has no option --confg, did you mean --config?",
                "check --xyzzy | guard check has no option --xyzzy",
                "explain a b | guard explain does not take b",
                "check --format jsn | --format takes text, agent, json, sarif, junit, github or html, not jsn, did you mean json?",
                "check --fail-on eror | --fail-on takes error, warning or info, not eror, did you mean error?",
                "check --lens byte | --lens takes auto, bytecode or source, not byte, did you mean bytecode?",
                "audit --fail-on dea | --fail-on takes partial, not-wired, dead, doc-only or none, not dea, did you mean dead?",
                "explain --format agent | --format takes text or agents-md, not agent, did you mean agents-md?",
                "check --rule no-copys | no rule has the id no-copys, did you mean no-copies?",
                "explain no-cop | nothing here is called no-cop: no rule, no law, no kind, did you mean no-copies?",
                "explain SPEC/4 | nothing here is called SPEC/4: no rule, no law, no kind, did you mean SPEC/3?",
                "check source | no such file or folder: %s/source, did you mean sources?",
                "audit --fail-on dead,nun | --fail-on takes partial, not-wired, dead, doc-only or none, not nun",
                "check --staged --base HEAD | Error: --staged, --base=REV are mutually exclusive (specify only one)",
                "doctor --time-limit soon | Invalid value for option '--time-limit': 'soon' is not an int",
                "diff | Missing required parameter: 'BASE'",
                "hook | which command? install, uninstall",
                "completion bsh | there are scripts for bash, zsh and fish, not for bsh, did you mean bash?",
            })
    void saysWhatWasMeant(String line, String message) {
        GuardRun run = GuardRun.in(folder, line.split(" "));
        assertThat(run.err().lines().findFirst())
                .contains("guard: " + message.formatted(folder.toString().replace('\\', '/')));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void namesTheRulesThatWereMeant() {
        GuardRun run = GuardRun.in(folder, "check", "--config", "rulez.yaml");
        assertThat(run.err()).isEqualTo("rulez.yaml: no such file, did you mean rules.yaml?\n");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void namesTheRevisionThatWasMeant() {
        GitProject.of(folder).git("branch", "release");
        assertThat(GuardRun.in(folder, "diff", "relaese").err()).contains(", did you mean release?");
    }
}
