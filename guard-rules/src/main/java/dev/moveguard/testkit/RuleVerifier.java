package dev.moveguard.testkit;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.engine.SiteLocator;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import dev.moveguard.rule.Rule;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Verifies a rule on a fixture: Java source in which each expected finding stands as a comment on its line.
 *
 * <pre>
 * Continuation pending; // error: [never-stores] Frame.pending stores a Continuation
 * Object other;         // error:5: [never-stores] the same, with the column
 * Object both;          // bytecode: [never-stores] what only this lens sees; source: likewise
 * </pre>
 *
 * <p>The fixture is read through both lenses: compiled by javac and read as class files, and read as source. Line, kind and whole
 * message must agree, in both directions. A rule that was about nothing fails, unless the fixture expects that.
 */
public final class RuleVerifier {
    private static final Pattern EXPECTATION = Pattern.compile(
            "// (error|bytecode|source)(?::(\\d+))?: \\[([a-z-]+)] (.*?)\\s*(?=// (?:error|bytecode|source)(?::\\d+)?: \\[|$)");
    private static final Pattern FILE = Pattern.compile("^// file: (\\S+)$", Pattern.MULTILINE);
    private static final Pattern FIRST_TYPE = Pattern.compile(
            "^(?:public\\s+)(?:[a-z-]+\\s+)*(?:class|interface|record|enum)\\s+(\\w+)", Pattern.MULTILINE);

    private final Rule rule;
    private final List<Path> classPath;
    private final boolean needsClasses;
    private final boolean mayBeEmpty;

    private RuleVerifier(Rule rule, List<Path> classPath, boolean needsClasses, boolean mayBeEmpty) {
        this.rule = rule;
        this.classPath = List.copyOf(classPath);
        this.needsClasses = needsClasses;
        this.mayBeEmpty = mayBeEmpty;
    }

    public static RuleVerifier of(Rule rule) {
        return new RuleVerifier(rule, List.of(), false, false);
    }

    /** Accepts names of the rule that are not in the fixture, as {@code allow-empty} does. The rule still has to be about something. */
    public RuleVerifier allowingEmpty() {
        return new RuleVerifier(rule, classPath, needsClasses, true);
    }

    /**
     * Makes a verifier of a kind that judges class files alone: read as source, a fixture must not be assessed.
     *
     * @param classPath what fixtures are compiled against
     */
    public static RuleVerifier ofClasses(Rule rule, Path... classPath) {
        return new RuleVerifier(rule, List.of(classPath), true, false);
    }

    /** An expected or actual finding; column 0 when it does not matter. */
    private record Line(String file, int line, int column, String kind, String message) {
        @Override
        public String toString() {
            return "%s:%s%s [%s] %s".formatted(file, line, column == 0 ? "" : ":" + column, kind, message);
        }

        boolean isMetBy(Line actual) {
            return line == actual.line
                    && file.equals(actual.file)
                    && kind.equals(actual.kind)
                    && message.equals(actual.message)
                    && (column == 0 || column == actual.column);
        }
    }

    /**
     * Verifies the findings in a fixture.
     *
     * @param fixture one source, or several, each after a line {@code // file: a/b/Name.java}
     * @throws AssertionError when a finding is missing, unexpected, or the rule was about nothing
     */
    public void verify(String fixture) {
        verify(fixture, false);
    }

    /**
     * Verifies that the rule is vacuous on a fixture, or names what is not there.
     *
     * @param expected the findings about the rule itself, each as {@code [kind] message}
     */
    public void verifyVacuous(String fixture, String... expected) {
        for (Lens lens : List.of(Lens.BYTECODE, Lens.SOURCE)) {
            Outcome outcome = judge(fixture, lens);
            if (needsClasses && lens == Lens.SOURCE) {
                demandNotAssessed(outcome);
                continue;
            }
            List<String> actual = outcome.vacuities.stream()
                    .map(finding -> "[%s] %s".formatted(finding.kind(), finding.message()))
                    .toList();
            if (!actual.equals(List.of(expected))) {
                throw new AssertionError(
                        "%s lens: expected %s, found %s".formatted(lens.word(), List.of(expected), actual));
            }
        }
    }

    private void verify(String fixture, boolean mayBeVacuous) {
        for (Lens lens : List.of(Lens.BYTECODE, Lens.SOURCE)) {
            Outcome outcome = judge(fixture, lens);
            if (needsClasses && lens == Lens.SOURCE) {
                demandNotAssessed(outcome);
                continue;
            }
            if (!mayBeVacuous && (outcome.subjects == 0 || !outcome.vacuities.isEmpty())) {
                throw new AssertionError(
                        "%s lens: the rule is about nothing here: %s".formatted(lens.word(), outcome.vacuities));
            }
            if (!outcome.problems.isEmpty()) {
                throw new AssertionError("%s lens: not assessed: %s".formatted(lens.word(), outcome.problems));
            }
            compare(lens, expected(fixture, lens), outcome.findings);
        }
    }

    /**
     * Verifies that the rule cannot be judged on a fixture.
     *
     * @param expected what was not assessed and why, each as one sentence
     */
    public void verifyNotAssessed(String fixture, String... expected) {
        List<String> actual = judge(fixture, Lens.BYTECODE).problems;
        if (!actual.equals(List.of(expected))) {
            throw new AssertionError("expected %s, found %s".formatted(List.of(expected), actual));
        }
    }

