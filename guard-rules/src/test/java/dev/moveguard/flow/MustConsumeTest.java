package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** With must-consume a value has to go somewhere on every path, exceptional ones included. */
class MustConsumeTest {
    @Test
    void aValueThatIsDropped() {
        verify(Moving.dropping(), """
                void m() {
                    Token t = Token.make(); // error: [leaked] a Token made here is dropped on every path
                    t.peek();
                }
                void n() {
                    Token t = new Token(); // error: [leaked] a Token made here is dropped on every path
                }
                void o() {
                    new Token(); // error: [leaked] a Token made here is dropped on every path
                }
                void p() {
                    Token.make(); // error: [leaked] a Token made here is dropped on every path
                }
                """);
    }

    @Test
    void aValueThatGoesSomewhere() {
        verify(Moving.dropping(), """
                Token field;
                void used() {
                    Token t = Token.make();
                    t.peek();
                    t.spend();
                }
                Token returned() {
                    return Token.make();
                }
                void stored() {
                    field = new Token();
                }
                void passed(List<Token> all) {
                    all.add(Token.make());
                }
                void inFlight() {
                    Token.make().spend();
                }
                """);
    }

    @Test
    void aValueThatIsDroppedOnSomePath() {
        verify(Moving.dropping(), """
                void m() {
                    Token t = Token.make(); // error: [leaked] a Token made here is dropped on some path
                    if (flip()) {
                        t.spend();
                    }
                }
                void n() {
                    Token t = Token.make(); // error: [leaked] a Token made here is dropped on some path
                    if (flip()) {
                        return;
                    }
                    t.spend();
                }
                void o() {
                    Token t = Token.make();
                    if (flip()) {
                        t.spend();
                    } else {
                        sink(t);
                    }
                }
                """);
    }

    @Test
    void aParameterThatIsDropped() {
        verify(Moving.dropping(), """
                void m(Token t) { // error: [leaked] t is dropped on some path
                    if (flip()) {
                        t.spend();
                    }
                }
                void n(Token t) { // error: [leaked] t is dropped on every path
                }
                void o(@Borrows Token t) {
                    t.peek();
                }
                void p(Token t) {
                    t.spend();
                }
                """);
    }

    @Test
    void aHelperThatOnlyLooksOwesNothing() {
        verify(Moving.dropping(), """
                static int worth(Token t) { return t.peek(); }
                void m() {
                    Token t = Token.make();
                    worth(t);
                    t.spend();
                }
                """);
    }

    @Test
    void anExceptionLeaves() {
        verify(Moving.dropping(), """
                void m() throws java.io.IOException {
                    Token t = Token.make(); // error: [leaked] a Token made here is dropped on some path
                    risky();
                    t.spend();
                }
                void n() throws java.io.IOException {
                    Token t = Token.make();
                    try {
                        risky();
                    } finally {
                        t.spend();
                    }
                }
                void o() {
                    Token t = Token.make(); // error: [leaked] a Token made here is dropped on some path
                    if (flip()) {
                        throw new IllegalStateException();
                    }
                    t.spend();
                }
                void p() {
                    Token t = Token.make();
                    try {
                        risky();
                        t.spend();
                    } catch (java.io.IOException e) {
                        t.spend();
                    }
                }
                void q() {
                    Token t = Token.make(); // error: [leaked] a Token made here is dropped on some path
                    try {
                        risky();
                        t.spend();
                    } catch (java.io.IOException e) {
                        flip();
                    }
                }
                """);
    }

    @Test
    void anExceptionBeforeTheValueIsMade() {
        verify(Moving.dropping(), """
                void m() throws java.io.IOException {
                    risky();
                    Token t = Token.make();
                    t.spend();
                }
                void n() throws java.io.IOException {
                    Token t = Token.make();
                    t.spend();
                    risky();
                }
                """);
    }

    @Test
    void aValueThatIsOverwritten() {
        verify(Moving.dropping(), """
                void m() {
                    Token t = Token.make(); // error: [leaked] a Token made here is dropped on every path
                    t = Token.make();
                    t.spend();
                }
                void n() {
                    Token t = null;
                    t = Token.make();
                    t.spend();
                }
                """);
    }

    @Test
    void nullOwesNothing() {
        verify(Moving.dropping(), """
                void m(Token t) {
                    if (t != null) {
                        t.spend();
                    }
                }
                void n(Token t) {
                    if (t == null) {
                        return;
                    }
                    sink(t);
                }
                void o() {
                    Token t = null;
                    try {
                        t = Token.make();
                        t.peek();
                    } finally {
                        if (t != null) {
                            t.spend();
                        }
                    }
                }
                """);
    }

