package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.config.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class GithubReportTest {
    private static String write(Sample sample) {
        return Report.GITHUB.write(sample.result(), Sample.PLAIN);
    }

    @Test
    void writesAnAnnotationForEachFinding() {
        assertThat(write(new Sample()
                        .rule("r", "leaked", Severity.ERROR)
                        .source("A.java", "take(names);\nnames.count();\n")
                        .finding("r", "leaked", Severity.ERROR, "A.java", "names.c", "take|moved here")))
                .isEqualTo("""
                        ::error file=A.java,line=2,endLine=2,col=1,endColumn=8,title=r::leaked is wrong%0Amoved here: A.java:1:1%0Alaw: LAW/1, what the law says%0Afix: take it out
                        1 error: 1 rule, 3 subjects, 1 file, 0 suppressed, 12 ms
                        """);
    }

    @Test
    void givesNoColumnsForARangeOverLinesAndNoLineForAFile() {
        assertThat(write(new Sample()
                        .source("A.java", "one(\ntwo)")
                        .finding("r", "leaked", Severity.WARNING, "A.java", "one(\ntwo")
                        .finding("r", "leaked", Severity.INFO, "lib/x.jar", "")))
                .contains("::warning file=A.java,line=1,endLine=2,title=r::", "::notice file=lib/x.jar,title=r::");
    }

    @Test
    void namesFilesFromTheRootOfTheCheckout() {
        Report.Style style = new Report.Style(false, "1", 80, Severity.ERROR, "sub/project/", null);
        assertThat(Report.GITHUB.write(
                        new Sample()
                                .finding("r", "leaked", Severity.ERROR, "lib/x.jar", "")
                                .finding("r", "leaked", Severity.ERROR, "/elsewhere/y.jar", "")
                                .result(),
                        style))
                .contains("file=sub/project/lib/x.jar,", "file=/elsewhere/y.jar,");
    }

    @Test
    void escapesWhatWouldEndACommandOrAProperty() {
        String text = write(new Sample()
                .source("a,b:50%\n::error::x.java", "x")
                .finding("r", "50%\r\n::error::y", Severity.ERROR, "a,b:50%\n::error::x.java", "x")
                .notAssessed("r", "c\n::error::d", "is broken"));
        assertThat(text.lines()).hasSize(3);
        assertThat(text)
                .contains(
                        "::error file=a%2Cb%3A50%25%0A%3A%3Aerror%3A%3Ax.java,line=1",
                        "::50%25%0D%0A::error::y is wrong%0A",
                        "::error title=not assessed::c%0A::error::d is broken (needed by r)");
    }

    @Test
    void staysWithinTenOfALevelAndSaysWhatIsLeftOut() {
        Sample sample =
                new Sample().many(12, Severity.ERROR).many(11, Severity.INFO).notAssessed("r", "x.class", "is cut off");
        List<String> lines = write(sample).lines().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("::error"))).hasSize(10);
        assertThat(lines.stream().filter(line -> line.startsWith("::notice"))).hasSize(10);
        assertThat(lines.subList(lines.size() - 2, lines.size()))
                .containsExactly(
                        "::notice title=moveguard::5 more annotations of this step: GitHub shows 10 of a level; the log has them all",
                        "12 errors, 11 infos, 1 rule not assessed: 0 rules, 0 subjects, 1 file, 0 suppressed, 12 ms");
        assertThat(lines).contains("error[many] src/Many.java:10:1 line 10", "info[many] src/Many.java:11:1 line 11");
    }

    @Test
    void whatIsLeftOutCannotBeACommandEither() {
        Sample sample = new Sample()
                .many(10, Severity.ERROR)
                .source("a\n::error::b##[error]c", "x")
                .finding("r", "leaked", Severity.ERROR, "a\n::error::b##[error]c", "x");
        assertThat(write(sample))
                .contains("error[r] a\\u000a:\u200b:error:\u200b:b##\u200b[error]c:1:1 leaked is wrong\n");
    }

    @Test
    void whatIsDeferredIsALineOfTheLog() {
        assertThat(write(new Sample()
                        .rule("r", "naming", Severity.ERROR)
                        .deferred("r", "a\n::error::b", "needs the build")))
                .isEqualTo("""
                        deferred to the gate: a\\u000a:\u200b:error:\u200b:b needs the build (needed by r)
                        nothing found, 1 rule deferred: 1 rule, 3 subjects, 0 files, 0 suppressed, 12 ms
                        """);
    }
}