    private static void demandNotAssessed(Outcome outcome) {
        if (outcome.problems.isEmpty()) {
            throw new AssertionError("source lens: the kind judges class files alone, and assessed a source");
        }
    }

    private static void compare(Lens lens, List<Line> expected, List<Line> actual) {
        List<Line> missing = new ArrayList<>(expected);
        List<Line> unexpected = new ArrayList<>(actual);
        for (Line line : expected) {
            unexpected.stream().filter(line::isMetBy).findFirst().ifPresent(met -> {
                unexpected.remove(met);
                missing.remove(line);
            });
        }
        if (!missing.isEmpty() || !unexpected.isEmpty()) {
            throw new AssertionError("%s lens%s%s"
                    .formatted(lens.word(), listed("\n  missing: ", missing), listed("\n  unexpected: ", unexpected)));
        }
    }

    private static String listed(String title, List<Line> lines) {
        return String.join("", lines.stream().map(line -> title + line).toList());
    }

    private static List<Line> expected(String fixture, Lens lens) {
        List<Line> expected = new ArrayList<>();
        split(fixture).forEach((file, text) -> {
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                Matcher matcher = EXPECTATION.matcher(lines[i]);
                int column = 0; // what one says holds for those behind it
                while (matcher.find()) {
                    column = matcher.group(2) == null ? column : Integer.parseInt(matcher.group(2));
                    if (matcher.group(1).equals("error") || matcher.group(1).equals(lens.word())) {
                        expected.add(new Line(file, i + 1, column, matcher.group(3), matcher.group(4)));
                    }
                }
            }
        });
        return expected;
    }

    // --- reading the fixture ------------------------------------------------------------------------------------

    private record Outcome(List<Line> findings, List<Finding> vacuities, int subjects, List<String> problems) {}

    private Outcome judge(String fixture, Lens lens) {
        Path folder = temporary();
        try {
            List<Path> sources = write(fixture, folder.resolve("src"));
            Path classes = folder.resolve("classes");
            if (lens == Lens.BYTECODE) {
                compile(sources, classes);
            }
            return judge(lens, folder, classes);
        } finally {
            delete(folder);
        }
    }

    private Outcome judge(Lens lens, Path folder, Path classes) {
        Project project = new Project(folder.resolve("src"), List.of());
        InputLedger ledger = new InputLedger();
        try (CodeReader reader = new CodeReader(ledger, project::shown, FactsCache.none())) {
            reader.addSources(folder.resolve("src"));
            if (lens == Lens.BYTECODE) {
                reader.addClasses(classes);
            }
            CodeBase code = reader.read(lens);
            Facts facts = new Facts(code, project, mayBeEmpty);
            List<Finding> findings = rule.check(facts);
            SiteLocator locator = SiteLocator.of(project, reader.sourceIndex(), code);
            List<String> problems = Stream.concat(
                            ledger.failed().stream().map(entry -> entry.input() + " " + entry.reason()),
                            facts.gaps().stream().map(gap -> gap.input() + " " + gap.reason()))
                    .toList();
            return new Outcome(
                    findings.stream().map(finding -> line(finding, locator)).toList(),
                    facts.vacuities(),
                    facts.subjectCount(),
                    problems);
        }
    }

    private static Line line(Finding finding, SiteLocator locator) {
        var at = locator.locate(finding.at());
        return new Line(at.file(), at.line(), at.column(), finding.kind(), finding.message());
    }

    private static java.util.Map<String, String> split(String fixture) {
        java.util.Map<String, String> files = new java.util.LinkedHashMap<>();
        Matcher matcher = FILE.matcher(fixture);
        if (!matcher.find()) {
            files.put(fileName(fixture), fixture);
            return files;
        }
        int start = matcher.end() + 1;
        String name = matcher.group(1);
        while (matcher.find()) {
            files.put(name, fixture.substring(start, matcher.start()));
            name = matcher.group(1);
            start = matcher.end() + 1;
        }
        files.put(name, fixture.substring(Math.min(start, fixture.length())));
        return files;
    }

    private static String fileName(String source) {
        Matcher type = FIRST_TYPE.matcher(source);
        return (type.find() ? type.group(1) : "Fixture") + ".java";
    }

    private static List<Path> write(String fixture, Path folder) {
        List<Path> written = new ArrayList<>();
        split(fixture).forEach((name, text) -> {
            Path file = folder.resolve(name);
            try {
                Files.createDirectories(file.resolveSibling(""));
                Files.writeString(file, text, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written.add(file);
        });
        return written;
    }

    private void compile(List<Path> sources, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new AssertionError("fixtures need a JDK: this runtime has no compiler");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            Files.createDirectories(classes);
            String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            List<String> options =
                    List.of("-d", classes.toString(), "-g", "-proc:none", "-Xlint:none", "-classpath", path);
            boolean isCompiled = compiler.getTask(
                            null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!isCompiled) {
                throw new AssertionError("the fixture does not compile: "
                        + diagnostics.getDiagnostics().stream()
                                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                                .map(Object::toString)
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("moveguard-fixture").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
