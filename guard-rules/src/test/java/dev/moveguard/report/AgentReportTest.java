package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.config.Severity;
import org.junit.jupiter.api.Test;

class AgentReportTest {
    private static String write(Sample sample) {
        return Report.AGENT.write(sample.result(), Sample.PLAIN);
    }

    @Test
    void saysPlaceRuleFaultAndRepairInALine() {
        assertThat(write(new Sample()
                        .rule("streams-once", "move-only", Severity.ERROR)
                        .source("src/A.java", "take(names);\nnames.count();\n")
                        .finding("streams-once", "use-after-move", Severity.ERROR, "src/A.java", "names.c")))
                .isEqualTo("""
                        src/A.java:2:1 streams-once use-after-move is wrong -> take it out
                        1 error: 1 rule, 3 subjects, 1 file, 0 suppressed, 12 ms
                        """);
    }

    @Test
    void namesTheOtherPlacesAndWhatIsNoError() {
        assertThat(write(new Sample()
                        .source("A.java", "take(names);\nnames.count();\n")
                        .finding("r", "leaked", Severity.WARNING, "A.java", "names.c", "take|moved here")))
                .startsWith(
                        "A.java:2:1 r [warning] leaked is wrong; A.java:1:1: moved here -> take it out\n1 warning: ");
    }

    @Test
    void endsWithTheCountsWhenClean() {
        assertThat(write(new Sample().rule("r", "naming", Severity.ERROR)))
                .isEqualTo("clean: 1 rule, 3 subjects, 0 files, 0 suppressed, 12 ms\n");
    }

    @Test
    void isCappedAndSaysSo() {
        String text = write(new Sample().many(53, Severity.ERROR));
        assertThat(text.lines()).hasSize(52);
        assertThat(text)
                .contains("src/Many.java:50:1 many line 50\nand 3 more findings in 1 file; --rule ID")
                .endsWith("53 errors: 0 rules, 0 subjects, 1 file, 0 suppressed, 12 ms\n");
        assertThat(write(new Sample().many(50, Severity.ERROR))).doesNotContain("more finding");
    }

    @Test
    void tellsWhatWasNotAssessed() {
        assertThat(write(new Sample()
                        .rule("a", "naming", Severity.ERROR)
                        .notAssessed("a", "x.class", "is cut off")
                        .notAssessed("b", "x.class", "is cut off")))
                .isEqualTo("""
                        not assessed: x.class is cut off (needed by a, b)
                        2 rules not assessed: 1 rule, 3 subjects, 0 files, 0 suppressed, 12 ms
                        """);
    }

    @Test
    void keepsANameWithALineFeedOnItsLine() {
        String text = write(new Sample()
                .source("a\n::error::b\u001b[31m.java", "x")
                .finding("r", "leaked", Severity.ERROR, "a\n::error::b\u001b[31m.java", "x")
                .notAssessed("r", "c\n::error::d", "is broken"));
        assertThat(text.lines()).hasSize(3);
        assertThat(text)
                .contains("a\\u000a::error::b\\u001b[31m.java:1:1 r", "not assessed: c\\u000a::error::d is broken");
    }

    @Test
    void whatIsDeferredIsToldAndNotClean() {
        assertThat(write(new Sample().rule("a", "naming", Severity.ERROR).deferred("a", "A.java", "needs the build")))
                .isEqualTo("""
                        deferred to the gate: A.java needs the build (needed by a)
                        nothing found, 1 rule deferred: 1 rule, 3 subjects, 0 files, 0 suppressed, 12 ms
                        """);
    }
}
