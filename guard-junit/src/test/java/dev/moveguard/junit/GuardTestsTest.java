package dev.moveguard.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.moveguard.config.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs classes as a team would write them on the real platform, in a project of their own. */
class GuardTestsTest {
    private static final String BASE = "basedir";
    private static final String ORDERS = """
            package shop;
            class Orders {
                private Cursor open;
                int count() { return 0; }
            }
            class Cursor {}
            """;

    /** The folder of the rules; the module of the tests lies in it. */
    @TempDir
    Path folder = Path.of("");

    private String base = "";
    private String printed = "";

    static class Plain implements GuardTests {}

    @GuardRules("laws/shop.yaml")
    static class Named implements GuardTests {}

    @GuardRules(failOn = Severity.WARNING)
    static class Strict implements GuardTests {}

    @GuardRules(ids = "no-copies")
    static class One implements GuardTests {}

    @GuardRules(ids = {"no-copies", "stores-no-cursr"})
    static class Misspelt implements GuardTests {}

    @Tag("laws")
    static class Inheriting extends Strict {}

    static class Factory {
        @TestFactory
        Stream<DynamicNode> shop() {
            return GuardTests.of(Path.of("rules.yaml"));
        }

        @TestFactory
        Stream<DynamicNode> strict() {
            return GuardTests.of(Path.of("rules.yaml"), Severity.INFO);
        }
    }

    @BeforeEach
    void entersTheModule() throws IOException {
        base = System.getProperty(BASE, "");
        System.setProperty(
                BASE, Files.createDirectories(folder.resolve("läws mödule")).toString());
        write("src/shop/Orders.java", ORDERS);
    }

