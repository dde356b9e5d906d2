package dev.moveguard.comparison;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.Lens;
import dev.moveguard.comparison.Tool.Says;
import dev.moveguard.rule.NeverStoresRule;
import dev.moveguard.rule.NoAliasApiRule;
import dev.moveguard.rule.OneShotRule;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.SoleOwnerRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of docs/comparison.md say what the tools say. To write them anew:
 * {@code mvn -pl guard-rules -am test -Dtest=ComparisonTest -Dsurefire.failIfNoSpecifiedTests=false -Dmoveguard.write=true}.
 */
class ComparisonTest {
    private static final Path PAGE = Path.of("..", "docs", "comparison.md");

    @TempDir
    private Path folder = Path.of("");

    /** A table of the page: its name, which is that of its cases, and the tools in the order of the columns; null: none can say it. */
    record Table(String name, List<@Nullable Tool> tools) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Table> tables() {
        return List.of(storing(), owning(), aliasing(), taking());
    }

    private static Table storing() {
        return table(
                "storing",
                Tool.archUnit(noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .haveSimpleName("Vm")
                        .should()
                        .haveRawType("Continuation")),
                Tool.archUnit(noClasses()
                        .that()
                        .haveSimpleName("Vm")
                        .should()
                        .dependOnClassesThat()
                        .haveSimpleName("Continuation")),
                Tool.search("\\bContinuation\\s+\\w+\\s*[;=]"),
                new NeverStoresRule(
                        List.of(dev.moveguard.code.TypePattern.of("Vm")),
                        List.of(dev.moveguard.code.TypePattern.of("Continuation")),
                        dev.moveguard.rule.Exceptions.of("K")));
    }

    private static Table owning() {
        return table(
                "owning",
                Tool.archUnit(noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .doNotHaveSimpleName("Continuation")
                        .should()
                        .haveRawType("Chain")),
                Tool.archUnit(noClasses()
                        .that()
                        .doNotHaveSimpleName("Continuation")
                        .and()
                        .doNotHaveSimpleName("Chain")
                        .should()
                        .dependOnClassesThat()
                        .haveSimpleName("Chain")),
                Tool.search("(?<!private )\\bChain\\s+\\w+\\s*[;=]"),
                SoleOwnerRule.of("Continuation", "chain"));
    }

    private static Table aliasing() {
        return table(
                "aliasing",
                Tool.archUnit(noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .haveSimpleName("Continuation")
                        .should()
                        .haveRawReturnType("Continuation")),
                null,
                Tool.search("\\b(?:share|clone|fork|dup|copy|snapshot)\\w*\\s*\\("),
                NoAliasApiRule.of("Continuation"));
    }

    private static Table taking() {
        return table(
                "taking", null, null, Tool.demand("\\bchain = null;"), OneShotRule.of("Continuation", "chain", "take"));
    }

    private static Table table(
            String name, @Nullable Tool rawTypes, @Nullable Tool dependencies, Tool search, Rule rule) {
        List<@Nullable Tool> tools = new ArrayList<>();
        tools.add(rawTypes);
        tools.add(dependencies);
        tools.add(search);
        tools.add(Tool.moveguard(rule, Lens.BYTECODE));
        tools.add(Tool.moveguard(rule, Lens.SOURCE));
        return new Table(name, tools);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void isWhatTheToolsSay(Table table) throws IOException {
        String lines = lines(table);
        if (Boolean.getBoolean("moveguard.write")) {
            Files.writeString(
                    PAGE,
                    Files.readString(PAGE)
                            .replaceFirst(
                                    between(table), java.util.regex.Matcher.quoteReplacement(marked(table, lines))));
        }
        assertThat(Files.readString(PAGE)).contains(marked(table, lines));
    }

    /** What the page says in words above its tables. */
    @Test
    void oursMissesAndOverdoesWhatThePageSays() throws IOException {
        assertThat(rowsWith("missed")).isEmpty();
        assertThat(rowsWith("false alarm")).containsExactly("a name that only begins alike");
    }

    /** Returns the rows in which one of the last two columns, ours, says this. */
    private static List<String> rowsWith(String cell) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(line -> List.of(line.split(" *\\| *")))
                .filter(cells -> cells.size() == 7 && cells.subList(5, 7).contains(cell))
                .map(cells -> cells.get(1))
                .toList();
    }

    private static String between(Table table) {
        return "(?s)<!-- %s -->.*?<!-- end of %s -->".formatted(table.name, table.name);
    }

    private static String marked(Table table, String lines) {
        return "<!-- %s -->\n%s<!-- end of %s -->".formatted(table.name, lines, table.name);
    }

    private String lines(Table table) throws IOException {
        StringBuilder breaches = new StringBuilder();
        StringBuilder lawful = new StringBuilder();
        List<Map<String, Integer>> sums = new ArrayList<>();
        table.tools.forEach(tool -> sums.add(new LinkedHashMap<>()));
        for (Case one : Case.of(table.name + ".txt")) {
            List<String> cells = cells(table, one);
            for (int i = 0; i < cells.size(); i++) {
                sums.get(i).merge(cells.get(i), 1, Integer::sum);
            }
            (one.isLawful() ? lawful : breaches).append(line(one.name(), cells));
        }
        return line(
                        "Breach",
                        List.of("ArchUnit, raw types", "ArchUnit, dependencies", "text search", "bytecode", "source"))
                + "|---|---|---|---|---|---|\n"
                + breaches
                + line("**Lawful**", List.of("", "", "", "", ""))
                + lawful
                + line(
                        "**Seen / false alarms**",
                        sums.stream().map(ComparisonTest::sum).toList());
    }

    private static String sum(Map<String, Integer> cells) {
        if (cells.containsKey("n/a")) {
            return "n/a";
        }
        int breaches =
                cells.getOrDefault("seen", 0) + cells.getOrDefault("missed", 0) + cells.getOrDefault("not assessed", 0);
        int lawful = cells.getOrDefault("quiet", 0) + cells.getOrDefault("false alarm", 0);
        return "%s of %s / %s of %s"
                .formatted(cells.getOrDefault("seen", 0), breaches, cells.getOrDefault("false alarm", 0), lawful);
    }

    private static String line(String name, List<String> cells) {
        return Stream.concat(Stream.of(name), cells.stream()).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private List<String> cells(Table table, Case one) throws IOException {
        Path base = Files.createTempDirectory(folder, "case");
        Path sources = Files.createDirectories(base.resolve("sources"));
        Path classes = Files.createDirectories(base.resolve("classes"));
        Path source = Files.writeString(sources.resolve("Fixture.java"), one.source());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int code = compiler.run(
                null, null, null, "-g", "-proc:none", "-Xlint:none", "-d", classes.toString(), source.toString());
        assertThat(code).as("%s compiles: %s", one.name(), one.source()).isZero();
        List<String> cells = new ArrayList<>();
        for (Tool tool : table.tools) {
            cells.add(tool == null ? "n/a" : cell(tool.judge(sources, classes), one.isLawful()));
        }
        return cells;
    }

    private static String cell(Says says, boolean isLawful) {
        return switch (says) {
            case BREACH -> isLawful ? "false alarm" : "seen";
            case NOTHING -> isLawful ? "quiet" : "missed";
            case NOT_ASSESSED -> "not assessed";
        };
    }
}
