package dev.moveguard.testpath;

import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Place;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import dev.moveguard.rule.Site;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Kind {@code tests-on-path}: the guard tests exist, the build would run them, and where reports are, it did.
 *
 * <p>Blind spots: builds other than Maven; options of a command line; conditions that are evaluated when the tests run; what
 * the author of an ArchUnit rule meant.
 *
 * @param reports whether the last build must have left a report of each class
 * @param min the fewest test classes the patterns have to match together
 */
public record TestsOnPathRule(List<TypePattern> tests, Reports reports, int min) implements Rule {
    private static final String KIND = "tests-on-path";

    /** For each Java machine that is forked. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What is asked of Surefire's reports. */
    public enum Reports {
        /** A report that is there must not contradict; one that is missing or out of date says nothing. */
        OPTIONAL,
        /** Every class needs a report that is newer than the class. */
        REQUIRED
    }

    public TestsOnPathRule {
        tests = List.copyOf(tests);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        DeclaredTests declared = DeclaredTests.read(facts);
        List<TestClass> found = declared.matching(tests, facts);
        TestPath path = new TestPath(
                facts.project(), new TestPath.Options(reports == Reports.REQUIRED, true, LIMIT), declared.suites());
        Stream<Finding> findings = path.judge(found).stream()
                .peek(judgement -> judgement.gaps().forEach(gap -> facts.gap(gap.input(), gap.reason())))
                .flatMap(TestsOnPathRule::findings);
        return Stream.concat(tooFew(found.size()), findings).toList();
    }

    private static Stream<Finding> findings(Judgement judgement) {
        return judgement.defects().stream().map(defect -> finding(judgement.test(), defect));
    }

    private static Finding finding(TestClass test, Defect defect) {
        Site declared = new Site.InFile(test.at(), test.name());
        Place place = defect.where().place();
        String message = test.simpleName() + " " + defect.says();
        String repair = defect.repair().isEmpty() ? null : defect.repair();
        boolean isElsewhere = place != null && !place.file().equals(test.at().file());
        return new Finding(
                KIND,
                place == null ? declared : new Site.InFile(place, test.name()),
                message,
                isElsewhere
                        ? List.of(new Finding.Related(declared, test.simpleName() + " is declared here"))
                        : List.of(),
                repair);
    }

    private Stream<Finding> tooFew(int found) {
        if (found == 0 || found >= min) {
            return Stream.empty(); // that a pattern matches nothing is told for each of them
        }
        Site at = new Site.InFile(tests.get(0).at(), "tests");
        return Stream.of(new Finding(
                KIND,
                at,
                "the patterns match %s test class%s, fewer than %s".formatted(found, found == 1 ? "" : "es", min)));
    }

    /** Makes such rules from rules.yaml. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "every guard test is declared, would be run by the build, and ran when it left a report";
        }

        @Override
        public boolean needsCode() {
            return false;
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required(
                            "tests", ParameterSpec.Type.SUBJECTS, "The test classes that guard something."),
                    ParameterSpec.choice(
                            "reports",
                            "Whether the last build must have left a report of each class.",
                            "optional",
                            "required"),
                    ParameterSpec.optional(
                            "min",
                            ParameterSpec.Type.NUMBER,
                            "The fewest test classes the patterns have to match together.",
                            "1"));
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new TestsOnPathRule(
                    parameters.texts("tests").stream().map(TypePattern::of).toList(),
                    parameters.required("reports").value().equals("required") ? Reports.REQUIRED : Reports.OPTIONAL,
                    parameters.number("min"));
        }
    }
}
