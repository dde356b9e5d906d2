package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** A pattern variable is another name for the place it was matched in. */
class MoveOnlyPatternsTest {
    @Test
    void aPatternVariableMovesItsPlace() {
        verify("""
                void m(Token t) {
                    if (t instanceof Coin coin) {
                        sink(coin);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                void n(Token t) {
                    if (t instanceof Coin coin) {
                        sink(t);
                        coin.peek(); // error: [use-after-move] coin is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void matchingIsNoMove() {
        verify("""
                void m(Token t) {
                    if (t instanceof Coin coin) {
                        coin.peek();
                        t.peek();
                        coin.peek();
                    }
                    sink(t);
                }
                """);
    }

    @Test
    void aPatternOfAnObject() {
        verify("""
                void m(Object o) {
                    if (o instanceof Token t) {
                        t.peek();
                        sink(t);
                    }
                }
                void n(Object o) {
                    if (o instanceof Token t && t.peek() > 1) {
                        sink(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aNegatedPattern() {
        verify("""
                void m(Object o) {
                    if (!(o instanceof Token t)) {
                        return;
                    }
                    sink(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Object o) {
                    if (!(o instanceof Token t)) {
                        throw new IllegalArgumentException();
                    }
                    t.peek();
                    sink(t);
                }
                """);
    }

    @Test
    void aPatternInAConditionalExpression() {
        verify("""
                int m(Token t) {
                    return t instanceof Coin coin ? coin.redeem() : t.redeem();
                }
                int n(Token t) {
                    int worth = t instanceof Coin coin ? coin.redeem() : 0;
                    return worth + t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void aPatternInALoop() {
        verify("""
                void m(List<Object> all) {
                    for (Object o : all) {
                        if (o instanceof Token t) {
                            sink(t);
                        }
                    }
                }
                void n(Token t) {
                    while (flip()) {
                        if (t instanceof Coin coin) {
                            sink(coin); // error: [move-in-loop] coin is moved in a loop, again in its next round
                        }
                    }
                }
                """);
    }

    @Test
    void aPatternOfAField() {
        verify("""
                Token field;
                void m() {
                    if (field instanceof Coin coin) { // error: [move-out-of-field] coin is moved into parameter token of Fixture.sink and stays in its field
                        coin.peek();
                        sink(coin);
                    }
                }
                void n() {
                    if (field instanceof Coin coin) {
                        field = null;
                        sink(coin);
                    }
                }
                """);
    }

    @Test
    void aPatternOfACall() {
        verify("""
                void m() {
                    if (Token.make() instanceof Coin coin) {
                        sink(coin);
                        coin.peek(); // error: [use-after-move] coin is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aPatternOfABorrowedParameter() {
        verify("""
                void m(@Borrows Token t) {
                    if (t instanceof Coin coin) {
                        coin.peek();
                        sink(coin); // error: [move-out-of-borrow] coin is only lent to Fixture.m and is moved into parameter token of Fixture.sink
                    }
                }
                """);
    }

    @Test
    void aCastIsTheSameValue() {
        verify("""
                void m(Token t) {
                    Coin coin = (Coin) t;
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    ((Coin) t).peek();
                    sink((Coin) t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void o(Object o) {
                    Token t = (Token) o;
                    sink(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aTestThenACastInAVariable() {
        verify("""
                void m(Token t) {
                    if (t instanceof Coin) {
                        Coin coin = (Coin) t;
                        coin.peek();
                        sink(coin);
                    }
                }
                """);
    }

    @Test
    void equalsWithAPattern() {
        verify("""
                static class Worth extends Token {
                    @Override public boolean equals(Object other) {
                        return other instanceof Worth worth && worth.id == id;
                    }
                    @Override public int hashCode() { return id; }
                }
                void m(Worth one, Worth other) {
                    if (one.equals(other)) {
                        two(one, other);
                    }
                }
                """);
    }
}
