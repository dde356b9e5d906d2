package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** Exceptions: what a block may have moved when it ends early, and what runs however it ends. */
class MoveOnlyTryTest {
    @Test
    void aCatchAfterAMove() {
        verify("""
                void m(Token t) {
                    try {
                        sink(t);
                    } catch (RuntimeException e) {
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aCatchOfWhatIsThrownBeforeTheMove() {
        verify("""
                void m(Token t) {
                    try {
                        risky();
                        sink(t);
                    } catch (java.io.IOException e) {
                        t.peek();
                    }
                }
                """);
    }

    @Test
    void aCatchOfWhatTheMovingCallThrows() {
        verify("""
                static void send(Token t) throws java.io.IOException { t.spend(); }
                void m(Token t) {
                    try {
                        send(t);
                    } catch (java.io.IOException e) {
                        sink(t); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aCatchThatLooksAtSomethingElse() {
        verify("""
                void m(Token t) {
                    try {
                        sink(t);
                    } catch (RuntimeException e) {
                        System.out.println(e);
                    }
                }
                """);
    }

    @Test
    void aMoveInTheCatch() {
        verify("""
                void m(Token t) {
                    try {
                        risky();
                    } catch (java.io.IOException e) {
                        sink(t);
                        return;
                    }
                    t.peek();
                }
                void n(Token t) {
                    try {
                        risky();
                    } catch (java.io.IOException e) {
                        sink(t);
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void aMoveInOneOfSeveralCatches() {
        verify("""
                void m(Token t) {
                    try {
                        risky();
                    } catch (java.io.FileNotFoundException e) {
                        sink(t);
                    } catch (java.io.IOException e) {
                        t.peek();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                void n(Token t) {
                    try {
                        risky();
                        sink(t);
                    } catch (java.io.IOException | IllegalStateException e) {
                        t.peek(); // error: [use-after-move] t is used after it was moved on some path
                    }
                }
                """);
    }

    @Test
    void aMoveInFinally() {
        verify("""
                void m(Token t) {
                    try {
                        t.peek();
                    } finally {
                        sink(t);
                    }
                }
                void n(Token t) {
                    try {
                        t.peek();
                    } finally {
                        sink(t);
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aMoveBeforeFinally() {
        verify("""
                void m(Token t) {
                    try {
                        sink(t);
                    } finally {
                        sink(t); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                void n(Token t) {
                    try {
                        sink(t);
                    } finally {
                        t = new Token();
                    }
                    t.peek();
                }
                """);
    }

    @Test
    void finallyAfterAReturnOfSomethingElse() {
        verify("""
                int m(Token t) {
                    try {
                        return t.peek();
                    } finally {
                        sink(t);
                    }
                }
                int n(Token t) {
                    try {
                        return t.redeem();
                    } finally {
                        sink(t); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aReturnOfAFreshValue() {
        verify("""
                Token m() {
                    Token t = Token.make();
                    try {
                        t.peek();
                        return t;
                    } finally {
                        flip();
                    }
                }
                """);
    }

    @Test
    void aReturnInFinally() {
        verify("""
                @SuppressWarnings("finally")
                int m(Token t) {
                    try {
                        sink(t);
                    } finally {
                        return t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void nestedTries() {
        verify("""
                void m(Token t) {
                    try {
                        try {
                            risky();
                        } finally {
                            sink(t);
                        }
                    } catch (java.io.IOException e) {
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                void n(Token t) {
                    try {
                        try {
                            risky();
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                        }
                    } catch (IllegalStateException e) {
                        flip();
                    }
                    sink(t);
                }
                """);
    }

    @Test
    void aThrownExceptionThatIsCaughtHere() {
        verify("""
                void m(Token t) {
                    try {
                        if (flip()) {
                            sink(t);
                            throw new IllegalStateException();
                        }
                    } catch (IllegalStateException e) {
                        flip();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    @Test
    void resourcesAreClosedAndThenGone() {
        verify("""
                void m() {
                    try (Room room = new Room()) {
                        room.hashCode();
                    }
                }
                """);
    }

    @Test
    void aResourceOfTheType() {
        verify("""
                static class Lease extends Token implements AutoCloseable { @Consumes public void close() {} }
                void m() {
                    try (Lease lease = new Lease()) {
                        lease.peek();
                    }
                }
                void n() {
                    try (Lease lease = new Lease()) { // error: [use-after-move] lease is closed by its try after it was moved on every path
                        sink(lease);
                        lease.peek(); // error: [use-after-move] lease is used after it was moved on every path
                    }
                }
                void o(Lease lease) {
                    try (lease) {
                        lease.peek();
                    }
                    lease.peek(); // error: [use-after-move] lease is used after it was moved on some path
                }
                void consumedBefore() {
                    try (Lease lease = new Lease()) {
                        lease.spend();
                    }
                }
                Lease givenOut() {
                    try (Lease lease = new Lease()) { // error: [use-after-move] lease is closed by its try after it was moved on every path
                        return lease;
                    }
                }
                void p() {
                    try (Lease lease = new Lease(); Lease other = new Lease()) {
                        lease.peek();
                        other.peek();
                    }
                }
                """);
    }

    @Test
    void aValueBesideAResource() {
        verify("""
                void m(Token t) {
                    try (Room room = new Room()) {
                        sink(t);
                    } catch (RuntimeException e) {
                        flip();
                    } finally {
                        flip();
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                void n(Token t) {
                    try (Room room = new Room()) {
                        t.peek();
                    }
                    sink(t);
                }
                """);
    }

    @Test
    void aCleanUpOfWhatWasMadeHere() {
        verify("""
                void m() {
                    Token t = null;
                    try {
                        t = Token.make();
                        t.peek();
                    } finally {
                        if (t != null) {
                            sink(t);
                        }
                    }
                }
                """);
    }

    @Test
    void synchronizedBlocks() {
        verify("""
                final Object lock = new Object();
                void m(Token t) {
                    synchronized (lock) {
                        t.peek();
                    }
                    sink(t);
                }
                void n(Token t) {
                    synchronized (lock) {
                        sink(t);
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                synchronized void o(Token t) {
                    synchronized (t) {
                        sink(t);
                    }
                }
                """);
    }

    @Test
    void aRethrow() {
        verify("""
                void m(Token t) throws java.io.IOException {
                    try {
                        risky();
                    } catch (java.io.IOException e) {
                        sink(t);
                        throw e;
                    }
                    t.peek();
                }
                """);
    }

    @Test
    void aFallbackAfterAFailure() {
        verify("""
                Token open() throws java.io.IOException { return new Token(); }
                void m() {
                    Token t;
                    try {
                        t = open();
                    } catch (java.io.IOException e) {
                        t = Token.make();
                    }
                    sink(t);
                }
                """);
    }

    @Test
    void aResourceThatAHelperLooksAt() {
        verify("""
                static class Lease extends Token implements AutoCloseable { @Consumes public void close() {} }
                static abstract class Reader { abstract int read(Lease lease); }
                int m(Reader reader) {
                    try (Lease lease = new Lease()) {
                        return reader.read(lease);
                    }
                }
                Lease kept;
                void n() {
                    try (Lease lease = new Lease()) { // error: [use-after-move] lease is closed by its try after it was moved on every path
                        kept = lease;
                    }
                }
                """);
    }

    @Test
    void aResourceThatIsOnlyUsedUp() {
        verify("""
                static class Rows extends Token implements AutoCloseable { public void close() {} }
                static int count(Rows rows) { return rows.redeem(); }
                int m() {
                    try (Rows rows = new Rows()) {
                        return rows.redeem();
                    }
                }
                int n() {
                    try (Rows rows = new Rows()) {
                        return count(rows);
                    }
                }
                """);
    }

    @Test
    void aHandlerThatNoCallLeadsTo() {
        verify("""
                int m(Token t, int i) {
                    int result = 0;
                    try {
                        result = 10 / i;
                    } catch (ArithmeticException e) {
                        sink(t);
                    }
                    return result + t.peek(); // error: [use-after-move] t is used after it was moved on some path
                }
                void n(Token t, int[] numbers) {
                    try {
                        numbers[3] = 1;
                    } catch (ArrayIndexOutOfBoundsException e) {
                        sink(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }
}
