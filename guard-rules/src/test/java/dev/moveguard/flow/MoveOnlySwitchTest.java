package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** Switches in all forms: statements, expressions, arrows, fall through, strings, enums, patterns. */
class MoveOnlySwitchTest {
    @Test
    void aCaseThatMoves() {
        verify("""
                void m(Token t, int i) {
                    switch (i) {
                        case 1:
                            sink(t);
                            break;
                        case 2:
                            t.peek();
                        default:
                            t.peek();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void fallingThrough() {
        verify("""
                void m(Token t, int i) {
                    switch (i) {
                        case 1:
                            sink(t);
                        case 2:
                            t.peek(); // error: [use-after-move] t is used after it was moved on some path
                            break;
                        default:
                            t.peek();
                    }
                }
                """);
    }

    @Test
    void everyCaseMoves() {
        verify("""
                void m(Token t, int i) {
                    switch (i) {
                        case 1 -> sink(t);
                        case 2 -> t.spend();
                        default -> sink(t);
                    }
                }
                void n(Token t, int i) {
                    switch (i) {
                        case 1 -> sink(t);
                        case 100 -> t.spend();
                        case 10_000 -> t.peek();
                        default -> { }
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void aCaseThatReturns() {
        verify("""
                void m(Token t, int i) {
                    switch (i) {
                        case 1:
                            sink(t);
                            return;
                        case 2:
                            throw new IllegalArgumentException();
                        default:
                    }
                    t.peek();
                }
                """);
    }

    @Test
    void strings() {
        verify("""
                void m(Token t, String s) {
                    switch (s) {
                        case "a" -> sink(t);
                        case "b" -> t.spend();
                        default -> { }
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                void n(Token t, String s) {
                    switch (s) {
                        case "Aa":
                        case "BB":
                            t.peek();
                            break;
                        case "c":
                            t.peek();
                    }
                    sink(t);
                }
                """);
    }

    @Test
    void enums() {
        verify("""
                enum Color { RED, GREEN }
                void m(Token t, Color color) {
                    switch (color) {
                        case RED -> sink(t);
                        case GREEN -> t.peek();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                int n(Token t, Color color) {
                    return switch (color) {
                        case RED -> t.redeem();
                        case GREEN -> t.peek();
                    };
                }
                """);
    }

    @Test
    void expressionsThatYield() {
        verify("""
                int m(Token t, int i) {
                    return switch (i) {
                        case 1 -> {
                            sink(t);
                            yield 1;
                        }
                        case 2 -> t.peek();
                        default -> 0;
                    };
                }
                int n(Token t, int i) {
                    int worth = switch (i) {
                        case 1:
                            yield t.redeem();
                        default:
                            yield 0;
                    };
                    return worth + t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void anExpressionThatGivesAValue() {
        verify("""
                void m(Token t, Token other, int i) {
                    Token chosen = switch (i) {
                        case 1 -> t;
                        case 2 -> new Token();
                        default -> other;
                    };
                    chosen.peek();
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                    other.peek(); // error: [use-after-move] other is used after it was moved on some path
                }
                void n(Token t, int i) {
                    sink(switch (i) {
                        case 1 -> t;
                        default -> new Token();
                    });
                }
                """);
    }

    @Test
    void aSwitchOnWhatAMoveGives() {
        verify("""
                void m(Token t) {
                    switch (t.redeem()) {
                        case 1 -> t.peek(); // error: [use-after-move] t is used after it was moved on every path
                        default -> { }
                    }
                }
                void n(Token t) {
                    switch (t.peek()) {
                        case 1 -> sink(t);
                        default -> { }
                    }
                }
                """);
    }

    @Test
    void aSwitchInALoop() {
        verify("""
                void m(Token t, int i) {
                    while (flip()) {
                        switch (i) {
                            case 1:
                                sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                                break;
                            default:
                        }
                    }
                }
                void n(Token t, int i) {
                    loop:
                    while (flip()) {
                        switch (i) {
                            case 1:
                                sink(t);
                                break loop;
                            default:
                                continue;
                        }
                    }
                }
                """);
    }

    @Test
    void aSwitchOfSwitches() {
        verify("""
                void m(Token t, int i, String s) {
                    switch (i) {
                        case 1 -> {
                            switch (s) {
                                case "a" -> sink(t);
                                default -> t.peek();
                            }
                        }
                        default -> t.peek();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void manyCases() {
        verify("""
                void m(Token t, int i) {
                    switch (i) {
                        case 1: t.peek(); break;
                        case 2: t.peek(); break;
                        case 3: sink(t); break;
                        case 4: t.peek(); break;
                        case 5: t.peek(); break;
                        case 6: t.peek(); break;
                        default: t.peek();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }
}
