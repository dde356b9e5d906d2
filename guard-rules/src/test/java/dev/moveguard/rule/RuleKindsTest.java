package dev.moveguard.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.prove.Breaker;
import dev.moveguard.prove.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered kind is complete: a page that says all there is to say, and a test class of its rule. */
class RuleKindsTest {
    private static final List<String> HEADINGS =
            List.of("What must hold", "Why", "Bad", "Good", "Parameters", "Blind spots", "Tried on", "Since");
    private static final Path TESTS = Path.of("src", "test", "java");

    static List<RuleKind> kinds() {
        return RuleBook.kinds();
    }

    @Test
    void thereAreKinds() {
        assertThat(kinds()).isNotEmpty().extracting(RuleKind::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasAPageWithEveryHeading(RuleKind kind) {
        assertThat(page(kind).headings()).containsExactlyElementsOf(HEADINGS);
        assertThat(page(kind).lines()).first().isEqualTo("# " + kind.name());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void showsBadAndGood(RuleKind kind) {
        assertThat(page(kind).blocks()).extracting(RulePagesTest.Block::section).contains("Bad", "Good", "Parameters");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasARowForEachParameter(RuleKind kind) {
        assertThat(kind.parameters())
                .allSatisfy(parameter -> assertThat(page(kind).row(parameter.name()))
                        .as("row of `%s` in the table of docs/rules/%s.md", parameter.name(), kind.name())
                        .hasValueSatisfying(cells -> {
                            assertThat(cells).hasSize(4).doesNotContain("");
                            assertThat(cells.get(2))
                                    .as("default of %s", parameter.name())
                                    .isEqualTo(shown(parameter));
                        }));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasATestClass(RuleKind kind) throws IOException {
        String wanted = ruleClass(kind).getSimpleName() + "Test.java";
        try (Stream<Path> files = Files.walk(TESTS)) {
            assertThat(files).as("%s below %s", wanted, TESTS).anyMatch(file -> file.endsWith(wanted));
        }
    }

    /** What it does is seen in {@code BreakersTest}. */
    @ParameterizedTest
    @MethodSource("kinds")
    void hasABreaker(RuleKind kind) {
        assertThat(Proof.breakers()).extracting(Breaker::kind).contains(kind.name());
    }

    /** A rule about nothing could not fail; an exception that is none, {@code allow: []}, does no harm. */
    @ParameterizedTest
    @MethodSource("kinds")
    void refusesAnEmptyListWhereItNeedsValues(RuleKind kind, @TempDir Path folder) throws IOException {
        for (ParameterSpec parameter : kind.parameters()) {
            if (parameter.type().isList()) {
                assertThat(problems(kind, parameter, folder))
                        .as("%s: []", parameter.name())
                        .matches(told -> told.contains(parameter.name() + " needs one value or more")
                                == (parameter.required()
                                        || !parameter.fallback().isEmpty()
                                        || parameter.type() == ParameterSpec.Type.CHOICES));
            }
        }
    }

    private static String problems(RuleKind kind, ParameterSpec parameter, Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("rules.yaml"),
                "version: 1\nrules:\n- {id: r, kind: %s, %s: []}\n".formatted(kind.name(), parameter.name()));
        try {
            RuleBook.of(RulesFile.read(file, "rules.yaml"));
            return "";
        } catch (ConfigurationException e) {
            return e.problems().toString();
        }
    }

    private static RulePagesTest.Page page(RuleKind kind) {
        return RulePagesTest.Page.of(kind.name())
                .orElseThrow(() -> new AssertionError("docs/rules/%s.md is missing".formatted(kind.name())));
    }

    /** What the third column of the table says. */
    private static String shown(ParameterSpec parameter) {
        if (parameter.required()) {
            return "required";
        }
        return parameter.fallback().isEmpty()
                ? "none"
                : parameter.fallback().stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
    }

    private static Class<?> ruleClass(RuleKind kind) {
        Class<?> outer = kind.getClass().getEnclosingClass();
        return outer == null ? kind.getClass() : outer;
    }
}