    @Test
    void aValueOfEachRound() {
        verify(Moving.dropping(), """
                void m() {
                    while (flip()) {
                        Token t = Token.make(); // error: [leaked] a Token made here is dropped on some path
                        if (flip()) {
                            continue;
                        }
                        t.spend();
                    }
                }
                void n() {
                    while (flip()) {
                        Token t = Token.make();
                        t.spend();
                    }
                }
                void o() {
                    Token t = Token.make();
                    while (flip()) {
                        t.spend();
                        t = Token.make();
                    }
                    t.spend();
                }
                """);
    }

    @Test
    void aResourceIsClosed() {
        verify(Moving.dropping(), """
                static class Lease extends Token implements AutoCloseable {
                    @Consumes public void close() {}
                    static Lease open() { return new Lease(); }
                }
                void m() throws java.io.IOException {
                    try (Lease lease = Lease.open()) {
                        risky();
                    }
                }
                void n() throws java.io.IOException {
                    Lease lease = Lease.open(); // error: [leaked] a Fixture.Lease made here is dropped on some path
                    risky();
                    lease.close();
                }
                void o() {
                    try (Lease lease = new Lease(); Lease other = Lease.open()) {
                        lease.peek();
                    }
                }
                void p(Lease lease) {
                    try (lease) {
                        lease.peek();
                    }
                }
                """);
    }

    @Test
    void aValueThatIsCaptured() {
        verify(Moving.dropping(), """
                void m() {
                    Token t = Token.make();
                    once(() -> t.spend());
                }
                void n() {
                    Token t = Token.make(); // error: [leaked] a Token made here is dropped on every path
                    List.of(1).forEach(i -> t.peek());
                }
                """);
    }

    @Test
    void anotherVariableHasIt() {
        verify(Moving.dropping(), """
                void m() {
                    Token t = Token.make();
                    Token other = t;
                    other.spend();
                }
                void n() {
                    Token t = Token.make(); // error: [leaked] a Token made here is dropped on every path
                    Token other = t;
                    other.peek();
                }
                """);
    }

    @Test
    void aConsumingMethodOwesItsReceiverNothing() {
        verify(Moving.dropping(), """
                static class Worth extends Token {
                    @Override @Consumes void spend() {
                        id = 0;
                    }
                    @Consumes Worth renew() {
                        return new Worth();
                    }
                }
                void m() {
                    new Worth().renew().spend();
                }
                """);
    }

    @Test
    void aConditionalValue() {
        verify(Moving.dropping(), """
                void m() {
                    Token t = flip() ? Token.make() : new Token();
                    t.spend();
                }
                void n() {
                    Token t = flip() ? Token.make() : null;
                    if (t != null) {
                        t.spend();
                    }
                }
                Token o() {
                    return flip() ? Token.make() : null;
                }
                """);
    }

    @Test
    void aValueInALoopThatEnds() {
        verify(Moving.dropping(), """
                Token m(Queue<Token> all) {
                    Token t;
                    while ((t = all.poll()) != null) {
                        if (t.peek() > 2) {
                            return t;
                        }
                        t.spend();
                    }
                    return null;
                }
                """);
    }

    @Test
    void withoutItNothingIsOwed() {
        verify("""
                void m() {
                    Token t = Token.make();
                    t.peek();
                }
                """);
    }

    @Test
    void whatAContainerGaveAway() {
        verify(Moving.dropping(), """
                Queue<Token> queue = new ArrayDeque<>();
                Queue<String> names = new ArrayDeque<>();
                void field() {
                    queue.poll(); // error: [leaked] a Token taken out here is dropped on every path
                }
                void variable() {
                    Token t = queue.remove(); // error: [leaked] a Token taken out here is dropped on every path
                    t.peek();
                }
                void parameter(Map<String, ? extends Token> all, List<Token> list, AtomicReference<Token> cell) {
                    all.remove("a"); // error: [leaked] a Token taken out here is dropped on every path
                    list.remove(0); // error: [leaked] a Token taken out here is dropped on every path
                    cell.getAndSet(null); // error: [leaked] a Token taken out here is dropped on every path
                }
                void maybe() {
                    Token t = queue.poll(); // error: [leaked] a Token taken out here is dropped on some path
                    if (t != null && flip()) {
                        t.spend();
                    }
                }
                """);
    }

    @Test
    void whatAContainerGaveAwayAndWasUsedUp() {
        verify(Moving.dropping(), """
                Queue<Token> queue = new ArrayDeque<>();
                Queue<String> names = new ArrayDeque<>();
                Map<Token, String> keys = new HashMap<>();
                Token given() {
                    return queue.poll();
                }
                void spent() {
                    queue.remove().spend();
                }
                void asLongAsThereAreAny() {
                    Token t;
                    while ((t = queue.poll()) != null) {
                        t.spend();
                    }
                }
                void looked(Token t) {
                    queue.peek();
                    queue.contains(t);
                    names.poll();
                    keys.remove(t);
                    t.spend();
                }
                """);
    }
}
