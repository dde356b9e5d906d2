package dev.moveguard.report;

import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import java.io.StringWriter;
import java.util.List;
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
    private final List<RuleOutcome> outcomes;

    private JunitReport(CheckResult result, Report.Style style) {
        this.result = result;
        this.style = style;
        this.outcomes = RuleOutcome.of(result, style.failOn());
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

    private static boolean isError(RuleOutcome outcome) {
        return !outcome.gaps().isEmpty();
    }

    /** Whether nothing is said of the rule here. */
    private static boolean isSkipped(RuleOutcome outcome) {
        return outcome.failures().isEmpty()
                && !isError(outcome)
                && !outcome.deferred().isEmpty();
    }

    private static String lines(List<NotAssessed> entries) {
        return entries.stream()
                .map(entry -> Escaped.line(entry.input() + " " + entry.reason()) + "\n")
                .collect(Collectors.joining());
    }

    private void suite(XMLStreamWriter xml) throws XMLStreamException {
        String seconds = "%d.%03d"
                .formatted(result.summary().millis() / 1000, result.summary().millis() % 1000);
        xml.writeStartDocument("UTF-8", "1.0");
        start(xml, 0, "testsuite");
        attribute(xml, "name", SUITE);
        attribute(xml, "time", seconds);
        attribute(xml, "tests", String.valueOf(outcomes.size()));
        attribute(xml, "errors", count(outcomes.stream().filter(JunitReport::isError)));
        attribute(xml, "skipped", count(outcomes.stream().filter(JunitReport::isSkipped)));
        attribute(
                xml,
                "failures",
                count(outcomes.stream().filter(one -> !one.failures().isEmpty())));
        start(xml, 1, "properties");
        property(xml, "tool", "moveguard " + style.version());
        property(xml, "summary", LastLine.of(result, new Paint(false)));
        end(xml, 1);
        for (RuleOutcome one : outcomes) {
            testCase(xml, one);
        }
        end(xml, 0);
        xml.writeEndDocument();
    }

    private static String count(Stream<RuleOutcome> some) {
        return String.valueOf(some.count());
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(2));
        xml.writeEmptyElement("property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
    }

    private void testCase(XMLStreamWriter xml, RuleOutcome one) throws XMLStreamException {
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
        if (isSkipped(one)) {
            start(xml, 2, "skipped");
            attribute(xml, "message", "deferred to the gate");
            xml.writeCharacters("\n" + lines(one.deferred()));
            xml.writeEndElement();
        }
        if (isError(one)) {
            text(xml, "error", "not assessed", "not-assessed", lines(one.gaps()));
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
