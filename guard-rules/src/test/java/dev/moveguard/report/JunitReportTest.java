package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.config.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

class JunitReportTest {
    /** Writes a report that Surefire's own schema accepts. */
    private static String valid(Sample sample, Report.Style style) {
        String xml = Report.JUNIT.write(sample.result(), style);
        try (Stream<Path> files = Files.walk(Path.of("target", "schemas"))) {
            Path file = files.filter(one -> one.endsWith("surefire-test-report.xsd"))
                    .findFirst()
                    .orElseThrow();
            Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(file.toFile());
            schema.newValidator().validate(new StreamSource(new StringReader(xml)));
            return xml;
        } catch (SAXException | IOException e) {
            throw new AssertionError(e.getMessage() + "\n" + xml, e);
        }
    }

    private static String valid(Sample sample) {
        return valid(sample, Sample.PLAIN);
    }

    @Test
    void writesATestCaseForEachRule() {
        assertThat(valid(new Sample()
                        .rule("clean", "naming", Severity.ERROR)
                        .rule("broken", "leaked", Severity.ERROR)
                        .source("A.java", "take(names);\nnames.count();\n")
                        .finding("broken", "leaked", Severity.ERROR, "A.java", "names.c")))
                .isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <testsuite name="guard check" time="0.012" tests="2" errors="0" skipped="0" failures="1">
                          <properties>
                            <property name="tool" value="moveguard 1.2.3"/>
                            <property name="summary" value="1 error: 2 rules, 6 subjects, 1 file, 0 suppressed, 12 ms"/>
                          </properties>
                          <testcase name="clean" classname="guard.naming" time="0">
                          </testcase>
                          <testcase name="broken" classname="guard.leaked" time="0">
                            <failure message="leaked is wrong" type="leaked">
                        error[broken]: leaked is wrong
                         --&gt; A.java:2:1
                          |
                        2 | names.count();
                          | ^^^^^^^
                          = law: LAW/1, what the law says
                          = fix: take it out
                          = see: guard explain broken, D1

                        </failure>
                          </testcase>
                        </testsuite>
                        """);
    }

    @Test
    void anInputThatCouldNotBeJudgedIsAnError() {
        assertThat(valid(new Sample()
                        .rule("r", "naming", Severity.ERROR)
                        .notAssessed("r", "x.class", "is cut off")
                        .notAssessed("r", "y.class", "is foreign")))
                .contains(
                        "tests=\"1\" errors=\"1\"",
                        "type=\"not-assessed\">\nx.class is cut off\ny.class is foreign\n</error>");
    }

    @Test
    void whatDoesNotFailTheRunIsNoFailure() {
        Sample sample = new Sample()
                .rule("r", "naming", Severity.WARNING)
                .finding("r", "naming", Severity.WARNING, "A.java", "")
                .finding("r", "naming", Severity.WARNING, "B.java", "");
        assertThat(valid(sample)).contains("failures=\"0\"", "<system-out>\nwarning[r]: naming is wrong");
        Report.Style strict = new Report.Style(false, "1", 80, Severity.WARNING, "", null);
        assertThat(valid(sample, strict))
                .contains("failures=\"1\"", "message=\"naming is wrong, and 1 more\"")
                .doesNotContain("system-out");
    }

    @Test
    void aSuppressionOfNoRuleHasACaseOfItsOwn() {
        assertThat(valid(new Sample().finding("no-such-rule", "suppression", Severity.ERROR, "A.java", "")))
                .contains("tests=\"1\"", "<testcase name=\"no-such-rule\" classname=\"guard.suppression\"");
    }

    @Test
    void escapesMarkupAndWhatXmlCannotHold() {
        assertThat(valid(new Sample()
                        .rule("r", "leaked", Severity.ERROR)
                        .source("a\n::error::<b>\u0000\uFFFE\uD800\"]]>.java", "x")
                        .finding("r", "<i>&\u001b", Severity.ERROR, "a\n::error::<b>\u0000\uFFFE\uD800\"]]>.java", "x")
                        .notAssessed("r", "c\u0007\n</error><error>", "is broken")))
                .contains(
                        "message=\"&lt;i&gt;&amp;\\u001b is wrong\"",
                        " --&gt; a\\u000a::error::&lt;b&gt;\\u0000\\ufffe\\ud800\"]]&gt;.java:1:1",
                        "c\\u0007\\u000a&lt;/error&gt;&lt;error&gt; is broken");
    }

    @Test
    void aRuleThatIsDeferredIsSkipped() {
        assertThat(valid(new Sample()
                        .rule("r", "naming", Severity.ERROR)
                        .deferred("r", "A.java", "needs the build")
                        .deferred("built", "kind archunit", "needs the build")))
                .contains(
                        "tests=\"2\" errors=\"0\" skipped=\"2\" failures=\"0\"",
                        "<skipped message=\"deferred to the gate\">\nA.java needs the build\n</skipped>");
    }
}
