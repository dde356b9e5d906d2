package dev.moveguard.proposal;

import dev.moveguard.code.Lens;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.Baseline;
import dev.moveguard.engine.Check;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The text of a first rules.yaml for a project: rules that hold today as rules, others that fit as comments.
 *
 * @param text the file
 * @param active how many rules it has
 * @param open how many more it has as comments
 */
public record Proposal(String text, int active, int open) {
    /** The name of the file. */
    public static final String FILE = "rules.yaml";

    /**
     * Looks at a project, tries the rules that may fit, and writes down which hold.
     *
     * @return nothing when the project has no Java sources
     */
    public static Optional<Proposal> of(Path root, Supplier<LocalDate> today) {
        Path folder = root.toAbsolutePath().normalize();
        ProjectLook look = ProjectLook.at(folder);
        if (look.sources().isEmpty()) {
            return Optional.empty();
        }
        List<Candidate> candidates = Candidate.of(look);
        Map<String, String> obstacles = obstacles(folder, look, candidates, today);
        Set<String> open = obstacles.keySet();
        return Optional.of(new Proposal(
                text(look, candidates, obstacles),
                (int) candidates.stream()
                        .filter(one -> !open.contains(one.id()))
                        .count(),
                open.size()));
    }

    /** Returns what keeps a rule from holding today, by id. */
    private static Map<String, String> obstacles(
            Path root, ProjectLook look, List<Candidate> candidates, Supplier<LocalDate> today) {
        CheckResult result = tried(root, text(look, candidates, Map.of()), today);
        Map<String, List<NotAssessed>> unread =
                result.notAssessed().stream().collect(Collectors.groupingBy(NotAssessed::rule));
        Map<String, List<ReportedFinding>> found =
                result.findings().stream().collect(Collectors.groupingBy(ReportedFinding::rule));
        return candidates.stream()
                .map(Candidate::id)
                .filter(id -> unread.containsKey(id) || found.containsKey(id))
                .collect(Collectors.toMap(
                        id -> id,
                        id -> obstacle(found.getOrDefault(id, List.of()), unread.getOrDefault(id, List.of()))));
    }

    private static String obstacle(List<ReportedFinding> found, List<NotAssessed> unread) {
        if (!found.isEmpty()) {
            String first = found.get(0).message() + " (" + found.get(0).at() + ")";
            return found.size() == 1
                    ? "finds something today: " + first
                    : "finds %s today, such as: %s".formatted(found.size(), first);
        }
        return "could not be assessed: %s %s"
                .formatted(unread.get(0).input(), unread.get(0).reason());
    }

    private static CheckResult tried(Path root, String text, Supplier<LocalDate> today) {
        try {
            Path trial = Files.createTempFile("moveguard", ".yaml");
            try {
                Files.writeString(trial, text);
                RuleBook book = RuleBook.of(RulesFile.read(trial, FILE)).at(root.resolve(FILE));
                return Check.run(new Check.Request(
                        book, book.entries(), List.of(), Lens.AUTO, today, FactsCache.none(), Baseline.none()));
            } finally {
                Files.delete(trial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ProjectLook look, List<Candidate> candidates, Map<String, String> obstacles) {
        StringBuilder text = new StringBuilder("""
                # What must stay true of this code. guard check judges it; guard explain ID tells more of a rule.
                version: 1

                scan:
                """);
        if (look.classes().isEmpty()) {
            text.append("  # Sources are judged until classes are named here: they tell more, once they are built.\n");
        }
        folders(text, look.classes().isEmpty() ? "  # classes: " : "  classes: ", look.classes(), look.unbuilt());
        folders(text, "  sources: ", look.sources(), Set.of());
        folders(text, look.tests().isEmpty() ? "  # tests: " : "  tests: ", look.tests(), Set.of());
        text.append("\nrules:\n");
        candidates.stream()
                .filter(one -> !obstacles.containsKey(one.id()))
                .forEach(one -> rule(text, one, "  ", List.of(one.about())));
        candidates.stream()
                .filter(one -> obstacles.containsKey(one.id()))
                .forEach(one -> rule(
                        text,
                        one,
                        "  # ",
                        List.of(
                                one.about(),
                                "This rule fits, and " + obstacles.get(one.id()),
                                "guard baseline accepts what is there, so that only more is reported.")));
        return text.toString();
    }

    private static void folders(StringBuilder text, String key, Set<String> folders, Set<String> otherwise) {
        Set<String> named = folders.isEmpty() ? otherwise : folders;
        if (!named.isEmpty()) {
            text.append(key)
                    .append(named.stream()
                            .map(folder -> folder.isEmpty() ? "." : folder)
                            .map(folder ->
                                    folder.matches("[\\w./-]+") ? folder : "\"" + folder.replace("\"", "\\\"") + "\"")
                            .collect(Collectors.joining(", ", "[", "]\n")));
        }
    }

    private static void rule(StringBuilder text, Candidate rule, String indent, List<String> comments) {
        comments.forEach(
                line -> text.append("  # ").append(line.replaceAll("\\R", " ")).append('\n'));
        text.append(indent).append("- id: ").append(rule.id()).append('\n');
        rule.yaml()
                .forEach(line -> text.append(indent).append("  ").append(line).append('\n'));
        text.append('\n');
    }
}
