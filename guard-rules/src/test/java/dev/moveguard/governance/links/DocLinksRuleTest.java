package dev.moveguard.governance.links;

import static dev.moveguard.governance.links.DocumentedProject.DECISIONS;
import static dev.moveguard.governance.links.DocumentedProject.GRAPH;
import static dev.moveguard.governance.links.DocumentedProject.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocLinksRuleTest {
    @TempDir
    Path folder = Path.of("");

    private DocumentedProject project = new DocumentedProject(folder);

    @BeforeEach
    void write() {
        project = new DocumentedProject(folder);
    }

    private List<String> decisions(String from, String to) {
        assertThat(DECISIONS).contains(from);
        return project.file("decisions.md", DECISIONS.replace(from, to)).judge("links");
    }

    private List<String> graph(String from, String to) {
        assertThat(GRAPH).contains(from);
        return project.file("graph.md", GRAPH.replace(from, to)).judge("links");
    }

    private List<String> rules(String from, String to) {
        assertThat(RULES).contains(from);
        return project.file("rules.yaml", RULES.replace(from, to)).judge("links");
    }

    @Test
    void allowsDocumentsThatAreTrue() {
        assertThat(project.judge("links")).isEmpty();
    }

    @Test
    void findsEvidenceThatIsGone() {
        assertThat(decisions("#content", "#contents"))
                .containsExactly(
                        "decisions.md:6:14 the evidence of D19 is gone: Cell has no member contents, did you mean"
                                + " content?");
    }

    @Test
    void findsEvidenceInAnotherModuleOrPackage() {
        assertThat(decisions("core:shop.Cell", "web:shop.Cell"))
                .containsExactly("decisions.md:6:14 the evidence of D19 is gone: Cell is not in module web");
        assertThat(decisions("core:shop.Cell", "core:store.Cell"))
                .containsExactly(
                        "decisions.md:6:14 the evidence of D19 is gone: there is no type store.Cell, did you mean shop.Cell?");
    }

    @Test
    void findsAGuardThatIsGone() {
        assertThat(decisions("`cell-copied-never`", "`cell-copy-never`"))
                .containsExactly(
                        "decisions.md:5:19 D19 is guarded by the rule cell-copy-never, which is gone, did you mean"
                                + " cell-copied-never?");
        assertThat(decisions("CellTest#staysWhole", "CellTest#staysSound"))
                .containsExactly(
                        "decisions.md:5:45 D19 is guarded by CellTest#staysSound, which is neither a rule nor a test,"
                                + " type, member or file");
    }

    @Test
    void findsALawThatRestsOnASupersededDecision() {
        assertThat(decisions(
                        "## D9 Cells are shared  [accepted]", "## D20 Cells are shared  [accepted, supersedes D19]"))
                .containsExactly("rules.yaml:7:15 LAW rests on D19, which D20 supersedes");
        assertThat(decisions("one owner  [accepted]", "one owner  [rejected]"))
                .containsExactly("rules.yaml:7:15 LAW rests on D19, which is rejected");
    }

    @Test
    void findsADecisionThatNothingGuards() {
        assertThat(decisions(", advisory", ""))
                .containsExactly("decisions.md:1:4 nothing guards D9, and it is not marked advisory");
        assertThat(decisions("nothing, advisory", "the reviewers"))
                .containsExactly("decisions.md:1:4 what guards D9 has no name");
    }

    @Test
    void findsARuleThatItsDecisionDoesNotName() {
        assertThat(rules(
                        "  - {id: links",
                        "  - {id: cell-twice, kind: no-clone, law: LAW, type: shop.Cell}\n  - {id: links"))
                .containsExactly(
                        "rules.yaml:12:10 D19 does not name the rule cell-twice among its guards, which enforces a law"
                                + " of it");
    }

    @Test
    void findsATestOfALawThatIsGone() {
        assertThat(rules("[shop.CellTest]", "[shop.CellsTest]"))
                .containsExactly(
                        "rules.yaml:9:13 LAW is enforced by the test shop.CellsTest, which no test source declares, did"
                                + " you mean shop.CellTest?");
    }

    @Test
    void findsALawWithoutADecision() {
        assertThat(rules("    decision: D19\n", "")).contains("rules.yaml:5:9 LAW names no decision");
    }

    @Test
    void findsBrokenConstraints() {
        assertThat(graph("#take(int)", "#take(long)"))
                .containsExactly(
                        "graph.md:3:21 the evidence of B2 is gone: Cell has no member take(long), did you mean take?");
        assertThat(graph("B2, B3", "B2, B4"))
                .containsExactly("graph.md:8:19 K1 couples B4, which is no constraint, did you mean B2?");
        assertThat(graph("| code |", "| spec |"))
                .containsExactly("graph.md:4:3 B3 is intentional by spec, and no law names it");
        assertThat(graph("| B3 |", "| B2 |")).contains("graph.md:4:3 B2 is already a constraint at graph.md:3:3");
    }

    @Test
    void accusesInAConfirmationOnlyWhatIsMeantForATest() {
        String prose = "### Confirmation\nThe test `CellTest.staysWhole` uses `PDFTextStripper` and `--input`.\n";
        assertThat(decisions("Guarded by: nothing, advisory.", prose)).isEmpty();
        assertThat(decisions("Guarded by: nothing, advisory.", prose.replace("CellTest", "CellsTest")))
                .containsExactly(
                        "decisions.md:3:11 D9 is guarded by CellsTest.staysWhole, which is neither a rule nor a"
                                + " test, type, member or file");
        assertThat(decisions("Guarded by: nothing, advisory.", "### Confirmation\nA review of `Cell`.\n"))
                .containsExactly("decisions.md:1:4 what guards D9 has no name");
    }

    @Test
    void findsASuccessionThatLeadsNowhere() {
        assertThat(decisions("shared  [accepted]", "shared  [superseded by D77]"))
                .containsExactly("decisions.md:1:4 D9 speaks of D77, which is no decision");
        assertThat(decisions("shared  [accepted]", "shared  [superseded]"))
                .containsExactly("decisions.md:1:4 D9 is superseded, and by which decision is not said");
    }

    @Test
    void findsALinkToAFileThatIsNotThere() {
        assertThat(decisions("advisory.", "advisory, see [it](graph.md#b2) and [that](gone.md)."))
                .containsExactly("decisions.md:2:58 D9 links to gone.md, which is not there");
    }

    @Test
    void findsSixFaultsAtOnceAndNothingElse() {
        project.file(
                "decisions.md",
                DECISIONS
                        .replace("`cell-copied-never`", "`cell-copied-ever`") // a guard that is gone
                        .replace("#content", "#contents") // evidence that is gone
                        .replace(", advisory", "")); // a decision that nothing guards
        project.file(
                "graph.md",
                GRAPH.replace("#take(int)", "#take(long)") // evidence of a constraint
                        .replace("B2, B3", "B2, B4")); // a core of no such constraint
        assertThat(rules("[shop.CellTest]", "[shop.CellsTest]")) // a test that is gone
                .extracting(
                        finding -> finding.replaceFirst("(: there|: Cell| is gone|, did|, which| is guarded).*", ""))
                .containsExactlyInAnyOrder(
                        "decisions.md:1:4 nothing guards D9, and it is not marked advisory",
                        "decisions.md:5:19 D19",
                        "decisions.md:6:14 the evidence of D19",
                        "graph.md:3:21 the evidence of B2",
                        "graph.md:8:19 K1 couples B4",
                        "rules.yaml:9:13 LAW is enforced by the test shop.CellsTest");
    }

    @Test
    void leavesHistoryAlone() {
        assertThat(decisions(
                        "## D9 Cells are shared  [accepted]\nGuarded by: nothing, advisory.",
                        "## D9 Cells are shared  [superseded by D19]\nGuarded by: `old-rule`.\nEvidence: `shop.Gone`"))
                .isEmpty();
    }

    @Test
    void isVacuousWithoutDocuments() {
        assertThat(project.file("rules.yaml", "version: 1\nrules:\n  - {id: links, kind: doc-links}\n")
                        .judge("links"))
                .containsExactly("rules.yaml:3:5 no document is named under docs");
        assertThat(project.file(
                                "rules.yaml",
                                RULES.replace("D19\n    constraints: [B2]", "D19")
                                        .replace("decision: D19\n", "\n")
                                        .replace("constraints: graph.md", "constraints: graph.md"))
                        .file("decisions.md", "nothing")
                        .judge("links"))
                .contains("rules.yaml:3:19 decisions.md holds no decision record");
    }
}
