package dev.moveguard.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.rule.NoCloneRule;
import org.junit.jupiter.api.Test;

class RuleVerifierTest {
    private final RuleVerifier rule = RuleVerifier.of(NoCloneRule.of("A"));

    @Test
    void acceptsAFixtureWhoseFindingsAreExpected() {
        assertThatCode(() -> rule.verify("""
                class A {
                    A copy() { return this; } // error: [no-clone] A.copy can return: it does not throw on every path
                }
                """)).doesNotThrowAnyException();
    }

    @Test
    void failsOnAFindingThatIsMissing() {
        assertThatThrownBy(() -> rule.verify("class A {} // error: [no-clone] A.copy can return"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("missing: Fixture.java:1 [no-clone] A.copy can return");
    }

    @Test
    void failsOnAFindingThatIsNotExpected() {
        assertThatThrownBy(() -> rule.verify("class A { A copy() { return this; } }"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("unexpected: Fixture.java:1:13 [no-clone] A.copy can return");
    }

    @Test
    void failsOnAnotherLineColumnKindOrMessage() {
        String copy = "class A { A copy() { return this; } } // %s A.copy can return: it does not throw on every path";
        assertThatThrownBy(() -> rule.verify(copy.formatted("error:12: [no-clone]")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> rule.verify(copy.formatted("error: [no-copy]")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> rule.verify(copy.formatted("error: [no-clone]") + "s"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() ->
                        rule.verify("\n" + copy.formatted("error: [no-clone]").replace(" // ", "\n// ")))
                .isInstanceOf(AssertionError.class);
        assertThatCode(() -> rule.verify(copy.formatted("error:13: [no-clone]")))
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhenTheRuleIsAboutNothing() {
        assertThatThrownBy(() -> rule.verify("class B {}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the rule is about nothing here");
    }

    @Test
    void failsOnAFixtureThatDoesNotCompile() {
        assertThatThrownBy(() -> rule.verify("class A { int x = ; }"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not compile");
    }

    @Test
    void failsWhenAnExpectedVacuityDoesNotShow() {
        assertThatThrownBy(() -> rule.verifyVacuous("class A {}", "[vacuous-rule] A matches no scanned type"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void readsSeveralFiles() {
        assertThatCode(() -> RuleVerifier.of(NoCloneRule.of("a.b.A")).verify("""
                // file: a/b/A.java
                package a.b;
                public class A {
                    c.D copy() { return null; }
                    A dup() { return null; } // error: [no-clone] A.dup can return: it does not throw on every path
                }
                // file: c/D.java
                package c;
                public class D {}
                """))
                .doesNotThrowAnyException();
    }
}
