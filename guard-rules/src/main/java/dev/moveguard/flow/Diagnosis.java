package dev.moveguard.flow;

import dev.moveguard.code.CodeType;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Finding.Related;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what is wrong in a body: each fault once, although compilers copy {@code finally} blocks. */
final class Diagnosis {
    private final Body body;
    private final Thrown thrown;
    private final Map<List<Object>, Report> reports = new LinkedHashMap<>();

    /** A fault at one place of the source. */
    private record Report(Finding finding, List<Integer> onEveryPathAt, List<Integer> onSomePathAt) {}

    Diagnosis(Body body, Thrown thrown) {
        this.body = body;
        this.thrown = thrown;
    }

    Collection<Finding> findings() {
        Map<List<Object>, Finding> findings = new LinkedHashMap<>();
        for (Report report : reports.values()) {
            Finding finding = told(report);
            int line = finding.at() instanceof Site.InBody inBody ? inBody.line() : 0;
            findings.putIfAbsent(List.of(finding.kind(), line, finding.message()), finding);
        }
        return findings.values();
    }

    /** @param at the instruction that brought the value; where it stands in the source is where the finding points */
    void report(String kind, int at, String message, List<Related> related, @Nullable String repair) {
        reportAt(kind, body.at(body.copies().original(at)), message, related, repair);
    }

    /** @param moves on which paths the fault is there; it is on every path if it is on every path to each copy */
    void report(String kind, int at, String message, Moves moves, List<Related> related, @Nullable String repair) {
        int original = body.copies().original(at);
        Report report = reports.computeIfAbsent(
                List.of(kind, original, message),
                key -> new Report(
                        new Finding(kind, body.at(original), message, related, repair),
                        new ArrayList<>(),
                        new ArrayList<>()));
        (moves.always() ? report.onEveryPathAt : report.onSomePathAt).add(at);
    }

    private Finding told(Report report) {
        Finding finding = report.finding;
        if (report.onEveryPathAt.isEmpty() && report.onSomePathAt.isEmpty()) {
            return finding;
        }
        String paths = isOnEveryPath(report) ? " on every path" : " on some path";
        return new Finding(
                finding.kind(), finding.at(), finding.message() + paths, finding.related(), finding.repair());
    }

    /** Whether each copy has the fault on every path. One that only unexpected exceptions lead to does not count beside others. */
    private boolean isOnEveryPath(Report report) {
        Set<Integer> reported = new HashSet<>(report.onEveryPathAt);
        reported.addAll(report.onSomePathAt);
        Set<Integer> expected =
                new HashSet<>(body.copies().group(reported.iterator().next()));
        expected.removeIf(copy -> !thrown.isExpectedAt(body.copies().handler(copy)));
        return expected.stream().noneMatch(reported::contains)
                ? report.onSomePathAt.isEmpty()
                : report.onEveryPathAt.containsAll(expected)
                        && report.onSomePathAt.stream().noneMatch(expected::contains);
    }

    void reportAt(String kind, Site site, String message, List<Related> related, @Nullable String repair) {
        int line = site instanceof Site.InBody inBody ? inBody.line() : 0;
        reports.putIfAbsent(
                List.of(kind, line, message),
                new Report(new Finding(kind, site, message, related, repair), List.of(), List.of()));
    }

    /** Returns the places of a movement and of the declaration of what moved. */
    List<Related> story(Place place, Movement movement, String type) {
        List<Related> related = new ArrayList<>();
        String verb = switch (movement.manner()) {
            case COMPLETED -> "is completed here by ";
            case CONSUMED -> "is used up here by ";
            case ASSIGNED, PASSED -> "is moved here, ";
            default -> "is ";
        };
        String where = switch (movement.manner()) {
            case ASSIGNED, PASSED, COMPLETED, CONSUMED -> movement.into();
            default -> movement.into() + " here";
        };
        int at = movement.loaded() >= 0 ? movement.loaded() : movement.at();
        related.add(new Related(body.at(at), place.shown() + " " + verb + where));
        declaration(place, type, related);
        return related;
    }

    /** Adds where the variable comes from. */
    void declaration(Place place, String type, List<Related> related) {
        Place root = place;
        for (Place whole = place; whole != null; whole = whole.whole()) {
            root = whole;
        }
        if (root instanceof Place.Variable variable) {
            boolean isWhole = root.equals(place);
            related.add(new Related(
                    body.declaration(variable),
                    isWhole
                            ? "%s is declared here, %s".formatted(variable.name(), CodeType.withArticle(type))
                            : "%s is declared here".formatted(variable.name())));
        }
    }
}
