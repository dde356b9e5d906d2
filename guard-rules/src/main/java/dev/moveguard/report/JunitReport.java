package dev.moveguard.report;

import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.JudgedRule;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML, of the form that Surefire writes: a test case for each rule. Findings that fail the run are its failure, what could not
 * be judged is its error, and other findings are its output.
 */
final class JunitReport {
    private static final String SUITE = "guard check";

    private final CheckResult result;
    private final Report.Style style;
    private final Map<String, Case> cases = new LinkedHashMap<>();

    /** A rule, by id, with its kind and what was found. */
    private record Case(
            String rule,
            String kind,
            List<ReportedFinding> failures,
            List<ReportedFinding> remarks,
            String gaps,
            String deferred) {
        boolean isError() {
            return !gaps.isEmpty();
        }

        /** Whether nothing is said of the rule here. */
        boolean isSkipped() {
            return failures.isEmpty() && gaps.isEmpty() && !deferred.isEmpty();
        }
    }

    private JunitReport(CheckResult result, Report.Style style) {
        this.result = result;
        this.style = style;
        result.rules().forEach((JudgedRule rule) -> add(rule.id(), rule.kind()));
        // a suppression may name a rule that is none
        result.findings().forEach(finding -> add(finding.rule(), finding.kind()));
        result.deferred().forEach(entry -> add(entry.rule(), "deferred"));
    }

    static String write(CheckResult result, Report.Style style) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitReport(result, style).suite(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a StringWriter takes everything", e);
        }
        return text.append('\n').toString();
    }

    private void add(String rule, String kind) {
        cases.computeIfAbsent(rule, id -> {
            List<ReportedFinding> findings = result.findings().stream()
                    .filter(finding -> finding.rule().equals(id))
                    .toList();
            return new Case(
                    id,
                    kind,
                    findings.stream().filter(this::fails).toList(),
                    findings.stream().filter(finding -> !fails(finding)).toList(),
                    of(result.notAssessed(), id),
                    of(result.deferred(), id));
        });
    }

    private static String of(List<NotAssessed> entries, String rule) {
        return entries.stream()
                .filter(entry -> entry.rule().equals(rule))
                .map(entry -> Escaped.line(entry.input() + " " + entry.reason()) + "\n")
                .collect(Collectors.joining());
    }

    private boolean fails(ReportedFinding finding) {
        return finding.severity().isAtLeast(style.failOn());
    }

    private void suite(XMLStreamWriter xml) throws XMLStreamException {
        String seconds = "%d.%03d"
                .formatted(result.summary().millis() / 1000, result.summary().millis() % 1000);
        xml.writeStartDocument("UTF-8", "1.0");
        start(xml, 0, "testsuite");
        attribute(xml, "name", SUITE);
        attribute(xml, "time", seconds);
        attribute(xml, "tests", String.valueOf(cases.size()));
        attribute(xml, "errors", count(cases.values().stream().filter(Case::isError)));
        attribute(xml, "skipped", count(cases.values().stream().filter(Case::isSkipped)));
        attribute(
                xml,
                "failures",
                count(cases.values().stream().filter(one -> !one.failures().isEmpty())));
        start(xml, 1, "properties");
        property(xml, "tool", "moveguard " + style.version());
        property(xml, "summary", LastLine.of(result, new Paint(false)));
        end(xml, 1);
        for (Case one : cases.values()) {
            testCase(xml, one);
        }
        end(xml, 0);
        xml.writeEndDocument();
    }

    private static String count(Stream<Case> some) {
        return String.valueOf(some.count());
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(2));
        xml.writeEmptyElement("property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
    }

    private void testCase(XMLStreamWriter xml, Case one) throws XMLStreamException {
        start(xml, 1, "testcase");
        attribute(xml, "name", one.rule());
        attribute(xml, "classname", "guard." + one.kind());
        attribute(xml, "time", "0");
        if (!one.failures().isEmpty()) {
            String first = one.failures().get(0).message();
            int more = one.failures().size() - 1;
            text(
                    xml,
                    "failure",
                    more == 0 ? first : first + ", and " + more + " more",
                    one.kind(),
                    told(one.failures()));
        }
        if (one.isSkipped()) {
            start(xml, 2, "skipped");
            attribute(xml, "message", "deferred to the gate");
            xml.writeCharacters("\n" + one.deferred());
            xml.writeEndElement();
        }
        if (one.isError()) {
            text(xml, "error", "not assessed", "not-assessed", one.gaps());
        }
        if (!one.remarks().isEmpty()) {
            start(xml, 2, "system-out");
            xml.writeCharacters("\n" + told(one.remarks()));
            xml.writeEndElement();
        }
        end(xml, 1);
    }

    private String told(List<ReportedFinding> findings) {
        return new TextReport(style.plain()).findings(findings, result.sources());
    }

    private static void text(XMLStreamWriter xml, String element, String message, String type, String text)
            throws XMLStreamException {
        start(xml, 2, element);
        attribute(xml, "message", message);
        attribute(xml, "type", type);
        xml.writeCharacters("\n" + text);
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Escaped.line(value));
    }

    private static void start(XMLStreamWriter xml, int depth, String element) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(element);
    }

    private static void end(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEndElement();
    }
}
