package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fifteen ways to weaken guards, each reported; fifteen refactorings, each silent. In real repositories. */
class DiffCommandTest {
    private static final String RULES = """
            version: 1
            scan: {classes: ["*/target/classes"], sources: [core/src/main/java], tests: [core/src/test/java]}
            docs: {decisions: decisions.md}
            laws:
              - {id: L, says: cells are not copied, decision: D1, tests: [shop.CellGuardTest]}
            rules:
              - {id: cell, kind: no-clone, law: L, type: shop.Cell}
              - id: frames
                kind: never-stores
                holders: [shop.Frame, shop.Machine]
                types: [shop.Cell]
                allow: [shop.Handle]
                because: a stored cell is shared
              - {id: guards, kind: tests-on-path, tests: ["shop.*GuardTest"], reports: required}
            """;
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>shop</groupId><artifactId>%s</artifactId><version>1</version>
              %s
            </project>
            """;
    private static final String CORE = """
            <build><plugins>
                <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version></plugin>
                <plugin><groupId>dev.moveguard</groupId><artifactId>guard-maven-plugin</artifactId><version>1</version>
                  <executions><execution><goals><goal>check</goal></goals></execution></executions>
                </plugin>
              </plugins></build>
              <dependencies><dependency>
                <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
                <version>5.14.4</version><scope>test</scope>
              </dependency></dependencies>""";
    private static final String TEST = """
            package shop;

            import org.junit.jupiter.api.Test;

            class CellGuardTest {
                @Test
                void isNotCopied() {}

