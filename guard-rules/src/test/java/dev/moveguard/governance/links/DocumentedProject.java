package dev.moveguard.governance.links;

import dev.moveguard.code.Lens;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.Judging;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.engine.ScannedCode;
import dev.moveguard.engine.SiteLocator;
import dev.moveguard.rule.Changes;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A project with a law, rules, documents, a class and a test, in which everything leads somewhere. */
record DocumentedProject(Path folder) {
    static final String DECISIONS = """
            ## D9 Cells are shared  [accepted]
            Guarded by: nothing, advisory.

            ## D19 Cells have one owner  [accepted]
            Guarded by: rule `cell-copied-never`, test `CellTest#staysWhole`.
            Evidence:   `core:shop.Cell#content`, `shop.Cell`
            """;
    static final String GRAPH = """
            | id | question | evidence | intentional by |
            |---|---|---|---|
            | B2 | how often | `shop.Cell#take(int)` | spec |
            | B3 | by what | `shop.Cell` | code |

            | core | couples |
            |---|---|
            | K1 owning | B2, B3 |
            """;
    static final String RULES = """
            version: 1
            scan: {sources: [core/src/main/java], tests: [core/src/test/java]}
            docs: {decisions: decisions.md, constraints: graph.md}
            laws:
              - id: LAW
                says: a cell has one owner
                decision: D19
                constraints: [B2]
                tests: [shop.CellTest]
            rules:
              - {id: cell-copied-never, kind: no-clone, law: LAW, type: shop.Cell}
              - {id: links, kind: doc-links}
              - {id: coupled, kind: coupled-change, core: K1}
            """;
    static final String CELL = """
            package shop;

            class Cell {
                private Object content;

                Object take(int times) {
                    return content;
                }
            }
            """;

    DocumentedProject(Path folder) {
        this.folder = folder;
        file("core/src/main/java/shop/Cell.java", CELL);
        file("core/src/test/java/shop/CellTest.java", "package shop; class CellTest { @Test void staysWhole() {} }");
        file("decisions.md", DECISIONS);
        file("graph.md", GRAPH);
        file("rules.yaml", RULES);
    }

    DocumentedProject file(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Judges a rule, and returns its findings as {@code file:line:column message}. */
    List<String> judge(String rule) {
        return judge(rule, Optional.empty());
    }

    List<String> judge(String rule, Optional<Changes> changes) {
        RuleBook book = RuleBook.of(RulesFile.read(folder.resolve("rules.yaml"), "rules.yaml"));
        try (ScannedCode scanned =
                ScannedCode.of(book.ruleSet(), List.of(), Lens.AUTO, FactsCache.none(), Optional.empty())) {
            Project project = changes.map(scanned.project()::with).orElse(scanned.project());
            Facts facts = new Facts(scanned.code(), project, false);
            SiteLocator locator = SiteLocator.of(project, scanned.reader().sourceIndex(), scanned.code());
            List<Finding> findings = Judging.findings(book.entry(rule).orElseThrow(), facts);
            return Stream.concat(findings.stream(), facts.vacuities().stream())
                    .map(finding -> "%s %s".formatted(locator.locate(finding.at()), finding.message()))
                    .sorted()
                    .toList();
        }
    }
}
