package dev.moveguard.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.engine.ScannedCode;
import dev.moveguard.prove.Attempt.Outcome;
import dev.moveguard.prove.RuleProof.Verdict;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;

/** The laws of a fair proof. */
class ProofTest {
    private static final String CELL = "  - {id: cell, kind: no-clone, type: shop.Cell}";

    @TempDir
    Path folder = Path.of("");

    private ProvedProject project = new ProvedProject(folder);

    @BeforeEach
    void compile() {
        project = new ProvedProject(folder)
                .file("src/main/java/shop/Cell.java", "package shop; class Cell { int content; }")
                .file("src/main/java/shop/Twin.java", "package shop; class Twin { Twin copy() { return new Twin(); } }")
                .compiled();
    }

    @Test
    void aRuleThatNeverReportsSurvives() {
        RuleProof proof = withRule(facts -> List.of());
        assertThat(proof.verdict()).isEqualTo(Verdict.SURVIVED);
        assertThat(proof.isFinding()).isTrue();
        assertThat(proof.count(Outcome.SURVIVED)).isEqualTo(4);
        assertThat(proof.count(Outcome.SPARED)).isEqualTo(1);
    }

    @Test
    void aFindingAtAnotherPlaceDoesNotCount() {
        RuleProof proof = withRule(facts -> isUntouched(facts)
                ? List.of()
                : List.of(new Finding(
                        "no-clone", new Site.OfType(facts.type("shop.Twin").orElseThrow()), "wrong")));
        assertThat(proof.verdict()).isEqualTo(Verdict.SURVIVED);
        assertThat(proof.count(Outcome.MISPLACED)).isEqualTo(4);
        assertThat(proof.count(Outcome.FALSE_ALARM)).isEqualTo(1);
        assertThat(proof.attempts()).extracting(Attempt::says).contains("reported elsewhere: wrong");
    }

    @Test
    void aRuleThatReportsEveryChangeRaisesAFalseAlarm() {
        RuleProof proof = withRule(facts -> {
            CodeType cell = facts.subjects(List.of(dev.moveguard.code.TypePattern.of("shop.Cell")))
                    .findFirst()
                    .orElse(null);
            return cell == null || isUntouched(facts)
                    ? List.of()
                    : cell.methods().stream()
                            .filter(method -> !method.isConstructor()
                                    || !method.parameters().isEmpty())
                            .map(method -> new Finding("no-clone", new Site.OfMethod(cell, method), "changed"))
                            .toList();
        });
        assertThat(proof.verdict()).isEqualTo(Verdict.SURVIVED);
        assertThat(proof.count(Outcome.KILLED)).isEqualTo(5);
        assertThat(proof.count(Outcome.FALSE_ALARM)).isEqualTo(1);
    }

    @Test
    void aRuleThatDoesNotMissItsSubjectSurvives() {
        RuleProof proof = withRule(facts -> {
            facts.count("something else");
            return List.of();
        });
        assertThat(proof.attempts())
                .contains(new Attempt(
                        "without what it is about", "cell", Outcome.SURVIVED, "no finding of kind vacuous-rule"));
    }

    @Test
    void theUntouchedCodeHasToBeClean() {
        RuleProof proof =
                project.prove("  - {id: twin, kind: no-clone, type: shop.Twin}").get(0);
        assertThat(proof.verdict()).isEqualTo(Verdict.NOT_CLEAN);
        assertThat(proof.reason())
                .isEqualTo("the untouched code has a finding: Twin.copy can return: it does not throw on every path");
        assertThat(proof.isFinding()).isTrue();
    }

    @Test
    void aRuleAboutNothingIsNotClean() {
        RuleProof proof =
                project.prove("  - {id: gone, kind: no-clone, type: shop.Gone}").get(0);
        assertThat(proof.verdict()).isEqualTo(Verdict.NOT_CLEAN);
    }

