package dev.moveguard.rule;

import dev.moveguard.testkit.RuleVerifier;
import org.junit.jupiter.api.Test;

class OneShotRuleTest {
    private final RuleVerifier rule = RuleVerifier.of(OneShotRule.of("Continuation", "chain", "take"));

    private void verify(String members) {
        rule.verify("class Chain { int size; }\nclass Continuation {\nprivate Chain chain;\n" + members + "}\n");
    }

    @Test
    void allowsTheTakeIdiomInItsForms() {
        verify("""
                Chain take() { Chain moved = chain; chain = null; return moved; }
                """);
        verify("""
                Chain take() { try { return chain; } finally { chain = null; } }
                """);
        verify("""
                Chain take() { if (chain == null) { return null; } Chain c = chain; chain = null; return c; }
                """);
        verify("""
                Chain take() { Chain c = chain; if (c != null) { chain = null; } return c; }
                """);
        verify("""
                Chain take() {
                    Chain c = chain;
                    if (c == null) { throw new IllegalStateException("used"); }
                    chain = null;
                    return c;
                }
                """);
        verify("""
                java.util.Optional<Chain> take() { Chain c = chain; chain = null; return java.util.Optional.ofNullable(c); }
                """);
        verify("""
                Chain take() { Chain c = java.util.Objects.requireNonNull(chain, "used"); this.chain = null; return c; }
                """);
    }

    @Test
    void reportsATakeThatForgetsToClear() {
        verify("""
                Chain take() {
                    return chain; // error: [one-shot] Continuation.take returns the value and does not clear Continuation.chain on every path
                }
                """);
    }

    @Test
    void reportsATakeThatForgetsOnOnePath() {
        verify("""
                Chain take(boolean keep) {
                    Chain c = chain;
                    if (!keep) {
                        chain = null;
                    }
                    return c; // error: [one-shot] Continuation.take returns the value and does not clear Continuation.chain on every path
                }
                """);
        verify("""
                Chain take(boolean keep) {
                    if (keep) {
                        return null; // error: [one-shot] Continuation.take does not clear Continuation.chain on every path
                    }
                    Chain c = chain;
                    chain = null;
                    return c;
                }
                """);
    }

    @Test
    void reportsATakeThatRefills() {
        verify("""
                Chain take() {
                    Chain c = chain;
                    chain = null;
                    chain = c;
                    return c; // error: [one-shot] Continuation.take returns the value and does not clear Continuation.chain on every path
                }
                """);
        verify("""
                Chain take() {
                    Chain c = chain;
                    chain = null;
                    refill(); // error: [one-shot] Continuation.take calls Continuation.refill, which writes Continuation.chain
                    return c;
                }
                private void refill() { chain = new Chain(); }
                """);
    }

    @Test
    void reportsATakeThatReplacesTheValue() {
        verify("""
                Chain take() {
                    Chain c = chain;
                    chain = new Chain();
                    return c; // error: [one-shot] Continuation.take returns the value and does not clear Continuation.chain on every path
                }
                """);
    }

    @Test
    void reportsATakeThatLosesTheValue() {
        verify("""
                Chain take() {
                    chain = null;
                    return chain; // error: [one-shot] Continuation.take clears Continuation.chain and does not return the old value
                }
                """);
        verify("""
                Chain spare() { return null; }
                Chain take(Chain other) {
                    chain = null;
                    return other; // error: [one-shot] Continuation.take clears Continuation.chain and does not return the old value
                }
                """);
    }

    @Test
    void reportsATakeThatKeepsTheValueElsewhere() {
        verify("""
                private static Chain last;
                Chain take() {
                    Chain c = chain;
                    chain = null;
                    last = c; // error: [one-shot] Continuation.take reads Continuation.chain out: it stores it in Continuation.last
                    return c;
                }
                """);
    }

    @Test
    void reportsATakeThatNeverReturns() {
        verify("""
                Chain take() { // error:7: [one-shot] Continuation.take never returns the value
                    throw new UnsupportedOperationException();
                }
                """);
    }

