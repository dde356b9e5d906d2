package dev.moveguard.report;

import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.AcceptedFinding;
import dev.moveguard.engine.CheckResult.JudgedRule;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.CheckResult.Summary;
import dev.moveguard.engine.Graph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One page that needs nothing else: no network, no font, no other file. It can be read without its script, which only filters; its
 * content policy lets nothing run but that script.
 */
final class HtmlReport {
    /** A page with more is slow to open. */
    static final int MOST_FINDINGS = 2_000;

    private final CheckResult result;
    private final Report.Style style;
    private final Html html = new Html();

    private HtmlReport(CheckResult result, Report.Style style) {
        this.result = result;
        this.style = style;
    }

    static String write(CheckResult result, Report.Style style) {
        HtmlReport report = new HtmlReport(result, style);
        report.page();
        return report.html.toString();
    }

    private void page() {
        String css = resource("report.css") + (result.graphs().isEmpty() ? "" : SvgGraph.css());
        String script = resource("report.js");
        String policy = "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
                .formatted(hash(css), hash(script));
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .line();
        html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.markup("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.element("title", "Moveguard: " + LastLine.verdict(result)).line();
        html.markup("<style>" + css + "</style>\n</head>\n<body>\n");
        header();
        html.markup("<main>\n");
        findings();
        unassessed();
        deferred();
        accepted();
        rules();
        graphs();
        html.markup("</main>\n");
        footer();
        html.markup("<script>" + script + "</script>\n</body>\n</html>\n");
    }

    private void header() {
        Summary summary = result.summary();
        boolean isClean = LastLine.verdict(result).equals("clean");
        html.open("header").open("div", "class", "inner").element("p", "Moveguard", "class", "tool");
        html.element("h1", isClean ? "Clean" : LastLine.verdict(result), "class", isClean ? "good" : "bad")
                .line();
        html.open("dl", "class", "counts");
        count("rules", summary.rules());
        count("subjects", summary.subjects());
        count("types", summary.types());
        count("files", summary.files());
        count("suppressed", summary.suppressed());
        count("baselined", summary.baselined());
        html.close("dl").line().open("nav", "aria-label", "Parts of the report");
        link("#findings", "Findings", summary.findings());
        if (!result.notAssessed().isEmpty()) {
            link(
                    "#not-assessed",
                    "Not assessed",
                    Unassessed.of(Unassessed.sorted(result.notAssessed())).size());
        }
        if (!result.accepted().isEmpty()) {
            link("#accepted", "Accepted", result.accepted().size());
        }
        link("#rules", "Rules", result.rules().size());
        result.graphs()
                .forEach(graph -> html.open("a", "href", "#graph-" + graph.id())
                        .text(graph.title())
                        .close("a")
                        .line());
        html.close("nav").close("div").close("header").line();
    }

    private void count(String name, int number) {
        html.open("div")
                .element("dt", name)
                .element("dd", String.valueOf(number))
                .close("div");
    }

    private void link(String target, String name, int number) {
        html.open("a", "href", target)
                .text(name + " ")
                .element("span", String.valueOf(number), "class", "number")
                .close("a")
                .line();
    }

    private void findings() {
        html.open("section", "id", "findings").element("h2", "Findings").line();
        List<ReportedFinding> shown =
                result.findings().stream().limit(MOST_FINDINGS).toList();
        if (shown.isEmpty()) {
            html.element("p", nothing(), "class", "nothing").line();
        } else {
            filters(shown);
        }
        shown.forEach(this::finding);
        int more = result.findings().size() - shown.size();
        if (more > 0) {
            html.element(
                            "p",
                            "%s not shown here; guard check --format json has them all"
                                    .formatted(LastLine.count(more, "more finding")),
                            "class",
                            "nothing")
                    .line();
        }
        html.close("section").line();
    }

    private String nothing() {
        String looked = "%s about %s in %s"
                .formatted(
                        LastLine.count(result.summary().rules(), "rule"),
                        LastLine.count(result.summary().subjects(), "subject"),
                        LastLine.count(result.summary().files(), "file"));
        return result.notAssessed().isEmpty() && result.deferred().isEmpty()
                ? "Nothing is wrong: " + looked + "."
                : "Nothing is wrong in what could be judged: " + looked + ".";
    }

    private void filters(List<ReportedFinding> findings) {
        html.open("form", "id", "filters", "hidden", "").line();
        choice("rule", "every rule", values(findings, ReportedFinding::rule));
        choice(
                "severity",
                "every severity",
                values(findings, finding -> finding.severity().word()));
        choice("file", "every file", values(findings, finding -> finding.at().file()));
        html.open("label")
                .text("text ")
                .open("input", "type", "search", "name", "text", "autocomplete", "off", "spellcheck", "false")
                .close("label")
                .line();
        html.element("output", "", "name", "shown", "aria-live", "polite")
                .close("form")
                .line();
    }

    private static Set<String> values(List<ReportedFinding> findings, Function<ReportedFinding, String> of) {
        return findings.stream().map(of).collect(Collectors.toCollection(TreeSet::new));
    }

    private void choice(String name, String all, Set<String> values) {
        html.open("label").text(name + " ").open("select", "name", name);
        html.markup("<option value=\"\">").text(all).close("option");
        values.forEach(value -> html.element("option", value, "value", value));
        html.close("select").close("label").line();
    }

    private void finding(ReportedFinding finding) {
        html.open(
                "article",
                "class",
                "finding " + finding.severity().word(),
                "id",
                "f-" + finding.fingerprint(),
                "data-rule",
                finding.rule(),
                "data-severity",
                finding.severity().word(),
                "data-file",
                finding.at().file());
        html.line()
                .open("h3")
                .element("span", finding.message(), "class", "message")
                .close("h3");
        html.open("p", "class", "of")
                .element("span", finding.severity().word(), "class", "severity")
                .text(" ");
        boolean isRule = result.rules().stream().anyMatch(rule -> rule.id().equals(finding.rule()));
        if (isRule) {
            html.element("a", finding.rule(), "href", "#rule-" + finding.rule());
        } else {
            html.text(finding.rule());
        }
        html.text(finding.kind().equals(finding.rule()) ? "" : " (" + finding.kind() + ")")
                .close("p")
                .line();
        Places.byFile(finding).forEach((file, labels) -> {
            html.element("p", labels.get(0).at().toString(), "class", "place").line();
            HtmlFrame.draw(labels, result.sources(), html);
            labels.stream()
                    .filter(label ->
                            !label.text().isEmpty() && label.at().text().isBlank())
                    .forEach(label ->
                            html.element("p", label.text(), "class", "note").line());
        });
        html.open("dl", "class", "notes");
        String says = finding.lawSays();
        note("law", finding.law() == null ? null : says == null ? finding.law() : finding.law() + ", " + says);
        note("because", finding.because());
        note("fix", finding.fix());
        note("decision", finding.decision());
        note("fingerprint", finding.fingerprint());
        html.close("dl").close("article").line();
    }

    private void note(String name, @Nullable String text) {
        if (text != null) {
            html.open("div", "class", name)
                    .element("dt", name)
                    .element("dd", text)
                    .close("div");
        }
    }

    private void unassessed() {
        if (result.notAssessed().isEmpty()) {
            return;
        }
        html.open("section", "id", "not-assessed").element("h2", "Not assessed");
        html.element("p", "Something a rule needed could not be read. Such a rule is neither broken nor kept.")
                .open("ul")
                .line();
        Unassessed.of(Unassessed.sorted(result.notAssessed()))
                .forEach(one -> html.open("li")
                        .element("code", one.input())
                        .text(" " + one.reason() + ", needed by " + String.join(", ", one.rules()))
                        .close("li")
                        .line());
        html.close("ul").close("section").line();
    }

    private void deferred() {
        if (result.deferred().isEmpty()) {
            return;
        }
        html.open("section", "id", "deferred").element("h2", "Deferred");
        html.element("p", "Left to a run that has the build at hand: nothing is said of it here.")
                .open("ul")
                .line();
        Unassessed.of(result.deferred())
                .forEach(one -> html.element("li", one.says()).line());
        html.close("ul").close("section").line();
    }

    private void accepted() {
        if (result.accepted().isEmpty()) {
            return;
        }
        html.open("section", "id", "accepted")
                .element("h2", "Accepted")
                .open("ul")
                .line();
        for (AcceptedFinding accepted : result.accepted()) {
            String reason = accepted.reason();
            html.open("li")
                    .element("code", accepted.finding().at().toString())
                    .text(" " + accepted.finding().message() + ", "
                            + accepted.finding().rule() + ": ")
                    .element("em", reason == null ? "in the baseline" : reason)
                    .close("li")
                    .line();
        }
        html.close("ul").close("section").line();
    }

    private void rules() {
        html.open("section", "id", "rules")
                .element("h2", "Rules")
                .line()
                .open("table")
                .open("thead")
                .open("tr");
        for (String head : List.of("rule", "kind", "law", "subjects", "findings", "verdict")) {
            html.element("th", head, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody").line();
        result.rules().forEach(this::rule);
        html.close("tbody").close("table").close("section").line();
    }

    private void rule(JudgedRule rule) {
        long findings = result.findings().stream()
                .filter(finding -> finding.rule().equals(rule.id()))
                .count();
        boolean isAssessed =
                result.notAssessed().stream().map(NotAssessed::rule).noneMatch(rule.id()::equals);
        boolean isDeferred = result.deferred().stream().map(NotAssessed::rule).anyMatch(rule.id()::equals);
        String verdict = findings > 0 ? "broken" : !isAssessed ? "not assessed" : isDeferred ? "deferred" : "holds";
        html.open("tr", "id", "rule-" + rule.id());
        html.open("th", "scope", "row")
                .element("code", rule.id())
                .element("span", rule.because() == null ? rule.says() : rule.because(), "class", "says")
                .close("th");
        cell(
                "kind",
                rule.kind()
                        + (rule.severity() == Severity.ERROR
                                ? ""
                                : ", " + rule.severity().word()));
        String says = rule.lawSays();
        cell("law", rule.law() == null ? "none" : says == null ? rule.law() : rule.law() + ": " + says);
        cell("subjects", String.valueOf(rule.subjects()));
        html.open("td", "data-label", "findings");
        if (findings > 0) {
            html.element("a", String.valueOf(findings), "href", "#findings", "data-only", rule.id());
        } else {
            html.text("0");
        }
        html.close("td").open("td", "data-label", "verdict");
        html.element("span", verdict, "class", "verdict " + verdict.replace(' ', '-'))
                .text(findings > 0 && !isAssessed ? ", and not assessed in full" : "")
                .close("td")
                .close("tr")
                .line();
    }

    private void cell(String name, String text) {
        html.element("td", text, "data-label", name);
    }

    private void graphs() {
        for (Graph graph : result.graphs()) {
            html.open("section", "id", "graph-" + graph.id(), "class", "graph").element("h2", graph.title());
            html.open("div", "class", "picture", "tabindex", "0");
            html.markup(SvgGraph.embedded(graph)).close("div").close("section").line();
        }
    }

    private void footer() {
        html.open("footer").open("div", "class", "inner");
        html.element("p", LastLine.of(result, new Paint(false)));
        html.element("p", "moveguard %s; guard explain RULE tells more of a rule".formatted(style.version()));
        html.close("div").close("footer").line();
    }

    /** Reads a file that lies beside this class. */
    static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
