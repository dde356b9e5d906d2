package dev.moveguard.governance.ledger;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Text;
import dev.moveguard.governance.Decision;
import dev.moveguard.governance.DecisionRecords;
import dev.moveguard.rule.Project;
import dev.moveguard.testpath.Diagnosis;
import dev.moveguard.testpath.Doctor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the ledger of a project that has no rules.yaml: its decision records stand for laws, and test classes that look like guards
 * for what enforces them, where a record names them.
 */
public final class ProjectAudit {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Where projects keep decision records, beside what adr-tools writes into {@code .adr-dir}. */
    private static final List<String> USUAL = List.of(
            "docs/adr",
            "doc/adr",
            "docs/adrs",
            "doc/adrs",
            "adr",
            "adrs",
            "docs/decisions",
            "doc/decisions",
            "docs/architecture/decisions",
            "doc/architecture/decisions",
            "docs/architecture/adr",
            "docs/architecture-decisions",
            "docs/decision-records",
            "docs/decision-records.md",
            "docs/decision_records",
            "doc/decision-records",
            "src/adr",
            "src/docs/adr",
            ".adr",
            "architecture/decisions",
            "architecture-decision-records",
            "architecture-decision-record/decision-log",
            "documentation/adr",
            "documentation/decisions");

    private ProjectAudit() {}

    /**
     * Makes the ledger.
     *
     * @param forks whether the project's own test framework is asked, in a Java machine of its own
     */
    public static Ledger of(Path folder, boolean forks) {
        Path root = folder.toAbsolutePath().normalize();
        RuleWiring wiring = new RuleWiring(new Project(root, List.of()), "rules.yaml");
        List<String> notAssessed = new ArrayList<>(wiring.unread());
        Diagnosis diagnosis = Doctor.examine(new Doctor.Request(root, forks, false, LIMIT));
        diagnosis.notAssessed().forEach(gap -> notAssessed.add("%s %s".formatted(gap.input(), gap.reason())));
        List<GuardEntry> guards = diagnosis.guards().stream()
                .map(guard -> Audit.entry(guard, wiring.ofTests()))
                .toList();
        List<Row> rows = new ArrayList<>();
        Set<GuardEntry> named = new HashSet<>();
        for (DecisionRecords records : records(root, notAssessed)) {
            records.decisions().stream().filter(records::holds).forEach(decision -> {
                List<GuardEntry> own = guards.stream()
                        .filter(guard -> names(decision, guard.name()))
                        .toList();
                named.addAll(own);
                rows.add(row(decision, own));
            });
        }
        List<GuardEntry> lawless =
                guards.stream().filter(guard -> !named.contains(guard)).toList();
        return new Ledger(rows, lawless, wiring.shown(), notAssessed);
    }

    private static Row row(Decision decision, List<GuardEntry> guards) {
        Row row = Row.of(
                decision.id().at().file(), decision.title(), decision.id().value(), decision.date(), guards);
        return guards.isEmpty()
                ? new Row(
                        row.law(),
                        row.says(),
                        row.decision(),
                        row.since(),
                        row.verdict(),
                        guards,
                        "the record names no guard",
                        decision.isAdvisory() ? "" : "name the test that guards it, or mark it advisory")
                : row;
    }

    private static boolean names(Decision decision, String guard) {
        String simple = guard.substring(guard.lastIndexOf('.') + 1);
        return decision.guards().stream()
                .map(Text::value)
                .map(name -> name.replaceFirst("[#(].*", ""))
                .anyMatch(name -> name.equals(guard) || name.equals(simple));
    }

    private static List<DecisionRecords> records(Path root, List<String> notAssessed) {
        Optional<String> told = adrDir(root);
        Stream<String> places = told.isPresent() ? told.stream() : USUAL.stream();
        List<DecisionRecords> found = new ArrayList<>();
        places.filter(place -> Files.exists(root.resolve(place))).forEach(place -> {
            try {
                DecisionRecords records = DecisionRecords.read(root.resolve(place), place);
                found.add(records);
                records.unread().forEach(file -> notAssessed.add(file + " is not Markdown, and was not read"));
            } catch (UnreadableException e) {
                notAssessed.add("%s %s".formatted(place, e.reason()));
            }
        });
        if (found.stream().allMatch(records -> records.decisions().isEmpty())) {
            notAssessed.add("no decision record was found; the file .adr-dir can say where they are");
        }
        return found;
    }

    private static Optional<String> adrDir(Path root) {
        Path file = root.resolve(".adr-dir");
        return Files.isRegularFile(file)
                ? Optional.of(SourceText.read(file).line(1).strip())
                : Optional.empty();
    }
}
