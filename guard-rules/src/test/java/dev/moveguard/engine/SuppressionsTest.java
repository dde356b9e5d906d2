package dev.moveguard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.rule.Project;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsTest {
    private static final String WRITE = "write // guard:allow RULE -- reason";

    /** The findings about suppressions in a source, of a project with the rules keeps-none and other, none of which found anything. */
    private static List<ReportedFinding> about(String source) {
        return Suppressions.in(
                        List.of(Path.of("A.java")),
                        file -> SourceText.of(source),
                        new Project(Path.of(""), List.of()),
                        new InputLedger(),
                        () -> LocalDate.of(2026, 6, 15))
                .findings(List.of("keeps-none", "other"), Set.of())
                .toList();
    }

    private static List<String> said(String source) {
        return about(source).stream()
                .map(finding -> finding.at() + " [" + finding.rule() + "] " + finding.message())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    // guard:allow keeps-none until=2030-01-01 text without  | keeps-none | the suppression of keeps-none has no -- before its reason: WRITE
                    // guard:allow keeps-none a reason without dashes        | keeps-none | the suppression of keeps-none has no -- before its reason: WRITE
                    // guard:allow keeps-nome misspelt, and no dashes        | suppression | the suppression of keeps-nome has no -- before its reason: WRITE
                    // guard:allow keeps-none,other -- x                     | keeps-none | the suppression of keeps-none,other does not name one rule: WRITE, a comment for each
                    // guard:allow keeps-none, other -- x                    | keeps-none | the suppression of keeps-none, does not name one rule: WRITE, a comment for each
                    // guard:allow keeps-none other -- x                     | keeps-none | the suppression of keeps-none has more than until=DATE between its rule and --: WRITE
                    // guard:allow keeps-none util=2030-01-01 -- x           | keeps-none | the suppression of keeps-none has more than until=DATE between its rule and --: WRITE
                    // guard:allow * -- x                                    | suppression | the suppression of * does not name one rule: WRITE, a comment for each
                    // guard:allow *                                         | suppression | the suppression of * does not name one rule: WRITE, a comment for each
                    // guard:allow                                           | suppression | the suppression names no rule: WRITE
                    // guard:allow -- x                                      | suppression | the suppression names no rule: WRITE
                    // guard:allow(keeps-none) -- x                          | keeps-none | the suppression of (keeps-none) does not name one rule: WRITE, a comment for each
                    // guard:allow: keeps-none -- x                          | suppression | the suppression of : does not name one rule: WRITE, a comment for each
                    // guard:allow keeps-none -- x until=2030-01-01          | keeps-none | the suppression of keeps-none has until= behind --, where it belongs to the reason: write it before
                    // guard:allow keeps-none                                | keeps-none | the suppression of keeps-none gives no reason: write one behind --
                    // guard:allow keeps-none until=2026-06-14 -- x          | keeps-none | the suppression of keeps-none ended on 2026-06-14
                    // guard:allow keeps-none until=soon -- x                | keeps-none | the suppression of keeps-none has no date behind until=: write it as 2027-01-31
                    // guard:allow keep-none -- x                            | keep-none | the suppression of keep-none names no rule, did you mean keeps-none?
                    //guard:allow keeps-none                                 | keeps-none | the suppression of keeps-none gives no reason: write one behind --
                    /* guard:allow keeps-none -- x */                        | keeps-none | the suppression of keeps-none stands in a block comment, where it suppresses nothing: WRITE
                    /** guard:allow keeps-none -- x */                       | keeps-none | the suppression of keeps-none stands in a block comment, where it suppresses nothing: WRITE
                    """)
    void saysWhatIsWrongWithOneAndHowToWriteIt(String comment, String rule, String message) {
        assertThat(said("class A {\n    int b; " + comment + "\n}\n"))
                .containsExactly("A.java:2:12 [%s] %s".formatted(rule, message.replace("WRITE", WRITE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// TODO see guard:allow keeps-none, which would hide it",
                "// a comment that begins with guard:allow accepts a finding",
                "// guard:allow is the mark of a suppression",
                "// guard:allow, guard:allow: two marks",
                "// guard:allowed keeps-none -- another word",
                "// guard:allow-empty keeps-none -- another word",
                "// xguard:allow keeps-none",
                "/** Suppressions: {@code // guard:allow} RULE -- reason. */",
                "/**\n     * Is written so:\n     * // guard:allow RULE -- reason\n     * guard:allow RULE\n     */",
                "/* guard:allow comments are read here */",
                "String s = \"// guard:allow keeps-none\";",
                "String s = \"\"\"\n    // guard:allow keeps-none\n    \"\"\";",
                "char c = '\\''; String t = \"\\\\\"; String s = \"// guard:allow keeps-none\";",
            })
    void leavesProseAndStringsAlone(String code) {
        assertThat(said("class A {\n    " + code + "\n}\n")).isEmpty();
    }

    @Test
    void findsOneBehindAnotherCommentABrokenLiteralAndTheEndOfTheFile() {
        assertThat(said("class A { int a; //NOSONAR // guard:allow keeps-none"))
                .containsExactly(
                        "A.java:1:28 [keeps-none] the suppression of keeps-none gives no reason: write one behind --");
        assertThat(
                        said(
                                "class A {\r\n  char c = 'ab; // x\r\n  String s = \"ab;\r\n  int b; // guard:allow keeps-none\r\n}"))
                .containsExactly(
                        "A.java:4:10 [keeps-none] the suppression of keeps-none gives no reason: write one behind --");
    }

    @Test
    void endsWhereTheCommentEnds() {
        Location at = about("class A {\n    int b; /* guard:allow keeps-none */ int c;\n}\n")
                .get(0)
                .at();
        assertThat(at.column() + "-" + at.endColumn()).isEqualTo("12-40");
        at = about("class A {\n    int b; // guard:allow keeps-none -- \r\n}\n")
                .get(0)
                .at();
        assertThat(at.column() + "-" + at.endColumn()).isEqualTo("12-40");
    }
}