    @Test
    void reportsAnythingElseThatReadsTheValueOut() {
        verify("""
                Chain take() { Chain c = chain; chain = null; return c; }
                Chain peek() {
                    return chain; // error: [one-shot] Continuation.peek reads Continuation.chain out: it returns it
                }
                Chain drain() {
                    Chain c = chain;
                    chain = null;
                    return c; // error: [one-shot] Continuation.drain reads Continuation.chain out: it returns it
                }
                Runnable later() {
                    Chain c = chain;
                    return () -> c.size++; // error: [one-shot] Continuation.later reads Continuation.chain out: it returns it
                }
                boolean isLive() { return chain != null; }
                int size() { return chain.size; }
                """);
    }

    @Test
    void allowsATakeThatLooksAfterClearing() {
        verify("""
                Chain take() { Chain c = chain; chain = null; if (c == null) { return null; } return c; }
                """);
        verify("""
                Chain take() { Chain c = chain; chain = null; if (c != null) { return c; } return null; }
                """);
        verify("""
                Chain take() { Chain c = chain; chain = (Chain) null; return c; }
                """);
        verify("""
                Chain take(boolean drop) {
                    Chain c = chain;
                    chain = null;
                    if (c == null || drop) {
                        return null; // error: [one-shot] Continuation.take clears Continuation.chain and does not return the old value
                    }
                    return c;
                }
                """);
    }

    @Test
    void reportsATakeThatLooksAfterFilling() {
        verify("""
                Chain take() {
                    Chain c = chain;
                    chain = new Chain();
                    if (c == null) {
                        return null; // error: [one-shot] Continuation.take does not clear Continuation.chain on every path
                    }
                    chain = null;
                    return c;
                }
                """);
    }

    @Test
    void allowsATakeFromAParameterAndNoOtherInstance() {
        verify("""
                static Chain take(Continuation k) { Chain c = k.chain; k.chain = null; return c; }
                """);
        verify("""
                static Chain take(Continuation k) { if (k.chain == null) { return null; } Chain c = k.chain; k.chain = null; return c; }
                """);
        verify("""
                Chain take(Continuation other) {
                    Chain c = other.chain;
                    chain = null;
                    return c; // error: [one-shot] Continuation.take clears Continuation.chain and does not return the old value
                }
                """);
        verify("""
                Chain take(Continuation other) {
                    Chain c = chain;
                    other.chain = null;
                    return c; // error: [one-shot] Continuation.take clears Continuation.chain and does not return the old value
                }
                """);
    }

    @Test
    void reportsATakeThatMakesAFunctionWhichRefills() {
        verify("""
                Chain take() {
                    Chain c = chain;
                    chain = null;
                    Runnable back = () -> chain = c; // error: [one-shot] Continuation.take makes a function that writes Continuation.chain
                    back.run();
                    return c;
                }
                """);
        verify("""
                Chain take() {
                    Chain c = chain;
                    chain = null;
                    give(this::set, c); // error: [one-shot] Continuation.take makes a function that writes Continuation.chain
                    return c;
                }
                private void set(Chain c) { chain = c; }
                private static void give(java.util.function.Consumer<Chain> to, Chain c) {}
                """);
        verify("""
                Chain take() {
                    Chain c = chain;
                    chain = null;
                    Runnable look = () -> System.out.println(c.size);
                    look.run();
                    return c;
                }
                """);
    }

    @Test
    void reportsAPeekThatPutsTheValueBack() {
        verify("""
                Chain take() { Chain c = chain; chain = null; return c; }
                Chain peek() {
                    Chain c = take();
                    chain = c;
                    return c; // error: [one-shot] Continuation.peek lets the value of Continuation.chain out: it returns it after putting it there
                }
                Chain look() {
                    Chain c = take();
                    set(c);
                    return c; // error: [one-shot] Continuation.look lets the value of Continuation.chain out: it returns it after putting it there
                }
                void use() { Chain c = take(); c.size++; chain = c; }
                void set(Chain c) { chain = c; }
                """);
    }

    @Test
    void isVacuousWhenTheTakeMethodOrFieldIsGone() {
        rule.verifyVacuous(
                "class Continuation { private String chain; String tak() { return null; } }",
                "[vacuous-rule] Continuation has no method take, did you mean tak?");
        rule.verifyVacuous(
                "class Continuation { private String links; String take() { return null; } }",
                "[vacuous-rule] Continuation has no field chain");
    }
}
