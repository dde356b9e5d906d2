package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.config.Severity;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final String STORY = """
            class A {
                void a(Stream<String> names) {
                    take(names);
                    int one = 1;
                    int two = 2;
                    int three = 3;
                    names.count();
                }
            }
            """;

    private static String frame(Sample sample) {
        return frame(sample, Sample.PLAIN);
    }

    /** What stands between the first line of a finding and its notes. */
    private static String frame(Sample sample, Report.Style style) {
        String text = Report.TEXT.write(sample.result(), style);
        return text.substring(text.indexOf('\n') + 1, text.indexOf("  = law"));
    }

    @Test
    void labelsPlacesOfOneFileInOneFrame() {
        Sample sample = new Sample()
                .source("src/A.java", STORY)
                .finding(
                        "streams-once",
                        "use-after-move",
                        Severity.ERROR,
                        "src/A.java",
                        "names.count",
                        "names);|moved here",
                        "names) {|declared here");
        assertThat(frame(sample)).isEqualTo("""
                 --> src/A.java:7:9
                  |
                2 |     void a(Stream<String> names) {
                  |                           -------- declared here
                3 |         take(names);
                  |              ------- moved here
                ...
                7 |         names.count();
                  |         ^^^^^^^^^^^
                """);
    }

    @Test
    void showsTheOnlyLineBetweenTwo() {
        Sample sample = new Sample()
                .source("A.java", "one();\ntwo();\nthree();\n")
                .finding("r", "leaked", Severity.ERROR, "A.java", "three", "one|made here");
        assertThat(frame(sample)).isEqualTo("""
                 --> A.java:3:1
                  |
                1 | one();
                  | --- made here
                2 | two();
                3 | three();
                  | ^^^^^
                """);
    }

    @Test
    void hangsTheTextOfAllButTheLastMarkOfALine() {
        Sample sample = new Sample()
                .source("A.java", "both(first, second, third);\n")
                .finding(
                        "r",
                        "use-after-move",
                        Severity.ERROR,
                        "A.java",
                        "third",
                        "first|moved here",
                        "second|lent here");
        assertThat(frame(sample)).isEqualTo("""
                 --> A.java:1:21
                  |
                1 | both(first, second, third);
                  |      -----  ------  ^^^^^
                  |      |      |
                  |      |      lent here
                  |      moved here
                """);
    }

    @Test
    void aPrimaryMarkCoversTheOneBelowIt() {
        Sample sample = new Sample()
                .source("A.java", "both(first);\n")
                .finding("r", "use-after-move", Severity.ERROR, "A.java", "first", "both(first)|in this call");
        assertThat(frame(sample)).isEqualTo("""
                 --> A.java:1:6
                  |
                1 | both(first);
                  | -----^^^^^-
                  | |
                  | in this call
                """);
    }

    @Test
    void givesEachFileAFrame() {
        Sample sample = new Sample()
                .source("A.java", "use(x);\n")
                .source("B.java", "\nX x;\n")
                .finding("r", "shared-store", Severity.ERROR, "A.java", "x", "x|declared here|B.java");
        assertThat(frame(sample)).isEqualTo("""
                 --> A.java:1:5
                  |
                1 | use(x);
                  |     ^
                 ::: B.java:2:3
                  |
                2 | X x;
                  |   - declared here
                """);
    }

    @Test
    void namesAPlaceWithoutText() {
        Sample sample = new Sample()
                .source("A.java", "use(x);\n")
                .finding("r", "shared-store", Severity.ERROR, "A.java", "x", "|declared here|lib/x.jar!/B.class");
        assertThat(frame(sample)).isEqualTo("""
                 --> A.java:1:5
                  |
                1 | use(x);
                  |     ^
                 ::: lib/x.jar!/B.class
                  = note: declared here
                """);
    }

    @Test
    void drawsARangeOverSeveralLines() {
        Sample sample = new Sample()
                .source("A.java", "    call(\n        one,\n        two);\n")
                .finding("r", "leaked", Severity.ERROR, "A.java", "call(\n        one,\n        two)", "one|made here");
        assertThat(frame(sample)).isEqualTo("""
                 --> A.java:1:5
                  |
                1 | /     call(
                2 | |         one,
                  | |         --- made here
                3 | |         two);
                  | |____________^
                """);
    }

    @Test
    void leavesOutTheMiddleOfALongRange() {
        Sample sample = new Sample()
                .source("A.java", "a(\n2,\n3,\n4,\n5,\n6,\n7,\n8,\n9)\n")
                .finding("r", "leaked", Severity.ERROR, "A.java", "a(\n2,\n3,\n4,\n5,\n6,\n7,\n8,\n9)");
        assertThat(frame(sample)).isEqualTo("""
                 --> A.java:1:1
                  |
                1 | / a(
                2 | | 2,
                3 | | 3,
                4 | | 4,
                ...
                8 | | 8,
                9 | | 9)
                  | |__^
                """);
    }

    @Test
    void countsColumnsAsATerminalShowsThem() {
        Sample sample = new Sample()
                .source("A.java", "\tString 名前 = e\u0301(\"\u0007\", value);\n")
                .finding("r", "leaked", Severity.ERROR, "A.java", "value", "名前|declared here");
        assertThat(frame(sample)).isEqualTo("""
                 --> A.java:1:22
                  |
                1 |     String 名前 = e\u0301("\\u0007", value);
                  |            ----               ^^^^^
                  |            |
                  |            declared here
                """);
    }

    @Test
    void cutsALineThatIsTooLongAroundItsMark() {
        Sample sample = new Sample()
                .source("A.java", "a".repeat(500) + " wrong " + "b".repeat(500))
                .finding("r", "leaked", Severity.ERROR, "A.java", "wrong");
        Report.Style narrow = new Report.Style(false, "1.2.3", 46, Severity.ERROR, "", null);
        String frame = frame(sample, narrow);
        assertThat(frame).isEqualTo("""
                 --> A.java:1:502
                  |
                1 | …aaaaaaaaa wrong bbbbbbbbbbbbbbbbbbbbbbbb…
                  |            ^^^^^
                """);
        assertThat(frame.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(46));
    }

    @Test
    void cutsTheEndOfALongLineThatStartsWithItsMark() {
        Sample sample = new Sample()
                .source("A.java", "wrong " + "b".repeat(500))
                .finding("r", "leaked", Severity.ERROR, "A.java", "wrong");
        assertThat(frame(sample, new Report.Style(false, "1.2.3", 30, Severity.ERROR, "", null)))
                .isEqualTo("""
                 --> A.java:1:1
                  |
                1 | wrong bbbbbbbbbbbbbbbbbb…
                  | ^^^^^
                """);
    }

    @Test
    void paintsOnlyWhereColourIsWanted() {
        Sample sample = new Sample()
                .source("A.java", "use(x);\n")
                .finding("r", "leaked", Severity.WARNING, "A.java", "x", "use|made here");
        String plain = Report.TEXT.write(sample.result(), Sample.PLAIN);
        String painted = Report.TEXT.write(sample.result(), new Report.Style(true, "1.2.3"));
        assertThat(plain).doesNotContain("\u001b");
        assertThat(painted)
                .contains("\u001b[1;33mwarning[r]\u001b[0m", "\u001b[1;31m^\u001b[0m", "\u001b[1;34m---\u001b[0m");
        assertThat(painted.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void keepsANameWithALineFeedOnItsLine() {
        Sample sample = new Sample()
                .source("a\n::error::b.java", "use(x);\n")
                .finding("r", "leaked", Severity.ERROR, "a\n::error::b.java", "x")
                .notAssessed("r", "c\u001b[31m\r\n::error::d", "is broken");
        assertThat(Report.TEXT.write(sample.result(), Sample.PLAIN))
                .contains(
                        " --> a\\u000a::error::b.java:1:5\n",
                        "not assessed: c\\u001b[31m\\u000d\\u000a::error::d is broken");
    }
}
