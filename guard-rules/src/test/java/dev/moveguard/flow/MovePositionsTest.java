package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import dev.moveguard.testkit.RuleVerifier;
import org.junit.jupiter.api.Test;

/** Lines and columns of findings: at the name that is meant. */
class MovePositionsTest {
    @Test
    void severalNamesOnALine() {
        verify("""
                void m(Token t, Token other) {
                    sink(t);
                    int i = other.peek() + t.peek(); // error:28: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    two(t, t); // error:12: [use-after-move] t is used after it was moved on every path
                }
                void o(Token token, Token t) {
                    sink(t);
                    token.id = t.id; // error:16: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void twoStatementsOnALine() {
        verify("""
                void m(Token t) {
                    sink(t); t.peek(); // error:14: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t, Token u) {
                    sink(t); u.peek(); u.peek(); t.peek(); // error:34: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aStatementOverSeveralLines() {
        verify("""
                void m(Token t) {
                    two(
                            t,
                            t // error:13: [use-after-move] t is used after it was moved on every path
                    );
                }
                void n(Token t) {
                    sink(t);
                    String s = "a"
                            + 1
                            + t; // error:15: [use-after-move] t is used after it was moved on every path
                }
                static int three(Token a, int b, Token c) { a.spend(); c.spend(); return b; }
                void o(Token t, Token u) {
                    three(
                            t, u.peek(), t); // error:26: [use-after-move] t is used after it was moved on every path
                }
                void p(Token t) {
                    sink(t);
                    flip(
                    );
                    t // error:5: [use-after-move] t is used after it was moved on every path
                            .peek();
                }
                """);
    }

    @Test
    void namesInCommentsAndStrings() {
        verify("""
                void m(Token t) {
                    sink(t);
                    /* t */ String s = "t" + /* t */ t; // error:38: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void tabsAndOtherLetters() {
        verify("""
                void m(Token größe, Token 値) {
                	sink(größe);
                	größe.peek(); // error:2: [use-after-move] größe is used after it was moved on every path
                	sink(値);	値.peek(); // error:11: [use-after-move] 値 is used after it was moved on every path
                }
                """);
    }

    @Test
    void aConstructionIsAtItsNew() {
        verify(Moving.dropping(), """
                void m() {
                    Token token = new Token(); // error:23: [leaked] a Token made here is dropped on every path
                    Token other = new /* a */ Token(); // error:31: [leaked] a Token made here is dropped on every path
                    Object o = new Token[] {Token.make()}.length; // error:35: [leaked] a Token made here is dropped on every path
                }
                """);
    }

    @Test
    void aFieldIsAtItsName() {
        verify("""
                Token field;
                void m(Fixture other) {
                    this.field = other.field;
                    field = this.field; // error:18: [move-out-of-field] this.field is stored in Fixture.field and stays in its field
                }
                """);
    }

    @Test
    void aLoopHeader() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < 3; i += t.redeem()) { // error:33: [move-in-loop] t is moved in a loop, again in its next round
                        flip();
                    }
                }
                """);
    }

    @Test
    void aParameterOfALambdaIsAtItsName() {
        verify("""
                void m() {
                    BiConsumer<Token, Token> c = (one,
                            other) -> {
                        sink(other);
                        other.peek(); // error:9: [use-after-move] other is used after it was moved on every path
                    };
                }
                """);
    }

    @Test
    void carriageReturns() {
        String source = Moving.source("""
                void m(Token t) {
                    two(t, // a comment
                            t); // error:13: [use-after-move] t is used after it was moved on every path
                }
                """);
        RuleVerifier.of(Moving.tokens()).verify(source.replace("\n", "\r\n"));
    }

    @Test
    void aWholeMethodOnALine() {
        verify("""
                void m(Token t) { sink(t); t.peek(); } // error:28: [use-after-move] t is used after it was moved on every path
                boolean n(Object o) { return o instanceof Token t && t.redeem() > 0 && t.peek() > 0; } // error:72: [use-after-move] t is used after it was moved on every path
                int o(List<Token> all) { int i = 0; for (Token t : all) { sink(t); i += t.peek(); } return i; } // error:73: [use-after-move] t is used after it was moved on every path
                """);
    }

    @Test
    void aLambdaOnTheLineOfItsStatement() {
        verify("""
                void m(Token t) {
                    look(t); step(() -> sink(t)); // error:30: [move-out-of-capture] t is captured by a body that may run more than once, and is moved into parameter token of Api.sink
                }
                void n(Token t) {
                    look(t); step(() -> step(() -> sink(t))); // error:41: [move-out-of-capture] t is captured by a body that may run more than once, and is moved into parameter token of Api.sink
                }
                """);
    }

    @Test
    void theHeadOfALoop() {
        verify("""
                void m(Token t) {
                    for (int i = t.peek(); i < 3; sink(t)) { // error:40: [move-in-loop] t is moved in a loop, again in its next round
                        i++;
                    }
                }
                """);
    }

    @Test
    void aFinallyIsToldOnce() {
        verify("""
                int m(Token t) {
                    try {
                        risky();
                        return t.redeem();
                    } catch (java.io.IOException e) {
                        return 0;
                    } finally {
                        t.peek(); // error:9: [use-after-move] t is used after it was moved on some path
                    }
                }
                int n(Token t) {
                    try {
                        if (flip()) {
                            return t.redeem();
                        }
                        sink(t);
                    } finally {
                        t.peek(); // error:9: [use-after-move] t is used after it was moved on every path
                    }
                    return 0;
                }
                void o(Token t) throws java.io.IOException {
                    try {
                        risky();
                        sink(t);
                    } finally {
                        look(t); // error:14: [use-after-move] t is used after it was moved on some path
                    }
                }
                void p(Token t) throws java.io.IOException {
                    try {
                        sink(t);
                        risky();
                    } finally {
                        try {
                            risky();
                        } finally {
                            look(t); // error:18: [use-after-move] t is used after it was moved on every path
                        }
                    }
                }
                """);
    }

    @Test
    void aFinallyInALoopIsToldOnce() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < 3; i++) {
                        try {
                            risky();
                        } catch (java.io.IOException e) {
                            continue;
                        } finally {
                            sink(t); // error:18: [move-in-loop] t is moved in a loop, again in its next round
                        }
                    }
                }
                void n(Token t) {
                    for (int i = 0; i < 3; i++) {
                        try {
                            risky();
                        } catch (java.io.IOException e) {
                            i++;
                        } finally {
                            sink(t);
                            break;
                        }
                    }
                }
                """);
    }

    @Test
    void anInitialiserIsToldOnce() {
        verify("""
                static class Made {
                    {
                        Token t = new Token();
                        sink(t);
                        t.peek(); // error:9: [use-after-move] t is used after it was moved on every path
                    }
                    Made() {}
                    Made(int i) {}
                }
                static class Apart {
                    Apart(Token t) { sink(t); t.peek(); } // error:31: [use-after-move] t is used after it was moved on every path
                    Apart(Token t, int i) { sink(t); t.peek(); } // error:38: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void theEndOfACompactConstructor() {
        verify("""
                record Held(
                        int n, Token t) {
                    Held { // error:5: [use-after-move] t is used after it was moved on every path
                        if (n > 0) {
                            n = 0;
                        }
                        sink(t);
                    }
                }
                record Whole(Token t) {
                    Whole {
                        Objects.requireNonNull(t);
                    }
                }
                record Written(Token t) {
                    Written(Token t) {
                        sink(t);
                        this.t = t; // error:18: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void anElementStandsAtItsArray() {
        verify("""
                void m(Token[] all, Room r, int i) {
                    sink(all[0]); // error:10: [move-out-of-index] an element of all is moved into parameter token of Api.sink and stays in its container
                    sink(r.tokens[i]); // error:12: [move-out-of-index] an element of r.tokens is moved into parameter token of Api.sink and stays in its container
                }
                """);
    }
}
