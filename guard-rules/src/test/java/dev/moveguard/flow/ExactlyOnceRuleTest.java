package dev.moveguard.flow;

import static dev.moveguard.flow.Completing.completes;

import org.junit.jupiter.api.Test;

class ExactlyOnceRuleTest {
    @Test
    void oneCompletion() {
        completes("""
                void m(Reply r) {
                    r.complete(1);
                }
                """);
    }

    @Test
    void twoCompletions() {
        completes("""
                void m(Reply r) {
                    r.complete(1);
                    r.fail(null); // error: [completed-twice] r is completed after it was completed on every path
                }
                """);
    }
}