                @Test
                void isNotShared() {}
            }
            """;
    private static final String CI = "#!/bin/sh\nset -e\nmvn verify\n./guard check\n./guard prove\n";

    @TempDir
    Path folder = Path.of("");

    private final Map<String, String> files = new TreeMap<>();

    @BeforeEach
    void commitTheBase() {
        put("rules.yaml", RULES);
        put("decisions.md", "## D1 Cells have one owner [accepted]\nGuarded by: `cell`.\n");
        put("pom.xml", POM.formatted("all", "<packaging>pom</packaging><modules><module>core</module></modules>"));
        put("core/pom.xml", POM.formatted("core", CORE));
        put("core/src/main/java/shop/Cell.java", "package shop;\nclass Cell {\n    int content;\n}\n");
        put("core/src/main/java/shop/Frame.java", "package shop;\nclass Frame {\n    int depth;\n}\n");
        put("core/src/main/java/shop/Machine.java", "package shop;\nclass Machine {\n    int steps;\n}\n");
        put("core/src/main/java/shop/Handle.java", "package shop;\nclass Handle {\n    int number;\n}\n");
        put("core/src/test/java/shop/CellGuardTest.java", TEST);
        put(".ci/run", CI);
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "base");
    }

    private void put(String name, String text) {
        files.put(name, text);
        GuardRun.write(folder.resolve(name), text);
    }

    private void remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(String name, String from, String to) {
        String text = files.getOrDefault(name, "");
        assertThat(text).as(name).contains(from);
        put(name, text.replace(from, to));
    }

    private void move(String from, String to) {
        put(to, files.getOrDefault(from, ""));
        remove(from);
    }

    private void git(String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private interface Edit {
        void in(DiffCommandTest project);
    }

    /** @param says what is reported; empty: nothing */
    record Case(String name, Edit edit, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case weaker(String name, Edit edit, String says) {
        return new Case(name, edit, says);
    }

    private static Case harmless(String name, Edit edit) {
        return new Case(name, edit, "");
    }

    private static Case rules(String name, String from, String to, String says) {
        return new Case(name, project -> project.change("rules.yaml", from, to), says);
    }

    static Stream<Case> weakenings() {
        return Stream.of(
                rules(
                        "a rule removed",
                        "  - {id: cell, kind: no-clone, law: L, type: shop.Cell}\n",
                        "",
                        "the rule cell is gone"),
                rules(
                        "a rule narrowed",
                        "[shop.Frame, shop.Machine]",
                        "[shop.Frame]",
                        "frames no longer covers shop.Machine, which holders named"),
                rules(
                        "a rule downgraded",
                        "type: shop.Cell}",
                        "type: shop.Cell, severity: warning}",
                        "cell is a warning now, it was an error"),
                rules(
                        "a rule that may be empty",
                        "type: shop.Cell}",
                        "type: shop.Cell, allow-empty: later}",
                        "cell may be about nothing now"),
                rules(
                        "an exception",
                        "[shop.Handle]",
                        "[shop.Handle, shop.Frame]",
                        "frames lets pass what it did not: allow shop.Frame"),
                weaker(
                        "a suppression",
                        project -> project.change(
                                "core/src/main/java/shop/Frame.java",
                                "int depth;",
                                "int depth; // guard:allow frames -- for now"),
                        "frames is suppressed in 1 place, it was in 0"),
                weaker(
                        "a baseline that grew",
                        project -> project.put(
                                "guard-baseline/frames.txt", "0123456789abcdef01234567 Frame.cell stores a Cell\n"),
                        "the baseline of frames grew by 1: Frame.cell stores a Cell"),
                weaker(
                        "a guard test deleted",
                        project -> project.remove("core/src/test/java/shop/CellGuardTest.java"),
                        "the guard test shop.CellGuardTest is gone"),
                weaker(
                        "a guard test disabled",
                        project -> project.change(
                                "core/src/test/java/shop/CellGuardTest.java",
                                "class CellGuardTest",
                                "@org.junit.jupiter.api.Disabled class CellGuardTest"),
                        "CellGuardTest is not run: it is disabled"),
                weaker(
                        "a guard test renamed off the path",
                        project -> {
                            project.move(
                                    "core/src/test/java/shop/CellGuardTest.java",
                                    "core/src/test/java/shop/CellGuards.java");
                            project.change("core/src/test/java/shop/CellGuards.java", "CellGuardTest", "CellGuards");
                            project.change("rules.yaml", "shop.CellGuardTest", "shop.CellGuards");
                            project.change("rules.yaml", "shop.*GuardTest", "shop.*Guards");
                        },
                        "CellGuards is not run: no include of Surefire matches its name"),
                weaker(
                        "a guard test in another group",
                        project -> project.change(
                                "core/src/test/java/shop/CellGuardTest.java",
                                "class CellGuardTest",
                                "@org.junit.jupiter.api.Tag(\"slow\") class CellGuardTest"),
                        "CellGuardTest is in other groups: @org.junit.jupiter.api.Tag(\"slow\")"),
                weaker(
                        "its module dropped",
                        project -> project.change("pom.xml", "<modules><module>core</module></modules>", ""),
                        "CellGuardTest is not run: module core is not listed by pom.xml"),
                weaker(
                        "the execution of the plugin removed",
                        project -> project.change(
                                "core/pom.xml",
                                "<executions><execution><goals><goal>check</goal></goals></execution></executions>",
                                ""),
                        "nothing runs guard:check in core/pom.xml, phase verify any more"),
                weaker(
                        "a step of CI removed",
                        project -> project.change(".ci/run", "./guard check\n", "./guard check || true\n"),
                        "nothing runs ./guard check in .ci/run any more"),
                weaker(
                        "--fail-on raised",
                        project -> {
                            project.change(".ci/run", "./guard check", "./guard check --fail-on warning");
                            project.git("add", "-A");
                            project.git(
                                    "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "w");
                            project.change(".ci/run", " --fail-on warning", "");
                        },
                        "./guard check in .ci/run fails on error only, it was warning"),
                // and more of the same
                weaker(
                        "a test of a guard deleted",
                        project -> project.change(
                                "core/src/test/java/shop/CellGuardTest.java",
                                "    @Test\n    void isNotShared() {}\n",
                                ""),
                        "CellGuardTest runs 1 of its 2 tests: without isNotShared"),
                rules(
                        "a weaker parameter",
                        "reports: required",
                        "reports: optional",
                        "guards has reports optional now"),
                rules("a law without its test", ", tests: [shop.CellGuardTest]", "", "L no longer names the test"),
                rules("a rule retired", "type: shop.Cell}", "type: shop.Cell, mood: retired}", "cell is retired"),
                rules(
                        "less scanned",
                        "sources: [core/src/main/java]",
                        "sources: []",
                        "sources of scan no longer names"));
    }

    static Stream<Case> refactorings() {
        return Stream.of(
                harmless("nothing at all", project -> {}),
                harmless("rules in another order", project -> {
                    String cell = "  - {id: cell, kind: no-clone, law: L, type: shop.Cell}\n";
                    project.change("rules.yaml", cell, "");
                    project.put("rules.yaml", project.files.getOrDefault("rules.yaml", "") + cell);
                }),
                harmless(
                        "rules written otherwise",
                        project -> project.change(
                                "rules.yaml",
                                "  - {id: cell, kind: no-clone, law: L, type: shop.Cell}\n",
                                "  # of cells\n  - id: cell\n    law: \"L\"\n    kind: no-clone\n    type: 'shop.Cell'\n")),
                harmless(
                        "entries in another order",
                        project -> project.change(
                                "rules.yaml", "[shop.Frame, shop.Machine]", "[shop.Machine, shop.Frame]")),
                harmless(
                        "another reason and repair",
                        project -> project.change(
                                "rules.yaml",
                                "because: a stored cell is shared",
                                "because: it is so\n    fix: take it")),
                harmless(
                        "a rule under another id",
                        project -> project.change("rules.yaml", "{id: cell,", "{id: cells,")),
                harmless("a type renamed with its references", project -> {
                    project.move("core/src/main/java/shop/Machine.java", "core/src/main/java/shop/Engine.java");
                    project.change("core/src/main/java/shop/Engine.java", "Machine", "Engine");
                    project.change("rules.yaml", "shop.Machine", "shop.Engine");
                }),
                harmless("a type moved to another package", project -> {
                    project.move("core/src/main/java/shop/Handle.java", "core/src/main/java/shop/k/Handle.java");
                    project.change("core/src/main/java/shop/k/Handle.java", "package shop;", "package shop.k;");
                    project.change("rules.yaml", "shop.Handle", "shop.k.Handle");
                }),
                harmless(
                        "a pattern that names more",
                        project -> project.change("rules.yaml", "[shop.Frame, shop.Machine]", "[shop.*]")),
                harmless("a guarded type that is gone", project -> {
                    project.remove("core/src/main/java/shop/Machine.java");
                    project.change("rules.yaml", ", shop.Machine", "");
                }),
                harmless("a guard test renamed with its references", project -> {
                    project.move(
                            "core/src/test/java/shop/CellGuardTest.java",
                            "core/src/test/java/shop/CellsGuardTest.java");
                    project.change("core/src/test/java/shop/CellsGuardTest.java", "CellGuardTest", "CellsGuardTest");
                    project.change("rules.yaml", "shop.CellGuardTest", "shop.CellsGuardTest");
                }),
                harmless(
                        "a test of a guard renamed",
                        project -> project.change(
                                "core/src/test/java/shop/CellGuardTest.java", "isNotShared", "isOwnedOnce")),
                harmless("sources reformatted", project -> {
                    project.change(
                            "core/src/main/java/shop/Frame.java", "    int depth;", "\t/** Depth. */\n\tint depth;");
                    project.change("core/src/test/java/shop/CellGuardTest.java", "    @Test\n", "    @Test ");
                }),
                harmless(
                        "a POM reformatted",
                        project -> project.change("core/pom.xml", "<goals><goal>", "<goals>\n<goal>")),
                harmless("a CI script moved", project -> {
                    project.put("tools/laws.sh", CI);
                    project.put(".ci/run", "#!/bin/sh\nset -e\n./tools/laws.sh\n");
                }),
                harmless("more rules, and stricter ones", project -> {
                    project.change("rules.yaml", "allow: [shop.Handle]", "allow: []");
                    project.put(
                            "rules.yaml",
                            project.files.getOrDefault("rules.yaml", "")
                                    + "  - {id: more, kind: no-clone, type: shop.Frame}\n");
                }),
                harmless("another module", project -> {
                    project.put("more/pom.xml", POM.formatted("more", ""));
                    project.change("pom.xml", "<module>core</module>", "<module>core</module><module>more</module>");
                }));
    }

    @ParameterizedTest
    @MethodSource("weakenings")
    void aWeakeningIsReported(Case one) {
        one.edit.in(this);
        GuardRun run = GuardRun.in(folder, "diff", "HEAD");
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).contains("weaker: " + one.says);
    }

    @ParameterizedTest
    @MethodSource("refactorings")
    void aRefactoringIsSilent(Case one) {
        one.edit.in(this);
        GuardRun run = GuardRun.in(folder, "diff", "HEAD");
        assertThat(run.out()).isEqualTo("no weaker: 3 rules compared with HEAD, 0 decided\n");
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void aDecisionOfTheSameChangeCoversALoss() {
        change("rules.yaml", "type: shop.Cell}", "type: shop.Cell, severity: warning}");
        change("decisions.md", "## D1", "## D2 The rule `cell` only warns [accepted]\nGuarded by: `cell`.\n\n## D1");
        GuardRun run = GuardRun.in(folder, "diff", "HEAD");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).isEqualTo("""
                decided: cell is a warning now, it was an error
                  --> rules.yaml:7:10
                   = decided by D2

