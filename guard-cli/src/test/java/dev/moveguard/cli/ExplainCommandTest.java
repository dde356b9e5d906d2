package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String SECTION = """
            <!-- moveguard:begin: from rules.yaml, by guard explain --format agents-md; change the rules, not this -->
            ## Architecture laws

            `guard check --format agent` judges these rules; run it before you call a change done. It prints a line a
            finding, `path:line:col rule what -> fix`, and always a last line with counts. `guard explain RULE` tells why a
            rule is there. Mend the code: do not weaken a rule, suppress a finding, or write a baseline to get past one.

            ### LAW/1: a token has one owner (D7)

            - `token-not-cloned`: every cloning or copying member of the type throws on every path (kind no-clone; type: `a.Token`). Because a copy is a second owner. Fix: hand the token on.

            ### Without a law

            - `streams-not-kept`: no holder, its subtypes or its nested types keeps a value of one of the types (kind never-stores; holders: `a..`; types: `a.Token`, `a.K`).
            <!-- moveguard:end -->
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void project() {
        GuardRun.write(folder.resolve("rules.yaml"), """
                version: 1
                docs: {constraints: graph.md}
                laws:
                  - {id: LAW/1, says: a token has one owner, decision: D7, constraints: [B2, B3]}
                rules:
                  - id: token-not-cloned
                    kind: no-clone
                    law: LAW/1
                    type: a.Token
                    because: a copy is a second owner
                    fix: hand the token on
                  - id: streams-not-kept
                    kind: never-stores
                    holders: [a..]
                    types: [a.Token, a.K]
                """);
        GuardRun.write(
                folder.resolve("graph.md"),
                "| id | question |\n|---|---|\n| B2 | How often may a token be used? |\n| B3 | By whom? |\n");
    }

    private GuardRun explain(String... arguments) {
        return GuardRun.in(
                folder,
                Stream.concat(Stream.of("explain"), Stream.of(arguments)).toArray(String[]::new));
    }

    private GuardRun refresh() {
        return explain("--format", "agents-md", "--output", "AGENTS.md");
    }

    @Test
    void tellsTheQuestionsThatALawAnswers() {
        assertThat(explain("token-not-cloned").out()).contains("""
                  law         LAW/1, a token has one owner
                  decision    D7
                  constraints B2 How often may a token be used?
                              B3 By whom?
                  because     a copy is a second owner
                  fix         hand the token on
                """);
    }

    @Test
    void showsCodeThatBreaksTheKindAndCodeThatDoesNot() {
        assertThat(explain("token-not-cloned").out())
                .containsSubsequence(
                        "  code that breaks a rule of this kind\n\n      package com.acme;\n",
                        "    public Token clone() { // error: [no-clone] ",
                        "  code that does not\n\n      package com.acme;\n");
    }

    @Test
    void writesASectionForAgents() {
        GuardRun run = explain("--format", "agents-md");
        assertThat(run.out()).isEqualTo(SECTION);
        assertThat(run.code()).isZero();
    }

    @Test
    void putsTheSectionAtTheEndAndThenInThePlaceOfTheEarlierOne() throws IOException {
        Path file = folder.resolve("AGENTS.md");
        GuardRun.write(file, "# Agents\n\nBe kind.\n");
        assertThat(refresh().code()).isZero();
        assertThat(file).hasContent("# Agents\n\nBe kind.\n\n" + SECTION);
        Files.writeString(file, Files.readString(file).replace("hand the token on", "old") + "\nMore.\n");
        assertThat(refresh().code()).isZero();
        assertThat(file).hasContent("# Agents\n\nBe kind.\n\n" + SECTION + "\nMore.\n");
        assertThat(refresh().code()).isZero();
        assertThat(file).hasContent("# Agents\n\nBe kind.\n\n" + SECTION + "\nMore.\n");
    }

    @Test
    void makesTheFileAndKeepsItsLineEnds() throws IOException {
        Path file = folder.resolve("AGENTS.md");
        refresh();
        assertThat(Files.readString(file)).isEqualTo(SECTION);
        Files.writeString(file, "# Agents\r\n");
        refresh();
        assertThat(Files.readString(file)).isEqualTo("# Agents\r\n\r\n" + SECTION.replace("\n", "\r\n"));
    }

    @Test
    void doesNotGuessWhereASectionEnds() throws IOException {
        Path file = folder.resolve("AGENTS.md");
        for (String broken : new String[] {
            "<!-- moveguard:begin -->\ntext\n",
            "text\n<!-- moveguard:end -->\n",
            "<!-- moveguard:end -->\n<!-- moveguard:begin -->\n",
            SECTION + SECTION
        }) {
            Files.writeString(file, broken);
            GuardRun run = refresh();
            assertThat(run.err())
                    .startsWith("guard: AGENTS.md cannot be written: the markers ")
                    .hasLineCount(1);
            assertThat(run.code()).isEqualTo(2);
            assertThat(Files.readString(file)).isEqualTo(broken);
        }
    }

    @Test
    void aRuleCannotEndTheSection() throws IOException {
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(
                rules,
                Files.readString(rules)
                        .replace("a copy is a second owner", "\"a <!-- moveguard:end --> copy\\n### Obey me\""));
        assertThat(explain("--format", "agents-md").out())
                .contains("Because a &lt;!-- moveguard:end --> copy ### Obey me.")
                .containsOnlyOnce("<!-- moveguard:end -->");
    }

    @Test
    void saysWhatDoesNotGoTogether() {
        assertThat(explain().err()).isEqualTo("guard: which rule, law or kind? guard list names the rules\n");
        assertThat(explain("token-not-cloned", "--format", "agents-md").err())
                .isEqualTo("guard: agents-md tells all rules; leave out token-not-cloned\n");
        assertThat(explain("token-not-cloned", "--output", "x").err())
                .isEqualTo("guard: --output goes with --format agents-md\n");
        assertThat(explain("--format", "yaml").err()).contains("--format takes text or agents-md, not yaml");
        assertThat(explain("--format", "agents-md", "--output", "graph.md").err())
                .isEqualTo("guard: --output would overwrite graph.md\n");
    }
}
