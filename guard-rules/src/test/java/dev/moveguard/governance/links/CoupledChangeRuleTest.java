package dev.moveguard.governance.links;

import static dev.moveguard.governance.links.DocumentedProject.CELL;
import static dev.moveguard.governance.links.DocumentedProject.DECISIONS;
import static dev.moveguard.governance.links.DocumentedProject.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.rule.Changes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoupledChangeRuleTest {
    private static final String FILE = "core/src/main/java/shop/Cell.java";

    @TempDir
    Path folder = Path.of("");

    private DocumentedProject project = new DocumentedProject(folder);

    @BeforeEach
    void write() {
        project = new DocumentedProject(folder);
    }

    private List<String> judge(Changes.File... files) {
        return project.judge("coupled", Optional.of(new Changes("HEAD", List.of(files))));
    }

    private static Changes.File cell(String before) {
        return new Changes.File(FILE, before, CELL);
    }

    @Test
    void reportsAChangeOfEvidenceWithoutADecision() {
        assertThat(judge(cell(CELL.replace("return content;", "return this;"))))
                .containsExactly(
                        FILE
                                + ":3:7 Cell changes, which is evidence of B3 in the core K1 owning, and no decision record does",
                        FILE
                                + ":6:12 Cell.take changes, which is evidence of B2 in the core K1 owning, and no decision record"
                                + " does");
    }

    @Test
    void reportsEvidenceThatIsNewOrGone() {
        assertThat(judge(new Changes.File(FILE, null, CELL))).hasSize(2);
        assertThat(judge(new Changes.File(FILE, CELL, null))).hasSize(2);
    }

    @Test
    void allowsAChangeWithADecision() {
        assertThat(judge(
                        cell(CELL.replace("return content;", "return this;")),
                        new Changes.File("decisions.md", DECISIONS, DECISIONS + "\n## D20 It moved\n")))
                .isEmpty();
    }

    @Test
    void aReflowedDocumentIsNoChange() {
        assertThat(judge(
                        cell(CELL.replace("return content;", "return this;")),
                        new Changes.File("decisions.md", DECISIONS, DECISIONS.replace(" ", "  "))))
                .hasSize(2);
    }

    @Test
    void allowsCommentsWhiteSpaceAndMoves() {
        assertThat(judge(cell(CELL.replace("    return", "  // why\n return").replace("class", "/** Cell. */ class"))))
                .isEmpty();
        assertThat(judge(new Changes.File("old/Cell.java", CELL, null), new Changes.File(FILE, null, CELL)))
                .isEmpty();
    }

    @Test
    void demandsTheConstraintsWhereTheRuleSaysSo() {
        project.file("rules.yaml", RULES.replace("core: K1", "core: K1, requires: [constraints]"));
        assertThat(judge(cell(CELL.replace("return content;", "return this;"))))
                .first()
                .asString()
                .endsWith("and no constraint does");
    }

    @Test
    void isSilentWhereNoChangeIsJudged() {
        assertThat(project.judge("coupled")).isEmpty();
    }

    @Test
    void isVacuousWhenTheCoreIsGone() {
        project.file("rules.yaml", RULES.replace("core: K1", "core: K2"));
        assertThat(project.judge("coupled"))
                .containsExactly("rules.yaml:13:47 K2 is no core of graph.md, did you mean K1?");
    }

    @Test
    void isVacuousWhenItsEvidenceIsGone() {
        project.file("graph.md", DocumentedProject.GRAPH.replace("shop.Cell", "shop.Gone"));
        assertThat(project.judge("coupled"))
                .containsExactly("rules.yaml:13:47 the constraints of K1 name no code that is scanned");
    }
}
