package dev.moveguard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.Lens;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judgement is kept for as long as the same would be said again: each judgement that is made anew is kept in a file of its own. */
class KeptJudgementsTest {
    private static final String RULES = """
            version: 1
            scan: {sources: [src]}
            rules:
              - {id: no-copies, kind: no-clone, type: "a.*", because: two of them would both run, fix: hand it on}
              - {id: keeps-nothing, kind: never-stores, holders: [a..], types: [java.util.Iterator]}
            """;

    private static final String COPIED = """
            package a;
            class Copied implements Cloneable {
                java.util.Iterator<String> kept; // guard:allow keeps-nothing -- closed by the caller

                java.util.Iterator<String> other;
            }
            """;

    @TempDir
    Path folder;

    private LocalDate today = LocalDate.of(2026, 11, 22);
    private String engine = "one";
    private Duration age = Duration.ofMinutes(1);

    @BeforeEach
    void writesTheProject() throws IOException {
        write("rules.yaml", RULES);
        write("src/a/Copied.java", COPIED);
        write("src/a/Täter.java", "\uFEFFpackage a;\r\nclass Täter {\r\n  int x = ;\r\n}\r\n");
    }

    private void write(String file, String text) throws IOException {
        Path at = folder.resolve(file);
        Files.createDirectories(at.resolveSibling(""));
        Files.writeString(at, text);
    }

    private void replace(String file, String from, String to) throws IOException {
        String before = Files.readString(folder.resolve(file));
        assertThat(before).contains(from);
        write(file, before.replace(from, to));
    }

    private CheckResult check(String... rules) {
        RuleBook book = RuleBook.of(RulesFile.read(folder.resolve("rules.yaml"), "rules.yaml"));
        FactsCache cache = new FactsCache(
                folder.resolve(".guard"),
                engine.getBytes(StandardCharsets.UTF_8),
                Clock.offset(Clock.systemUTC(), age));
        List<RuleBook.Entry> chosen =
                rules.length == 0 ? book.entries() : book.chosen(List.of(rules), IllegalArgumentException::new);
        return Check.run(
                new Check.Request(book, chosen, List.of(), Lens.AUTO, () -> today, cache, Baseline.read(folder)));
    }

