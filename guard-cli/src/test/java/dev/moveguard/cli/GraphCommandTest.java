package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphCommandTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String RULES = """
            version: 1
            scan:
              sources: [src]
            docs:
              constraints: graph.md
            laws:
              - {id: LAW/1, says: one owner, constraints: [B1]}
            rules:
              - {id: chain-owned, kind: sole-owner, law: LAW/1, owner: a.Owner, field: chain, allow-holders: [a.Keeper]}
              - {id: none-stored, kind: never-stores, holders: [a.Thief, a.Keeper], types: [a.Chain], allow: [a.Keeper]}
              - {id: named, kind: naming, types: ["a.."], named: ["*"]}
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void project() {
        GuardRun.write(folder.resolve("rules.yaml"), RULES);
        source("Chain", "");
        source("Owner", "private Chain chain;");
        source("Thief", "Chain stolen;");
        source("Keeper", "Chain kept;");
        source("One", "final java.util.List<Chain> all = null;");
        source("Two", "final java.util.List<Chain> all = null;");
        GuardRun.write(folder.resolve("graph.md"), """
                | id | question |
                |---|---|
                | B1 | how often? |
                | B2 | by whom? |

                | core | couples |
                |---|---|
                | K1 ownership | B1, B2 |
                """);
    }

    private void source(String type, String member) {
        GuardRun.write(
                folder.resolve("src/a/" + type + ".java"), "package a;\n\nclass " + type + " {\n" + member + "\n}\n");
    }

    private GuardRun graph(String... arguments) {
        return GuardRun.in(
                folder, Stream.concat(Stream.of("graph"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void drawsWhoMayHoldAndWhoHolds() {
        GuardRun run = graph();
        assertThat(run.out()).isEqualTo("""
                flowchart LR
                  n0[["Chain<br>2 rules"]]
                  n1["Keeper"]
                  n2["One<br>Two"]
                  n3["Owner"]
                  n4["Thief"]
                  n1 -.->|"kept"| n0
                  n2 --x|"all"| n0
                  n3 ==>|"chain"| n0
                  n4 --x|"stolen"| n0
                """);
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void drawsTypesOfLibrariesWhereARuleIsAboutTheirHolder() {
        source("Cursor", "java.util.Iterator<String> rows;");
        source("Other", "java.util.Iterator<String> elsewhere;");
        GuardRun.write(folder.resolve("rules.yaml"), """
                version: 1
                scan: {sources: [src]}
                rules: [{id: no-cursor, kind: never-stores, holders: [a.Cursor], types: [java.util.Iterator, java.util.Scanner]}]
                """);
        assertThat(graph().out()).isEqualTo("""
                flowchart LR
                  n0[["Iterator<br>no-cursor"]]
                  n1["Cursor"]
                  n1 --x|"rows"| n0
                """);
        source("Cursor", "");
        GuardRun run = graph();
        assertThat(run.out()).isEqualTo("flowchart LR\n");
        assertThat(run.err()).isEqualTo("guard: no scanned type is guarded by these rules, or holds one that is\n");
    }

    @Test
    void drawsTheConstraintsLawsAndCores() {
        assertThat(graph("--constraints").out()).isEqualTo("""
                flowchart LR
                  n0["B1<br>how often?"]
                  n1["B2<br>by whom?"]
                  n2{{"K1 ownership"}}
                  n3(["LAW/1<br>one owner"])
                  n0 --- n2
                  n1 --- n2
                  n3 --> n0
                """);
    }

    @ParameterizedTest
    @CsvSource({"dot, digraph", "svg, <svg", "json, {", "mermaid, flowchart"})
    void writesEachFormatToAFile(String format, String start) throws IOException {
        assertThat(graph("--format", format, "--output", "graph.out").out()).isEmpty();
        assertThat(Files.readString(folder.resolve("graph.out"))).startsWith(start);
    }

    @Test
    void saysWhatCouldNotBeRead() {
        GuardRun.write(folder.resolve("src/a/Broken.java"), "package a; class Broken { Chain chain");
        GuardRun run = graph();
        assertThat(run.out()).contains("n0[[\"Chain");
        assertThat(run.err())
                .startsWith("guard: not assessed: src/a/Broken.java:1:33 ")
                .hasLineCount(1);
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void saysWhenThereIsNothingToDraw() {
        GuardRun.write(
                folder.resolve("rules.yaml"),
                "version: 1\nscan: {sources: [src]}\nrules: [{id: named, kind: naming, types: a.., named: '*'}]\n");
        GuardRun run = graph();
        assertThat(run.err()).isEqualTo("guard: rules.yaml has no rule about who holds what\n");
        assertThat(run.code()).isEqualTo(2);
        assertThat(graph("--constraints").err())
                .isEqualTo("guard: rules.yaml names no document under docs.constraints\n");
    }

    @Test
    void neverWritesOverTheDocumentItDraws() throws IOException {
        GuardRun run = graph("--constraints", "--output", "graph.md");
        assertThat(run.err()).isEqualTo("guard: --output would overwrite graph.md\n");
        assertThat(Files.readString(folder.resolve("graph.md"))).startsWith("| id |");
    }

    @Test
    void thePageHasBothPictures() {
        assertThat(GuardRun.in(folder, "check", "--format", "html").out())
                .contains("<section id=\"graph-ownership\"", "<section id=\"graph-constraints\"");
    }

    @ParameterizedTest
    @CsvSource({"ownership.svg, vm-core/src/main/java", "constraints.svg, --constraints"})
    void thePicturesOfThisRepositoryAreCurrent(String file, String what) throws IOException {
        String drawn = GuardRun.in(ROOT, "graph", "--format", "svg", what).out();
        Files.writeString(Files.createDirectories(Path.of("target", "graphs")).resolve(file), drawn);
        assertThat(ROOT.resolve("docs/graphs").resolve(file))
                .as("docs/graphs/%s is old; guard-cli/target/graphs has the new one", file)
                .hasContent(drawn);
    }
}
