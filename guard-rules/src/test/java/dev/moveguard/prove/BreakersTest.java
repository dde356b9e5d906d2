package dev.moveguard.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.engine.RuleBook;
import dev.moveguard.prove.Attempt.Outcome;
import dev.moveguard.prove.RuleProof.Verdict;
import dev.moveguard.rule.RuleKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind that ships is proved on a small project: three mutants or more, a near miss, and the subject taken away. */
class BreakersTest {
    @TempDir
    Path folder = Path.of("");

    /** A rule of each kind that holds in the project below. */
    static List<String> rules() {
        return List.of(
                "  - {id: r, kind: sole-owner, owner: shop.Cell, field: chain}",
                "  - {id: r, kind: no-alias-api, type: shop.Cell}",
                "  - {id: r, kind: never-stores, holders: [shop.Machine, +shop.Frame], types: [shop.Cell, java.util.Iterator]}",
                "  - {id: r, kind: one-shot, type: shop.Cell, field: chain, take: take}",
                "  - {id: r, kind: no-clone, type: shop.Cell}",
                "  - {id: r, kind: layers, layers: {web: shop.web.., store: shop.store..}}",
                "  - {id: r, kind: no-cycles, slices: shop.(*)}",
                "  - {id: r, kind: forbid-dependency, from: shop.store.., to: [shop.web.., java.sql.., java.lang.System#exit]}",
                "  - {id: r, kind: naming, types: [+shop.Frame], named: [\"*Frame\"]}",
                "  - {id: r, kind: naming, types: [shop..], of: methods, not-named: [\"get*\"]}",
                "  - {id: r, kind: naming, types: [+shop.Frame], in: [shop.*]}",
                "  - {id: r, kind: move-only, types: [shop.Cell], consumes: [shop.Cell#take], must-consume: true}",
                "  - {id: r, kind: exactly-once, type: shop.Cell, completes: [[take, isEmpty]]}",
                "  - {id: r, kind: tests-on-path, tests: [shop.LawTest]}",
                "  - {id: r, kind: doc-links}",
                "  - {id: r, kind: coupled-change, core: K1}",
                "  - {id: r, kind: archunit, rule: shop.Rules#NO_WEB}",
                "  - {id: r, kind: archunit, rule: shop.Rules#STRICT}");
    }

    static Stream<RuleKind> kinds() {
        return RuleBook.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsProvedHere(RuleKind kind) {
        assertThat(rules()).anyMatch(rule -> rule.matches(".*kind: " + kind.name() + "[,}].*"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void bites(String rule) {
        RuleProof proof = project().prove(rule).get(0);
        boolean isGuess = rule.contains("archunit"); // what it is about cannot be taken away from outside
        boolean isNarrow = rule.contains("NO_WEB"); // no guess but one touches it
        assertThat(proof.attempts())
                .as(proof.reason())
                .allMatch(attempt -> attempt.outcome().isWell());
        assertThat(proof.verdict()).as(proof.reason()).isEqualTo(Verdict.PROVED);
        assertThat(proof.count(Outcome.KILLED)).isGreaterThanOrEqualTo(isNarrow ? 1 : isGuess ? 3 : 4);
        assertThat(proof.count(Outcome.SPARED)).isGreaterThanOrEqualTo(rule.contains("in: [") ? 0 : 1);
        assertThat(proof.attempts())
                .filteredOn(attempt -> attempt.mutant().equals("without what it is about"))
                .extracting(Attempt::outcome)
                .isEqualTo(isGuess ? List.of() : List.of(Outcome.KILLED));
        assertThat(proof.count(Outcome.VOID)).isLessThanOrEqualTo(isNarrow ? 2 : 0);
    }

    @Test
    void provesARetiredRule() {
        RuleProof proof = project()
                .prove("  - {id: r, kind: no-clone, type: shop.OldCell, mood: retired}")
                .get(0);
        assertThat(proof.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(proof.attempts()).extracting(Attempt::mutant).containsExactly("shop.OldCell is back");
    }

    private ProvedProject project() {
        return new ProvedProject(folder)
                .file("src/main/java/shop/Chain.java", "package shop; final class Chain { int length; }")
                .file("src/main/java/shop/Cell.java", """
                        package shop;
                        final class Cell {
                            private Chain chain;
                            Cell(Chain chain) { this.chain = chain; }
                            Chain take() { Chain moved = chain; chain = null; return moved; }
                            boolean isEmpty() { return chain == null; }
                        }
                        """)
                .file("src/main/java/shop/Machine.java", "package shop; class Machine { int steps; }")
                .file("src/main/java/shop/Frame.java", "package shop; public interface Frame { int depth(); }")
                .file(
                        "src/main/java/shop/PlainFrame.java",
                        "package shop; class PlainFrame implements Frame { public int depth() { return 1; } }")
                .file(
                        "src/main/java/shop/web/Page.java",
                        "package shop.web; public class Page { shop.store.Table table; }")
                .file("src/main/java/shop/store/Table.java", "package shop.store; public class Table { int rows; }")
                .file("src/main/java/shop/Rules.java", """
                        package shop;
                        import com.tngtech.archunit.lang.ArchRule;
                        import com.tngtech.archunit.lang.CompositeArchRule;
                        import com.tngtech.archunit.library.GeneralCodingRules;
                        import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
                        final class Rules {
                            static final ArchRule NO_WEB = ArchRuleDefinition.noClasses().that().resideInAPackage("shop.store..")
                                .should().dependOnClassesThat().resideInAPackage("shop.web..");
                            static final ArchRule STRICT = CompositeArchRule.of(NO_WEB)
                                .and(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS)
                                .and(ArchRuleDefinition.classes().should().haveSimpleNameNotEndingWith("Otherwise"));
                        }
                        """)
                .compiled()
                .file("decisions.md", """
                        ## D1 Cells are owned [accepted]
                        Guarded by: `r`, `LawTest`.
                        Evidence: `shop.Cell#take`
                        """)
                .file("graph.md", """
                        | id | question | evidence |
                        |---|---|---|
                        | B1 | how often | `shop.Cell#take`, `shop.Machine` |

                        | core | couples |
                        |---|---|
                        | K1 owning | B1 |
                        """)
                .file("src/test/java/shop/LawTest.java", """
                        package shop;
                        import org.junit.jupiter.api.Test;
                        class LawTest {
                            @Test
                            void holds() {}
                        }
                        """)
                .file("pom.xml", """
                        <project xmlns="http://maven.apache.org/POM/4.0.0">
                          <modelVersion>4.0.0</modelVersion>
                          <groupId>shop</groupId><artifactId>shop</artifactId><version>1</version>
                          <build><plugins><plugin>
                            <artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version>
                          </plugin></plugins></build>
                          <dependencies><dependency>
                            <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
                            <version>5.14.4</version><scope>test</scope>
                          </dependency></dependencies>
                        </project>
                        """);
    }
}
