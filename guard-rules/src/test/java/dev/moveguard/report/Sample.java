package dev.moveguard.report;

import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Place;
import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.AcceptedFinding;
import dev.moveguard.engine.CheckResult.JudgedRule;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.CheckResult.Summary;
import dev.moveguard.engine.Graph;
import dev.moveguard.engine.Location;
import dev.moveguard.engine.Sources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A result built by hand: what a run over the given sources might have found. */
final class Sample {
    static final Report.Style PLAIN = new Report.Style(false, "1.2.3");

    private final Map<String, SourceText> sources = new LinkedHashMap<>();
    private final List<JudgedRule> rules = new ArrayList<>();
    private final List<ReportedFinding> findings = new ArrayList<>();
    private final List<NotAssessed> notAssessed = new ArrayList<>();
    private final List<NotAssessed> deferred = new ArrayList<>();
    private final List<AcceptedFinding> accepted = new ArrayList<>();
    private final List<Graph> graphs = new ArrayList<>();

    Sample source(String file, String text) {
        sources.put(file, SourceText.of(text));
        return this;
    }

    Sample rule(String id, String kind, Severity severity) {
        rules.add(new JudgedRule(
                id,
                kind,
                severity,
                "what a kind says",
                Map.of("types", List.of("a.B", "a.C")),
                "LAW/1",
                "what the law says",
                "D1",
                null,
                "take it out",
                new Place("rules.yaml", 7, 5),
                3));
        return this;
    }

    /** A finding at the first occurrence of some text of a file, with related places at others, each {@code text|message}. */
    Sample finding(String rule, String kind, Severity severity, String file, String at, String... related) {
        findings.add(made(rule, kind, severity, "%s is wrong".formatted(kind), file, at, related));
        return this;
    }

    Sample finding(ReportedFinding finding) {
        findings.add(finding);
        return this;
    }

    Sample accepted(ReportedFinding finding, String reason) {
        accepted.add(new AcceptedFinding(finding, reason.isEmpty() ? null : reason));
        return this;
    }

    Sample deferred(String rule, String input, String reason) {
        deferred.add(new NotAssessed(rule, input, reason));
        return this;
    }

    Sample graph(Graph graph) {
        graphs.add(graph);
        return this;
    }

    Sample notAssessed(String rule, String input, String reason) {
        notAssessed.add(new NotAssessed(rule, input, reason));
        return this;
    }

    ReportedFinding made(
            String rule, String kind, Severity severity, String message, String file, String at, String... related) {
        List<RelatedPlace> places = new ArrayList<>();
        for (String one : related) {
            String[] parts = one.split("\\|", -1);
            String where = parts.length > 2 ? parts[2] : file;
            places.add(new RelatedPlace(location(where, parts[0]), parts[1]));
        }
        return new ReportedFinding(
                rule,
                kind,
                severity,
                location(file, at),
                message,
                "LAW/1",
                "what the law says",
                "D1",
                null,
                "take it out",
                places,
                "0123456789abcdef01234567");
    }

    /** The place of some text in a file; of the file as a whole when the text is empty. */
    Location location(String file, String text) {
        if (text.isEmpty()) {
            return new Location(file, 0, 0, 0, 0, "");
        }
        SourceText source = sources.get(file);
        int offset = source == null ? -1 : source.text().indexOf(text);
        if (source == null || offset < 0) {
            throw new AssertionError("%s has no %s".formatted(file, text));
        }
        SourceText.Span span = source.span(offset, offset + text.length() - 1);
        return new Location(
                file, span.line(), span.column(), span.endLine(), span.endColumn(), source.line(span.line()));
    }

    /** Many findings of one rule, a line each. */
    Sample many(int number, Severity severity) {
        source("src/Many.java", "x\n".repeat(number));
        IntStream.rangeClosed(1, number)
                .forEach(line -> findings.add(new ReportedFinding(
                        "many",
                        "naming",
                        severity,
                        new Location("src/Many.java", line, 1, line, 2, "x"),
                        "line " + line,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        "0123456789abcdef0123%04d".formatted(line))));
        return this;
    }

    CheckResult result() {
        Set<String> judged = new TreeSet<>();
        rules.forEach(rule -> judged.add(rule.id()));
        notAssessed.forEach(entry -> judged.remove(entry.rule()));
        int suppressed =
                (int) accepted.stream().filter(one -> one.reason() != null).count();
        Summary summary = new Summary(
                count(Severity.ERROR),
                count(Severity.WARNING),
                count(Severity.INFO),
                rules.size(),
                3 * rules.size(),
                10,
                sources.size(),
                suppressed,
                accepted.size() - suppressed,
                0,
                12);
        return new CheckResult(
                findings,
                notAssessed,
                List.of(),
                judged,
                summary,
                deferred,
                0,
                rules,
                accepted,
                Sources.of(sources),
                graphs);
    }

    private int count(Severity severity) {
        return (int) findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