                no weaker: 3 rules compared with HEAD, 1 decided
                """);
    }

    @Test
    void aDecisionThatNamesAnotherRuleOrIsOldCoversNothing() {
        change("rules.yaml", "type: shop.Cell}", "type: shop.Cell, severity: warning}");
        assertThat(GuardRun.in(folder, "diff", "HEAD").code()).isEqualTo(1); // D1 names the rule, and is old
        change(
                "decisions.md",
                "## D1",
                "## D2 The rule `cell-2` only warns [accepted]\nGuarded by: `frames`.\n\n## D1");
        assertThat(GuardRun.in(folder, "diff", "HEAD").code()).isEqualTo(1);
    }

    @Test
    void writesJson() {
        change("rules.yaml", "type: shop.Cell}", "type: shop.Cell, severity: warning}");
        assertThat(GuardRun.in(folder, "diff", "HEAD", "--format", "json").out())
                .contains("\"subject\" : \"cell\"", "\"line\" : 7", "\"decision\" : null", "\"rules\" : 3");
    }

    @Test
    void rulesThatAreNewHaveNothingToLose() {
        move("rules.yaml", "old.yaml");
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "none");
        put("rules.yaml", RULES);
        GuardRun run = GuardRun.in(folder, "diff", "HEAD");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("no weaker: 0 rules compared with HEAD, 0 decided\n");
        assertThat(run.err()).isEqualTo("guard: there was no rules.yaml at HEAD: nothing is compared\n");
    }

    private void commit(String... options) {
        git("add", "-A");
        List<String> words = new ArrayList<>(
                List.of("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "x"));
        words.addAll(List.of(options));
        git(words.toArray(String[]::new));
    }

    @Test
    void whatTheBaseGainedSinceIsNoLoss() {
        git("branch", "change");
        put("rules.yaml", RULES + "  - {id: more, kind: no-clone, type: shop.Frame}\n");
        commit();
        git("branch", "base");
        git("checkout", "-q", "change");
        GuardRun run = GuardRun.in(folder, "diff", "base");
        assertThat(run.out()).isEqualTo("no weaker: 3 rules compared with base, 0 decided\n");
        assertThat(run.code()).as(run.err()).isZero();
        change("rules.yaml", "type: shop.Cell}", "type: shop.Cell, severity: warning}");
        commit();
        assertThat(GuardRun.in(folder, "diff", "base").out()).startsWith("weaker: cell is a warning now");
    }

    @Test
    void comparesWithTheRevisionItselfWhereNoCommonCommitIsAtHand() {
        git("checkout", "-q", "--orphan", "other");
        change("rules.yaml", "type: shop.Cell}", "type: shop.Cell, severity: warning}");
        commit();
        git("branch", "base");
        git("checkout", "-q", "--orphan", "another");
        change("rules.yaml", "type: shop.Cell, severity: warning}", "type: shop.Cell, allow-empty: later}");
        commit();
        GuardRun run = GuardRun.in(folder, "diff", "base");
        assertThat(run.err())
                .isEqualTo(
                        "guard: no commit is at hand that base and HEAD both come from: compared with base itself\n");
        assertThat(run.out()).contains("cell may be about nothing now");
    }

    @Test
    void refusesARevisionThatIsNotThere() {
        GuardRun run = GuardRun.in(folder, "diff", "nowhere");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("guard: no revision is called nowhere in ");
    }
}
