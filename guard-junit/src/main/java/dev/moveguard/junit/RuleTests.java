package dev.moveguard.junit;

import dev.moveguard.code.Lens;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Place;
import dev.moveguard.config.RulesFile;
import dev.moveguard.config.Severity;
import dev.moveguard.engine.Baseline;
import dev.moveguard.engine.Check;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.report.Report;
import dev.moveguard.report.RuleOutcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The tests of one file of rules.
 *
 * @param rules the file; a relative path is looked for from the folder of the module upwards
 * @param ids the rules to judge; empty: all
 * @param failOn the least severity that fails a test
 */
record RuleTests(Path rules, List<String> ids, Severity failOn) {
    RuleTests {
        ids = List.copyOf(ids);
    }

    static RuleTests of(Class<?> tests) {
        return AnnotationSupport.findAnnotation(tests, GuardRules.class)
                .map(rules -> new RuleTests(Path.of(rules.value()), List.of(rules.ids()), rules.failOn()))
                .orElseGet(() -> new RuleTests(Path.of(RulesFile.NAME), List.of(), Severity.ERROR));
    }

    /** Judges, and makes a test of what is said of each rule; of a wrong configuration, one that says so. */
    Stream<DynamicNode> nodes() {
        try {
            RuleBook book = RuleBook.of(RulesFile.read(found(), shown()));
            CheckResult result = judged(book);
            System.out.println("guard: " + Report.lastLine(result));
            return RuleOutcome.of(result, failOn).stream()
                    .map(outcome ->
                            DynamicTest.dynamicTest(outcome.title(), place(outcome, book), () -> tell(outcome)));
        } catch (ConfigurationException e) {
            String problems = String.valueOf(e.getMessage());
            return Stream.of(DynamicTest.dynamicTest(shown(), place(), () -> fail(problems)));
        }
    }

    private CheckResult judged(RuleBook book) {
        return Check.run(new Check.Request(
                book,
                book.chosen(ids, reason -> new ConfigurationException(Place.file(shown()), reason)),
                List.of(),
                Lens.AUTO,
                () -> LocalDate.now(ZoneId.systemDefault()),
                FactsCache.in(book.ruleSet().root().resolve(".guard")),
                Baseline.read(book.ruleSet().root())));
    }

    private Path found() {
        return RulesFile.nearest(module(), rules)
                .orElseThrow(() -> new ConfigurationException(
                        Place.file(shown()), "no such file in %s or above".formatted(shown(module()))));
    }

    private static Path module() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    private String shown() {
        return shown(rules);
    }

    private static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    private URI place() {
        return RulesFile.nearest(module(), rules).orElseGet(RuleTests::module).toUri();
    }

    /** Says where the rule stands. A test with a file of its own is named in Surefire's report by what it is, not by a number. */
    private URI place(RuleOutcome outcome, RuleBook book) {
        Place at = outcome.at();
        Path first = book.ruleSet().file();
        Path file = at.file().equals(shown()) ? first : first.resolveSibling(at.file());
        return Files.isRegularFile(file)
                ? URI.create("%s?line=%s&column=%s".formatted(file.toUri(), at.line(), at.column()))
                : first.toUri(); // a preset stands in no file
    }

    private static void tell(RuleOutcome outcome) {
        System.out.print(outcome.remarkText());
        if (!outcome.holds()) {
            fail(outcome.failureText().strip());
        }
    }

    /** Fails without a stack trace: where in this program a finding is told is of no interest. */
    private static void fail(String message) {
        AssertionError error = new AssertionError(message);
        error.setStackTrace(new StackTraceElement[0]);
        throw error;
    }
}
