package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** Paths that part and join: conditions are not interpreted, what one path moved is gone for all. */
class MoveOnlyBranchesTest {
    @Test
    void aMoveOnOnePath() {
        verify("""
                void m(Token t) {
                    if (flip()) {
                        sink(t);
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void aMoveOnBothPaths() {
        verify("""
                void m(Token t) {
                    if (flip()) {
                        sink(t);
                    } else {
                        t.spend();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aMoveOnAPathThatReturns() {
        verify("""
                void m(Token t) {
                    if (flip()) {
                        sink(t);
                        return;
                    }
                    t.peek();
                    sink(t);
                }
                """);
    }

    @Test
    void aMoveOnAPathThatThrows() {
        verify("""
                void m(Token t) {
                    if (flip()) {
                        sink(t);
                        throw new IllegalStateException();
                    }
                    t.peek();
                }
                """);
    }

    @Test
    void aMoveOfEachPath() {
        verify("""
                void m(Token t) {
                    if (flip()) {
                        sink(t);
                    } else {
                        t.peek();
                        sink(t);
                    }
                }
                """);
    }

    @Test
    void aFreshValueOnOnePathIsNotEnough() {
        verify("""
                void m(Token t) {
                    sink(t);
                    if (flip()) {
                        t = new Token();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void aFreshValueOnThePathThatMoved() {
        verify("""
                void m(Token t) {
                    if (flip()) {
                        sink(t);
                        t = new Token();
                    }
                    t.peek();
                }
                """);
    }

    @Test
    void aFreshValueOnBothPaths() {
        verify("""
                void m(Token t) {
                    sink(t);
                    if (flip()) {
                        t = new Token();
                    } else {
                        t = Token.make();
                    }
                    t.peek();
                }
                """);
    }

    @Test
    void theSameConditionTwiceIsNotInterpreted() {
        verify("""
                void m(Token t, boolean isDone) {
                    if (isDone) {
                        sink(t);
                    }
                    if (!isDone) {
                        sink(t); // error: [use-after-move] t is used after it was moved on some path
                    }
                }
                """);
    }

    @Test
    void aConstantConditionIsTheCompilersToDrop() {
        verify("""
                void m(Token t) {
                    if (true) {
                        sink(t);
                        return;
                    }
                    t.peek();
                }
                """);
    }

    @Test
    void elseIfChains() {
        verify("""
                void m(Token t, int i) {
                    if (i == 0) {
                        sink(t);
                    } else if (i == 1) {
                        t.peek();
                    } else if (i == 2) {
                        sink(t);
                        return;
                    } else {
                        throw new IllegalArgumentException();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void aConditionalExpressionThatLooks() {
        verify("""
                void m(Token t) {
                    int i = flip() ? t.peek() : 0;
                    sink(t);
                }
                """);
    }

    @Test
    void aConditionalExpressionThatMovesOneOfTwo() {
        verify("""
                void m(Token t, Token other) {
                    sink(flip() ? t : other);
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                void n(Token t, Token other) {
                    sink(flip() ? t : other);
                    other.peek(); // error: [use-after-move] other is used after it was moved on some path
                }
                """);
    }

    @Test
    void aConditionalExpressionIntoAVariable() {
        verify("""
                void m(Token t) {
                    Token other = flip() ? t : new Token();
                    sink(t); // error: [use-after-move] t is used after it was moved on some path
                    other.peek();
                }
                """);
    }

    @Test
    void aConditionalExpressionWithAMoveInIt() {
        verify("""
                int m(Token t) {
                    int i = flip() ? t.redeem() : 0;
                    return i + t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                int n(Token t) {
                    return flip() ? t.redeem() : t.peek();
                }
                """);
    }

    @Test
    void aNestedConditionalExpression() {
        verify("""
                int m(Token t) {
                    int i = flip() ? 0 : flip() ? t.redeem() : t.peek();
                    return t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                int n(Token t) {
                    return flip() ? 0 : flip() ? t.redeem() : t.peek();
                }
                """);
    }

    @Test
    void shortCircuitLooks() {
        verify("""
                void m(Token t) {
                    boolean b = flip() && t.peek() > 0 || t.id == 2;
                    sink(t);
                }
                """);
    }

    @Test
    void shortCircuitMoves() {
        verify("""
                boolean m(Token t) {
                    return flip() && t.redeem() > 0 && t.peek() > 0; // error: [use-after-move] t is used after it was moved on every path
                }
                boolean n(Token t) {
                    return t.peek() > 0 && t.redeem() > 0;
                }
                boolean o(Token t) {
                    return flip() && t.redeem() > 0 || t.peek() > 0; // error: [use-after-move] t is used after it was moved on some path
                }
                boolean p(Token t) {
                    return flip() ? t.redeem() > 0 : t.redeem() > 1;
                }
                """);
    }

    @Test
    void aMoveInACondition() {
        verify("""
                void m(Token t) {
                    if (t.redeem() > 0) {
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aNegatedCondition() {
        verify("""
                void m(Token t) {
                    if (!(t.peek() > 0)) {
                        return;
                    }
                    sink(t);
                }
                """);
    }

    @Test
    void nullOnOnePath() {
        verify("""
                void m(Token t) {
                    Token other = flip() ? t : null;
                    if (other == null) {
                        return;
                    }
                    sink(other);
                }
                """);
    }

    @Test
    void aNullIsNotGone() {
        verify("""
                void m(Token t) {
                    if (t == null) {
                        t = new Token();
                    }
                    sink(t);
                }
                """);
    }

    @Test
    void aVariableThatIsFirstAssignedInBranches() {
        verify("""
                void m(Token t) {
                    Token other;
                    if (flip()) {
                        other = t;
                    } else {
                        other = new Token();
                    }
                    sink(other);
                }
                void n(Token t) {
                    Token other;
                    if (flip()) {
                        other = t;
                    } else {
                        other = new Token();
                    }
                    sink(other);
                    other.peek(); // error: [use-after-move] other is used after it was moved on every path
                }
                void o(Token t) {
                    Token other;
                    if (flip()) {
                        other = t;
                    } else {
                        other = new Token();
                    }
                    sink(other);
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void anAssertionLooks() {
        verify("""
                void m(Token t) {
                    assert t.peek() > 0 : "t is " + t;
                    sink(t);
                }
                """);
    }

    @Test
    void anAssertionThatMoves() {
        verify("""
                void m(Token t) {
                    assert t.redeem() > 0;
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void aCompoundAssignment() {
        verify("""
                void m(Token t) {
                    int sum = 0;
                    sum += t.peek();
                    t.id += 2;
                    t.id++;
                    sum += t.redeem();
                    sum += t.id; // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aBlockThatIsLeftByItsLabel() {
        verify("""
                void m(Token t) {
                    done: {
                        if (flip()) {
                            break done;
                        }
                        sink(t);
                        return;
                    }
                    t.peek();
                }
                void n(Token t) {
                    done: {
                        if (flip()) {
                            sink(t);
                            break done;
                        }
                        t.peek();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void deadPathsAreNone() {
        verify("""
                int n(Token t) {
                    while (true) {
                        if (flip()) {
                            return t.redeem();
                        }
                    }
                }
                """);
    }
}
