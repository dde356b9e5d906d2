package dev.moveguard.flow;

import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Place;
import dev.moveguard.config.Text;
import dev.moveguard.testkit.RuleVerifier;
import java.util.Arrays;
import java.util.List;

/** Fixtures of the kind move-only: members of one class, beside a few types that every fixture may use. */
final class Moving {
    static final String TYPES = """
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import java.util.function.*;
            @interface Consumes {}
            @interface Borrows {}
            class Token {
                static Token shared;
                int id;
                Token next;
                static Token make() { return new Token(); }
                int peek() { return id; }
                @Consumes void spend() {}
                @Consumes int redeem() { return id; }
            }
            class Coin extends Token {}
            class Pair { Token left; Token right; int size() { return 2; } }
            class Nest { Pair pair; }
            class Room implements AutoCloseable { Token token; Token[] tokens; List<Token> list; public void close() {} }
            interface Step { void run(); }
            interface Once { void run(); }
            class Api {
                static void sink(Token token) { token.spend(); }
                static void sink(Pair pair) { sink(pair.left); }
                static void look(@Borrows Token token) {}
                static void two(Token one, Token other) { one.spend(); other.spend(); }
                static void step(Step step) { step.run(); }
                static void once(Once once) { once.run(); }
                static boolean flip() { return Math.random() > 0.5; }
                static void risky() throws java.io.IOException {}
            }
            """;

    private Moving() {}

    /** The rule of most fixtures. */
    static MoveOnlyRule tokens() {
        return new MoveOnlyRule(
                List.of(TypePattern.of("Token")),
                List.of(),
                List.of(),
                List.of(TypePattern.of("Once")),
                true,
                false,
                false);
    }

    static List<Text> texts(String... values) {
        return Arrays.stream(values)
                .map(value -> new Text(value, Place.NOWHERE))
                .toList();
    }

    /** Verifies members of a class that may call all of {@code Api}. */
    static void verify(String members) {
        verify(tokens(), members);
    }

    static void verify(MoveOnlyRule rule, String members) {
        RuleVerifier.of(rule).verify(source(members));
    }

    static String source(String members) {
        return TYPES + "class Fixture extends Api {\n" + members + "}\n";
    }

    /** Verifies whole types. */
    static void verifyTypes(String types) {
        RuleVerifier.of(tokens()).verify(TYPES + types);
    }
}