    @AfterEach
    void leavesTheModule() {
        if (base.isEmpty()) {
            System.clearProperty(BASE);
        } else {
            System.setProperty(BASE, base);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).resolveSibling(""));
        Files.writeString(folder.resolve(file), text);
    }

    private void rules(String... rules) throws IOException {
        write("rules.yaml", file("src", rules));
    }

    private static String file(String sources, String... rules) {
        return """
                version: 1
                scan:
                  sources: [%s]
                laws:
                  - {id: SHOP/1, says: an order keeps no cursor}
                rules:
                %s""".formatted(sources, String.join("", rules));
    }

    private static String neverStores(String severity, String holder) {
        return """
                  - id: stores-no-cursor
                    kind: never-stores
                    law: SHOP/1
                    severity: %s
                    holders: [%s]
                    types: [shop.Cursor]
                    fix: read the rows where the query runs
                """.formatted(severity, holder);
    }

    private static final String NO_COPIES = """
              - {id: no-copies, kind: no-clone, type: shop.Orders}
            """;

    /** Runs a class, and returns what became of its tests, by display name: empty, or the message of the failure. */
    private Map<String, String> run(Class<?> tests) {
        Map<String, String> outcomes = new TreeMap<>();
        finished(tests).forEach(event -> outcomes.put(event.getTestDescriptor().getDisplayName(), failure(event)));
        return outcomes;
    }

    private List<Event> finished(Class<?> tests) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute().testEvents().stream()
                    .filter(event -> event.getType() == EventType.FINISHED)
                    .toList();
        } finally {
            System.setOut(out);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static String failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(thrown -> {
                    assertThat(thrown).isInstanceOf(AssertionError.class);
                    assertThat(thrown.getStackTrace()).isEmpty();
                    return String.valueOf(thrown.getMessage());
                })
                .orElse("");
    }

    @Test
    void failsWithWhatTheCommandLinePrints() throws IOException {
        rules(neverStores("error", "shop.Orders"), NO_COPIES);
        assertThat(run(Plain.class))
                .isEqualTo(Map.of(
                        "no-copies (no-clone)",
                        "",
                        "stores-no-cursor: SHOP/1, an order keeps no cursor",
                        """
                        error[stores-no-cursor]: Orders.open stores a Cursor
                         --> src/shop/Orders.java:3:13
                          |
                        3 |     private Cursor open;
                          |             ^^^^^^
                          = law: SHOP/1, an order keeps no cursor
                          = fix: read the rows where the query runs
                          = see: guard explain stores-no-cursor""".formatted()));
    }

    @Test
    void saysWhatItLookedAtOnceForAllRules() throws IOException {
        rules(neverStores("error", "shop.Cursor"), NO_COPIES);
        assertThat(run(Plain.class).values()).containsExactly("", "");
        assertThat(printed).matches("guard: clean: 2 rules, 2 subjects, 1 file, 0 suppressed, \\d+ ms\n");
    }

    @Test
    void aValueThatIsOnlyPassedIsNotStored() throws IOException {
        write(
                "src/shop/Orders.java",
                "package shop;\nclass Orders { int count(Cursor open) { return 0; } }\nclass Cursor {}\n");
        rules(neverStores("error", "shop.Orders"));
        assertThat(run(Plain.class).values()).containsExactly("");
    }

    @Test
    void aRuleThatIsAboutNothingFails() throws IOException {
        rules(neverStores("error", "shop.Ordrs"), NO_COPIES);
        Map<String, String> outcomes = run(Plain.class);
        assertThat(outcomes).containsEntry("no-copies (no-clone)", "");
        assertThat(outcomes.get("stores-no-cursor: SHOP/1, an order keeps no cursor"))
                .startsWith("error[stores-no-cursor]: ")
                .contains("shop.Ordrs", "did you mean shop.Orders?", "--> rules.yaml:11:15");
    }

    @Test
    void whatCouldNotBeJudgedFails() throws IOException {
        rules(neverStores("error", "shop.Orders"), NO_COPIES);
        write("src/shop/Broken.java", "package shop;\nclass Broken { void }\n");
        assertThat(run(Plain.class).get("no-copies (no-clone)"))
                .startsWith("not assessed: src/shop/Broken.java:2:16 ")
                .endsWith(" (needed by no-copies)");
        assertThat(run(Plain.class).get("stores-no-cursor: SHOP/1, an order keeps no cursor"))
                .startsWith("error[stores-no-cursor]: ")
                .contains("\n\nnot assessed: src/shop/Broken.java:2:16 ");
    }

    @Test
    void judgingNothingFails() throws IOException {
        rules(NO_COPIES);
        Files.delete(folder.resolve("src/shop/Orders.java"));
        assertThat(run(Plain.class).get("no-copies (no-clone)"))
                .contains("not assessed: rules.yaml nothing was scanned");
    }

    @Test
    void aWarningIsPrintedAndFailsWhereThatIsAskedFor() throws IOException {
        rules(neverStores("warning", "shop.Orders"));
        assertThat(run(Plain.class).values()).containsExactly("");
        assertThat(printed)
                .startsWith("guard: 1 warning: 1 rule, ")
                .contains("\nwarning[stores-no-cursor]: Orders.open stores a Cursor\n --> src/shop/Orders.java:3:13\n");
        for (Class<?> tests : List.of(Strict.class, Inheriting.class)) {
            assertThat(run(tests).values()).singleElement().asString().startsWith("warning[stores-no-cursor]: ");
        }
        assertThat(printed).doesNotContain("warning[");
    }

    @Test
    void aFactoryOfOnesOwnIsTold() throws IOException {
        rules(neverStores("warning", "shop.Orders"));
        assertThat(finished(Factory.class).stream().map(GuardTestsTest::failure).toList())
                .satisfiesExactlyInAnyOrder(
                        shop -> assertThat(shop).isEmpty(),
                        strict -> assertThat(strict).startsWith("warning[stores-no-cursor]: "));
    }

    @Test
    void aBaselineAndASuppressionAreTakenAsOnTheCommandLine() throws IOException {
        rules(neverStores("error", "shop.Orders"));
        write("src/shop/Orders.java", ORDERS.replace("0; }", "0; } // guard:allow stores-no-cursor -- goes next week"));
        assertThat(run(Plain.class).values())
                .anySatisfy(text -> assertThat(text).contains("suppresses nothing"));
        write(
                "src/shop/Orders.java",
                ORDERS.replace("open;", "open; // guard:allow stores-no-cursor -- goes next week"));
        assertThat(run(Plain.class).values()).containsExactly("");
        assertThat(printed).contains(", 1 suppressed, ");
    }

    @Test
    void oneTestFailsWhereTheConfigurationIsWrong() throws IOException {
        rules("  - {id: no-copies, kind: no-clon, type: shop.Orders}\n");
        assertThat(run(Plain.class))
                .isEqualTo(Map.of(
                        "rules.yaml", "rules.yaml:7:27: no rule kind is called no-clon, did you mean no-clone?"));
    }

    @Test
    void oneTestFailsWhereThereAreNoRules() throws IOException {
        Path module = folder.resolve("läws mödule");
        assertThat(run(Named.class))
                .isEqualTo(Map.of(
                        "laws/shop.yaml",
                        "laws/shop.yaml: no such file in %s or above"
                                .formatted(module.toString().replace('\\', '/'))));
        write("rules.yaml", "version: 1\n");
        assertThat(run(Plain.class))
                .isEqualTo(Map.of("rules.yaml", "rules.yaml: defines no rule, so nothing would be judged"));
    }

    @Test
    void judgesTheRulesThatAreNamed() throws IOException {
        rules(neverStores("error", "shop.Orders"), NO_COPIES);
        assertThat(run(One.class)).isEqualTo(Map.of("no-copies (no-clone)", ""));
        assertThat(run(Misspelt.class))
                .isEqualTo(Map.of(
                        "rules.yaml",
                        "rules.yaml: no rule has the id stores-no-cursr, did you mean stores-no-cursor?"));
    }

    @Test
    void findsTheNearestFileOfTheName() throws IOException {
        rules(neverStores("error", "shop.Orders"));
        write("laws/shop.yaml", file("../src", NO_COPIES));
        assertThat(run(Named.class)).isEqualTo(Map.of("no-copies (no-clone)", ""));
        write("läws mödule/laws/shop.yaml", file("../../src", neverStores("error", "shop.Cursor")));
        assertThat(run(Named.class)).isEqualTo(Map.of("stores-no-cursor: SHOP/1, an order keeps no cursor", ""));
    }

    @Test
    void aTestStandsWhereItsRuleDoes() throws IOException {
        write("läws mödule/laws/shop.yaml", file("../../src", NO_COPIES));
        write("läws mödule/laws/more.yaml", "version: 1\nrules:\n" + neverStores("error", "shop.Cursor"));
        write(
                "läws mödule/laws/shop.yaml",
                file("../../src", NO_COPIES)
                        .replace("scan:", "extends: [more.yaml, 'classpath:moveguard/presets/arena.yaml']\nscan:"));
        List<String> places = finished(Named.class).stream()
                .map(event -> (FileSource) event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> folder.resolve("läws mödule/laws")
                                .relativize(source.getFile().toPath())
                        + source.getPosition()
                                .map(at -> ":" + at.getLine() + ":"
                                        + at.getColumn().orElse(0))
                                .orElse(""))
                .distinct()
                .toList();
        assertThat(places).containsExactlyInAnyOrder("shop.yaml:8:10", "more.yaml:3:9", "shop.yaml");
    }
}
