package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String RULES = """
            version: 1
            scan:
              classes: [classes]
              sources: [src]
            laws:
              - id: SPEC/4
                says: a stored continuation is a second owner of the chain
            rules:
              - id: frame-stores-none
                kind: never-stores
                law: SPEC/4
                holders: [a.Frame]
                types: [a.Continuation]
                fix: keep a K in the frame
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void project() {
        GuardRun.write(folder.resolve("rules.yaml"), RULES);
        GuardRun.write(folder.resolve("src/a/Continuation.java"), "package a;\n\nclass Continuation {}\n");
        frame("    private Continuation pending;");
    }

    private void frame(String field) {
        GuardRun.write(folder.resolve("src/a/Frame.java"), "package a;\n\nclass Frame {\n" + field + "\n}\n");
        GuardRun.compile(folder.resolve("src"), folder.resolve("classes"));
    }

    private GuardRun check(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return GuardRun.in(folder, all);
    }

    @Test
    void printsFactPlaceLawAndFix() {
        GuardRun run = check();
        assertThat(run.timeless()).isEqualTo("""
                error[frame-stores-none]: Frame.pending stores a Continuation
                 --> src/a/Frame.java:4:13
                  |
                4 |     private Continuation pending;
                  |             ^^^^^^^^^^^^
                  = law: SPEC/4, a stored continuation is a second owner of the chain
                  = fix: keep a K in the frame
                  = see: guard explain frame-stores-none

                1 error: 1 rule, 1 subject, 2 files, 0 suppressed, N ms
                """);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void saysWhatItLookedAtWhenClean() {
        frame("    private int depth;");
        GuardRun run = check();
        assertThat(run.timeless()).isEqualTo("clean: 1 rule, 1 subject, 2 files, 0 suppressed, N ms\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void writesJson() {
        assertThat(check("--format", "json")
                        .out()
                        .replaceAll("\"millis\" : \\d+", "\"millis\" : 0")
                        .replaceAll("\"fingerprint\" : \"[0-9a-f]{24}\"", "\"fingerprint\" : \"F\"")
                        .replaceAll("\"version\" : \"[^\"]+\"", "\"version\" : \"V\""))
                .isEqualTo("""
                        {
                          "tool" : "moveguard",
                          "version" : "V",
                          "findings" : [
                            {
                              "rule" : "frame-stores-none",
                              "kind" : "never-stores",
                              "severity" : "error",
                              "file" : "src/a/Frame.java",
                              "line" : 4,
                              "column" : 13,
                              "endLine" : 4,
                              "endColumn" : 25,
                              "message" : "Frame.pending stores a Continuation",
                              "law" : "SPEC/4",
                              "decision" : null,
                              "fix" : "keep a K in the frame",
                              "related" : [ ],
                              "fingerprint" : "F"
                            }
                          ],
                          "notAssessed" : [ ],
                          "deferred" : [ ],
                          "summary" : {
                            "errors" : 1,
                            "warnings" : 0,
                            "infos" : 0,
                            "rules" : 1,
                            "subjects" : 1,
                            "types" : 2,
                            "files" : 2,
                            "suppressed" : 0,
                            "millis" : 0,
                            "baselined" : 0,
                            "mended" : 0,
                            "older" : 0
                          }
                        }
                        """);
    }

    @Test
    void givesTheSameFingerprintWhenLinesMove() {
        String before = fingerprint();
        frame("\n\n\n    private Continuation pending;");
        assertThat(fingerprint()).isEqualTo(before);
        frame("    private Continuation another;");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    private String fingerprint() {
        return check("--format", "json")
                .out()
                .lines()
                .filter(line -> line.contains("fingerprint"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void judgesSourcesWithoutClasses() {
        GuardRun run = check("src");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("src/a/Frame.java:4:13");
        assertThat(check("--lens", "source").out()).contains("src/a/Frame.java:4:13");
    }

    @Test
    void judgesClassesWithoutSources() {
        GuardRun run = check("classes/a/Frame.class", "classes/a/Continuation.class");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("\n --> classes/a/Frame.class\n");
    }

    @Test
    void failsOnASeverityOrAbove() throws IOException {
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(rules, RULES.replace("kind: never-stores", "kind: never-stores\n    severity: warning"));
        assertThat(check().code()).isZero();
        assertThat(check("--fail-on", "warning").code()).isEqualTo(1);
        assertThat(check().lastLine()).isEqualTo("1 warning: 1 rule, 1 subject, 2 files, 0 suppressed, N ms");
    }

    @Test
    void writesTheReportToAFileButNeverOverTheRules() throws IOException {
        GuardRun run = check("--output", "report.txt");
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(folder.resolve("report.txt"))).startsWith("error[frame-stores-none]");
        GuardRun refused = check("--output", "rules.yaml");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("guard: --output would overwrite rules.yaml\n");
        assertThat(Files.readString(folder.resolve("rules.yaml"))).isEqualTo(RULES);
    }

    @Test
    void findsTheNearestRulesUpwards() {
        GuardRun run = GuardRun.in(folder.resolve("src/a"), "check");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains(" --> src/a/Frame.java:4:13");
    }

    // --- bad input ----------------------------------------------------------------------------------------------

    @Test
    void saysWhenThereAreNoRules() throws IOException {
        Files.delete(folder.resolve("rules.yaml"));
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("guard: no rules.yaml in ").endsWith("; name one with --config FILE\n");
        GuardRun named = check("--config", "none.yaml");
        assertThat(named.code()).isEqualTo(2);
        assertThat(named.err()).isEqualTo("none.yaml: no such file\n");
    }

    @Test
    void namesUnknownKindsAndKeys() throws IOException {
        Files.writeString(
                folder.resolve("rules.yaml"),
                RULES.replace("never-stores", "never-store").replace("fix:", "fixx:"));
        GuardRun kind = check();
        assertThat(kind.code()).isEqualTo(2);
        assertThat(kind.err())
                .isEqualTo("rules.yaml:10:11: no rule kind is called never-store, did you mean never-stores?\n");
        Files.writeString(
                folder.resolve("rules.yaml"), RULES.replace("fix:", "fixx:").replace("types:", "typs:"));
        GuardRun keys = check();
        assertThat(keys.code()).isEqualTo(2);
        assertThat(keys.err()).isEqualTo("""
                rules.yaml:9:5: kind never-stores needs the key types
                rules.yaml:13:5: kind never-stores has no key typs, did you mean types?
                rules.yaml:14:5: kind never-stores has no key fixx, did you mean fix?
                """);
    }

    @Test
    void namesAPathThatDoesNotExist() {
        GuardRun run = check("nowhere");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("guard: no such file or folder: ").endsWith("nowhere\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void namesAnUnknownOptionFormatAndRule() {
        assertThat(check("--formt", "json").code()).isEqualTo(2);
        assertThat(check("--format", "xml").code()).isEqualTo(2);
        GuardRun rule = check("--rule", "frame-store-none");
        assertThat(rule.code()).isEqualTo(2);
        assertThat(rule.err())
                .isEqualTo("guard: no rule has the id frame-store-none, did you mean frame-stores-none?\n");
        assertThat(GuardRun.in(folder).code()).isEqualTo(2);
        assertThat(GuardRun.in(folder, "chek").code()).isEqualTo(2);
    }

    @Test
    void doesNotExpandArgumentFiles() throws IOException {
        Files.writeString(folder.resolve("args"), "--help");
        GuardRun run = check("@args");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no such file or folder");
    }

    @Test
    void doesNotAssessATruncatedClassFile() throws IOException {
        Path file = folder.resolve("classes/a/Continuation.class");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        frameOnly("    private int depth;");
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out())
                .contains(
                        "not assessed: classes/a/Continuation.class is truncated or damaged (needed by frame-stores-none)\n");
        assertThat(run.lastLine()).isEqualTo("1 rule not assessed: 1 rule, 1 subject, 2 files, 0 suppressed, N ms");
    }

    private void frameOnly(String field) throws IOException {
        Path other = folder.resolve("other");
        GuardRun.write(other.resolve("src/a/Frame.java"), "package a;\n\nclass Frame {\n" + field + "\n}\n");
        GuardRun.compile(other.resolve("src"), other.resolve("classes"));
        Files.copy(
                other.resolve("classes/a/Frame.class"),
                folder.resolve("classes/a/Frame.class"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void doesNotAssessAClassFileOfANewerJava() throws IOException {
        Path file = folder.resolve("classes/a/Continuation.class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = 120;
        Files.write(file, bytes);
        frameOnly("    private int depth;");
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("classes/a/Continuation.class is of Java 76 (version 120), newer than Java 28");
    }

    @Test
    void stillReportsFindingsBesideWhatItCouldNotRead() throws IOException {
        Files.write(folder.resolve("classes/a/Broken.class"), new byte[] {1, 2, 3});
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Frame.pending stores a Continuation");
        assertThat(run.out()).contains("not assessed: classes/a/Broken.class is not a class file");
        assertThat(run.lastLine()).startsWith("1 error, 1 rule not assessed: ");
    }

    @Test
    void doesNotAssessAnEmptyFolder() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        GuardRun run = check("empty");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).startsWith("""
                        not assessed: empty holds nothing to judge (needed by frame-stores-none)
                        not assessed: rules.yaml nothing was scanned (needed by frame-stores-none)
                        """);
    }

    @Test
    void doesNotAssessAScanThatMatchesNothing() throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), RULES.replace("[classes]", "[classes, build/*/classes]"));
        frame("    private int depth;");
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("not assessed: build/*/classes matches nothing (rules.yaml:3:22)");
    }

    @Test
    void doesNotAssessAJarThatIsNone() throws IOException {
        Files.writeString(folder.resolve("no.jar"), "not a jar");
        frame("    private int depth;");
        GuardRun run = check("classes", "no.jar");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("not assessed: no.jar is not a readable archive: ");
    }

    @Test
    void doesNotAssessASourceWithASyntaxError() {
        GuardRun.write(folder.resolve("only/Broken.java"), "class Broken {\n  int x = ;\n}\n");
        GuardRun.write(folder.resolve("only/a/Frame.java"), "package a;\nclass Frame { int depth; }\n");
        GuardRun.write(folder.resolve("only/a/Continuation.java"), "package a;\nclass Continuation {}\n");
        GuardRun run = check("only");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("not assessed: only/Broken.java:2:9 Syntax error");
    }

    @Test
    void reportsARuleWhoseHolderOrTargetIsGone() throws IOException {
        Files.writeString(
                folder.resolve("rules.yaml"),
                RULES.replace("a.Frame", "a.Frames").replace("a.Continuation", "a.Continuatio"));
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("""
                error[frame-stores-none]: a.Frames matches no scanned type, did you mean a.Frame?
                  --> rules.yaml:12:15
                """);
        assertThat(run.out())
                .contains("a.Continuatio names nothing in the scanned code, its class path or the JDK, did you mean"
                        + " a.Continuation?");
        assertThat(check("--format", "json").out()).contains("\"vacuous-rule\"").contains("\"unresolved-name\"");
    }

    @Test
    void acceptsAnEmptyRuleThatMayBe() throws IOException {
        Files.writeString(
                folder.resolve("rules.yaml"),
                RULES.replace("a.Frame", "a.Frames").replace("fix:", "allow-empty: shared by projects\n    fix:"));
        assertThat(check().code()).isZero();
    }

    @Test
    void reportsARetiredNameThatIsBack() throws IOException {
        String retired = RULES.replace("kind: never-stores", "kind: never-stores\n    mood: retired");
        Files.writeString(folder.resolve("rules.yaml"), retired);
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Frame is back: the rule says it is retired");
        Files.writeString(
                folder.resolve("rules.yaml"),
                retired.replace("a.Frame", "a.Gone").replace("a.Continuation", "a.Away"));
        assertThat(check().code()).isZero();
    }

    @Test
    void escapesControlCharactersInNames() throws IOException {
        Files.write(folder.resolve("classes/x\n::error::y.class"), new byte[] {1, 2, 3});
        assertThat(check().out()).contains("classes/x\\u000a::error::y.class is not a class file");
    }

    @Test
    void readsSourcesWithCarriageReturnsMarksAndForeignLetters() {
        GuardRun.write(
                folder.resolve("win/Größe.java"),
                "\uFEFFpackage a;\r\n\r\nclass Frame {\r\n\tContinuation größe;\r\n}\r\nclass Continuation {}\r\n");
        GuardRun run = check("win");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Frame.größe stores a Continuation\n --> win/Größe.java:4:2\n");
        assertThat(run.out()).contains("4 |     Continuation größe;\n  |     ^^^^^^^^^^^^\n");
    }

    @Test
    void sourceLensUsesNamesOfLibrariesThatAreNotThere() throws IOException {
        GuardRun.write(folder.resolve("lib/a/Frame.java"), """
                package a;

                import org.missing.Client;
                import org.missing.Listener;

                class Frame implements Listener {
                    private Client client;

                    void run() {
                        client.send(this);
                    }
                }
                """);
        Files.writeString(folder.resolve("rules.yaml"), RULES.replace("a.Continuation", "org.missing.Client"));
        GuardRun run = check("lib");
        assertThat(run.out()).contains("Frame.client stores a Client");
        assertThat(run.out())
                .contains(
                        "not assessed: lib/a/Frame.java Frame.run cannot be analysed: The method send(Frame) is undefined for the"
                                + " type Client (needed by frame-stores-none)");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void sourceLensKeepsTypeArgumentsMembersAndStarsOfLibrariesThatAreNotThere() throws IOException {
        GuardRun.write(folder.resolve("lib/a/Frame.java"), """
                package a;

                import org.gone.Bag.Listener;
                import org.gone.Box;
                import org.missing.*;

                class Frame implements Listener {
                    Box<Continuation, String> box;
                    Bag<Continuation> bag;
                    org.other.Far<Continuation> far;
                    int depth;

                    @Override
                    public void heard() {
                        depth = depth < 3 ? 1 : 2;
                    }
                }

                class Continuation {}
                """);
        GuardRun run = check("lib");
        assertThat(run.out()).contains("Frame.box stores a Continuation");
        assertThat(run.out()).contains("Frame.bag stores a Continuation");
        assertThat(run.out()).contains("Frame.far stores a Continuation");
        assertThat(run.lastLine()).isEqualTo("3 errors: 1 rule, 1 subject, 1 file, 0 suppressed, N ms");
    }

    @Test
    void doesNotAssessASourceWithANameThatNothingTells() {
        GuardRun.write(folder.resolve("lib/a/Frame.java"), "package a;\n\nclass Frame {\n    Elsewhere e;\n}\n");
        GuardRun.write(folder.resolve("lib/a/Continuation.java"), "package a;\n\nclass Continuation {}\n");
        GuardRun run = check("lib");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("not assessed: lib/a/Frame.java:4:5 Elsewhere cannot be resolved to a type");
    }

    // --- suppressions -------------------------------------------------------------------------------------------

    @Test
    void acceptsAFindingWithAReasonOnTheLineOrTheOneAbove() {
        frame("    // guard:allow frame-stores-none -- moved out in step 3\n    private Continuation pending;");
        assertThat(check().timeless()).isEqualTo("clean: 1 rule, 1 subject, 2 files, 1 suppressed, N ms\n");
        frame(
                "    private Continuation pending; // guard:allow frame-stores-none until=2026-06-15 -- moved out in step 3");
        assertThat(check().code()).isZero();
        assertThat(check("src").code()).isZero();
    }

    @Test
    void knowsTheSourceOfAClassWhereFoldersDoNotMirrorPackages() throws IOException {
        Files.delete(folder.resolve("src/a/Frame.java"));
        String text = "package a;\nclass Other {}\nclass Frame {\n    Continuation pending;%s\n}\n";
        GuardRun.write(folder.resolve("src/All.java"), text.formatted(""));
        GuardRun.compile(folder.resolve("src"), folder.resolve("classes"));
        for (String lens : new String[] {"auto", "bytecode", "source"}) {
            assertThat(check("--lens", lens).out()).contains(" --> src/All.java:4:5\n");
        }
        GuardRun.write(folder.resolve("src/All.java"), text.formatted(" // guard:allow frame-stores-none -- known"));
        for (String lens : new String[] {"auto", "bytecode", "source"}) {
            assertThat(check("--lens", lens).lastLine()).startsWith("clean: ").contains(" 1 suppressed");
        }
    }

    @Test
    void namesTheRulesAsAnyOtherFileHoweverTheirPathIsSpelt() {
        GuardRun.write(folder.resolve("rules.yaml"), RULES.replace("holders: [a.Frame]", "holders: [a.Gone]"));
        Path elsewhere = folder.resolve("elsewhere");
        GuardRun.write(elsewhere.resolve("x.txt"), "");
        String expected = " --> rules.yaml:12:15\n   |\n12 |     holders: [a.Gone]\n";
        assertThat(check().out()).contains(expected);
        assertThat(GuardRun.in(elsewhere, "check", "--config", "../rules.yaml").out())
                .contains(expected);
        assertThat(GuardRun.in(
                                elsewhere,
                                "check",
                                "--config",
                                folder.resolve("rules.yaml").toString())
                        .out())
                .contains(expected);
        GuardRun.write(
                folder.resolve("rules.yaml"),
                RULES.replace("classes: [classes]", "classes: [none]").replace("[src]", "[]"));
        assertThat(GuardRun.in(elsewhere, "check", "--config", "../rules.yaml", "--format", "json")
                        .out())
                .contains("\"input\" : \"rules.yaml\"");
    }

    @Test
    void namesAStatementFromItsBeginningToItsEndInBothLenses() {
        for (String lens : new String[] {"bytecode", "source"}) {
            frame("    Object kept;\n    void m(Continuation c) {\n        kept =\n            c; // why\n    }");
            assertThat(check("--lens", lens, "--format", "json").out())
                    .contains(
                            "\"line\" : 6,\n      \"column\" : 9,\n      \"endLine\" : 7,\n      \"endColumn\" : 15,");
            frame("    Object kept;\n    void m(Continuation c) {\n        // guard:allow frame-stores-none -- known\n"
                    + "        kept =\n            c;\n    }");
            assertThat(check("--lens", lens).lastLine()).startsWith("clean: ").contains(" 1 suppressed");
        }
    }

    @Test
    void endsALineOfSeveralStatementsBeforeTheCommentBehindThem() {
        frame("    Object kept;\n    void m(Continuation c) {\n        kept = c; c = null; // why\n    }");
        assertThat(check("--format", "json").out())
                .contains("\"line\" : 6,\n      \"column\" : 9,\n      \"endLine\" : 6,\n      \"endColumn\" : 28,");
    }

    @Test
    void suppressesTheFieldOfAnAnonymousType() {
        String text =
                "    Object m() {\n        return new Object() {\n            Continuation kept;%s\n        };\n    }";
        for (String lens : new String[] {"bytecode", "source"}) {
            frame(text.formatted(""));
            assertThat(check("--lens", lens).out()).contains(" --> src/a/Frame.java:6:13\n");
            frame(text.formatted(" // guard:allow frame-stores-none -- known"));
            assertThat(check("--lens", lens).lastLine()).startsWith("clean: ").contains(" 1 suppressed");
        }
    }

    @Test
    void reportsASuppressionWithoutAReasonOrPastItsDate() {
        frame("    private Continuation pending; // guard:allow frame-stores-none");
        assertThat(check().out())
                .contains("Frame.pending stores a Continuation")
                .contains(
                        "the suppression of frame-stores-none gives no reason: write one behind --\n --> src/a/Frame.java:4:35\n");
        frame("    private Continuation pending; // guard:allow frame-stores-none until=2026-06-14 -- soon");
        assertThat(check().out()).contains("the suppression of frame-stores-none ended on 2026-06-14");
        frame("    private Continuation pending; // guard:allow frame-stores-none until=tomorrow -- soon");
        assertThat(check().out()).contains("has no date behind until=: write it as 2027-01-31");
        assertThat(check().lastLine()).startsWith("2 errors: ");
    }

    @Test
    void reportsASuppressionThatSuppressesNothingOrNamesNoRule() {
        frame("    private int depth; // guard:allow frame-stores-none -- not needed any more");
        assertThat(check().out()).contains("the suppression of frame-stores-none suppresses nothing: take it out");
        assertThat(check().code()).isEqualTo(1);
        frame("    private Continuation pending; // guard:allow frame-store-none -- misspelt");
        assertThat(check().out())
                .contains("the suppression of frame-store-none names no rule, did you mean frame-stores-none?")
                .contains("Frame.pending stores a Continuation");
    }

    @Test
    void takesNoTextInAStringForASuppression() {
        frame("""
                    String line = "// guard:allow frame-stores-none -- as text"; int depth;
                    String block = \"""
                        // guard:allow frame-store-none -- as text
                        \""";
                """);
        assertThat(check().out()).startsWith("clean: ");
        frame(
                "    private Continuation pending; String s = \"// \"; // guard:allow frame-stores-none -- behind a string");
        assertThat(check().lastLine()).startsWith("clean: ").contains(" 1 suppressed");
    }

    // --- what the output and the rules may be ---------------------------------------------------------------------

    @Test
    void neverWritesOverAnInput() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("classes/a/Frame.class"));
        GuardRun run = check("--output", "classes/a/Frame.class");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("guard: --output would overwrite classes/a/Frame.class\n");
        assertThat(Files.readAllBytes(folder.resolve("classes/a/Frame.class"))).isEqualTo(before);
        assertThat(check("--output", "classes").code()).isEqualTo(2);
        assertThat(check("--output", "no/such/report.txt").code()).isEqualTo(2);
    }

    @Test
    void writesOverAnEarlierReportButNotOverADocument() throws IOException {
        assertThat(check("--output", "report.xml").code()).isEqualTo(1);
        assertThat(check("--output", "report.xml").code()).isEqualTo(1);
        GuardRun.write(folder.resolve("decisions.md"), "## D1 Kept\n");
        GuardRun.write(folder.resolve("rules.yaml"), RULES.replace("laws:", "docs: {decisions: decisions.md}\nlaws:"));
        assertThat(check("--output", "decisions.md").code()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("decisions.md"))).isEqualTo("## D1 Kept\n");
    }

    @Test
    void writesThroughALinkAndKeepsTheMode() throws IOException {
        Path real = Files.writeString(folder.resolve("real.txt"), "old");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.createSymbolicLink(folder.resolve("link.txt"), real);
        assertThat(check("--output", "link.txt").code()).isEqualTo(1);
        assertThat(folder.resolve("link.txt")).isSymbolicLink();
        assertThat(Files.readString(real)).startsWith("error[frame-stores-none]");
        assertThat(Files.getPosixFilePermissions(real)).isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
    }

    @Test
    void refusesToJudgeByNoRule() {
        GuardRun.write(folder.resolve("rules.yaml"), "version: 1\nrules: []\n");
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("rules.yaml: defines no rule, so nothing would be judged\n");
    }

    @Test
    void saysWhichInputsItSkipped() throws IOException {
        Files.writeString(folder.resolve("classes/lib.jar"), "not looked at");
        assertThat(check().err())
                .isEqualTo(
                        "guard: skipped classes/lib.jar, which is an archive inside a folder: name it itself to have it judged\n");
    }

    @Test
    void saysThatASubjectExistsAndIsNotScanned() {
        GuardRun.write(folder.resolve("rules.yaml"), RULES.replace("[a.Frame]", "[java.util.Iterator]"));
        assertThat(check().out())
                .contains("java.util.Iterator matches no scanned type: it exists, and is not among what was scanned");
    }

    @Test
    void doesNotAssessASourceBeyondReason() {
        String deep = "java.util.List<".repeat(1500) + "Continuation" + ">".repeat(1500);
        GuardRun.write(folder.resolve("deep/a/Deep.java"), "package a;\nclass Deep { " + deep + " f; }\n");
        GuardRun run = check("classes", "deep");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("not assessed: deep/a/Deep.java ")
                .contains("Frame.pending stores a Continuation");
    }

    private void makeSourceNewer() throws IOException {
        Path source = folder.resolve("src/a/Frame.java");
        Files.setLastModifiedTime(
                source,
                FileTime.from(Files.getLastModifiedTime(folder.resolve("classes/a/Frame.class"))
                        .toInstant()
                        .plusSeconds(5)));
    }

    @Test
    void readsTheSourceOfAClassThatIsOlder() throws IOException {
        frame("    private int depth; static class Inner { Continuation gone; }");
        GuardRun.write(folder.resolve("src/a/Frame.java"), "package a;\n\nclass Frame {\n    Continuation added;\n}\n");
        makeSourceNewer();
        GuardRun run = check();
        assertThat(run.err())
                .isEqualTo(
                        "guard: skipped classes/a/Frame.class, which is older than src/a/Frame.java, which is judged instead\n");
        assertThat(run.out()).contains("Frame.added stores a Continuation").doesNotContain("gone");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void saysThatTheBytecodeLensJudgesWhatIsOlderThanItsSource() throws IOException {
        makeSourceNewer();
        GuardRun run = check("--lens", "bytecode");
        assertThat(run.err())
                .isEqualTo(
                        "guard: skipped src/a/Frame.java, which is newer than classes/a/Frame.class, which is judged instead\n");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void judgesSourcesOfTwoModulesThatNameATypeAlike() {
        GuardRun.write(
                folder.resolve("other/a/Frame.java"),
                "package a;\n\nclass Frame {\n    Continuation second;\n    Twin twin;\n}\n");
        GuardRun.write(folder.resolve("other/a/Twin.java"), "package a;\n\nclass Twin {}\n");
        GuardRun run = check("--lens", "source", "src", "other");
        assertThat(run.out())
                .contains("Frame.pending stores a Continuation", "src/a/Frame.java:4:13")
                .contains("Frame.second stores a Continuation", "other/a/Frame.java:4:5")
                .doesNotContain("not assessed");
        assertThat(run.lastLine()).startsWith("2 errors: 1 rule, 1 subject, 4 files");
    }
}
