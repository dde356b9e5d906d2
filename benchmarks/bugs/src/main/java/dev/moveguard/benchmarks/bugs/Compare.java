package dev.moveguard.benchmarks.bugs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the table of the page: a row for each case, a column for each tool. What each tool's checks are called that found a case goes
 * to standard output, to be read by whoever doubts the table.
 *
 * <p>Arguments: the folder of this benchmark, the command {@code guard}, the page.
 */
public final class Compare {
    private static final Map<String, String> GROUPS = Map.of(
            "given", "a ticket that is good for one ride",
            "completed", "completed twice, or never",
            "read", "read twice",
            "closed", "not closed, or used after it was");

    private final Path page;
    private final List<Case> cases;
    private final Map<String, List<Report>> reports = new LinkedHashMap<>();

    private Compare(Path page, List<Case> cases) {
        this.page = page;
        this.cases = cases;
    }

    /** Runs all tools and writes the table; see the class. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Path.of(args[0]);
        Compare compare = new Compare(Path.of(args[2]), Case.in(home.resolve("cases")));
        for (Tool tool : new Tools(home, args[1]).all()) {
            compare.reports.put(tool.name(), tool.reports());
        }
        compare.write();
    }

    private void write() throws IOException {
        String table = "<!-- bugs -->\n" + table() + "<!-- end of bugs -->";
        Files.writeString(
                page,
                Files.readString(page)
                        .replaceFirst("(?s)<!-- bugs -->.*?<!-- end of bugs -->", Matcher.quoteReplacement(table)));
    }

    private String table() {
        List<String> tools = List.copyOf(reports.keySet());
        StringBuilder table = new StringBuilder(row("Bug", tools) + "|---".repeat(tools.size() + 1) + "|\n");
        String group = "";
        for (Case one : cases) {
            if (!one.group().equals(group)) {
                group = one.group();
                table.append(row(
                        "**" + GROUPS.get(group) + "**",
                        tools.stream().map(tool -> "").toList()));
            }
            table.append(
                    row(one.title(), tools.stream().map(tool -> cell(one, tool)).toList()));
        }
        return table
                + row(
                        "**Seen, of " + cases.size() + "**",
                        tools.stream().map(this::seen).toList());
    }

    private String cell(Case one, String tool) {
        Set<String> checks = found(one, tool);
        if (!checks.isEmpty()) {
            System.out.println(one.file() + ": " + tool + ": " + String.join(", ", checks));
        }
        if (!checks.isEmpty()) {
            return "seen";
        }
        return one.isLeftOut(said(tool)) ? "not assessed" : "missed";
    }

    private String seen(String tool) {
        return "" + cases.stream().filter(one -> !found(one, tool).isEmpty()).count();
    }

    private Set<String> found(Case one, String tool) {
        return one.found(said(tool));
    }

    private List<Report> said(String tool) {
        return reports.getOrDefault(tool, List.of());
    }

    private static String row(String first, List<String> cells) {
        return Stream.concat(Stream.of(first), cells.stream()).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
