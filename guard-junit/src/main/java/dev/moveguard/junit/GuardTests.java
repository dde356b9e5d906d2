package dev.moveguard.junit;

import dev.moveguard.config.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Judges code by the rules of a {@code rules.yaml}, as tests: one for each rule, named after it and the law it enforces.
 *
 * <pre>
 * &#64;GuardRules("rules.yaml") // may be left out
 * class LawsTest implements GuardTests {}
 * </pre>
 *
 * <p>A test fails with what {@code guard check} prints: findings, a rule that is about nothing, what could not be judged. The code
 * is read once for all tests of a class. Where the configuration is wrong, one test fails and says so.
 */
public interface GuardTests {
    /** Makes the tests of a class, as its {@link GuardRules} say. */
    @TestFactory
    default Stream<DynamicNode> laws() {
        return RuleTests.of(getClass()).nodes();
    }

    /**
     * Makes the tests, for a {@link TestFactory} method of one's own.
     *
     * @param rules the file of the rules; a relative path as with {@link GuardRules#value()}
     */
    static Stream<DynamicNode> of(Path rules) {
        return of(rules, Severity.ERROR);
    }

    /**
     * Makes the tests, for a {@link TestFactory} method of one's own.
     *
     * @param rules the file of the rules; a relative path as with {@link GuardRules#value()}
     * @param failOn the least severity of a finding that fails its test
     */
    static Stream<DynamicNode> of(Path rules, Severity failOn) {
        return new RuleTests(rules, List.of(), failOn).nodes();
    }
}