    /** The files with judgements; one that is replaced is another file. */
    private Map<String, Object> kept() throws IOException {
        Map<String, Object> kept = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("judged-"))
                    .toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                kept.put(file.getFileName().toString(), attributes.fileKey() + " " + attributes.lastModifiedTime());
            }
        }
        return kept;
    }

    private static List<String> said(CheckResult result) {
        return result.findings().stream()
                .map(finding -> finding.rule() + " " + finding.at())
                .toList();
    }

    private static void assertSame(CheckResult one, CheckResult other) {
        assertThat(one)
                .usingRecursiveComparison()
                .ignoringFields("summary.millis")
                .isEqualTo(other);
    }

    @Test
    void whatIsKeptIsSaidAgainToTheLastDetail() throws IOException {
        CheckResult first = check();
        assertThat(said(first))
                .containsExactly("no-copies src/a/Copied.java:2:7", "keeps-nothing src/a/Copied.java:5:5");
        assertThat(first.accepted()).hasSize(1);
        assertThat(first.notAssessed()).isNotEmpty();
        assertThat(first.sources().text("src/a/Copied.java")).isPresent();
        Map<String, Object> kept = kept();
        assertThat(kept).hasSize(1);
        assertSame(check(), first);
        assertThat(kept()).isEqualTo(kept);
    }

    /** Judges, has something changed, and returns what is said then: by a judgement of its own, as without the earlier one. */
    private CheckResult afterwards(Change change) throws IOException {
        check();
        Map<String, Object> kept = kept();
        change.make();
        CheckResult after = check();
        assertThat(kept()).isNotEqualTo(kept);
        Files.delete(folder.resolve(".guard").resolve(kept().keySet().iterator().next()));
        assertSame(after, check());
        return after;
    }

    private interface Change {
        void make() throws IOException;
    }

    @Test
    void aChangedSourceIsJudgedAnew() throws IOException {
        CheckResult after = afterwards(() -> replace("src/a/Copied.java", "implements Cloneable ", ""));
        assertThat(said(after)).containsExactly("keeps-nothing src/a/Copied.java:5:5");
    }

    @Test
    void aNewSourceAndOneThatIsGoneAreSeen() throws IOException {
        assertThat(said(afterwards(() -> write("src/a/New.java", "package a; class New implements Cloneable {}"))))
                .contains("no-copies src/a/New.java:1:18");
        assertThat(said(afterwards(() -> Files.delete(folder.resolve("src/a/New.java")))))
                .doesNotContain("no-copies src/a/New.java:1:18");
    }

    @Test
    void changedRulesAreJudgedAnew() throws IOException {
        CheckResult after = afterwards(() -> replace("rules.yaml", "hand it on", "hand it over"));
        assertThat(after.findings()).extracting(ReportedFinding::fix).contains("hand it over");
    }

    @Test
    void changedRulesThatOthersExtendAreJudgedAnew() throws IOException {
        write("more.yaml", "version: 1\nrules: [{id: end, kind: naming, types: a.*, named: [Copied]}]\n");
        replace("rules.yaml", "version: 1", "version: 1\nextends: [more.yaml]");
        CheckResult after = afterwards(() -> replace("more.yaml", "[Copied]", "[Copie]"));
        assertThat(said(after)).contains("end src/a/Copied.java:2:7");
    }

    @Test
    void anotherEngineJudgesAnew() throws IOException {
        afterwards(() -> engine = "two");
    }

    @Test
    void aSuppressionThatEndsIsSeenOnTheDay() throws IOException {
        replace("src/a/Copied.java", "guard:allow keeps-nothing", "guard:allow keeps-nothing until=2026-11-22");
        check();
        Map<String, Object> kept = kept();
        check();
        assertThat(kept()).isEqualTo(kept);
        CheckResult after = afterwards(() -> today = today.plusDays(1));
        assertThat(said(after)).contains("keeps-nothing src/a/Copied.java:3:38");
    }

    @Test
    void theDayIsOfNoInterestWhereNobodyAsked() throws IOException {
        check();
        Map<String, Object> kept = kept();
        today = today.plusDays(1);
        check();
        assertThat(kept()).isEqualTo(kept);
    }

    @Test
    void aBaselineAcceptsWhatWasKept() throws IOException {
        CheckResult first = check();
        Map<String, Object> kept = kept();
        Baseline.of(first.findings()).write(folder);
        CheckResult after = check();
        assertThat(after.findings()).isEmpty();
        assertThat(after.summary().baselined()).isEqualTo(2);
        assertThat(after.accepted()).hasSize(3);
        assertThat(kept()).isEqualTo(kept);
    }

    @Test
    void someOfTheRulesAreAJudgementOfTheirOwn() throws IOException {
        assertThat(said(check("no-copies"))).containsExactly("no-copies src/a/Copied.java:2:7");
        assertThat(said(check("keeps-nothing"))).containsExactly("keeps-nothing src/a/Copied.java:5:5");
        assertThat(said(check())).hasSize(2);
        assertThat(kept()).hasSize(3);
    }

    @Test
    void aRuleThatLooksBeyondTheCodeIsJudgedAnewWithAllOthers() throws IOException {
        write("decisions.md", "## D1 One  [accepted, 2026-11-22]\nGuarded by: `no-copies`.\n");
        replace("rules.yaml", "rules:", "docs: {decisions: decisions.md}\nrules:\n  - {id: links, kind: doc-links}");
        check();
        assertThat(kept()).isEmpty();
        check("no-copies");
        assertThat(kept()).hasSize(1);
    }

    @Test
    void nothingIsKeptWhileAFileIsSoNewThatItsTimeTellsNothing() throws IOException {
        age = Duration.ZERO;
        check();
        assertThat(kept()).isEmpty();
    }

    @Test
    void aFolderThatAppearsForAPatternIsSeen() throws IOException {
        replace("rules.yaml", "sources: [src]", "sources: [src, more]");
        assertThat(check().notAssessed()).anyMatch(entry -> entry.input().equals("more"));
        Files.createDirectory(folder.resolve("more"));
        assertThat(check().notAssessed()).noneMatch(entry -> entry.input().equals("more"));
    }

    @Test
    void whatIsDamagedIsJudgedAnew() throws IOException {
        CheckResult first = check();
        Path file = folder.resolve(".guard").resolve(kept().keySet().iterator().next());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertSame(check(), first);
    }
}