    @Test
    void aRuleThatMayBeAboutNothingAndIsHasNothingToProve() {
        RuleProof proof = project.prove("  - {id: gone, kind: no-clone, type: shop.Gone, allow-empty: shared}")
                .get(0);
        assertThat(proof.verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(proof.isFinding()).isFalse();
    }

    @Test
    void aMutantThatDoesNotLoadIsVoid() {
        assertThat(voidReason(node -> Weave.staticMethod("broken", "()I", new InsnNode(Opcodes.ARETURN))
                        .accept(node)))
                .startsWith("does not load: ");
    }

    @Test
    void aMutantOfAClassWhoseLibrariesAreNotScannedIsVerifiedAlone() {
        assertThat(voidReason(node -> {
                    node.superName = "library/of/Others";
                    Weave.staticMethod("broken", "()I", new InsnNode(Opcodes.ARETURN))
                            .accept(node);
                }))
                .startsWith("does not load: ");
        assertThat(voidReason(node -> node.interfaces.add("library/of/Another")))
                .isEmpty();
    }

    @Test
    void aMutantThatChangesNothingIsVoid() {
        assertThat(voidReason(node -> {})).isEqualTo("changes nothing in Cell");
    }

    private String voidReason(Consumer<ClassNode> edit) {
        RuleBook book = project.book(CELL);
        try (ScannedCode scanned =
                ScannedCode.of(book.ruleSet(), List.of(), Lens.AUTO, FactsCache.none(), Optional.empty())) {
            new Variation(scanned).of(new Mutant.Change.Classes(Map.of("shop.Cell", edit), Map.of()));
            return "";
        } catch (VoidMutantException e) {
            return e.reason();
        }
    }

    @Test
    void survivorsComeFirst() {
        RuleBook book = project.book(CELL + "\n  - {id: a-last, kind: no-clone, type: shop.Cell}");
        List<RuleProof> proofs = project.prove(
                book, List.of(book.entries().get(1), replaced(book.entries().get(0), facts -> List.of())));
        assertThat(proofs).extracting(RuleProof::rule).containsExactly("cell", "a-last");
    }

    @Test
    void witnessesAreJudged() {
        RuleProof proof = project.prove("""
                  - id: cells
                    kind: no-clone
                    type: shop..*Cell
                    witness:
                      bad: |
                        package shop; class BadCell { BadCell copy() { return this; } }
                      good: |
                        package shop; class GoodCell { GoodCell copy() { throw new IllegalStateException(); } }
                """).get(0);
        assertThat(proof.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(proof.attempts())
                .startsWith(
                        new Attempt(
                                "its witness: bad",
                                "rules.yaml:8:12",
                                Outcome.KILLED,
                                "BadCell.copy can return: it does not throw on every path"),
                        new Attempt("its witness: good", "rules.yaml:10:13", Outcome.SPARED, ""));
    }

    @Test
    void aWitnessThatTheRuleDoesNotSeeIsTold() {
        RuleProof proof = project.prove("""
                  - id: cells
                    kind: no-clone
                    type: shop.Cell
                    witness: {bad: "package shop; class Other { Other copy() { return this; } }"}
                """).get(0);
        assertThat(proof.verdict()).isEqualTo(Verdict.SURVIVED);
        assertThat(proof.attempts().get(0).outcome()).isEqualTo(Outcome.SURVIVED);
    }

    @Test
    void aWitnessThatDoesNotCompileIsNotAssessed() {
        RuleProof proof = project.prove("""
                  - {id: cells, kind: no-clone, type: shop.Cell, witness: {bad: "class Broken {"}}
                """).get(0);
        assertThat(proof.verdict()).isEqualTo(Verdict.NOT_ASSESSED);
        assertThat(proof.attempts().get(0).says()).startsWith("does not compile: 1:");
    }

    @Test
    void nothingIsWrittenToTheProject() throws IOException {
        List<String> before = files();
        project.prove(CELL);
        assertThat(files()).containsAll(before).hasSize(before.size() + 1).contains("rules.yaml");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private RuleProof withRule(Function<Facts, List<Finding>> check) {
        RuleBook book = project.book(CELL);
        return project.prove(book, List.of(replaced(book.entries().get(0), check)))
                .get(0);
    }

    private static RuleBook.Entry replaced(RuleBook.Entry entry, Function<Facts, List<Finding>> check) {
        Rule rule = new Rule() {
            @Override
            public String kind() {
                return "no-clone";
            }

            @Override
            public List<Finding> check(Facts facts) {
                facts.type("shop.Cell").ifPresent(cell -> facts.count(cell.name()));
                return check.apply(facts);
            }
        };
        return new RuleBook.Entry(entry.entry(), entry.law(), entry.kind(), entry.parameters(), rule);
    }

    private static boolean isUntouched(Facts facts) {
        return facts.type("shop.Cell")
                .map(cell -> cell.methods().size() == 1 && cell.interfaces().isEmpty())
                .orElse(true);
    }
}
