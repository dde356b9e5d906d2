package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveCommandTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void write() {
        GuardRun.write(folder.resolve("src/shop/Cell.java"), "package shop; class Cell { int content; }");
        GuardRun.write(
                folder.resolve("src/shop/Twin.java"), "package shop; class Twin { Twin copy() { return this; } }");
        GuardRun.compile(folder.resolve("src"), folder.resolve("classes"));
        rules("  - {id: cell, kind: no-clone, type: shop.Cell}\n");
    }

    private void rules(String rules) {
        GuardRun.write(folder.resolve("rules.yaml"), "version: 1\nscan: {classes: [classes]}\nrules:\n" + rules);
    }

    @Test
    void saysWhatWasProvedAndHow() {
        GuardRun run = GuardRun.in(folder, "prove");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.timeless()).isEqualTo("""
                proved        cell  5 killed, 1 spared

                clean: 1 of 1 rules proved, 6 mutants, 0 void, N ms
                """);
    }

    @Test
    void showsSurvivorsFirstAndFails() {
        rules("""
                  - {id: cell, kind: no-clone, type: shop.Cell}
                  - id: others
                    kind: no-clone
                    type: shop.Cell
                    witness: {bad: "package shop; class Other { Other copy() { return this; } }"}
                  - {id: twin, kind: no-clone, type: shop.Twin}
                """);
        GuardRun run = GuardRun.in(folder, "prove");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.timeless()).isEqualTo("""
                survived      others  5 killed, 1 spared, 1 survived
                  survived      its witness: bad (rules.yaml:8:20)
                not-clean     twin    the untouched code has a finding: Twin.copy can return: it does not throw on every path
                proved        cell    5 killed, 1 spared

                2 findings: 1 of 3 rules proved, 13 mutants, 0 void, N ms
                """);
    }

    @Test
    void writesJson() {
        GuardRun run = GuardRun.in(folder, "prove", "--format", "json", "--rule", "cell");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "\"rule\" : \"cell\"",
                        "\"verdict\" : \"proved\"",
                        "\"mutant\" : \"a clone that returns\"",
                        "\"place\" : \"shop.Cell#clone\"",
                        "\"outcome\" : \"killed\"",
                        "\"notClean\" : 0",
                        "\"proved\" : 1");
    }

    @Test
    void isNotAssessedWhereTheCodeCannotBeJudged() {
        rules("  - {id: cell, kind: no-clone, type: shop.Cell, witness: {bad: \"class {\"}}\n");
        GuardRun run = GuardRun.in(folder, "prove");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("not-assessed  its witness: bad (rules.yaml:4:64): does not compile: 1:");
    }

    @Test
    void isNotAssessedWhereAnInputCannotBeRead() {
        GuardRun.write(folder.resolve("classes/shop/Broken.class"), "no class file");
        GuardRun run = GuardRun.in(folder, "prove");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("not-assessed  cell  classes/shop/Broken.class is not a class file");
    }

    @Test
    void refusesAWitnessOfAnotherShape() {
        rules("  - {id: cell, kind: no-clone, type: shop.Cell, witness: {wrong: x}}\n");
        GuardRun run = GuardRun.in(folder, "prove");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                rules.yaml:4:58: witness needs the key bad or good: a Java source
                rules.yaml:4:59: witness has no key wrong
                """);
    }

    @Test
    void refusesARuleThatIsNotThere() {
        GuardRun run = GuardRun.in(folder, "prove", "--rule", "cel");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no rule has the id cel, did you mean cell?");
    }
}
