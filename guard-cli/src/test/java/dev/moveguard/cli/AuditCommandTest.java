package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditCommandTest {
    private static final String RULES = """
            version: 1
            scan: {classes: [classes], tests: [src/test/java]}
            docs: {decisions: decisions.md}
            laws:
              - {id: L, says: cells are not copied, decision: D1}
            rules:
              - {id: cell, kind: no-clone, law: L, type: shop.Cell}
            """;
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>shop</groupId><artifactId>shop</artifactId><version>1</version>
              <build><plugins>
                <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version></plugin>%s
              </plugins></build>
              <dependencies><dependency>
                <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
                <version>5.14.4</version><scope>test</scope>
              </dependency></dependencies>
            </project>
            """;
    private static final String PLUGIN = """
            <plugin><groupId>dev.moveguard</groupId><artifactId>guard-maven-plugin</artifactId><version>1</version>
              <executions><execution>%s<goals><goal>check</goal></goals>%s</execution></executions>
            </plugin>""";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void write() {
        file("src/main/java/shop/Cell.java", "package shop; class Cell { int content; }");
        GuardRun.compile(folder.resolve("src/main/java"), folder.resolve("classes"));
        file("src/test/java/shop/CellTest.java", """
                package shop;
                class CellTest { @org.junit.jupiter.api.Test void stays() {} }
                """);
        file("decisions.md", "## D1 Cells have one owner [accepted, 2026-02-03]\nGuarded by: `cell`.\n");
        file("pom.xml", POM.formatted(""));
        file(".ci/run", "#!/bin/sh\nset -e\nmvn verify\nguard check\n");
        file("rules.yaml", RULES);
    }

    private void file(String name, String text) {
        GuardRun.write(folder.resolve(name), text);
    }

    private void rules(String from, String to) {
        assertThat(RULES).contains(from);
        file("rules.yaml", RULES.replace(from, to));
    }

    private String audit(String... more) {
        String[] all = new String[more.length + 1];
        all[0] = "audit";
        System.arraycopy(more, 0, all, 1, more.length);
        GuardRun run = GuardRun.in(folder, all);
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    @Test
    void aLawWhoseRuleBitesAndRunsIsEnforced() {
        assertThat(audit()).isEqualTo("""
                ENFORCED   L  cells are not copied (D1, 2026-02-03)
                           rule  cell  alive, holds, bites, wired

                1 law: 1 ENFORCED; 1 guard, 0 without a law, 1 wiring
                """);
    }

    @Test
    void aLawWithoutAGuardIsOnlyADocument() {
        rules(", law: L", "");
        assertThat(audit())
                .contains("DOC-ONLY   L  cells are not copied", "because  no rule and no test names it", "no law\n")
                .contains("rule  cell  alive, holds, bites, wired");
    }

    @Test
    void aLawWhoseRuleIsAboutNothingIsDead() {
        rules("shop.Cell", "shop.Cells");
        assertThat(audit())
                .contains(
                        "DEAD       L",
                        "because  cell: it is about nothing: shop.Cells matches no scanned type, did you mean shop.Cell?",
                        "next     name what it guards now, or take it out");
    }

    @Test
    void aLawWhoseRuleHasFindingsIsPartlyEnforced() {
        file("src/main/java/shop/Cell.java", "package shop; class Cell { Cell copy() { return this; } }");
        GuardRun.compile(folder.resolve("src/main/java"), folder.resolve("classes"));
        assertThat(audit()).contains("PARTIAL    L", "because  cell: it has 1 open finding");
    }

    @Test
    void aLawThatIsNotProvedIsPartlyEnforced() {
        assertThat(audit("--no-prove")).contains("PARTIAL    L", "because  cell: it was not proved");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            mvn verify                        => nothing runs guard check
            guard check || true               => guard check in .ci/run runs it, but || true swallows its failure
            guard check --rule another        => nothing runs guard check
            guard check --config other.yaml   => nothing runs guard check
            guard list                        => nothing runs guard check
            echo guard check                  => nothing runs guard check
            """)
    void aLawWhoseRuleNothingRunsIsNotWired(String command, String because) {
        file(".ci/run", "#!/bin/sh\nset -e\n" + command + "\nexit 0\n");
        assertThat(audit()).contains("NOT-WIRED  L", "because  cell: " + because);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | ''                                                   | ENFORCED
            <phase>verify</phase> | <configuration><failOn>warning</failOn></configuration> | ENFORCED
            <phase>none</phase>   | ''                                                   | NOT-WIRED
            ''                    | <configuration><skip>true</skip></configuration>      | NOT-WIRED
            ''                    | <configuration><rules><rule>other</rule></rules></configuration> | NOT-WIRED
            """)
    void theGoalOfThePluginRunsRules(String phase, String configuration, String verdict) {
        file(".ci/run", "#!/bin/sh\nset -e\nmvn verify\n");
        file("pom.xml", POM.formatted(PLUGIN.formatted(phase, configuration)));
        assertThat(audit()).startsWith(verdict + " ");
    }

    @Test
    void aProfileThatIsNotActiveRunsNothing() {
        file(".ci/run", "#!/bin/sh\nmvn verify\n");
        String profile =
                "<profiles><profile><id>x</id><build><plugins>%s</plugins></build></profile></profiles></project>"
                        .formatted(PLUGIN.formatted("", ""));
        file("pom.xml", POM.formatted("").replace("</project>", profile));
        assertThat(audit()).startsWith("NOT-WIRED ");
    }

    @Test
    void aWarningThatNothingFailsOnIsPartlyEnforced() {
        rules("law: L", "law: L, severity: warning");
        assertThat(audit())
                .contains("PARTIAL    L", "because  cell: its severity is warning, and nothing fails on that");
        file(".ci/run", "#!/bin/sh\nset -e\nguard check --fail-on warning\n");
        assertThat(audit()).startsWith("ENFORCED ");
    }

    @Test
    void aHookAloneEnforcesInPart() {
        file(".ci/run", "#!/bin/sh\nset -e\nmvn verify\n");
        file(".husky/pre-commit", "guard check --staged\n");
        assertThat(audit()).contains("PARTIAL    L", "because  cell: a hook alone runs it");
    }

    @Test
    void testsEnforceLawsToo() {
        rules("decision: D1}", "decision: D1, tests: [shop.CellTest]}");
        assertThat(audit("--format", "markdown"))
                .contains(
                        "| test `shop.CellTest` | L | yes | - | - | yes |",
                        "| L | cells are not copied | D1, 2026-02-03 | ENFORCED |");
    }

    @Test
    void aTestThatTheBuildDoesNotRunIsDead() {
        rules("decision: D1}", "decision: D1, tests: [shop.CellTest]}");
        file("pom.xml", POM.formatted("").replace("<version>3.6.1</version>", """
                <version>3.6.1</version><configuration><excludes><exclude>**/CellTest.java</exclude></excludes></configuration>"""));
        assertThat(audit())
                .contains("PARTIAL    L", "because  shop.CellTest: CellTest is not run: an exclude of Surefire");
        file("src/test/java/shop/CellTest.java", "package shop; class Other {}");
        assertThat(audit()).contains("because  shop.CellTest: no test source declares it");
    }

    @Test
    void ciThatSkipsTestsRunsNone() {
        rules("decision: D1}", "decision: D1, tests: [shop.CellTest]}");
        file(".ci/run", "#!/bin/sh\nset -e\nmvn package -DskipTests\nguard check\n");
        assertThat(audit())
                .contains(
                        "PARTIAL    L",
                        "because  shop.CellTest: CI calls Maven without running tests: mvn package -DskipTests");
    }

    @Test
    void failsOnTheVerdictsThatAreNamed() {
        rules(", law: L", "");
        assertThat(GuardRun.in(folder, "audit").code()).isZero();
        assertThat(GuardRun.in(folder, "audit", "--fail-on", "doc-only").code()).isEqualTo(1);
        rules("shop.Cell", "shop.Cells");
        assertThat(GuardRun.in(folder, "audit").code()).isEqualTo(1);
        assertThat(GuardRun.in(folder, "audit", "--fail-on", "none").code()).isZero();
        GuardRun wrong = GuardRun.in(folder, "audit", "--fail-on", "ded");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo(
                        "guard: --fail-on takes partial, not-wired, dead, doc-only or none, not ded, did you mean dead?\n");
    }

    @Test
    void writesJsonAndHtml() {
        rules("cells are not copied", "\"<b>cells</b> | no copies\"");
        assertThat(audit("--format", "json"))
                .contains(
                        "\"verdict\" : \"ENFORCED\"",
                        "\"type\" : \"rule\"",
                        "\"notWired\" : 0",
                        "\"since\" : \"2026-02-03\"");
        assertThat(audit("--format", "html"))
                .contains("&lt;b&gt;cells&lt;/b&gt; | no copies")
                .doesNotContain("<b>");
        assertThat(audit("--format", "markdown")).contains("| &lt;b>cells&lt;/b> \\| no copies |");
    }

    @Test
    void isNotAssessedWhereAConfigurationCannotBeRead() {
        file(".gitlab-ci.yml", "a: [b\n");
        GuardRun run = GuardRun.in(folder, "audit");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("not assessed: .gitlab-ci.yml is not YAML");
    }

    @Test
    void auditsAProjectWithoutRulesByItsRecords() {
        file("project/docs/adr/0001-keep-layers.md", """
                # 1. Keep layers

                Date: 2025-04-05

                ## Status

                Accepted

                ## Confirmation

                `LayersArchTest`
                """);
        file("project/docs/adr/0002-use-java.md", "# 2. Use Java\n\n## Status\n\nAccepted\n");
        file("project/pom.xml", POM.formatted(""));
        file("project/src/test/java/shop/LayersArchTest.java", """
                package shop;
                import com.tngtech.archunit.core.importer.ClassFileImporter;
                class LayersArchTest { @org.junit.jupiter.api.Test void layers() {} }
                """);
        assertThat(audit("project")).isEqualTo("""
                ENFORCED   docs/adr/0001-keep-layers.md  Keep layers (0001, 2025-04-05)
                           test  shop.LayersArchTest  on the test path, wired
                DOC-ONLY   docs/adr/0002-use-java.md  Use Java (0002)
                           because  the record names no guard
                           next     name the test that guards it, or mark it advisory

                2 laws: 1 ENFORCED, 1 DOC-ONLY; 1 guard, 0 without a law, 0 wirings
                """);
    }
}
