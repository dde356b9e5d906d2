package dev.moveguard.flow;

import dev.moveguard.code.TypePattern;
import dev.moveguard.testkit.RuleVerifier;
import java.util.List;

/** Fixtures of the kind exactly-once: members of one class, beside a few types that every fixture may use. */
final class Completing {
    static final String TYPES = """
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.function.*;
            class Reply {
                void complete(Object value) {}
                void fail(Throwable cause) {}
                boolean isOpen() { return true; }
                static Reply open() { return new Reply(); }
            }
            interface Step { void run(); }
            class Box { Reply reply; Box() {} Box(Reply reply) { this.reply = reply; } }
            class Api {
                static boolean flip() { return Math.random() > 0.5; }
                static void risky() throws java.io.IOException {}
                static void step(Step step) { step.run(); }
                static void keep(Reply reply) { new Box(reply); }
            }
            """;

    private Completing() {}

    /** The rule of most fixtures. */
    static ExactlyOnceRule replies() {
        return new ExactlyOnceRule(TypePattern.of("Reply"), List.of(Moving.texts("complete", "fail")), false);
    }

    static ExactlyOnceRule repliesAtMostOnce() {
        return new ExactlyOnceRule(TypePattern.of("Reply"), List.of(Moving.texts("complete", "fail")), true);
    }

    /** Verifies members of a class that may call all of {@code Api}. */
    static void completes(String members) {
        completes(replies(), members);
    }

    static void completes(ExactlyOnceRule rule, String members) {
        RuleVerifier.of(rule).verify(TYPES + "class Fixture extends Api {\n" + members + "}\n");
    }
}
