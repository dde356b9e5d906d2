package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** Loops: a value from outside may not be moved in every round. */
class MoveOnlyLoopsTest {
    @Test
    void aMoveInEveryRound() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < 3; i++) {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                    }
                }
                """);
    }

    @Test
    void aMoveInAWhile() {
        verify("""
                void m(Token t) {
                    while (flip()) {
                        t.peek();
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                    }
                }
                """);
    }

    @Test
    void aMoveInADoWhile() {
        verify("""
                void m(Token t) {
                    do {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                    } while (flip());
                }
                void n(Token t) {
                    do {
                        sink(t);
                    } while (false);
                }
                """);
    }

    @Test
    void aMoveInAForEach() {
        verify("""
                void m(Token t, List<String> names) {
                    for (String name : names) {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                    }
                }
                void n(Token t, int[] numbers) {
                    for (int number : numbers) {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                    }
                }
                """);
    }

    @Test
    void aMoveInTheConditionOfALoop() {
        verify("""
                void m(Token t) {
                    while (t.redeem() > 0) { // error: [move-in-loop] t is moved in a loop, again in its next round
                        flip();
                    }
                }
                """);
    }

    @Test
    void aMoveInTheUpdateOfALoop() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < 3; i += t.redeem()) { // error: [move-in-loop] t is moved in a loop, again in its next round
                        flip();
                    }
                }
                """);
    }

    @Test
    void aMoveInTheBeginningOfALoop() {
        verify("""
                void m(Token t) {
                    for (int i = t.redeem(); i < 3; i++) {
                        flip();
                    }
                }
                """);
    }

    @Test
    void aLoopThatIsLeftAfterTheMove() {
        verify("""
                void withBreak(Token t) {
                    for (int i = 0; i < 3; i++) {
                        sink(t);
                        break;
                    }
                }
                void withReturn(Token t) {
                    for (int i = 0; i < 3; i++) {
                        t.peek();
                        if (i == 1) {
                            sink(t);
                            return;
                        }
                    }
                }
                void withThrow(Token t) {
                    while (true) {
                        sink(t);
                        throw new IllegalStateException();
                    }
                }
                """);
    }

    @Test
    void aLoopThatIsLeftOnSomePathOnly() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < 3; i++) {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                        if (flip()) {
                            break;
                        }
                    }
                }
                """);
    }

    @Test
    void aMoveUnderAConditionInALoop() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < 3; i++) {
                        if (i == 1) {
                            sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                        }
                    }
                }
                """);
    }

    @Test
    void aFreshValueForTheNextRound() {
        verify("""
                void m(Token t) {
                    while (flip()) {
                        sink(t);
                        t = Token.make();
                    }
                    t.peek();
                }
                void n(Token t) {
                    for (int i = 0; i < 3; i++) {
                        Token next = new Token();
                        sink(t);
                        t = next;
                    }
                }
                """);
    }

    @Test
    void aFreshValueBeforeTheMoveOfEachRound() {
        verify("""
                void m(Token t) {
                    while (flip()) {
                        t = Token.make();
                        sink(t);
                    }
                }
                void n(Token t) {
                    while (flip()) {
                        t = Token.make();
                        sink(t);
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void aFreshValueOnSomePathOnly() {
        verify("""
                void m(Token t) {
                    while (flip()) {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                        if (flip()) {
                            t = Token.make();
                        }
                    }
                }
                """);
    }

    @Test
    void aValueOfTheLoopItself() {
        verify("""
                void m(List<Token> all) {
                    for (Token t : all) {
                        t.peek();
                        sink(t);
                    }
                    for (int i = 0; i < 3; i++) {
                        Token t = new Token();
                        sink(t);
                    }
                    while (flip()) {
                        Token t = Token.make();
                        t.spend();
                    }
                }
                void n(List<Token> all) {
                    for (Token t : all) {
                        sink(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aValueThatIsDeclaredOutsideAndReadEachRound() {
        verify("""
                void m(Iterator<Token> all) {
                    Token t;
                    while (all.hasNext()) {
                        t = all.next();
                        sink(t);
                    }
                }
                void n(Queue<Token> all) {
                    Token t;
                    while ((t = all.poll()) != null) {
                        t.peek();
                        sink(t);
                    }
                }
                void o(Queue<Token> all) {
                    for (Token t = all.poll(); t != null; t = all.poll()) {
                        sink(t);
                    }
                }
                """);
    }

    @Test
    void aLinkedChainThatIsWalked() {
        verify("""
                int m(Token head) {
                    int sum = 0;
                    for (Token t = head; t != null; t = t.next) {
                        sum += t.peek();
                    }
                    return sum;
                }
                """);
    }

    @Test
    void continueGoesOn() {
        verify("""
                void m(List<Token> all) {
                    for (Token t : all) {
                        if (flip()) {
                            continue;
                        }
                        sink(t);
                    }
                }
                void n(Token t) {
                    for (int i = 0; i < 3; i++) {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                        if (flip()) {
                            continue;
                        }
                        break;
                    }
                }
                """);
    }

    @Test
    void labelledBreaks() {
        verify("""
                void m(Token t) {
                    outer:
                    for (;;) {
                        for (;;) {
                            sink(t);
                            break outer;
                        }
                    }
                }
                void n(Token t) {
                    outer:
                    while (flip()) {
                        while (flip()) {
                            sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                            continue outer;
                        }
                    }
                }
                void o(Token t) {
                    while (flip()) {
                        while (flip()) {
                            sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                            break;
                        }
                    }
                }
                """);
    }

    @Test
    void aUseBeforeTheMoveOfTheRoundBefore() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < 3; i++) {
                        t.peek();
                        if (flip()) {
                            sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                        }
                    }
                }
                """);
    }

    @Test
    void twoMovesInOneRound() {
        verify("""
                void m(Token t) {
                    while (flip()) {
                        sink(t); // error: [use-after-move] t is used after it was moved on some path
                        sink(t); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aUseBehindTheLoop() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < 3; i++) {
                        sink(t);
                        break;
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void aMoveBeforeALoopThatLooks() {
        verify("""
                void m(Token t) {
                    sink(t);
                    while (flip()) {
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aRetryThatLeavesOnSuccess() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < 3; i++) {
                        try {
                            risky();
                            sink(t);
                            return;
                        } catch (java.io.IOException e) {
                            flip();
                        }
                    }
                }
                """);
    }

    @Test
    void aRetryThatMovesEachTime() {
        verify("""
                void m(Token t) {
                    while (true) {
                        try {
                            sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                            risky();
                            return;
                        } catch (java.io.IOException e) {
                            flip();
                        }
                    }
                }
                """);
    }

    @Test
    void nestedLoopsOverValuesOfTheirOwn() {
        verify("""
                void m(List<List<Token>> all) {
                    for (List<Token> some : all) {
                        for (Token t : some) {
                            sink(t);
                        }
                    }
                }
                """);
    }

    @Test
    void aBorrowInALoop() {
        verify("""
                void m(Token t) {
                    for (int i = 0; i < t.peek(); i++) {
                        look(t);
                    }
                    sink(t);
                }
                """);
    }

    @Test
    void anAssignmentToAnotherVariableInALoop() {
        verify("""
                void m(Token t) {
                    Token last = null;
                    while (flip()) {
                        last = t; // error: [move-in-loop] t is moved in a loop, again in its next round
                    }
                }
                """);
    }

    @Test
    void aPathThatIsMovedInALoop() {
        verify("""
                void m(Pair p) {
                    while (flip()) {
                        sink(p.left); // error: [move-in-loop] p.left is moved in a loop, again in its next round
                    }
                }
                void n(Pair p) {
                    while (flip()) {
                        sink(p.left);
                        p.left = new Token();
                    }
                }
                void o(List<Pair> all) {
                    for (Pair p : all) {
                        sink(p.left);
                    }
                }
                """);
    }

    @Test
    void aCaptureInALoop() {
        verify("""
                void m(Token t) {
                    while (flip()) {
                        step(() -> t.peek()); // error: [move-in-loop] t is moved in a loop, again in its next round
                    }
                }
                """);
    }

    @Test
    void aConditionThatLooksAtWhatTheBodyMoves() {
        verify("""
                void m(Token t) {
                    while (t.peek() > 0) {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                    }
                }
                void n(Token t) {
                    do {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                    } while (t.peek() > 0); // error: [use-after-move] t is used after it was moved on every path
                }
                void o(Token t) {
                    for (int i = 0; i < t.peek(); i++) {
                        sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                    }
                }
                """);
    }

    @Test
    void goingThroughAList() {
        verify("""
                static class Link { Token token; Link next; }
                Link first;
                void m(Link link) {
                    for (; link != null; link = link.next) {
                        sink(link.token);
                    }
                }
                void n(Link all) {
                    for (Link link = all; link != null; link = link.next) {
                        Token t = link.token;
                        sink(t);
                    }
                }
                void o(Link link) {
                    while (link != null) {
                        Link next = link.next;
                        sink(link.token);
                        link = next;
                    }
                }
                void p() {
                    for (Link link = first; link != null; link = link.next) {
                        Token t = link.token;
                        link.token = null;
                        sink(t);
                    }
                }
                void q() {
                    for (Link link = first; link != null; link = link.next) {
                        sink(link.token); // error: [move-out-of-field] this.first.token is moved into parameter token of Api.sink and stays in its field
                    }
                }
                void r(Link link) {
                    sink(link.next.token);
                    link = link.next;
                    link.token.peek(); // error: [use-after-move] link.token is used after it was moved on every path
                }
                void s(Link link) {
                    for (; link != null; link = link.next) {
                        sink(link.token);
                        link.token.peek(); // error: [use-after-move] link.token is used after it was moved on every path
                    }
                }
                void t(Link link) {
                    while (flip()) {
                        sink(link.token); // error: [move-in-loop] link.token is moved in a loop, again in its next round
                        if (flip()) {
                            link = link.next;
                        }
                    }
                }
                """);
    }
}
