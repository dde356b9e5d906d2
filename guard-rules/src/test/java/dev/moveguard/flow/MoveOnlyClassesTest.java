package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** Inner, local and anonymous classes, constructors, initialisers, records, enums, interfaces. */
class MoveOnlyClassesTest {
    @Test
    void anAnonymousClassCaptures() {
        verify("""
                void m(Token t) {
                    Step s = new Step() {
                        @Override public void run() { t.peek(); }
                    };
                    t.peek(); // error: [captured-move] t is used after it was captured on every path
                }
                void n(Token t) {
                    Step s = new Step() {
                        @Override public void run() {
                            sink(t); // error: [move-out-of-capture] t is captured by a body that may run more than once, and is moved into parameter token of Api.sink
                        }
                    };
                }
                void o(Token t) {
                    Step s = new Step() {
                        @Override public void run() { flip(); }
                    };
                    t.peek();
                }
                """);
    }

    @Test
    void anAnonymousClassThatRunsOnce() {
        verify("""
                void m(Token t) {
                    once(new Once() {
                        @Override public void run() { sink(t); }
                    });
                }
                void n(Token t) {
                    once(new Once() {
                        @Override public void run() {
                            sink(t);
                            t.peek(); // error: [use-after-move] t is used after it was moved on every path
                        }
                    });
                }
                """);
    }

    @Test
    void aLocalClassCaptures() {
        verify("""
                void m(Token t) {
                    class Local {
                        int v() { return t.peek(); }
                    }
                    Local one = new Local();
                    t.peek(); // error: [captured-move] t is used after it was captured on every path
                }
                void n(Token t) {
                    class Local {
                        int v() { return t.peek(); }
                    }
                    t.peek();
                }
                void o(Token t) {
                    class Local {
                        void v() {
                            sink(t); // error: [move-out-of-capture] t is captured by a body that may run more than once, and is moved into parameter token of Api.sink
                        }
                    }
                    new Local().v();
                }
                """);
    }

    @Test
    void anAnonymousClassInALambda() {
        verify("""
                void m(Token t) {
                    step(() -> once(new Once() { // error: [move-out-of-capture] t is captured by a body that may run more than once, and is captured by an inner class
                        @Override public void run() { sink(t); }
                    }));
                }
                """);
    }

    @Test
    void aLambdaInAnAnonymousClass() {
        verify("""
                void m(Token t) {
                    Step s = new Step() {
                        @Override public void run() {
                            step(() -> sink(t)); // error: [move-out-of-capture] t is captured by a body that may run more than once, and is moved into parameter token of Api.sink
                        }
                    };
                }
                """);
    }

    @Test
    void anInnerClassUsesTheFieldOfItsOuter() {
        verify("""
                Token field;
                class Inner {
                    Token own;
                    void m() {
                        field.peek();
                        own.peek();
                    }
                    void n() {
                        sink(field); // error: [move-out-of-field] field is moved into parameter token of Api.sink and stays in its field
                    }
                    void o() {
                        sink(own); // error: [move-out-of-field] this.own is moved into parameter token of Api.sink and stays in its field
                    }
                    Token take() {
                        Token t = field;
                        field = null;
                        return t;
                    }
                }
                """);
    }

    @Test
    void anInnerClassGetsAnArgument() {
        verify("""
                class Inner {
                    final Token own;
                    Inner(Token own) { this.own = own; }
                }
                void m(Token t) {
                    Inner i = new Inner(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aConstructorStores() {
        verify("""
                static class Holder {
                    final Token token;
                    Holder(Token token) { this.token = token; }
                }
                void m(Token t) {
                    Holder h = new Holder(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    new Holder(t).token.peek();
                }
                """);
    }

    @Test
    void aConstructorThatOnlyLooks() {
        verify("""
                static class Worth {
                    final int worth;
                    Worth(Token token) { this.worth = token.peek(); }
                }
                void m(Token t) {
                    Worth w = new Worth(t);
                    sink(t);
                }
                """);
    }

    @Test
    void aConstructorStoresTwice() {
        verify("""
                static class Holder {
                    final Token one;
                    final Token other;
                    Holder(Token token) {
                        this.one = token;
                        this.other = token; // error: [use-after-move] token is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void constructorsCallOneAnother() {
        verify("""
                static class Holder {
                    final Token token;
                    Holder(Token token) { this.token = token; }
                    Holder(Token token, int i) { this(token); }
                    Holder(Token token, String s) {
                        this(token);
                        token.peek(); // error: [use-after-move] token is used after it was moved on every path
                    }
                }
                static class More extends Holder {
                    More(Token token) { super(token); }
                    More(Token token, int i) {
                        super(token);
                        sink(token); // error: [use-after-move] token is used after it was moved on every path
                    }
                    More() { super(new Token()); }
                }
                """);
    }

    @Test
    void aConstructorOfTheTypeItself() {
        verify("""
                static class Linked extends Token {
                    Linked(Token next) { this.next = next; }
                    Linked(Token one, Token other) {
                        this.next = one;
                        one.peek(); // error: [use-after-move] one is used after it was moved on every path
                        sink(other);
                    }
                }
                """);
    }

    @Test
    void fieldInitialisers() {
        verify("""
                Token own = new Token();
                Token made = Token.make();
                static final Token COMMON = new Token();
                Token[] many = {new Token(), new Token()};
                """);
    }

    @Test
    void initialiserBlocks() {
        verify("""
                Token own;
                static Token common;
                {
                    Token t = new Token();
                    own = t;
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                static {
                    Token t = new Token();
                    common = t;
                    sink(t); // error: [use-after-move] t is used after it was moved on every path
                }
                static {
                    Token t = new Token();
                    t.peek();
                    common = t;
                }
                """);
    }

    @Test
    void records() {
        verify("""
                record Held(Token token) {}
                void m(Token t) {
                    Held held = new Held(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    Held held = new Held(t);
                    held.token().peek();
                }
                """);
    }

    @Test
    void aCompactConstructor() {
        verify("""
                record Held(Token token) {
                    static Token last;
                    Held {
                        token.peek();
                        Objects.requireNonNull(token);
                    }
                }
                record Kept(Token token) {
                    static Token last;
                    Kept { // error: [use-after-move] token is used after it was moved on every path
                        last = token;
                    }
                }
                """);
    }

    @Test
    void anEnumWithBodies() {
        verify("""
                enum Way {
                    LOOK {
                        @Override void go(Token t) { t.peek(); }
                    },
                    MOVE {
                        @Override void go(Token t) {
                            sink(t);
                            t.peek(); // error: [use-after-move] t is used after it was moved on every path
                        }
                    };
                    abstract void go(Token t);
                }
                void m(Token t) {
                    Way.LOOK.go(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void defaultMethodsOfInterfaces() {
        verify("""
                interface Taker {
                    void take(Token t);
                    default void takeTwice(Token t) {
                        take(t);
                        take(t); // error: [use-after-move] t is used after it was moved on every path
                    }
                    static void none(Token t) { t.peek(); }
                    private void own(Token t) {
                        take(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                void m(Taker taker, Token t) {
                    Taker.none(t);
                    taker.take(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void varargs() {
        verify("""
                static void all(Token... tokens) { }
                static void named(String name, Token... tokens) { }
                void m(Token t) {
                    all(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token one, Token other) {
                    named("n", one, other);
                    other.peek(); // error: [use-after-move] other is used after it was moved on every path
                }
                void o(Token t) {
                    all(t, t); // error: [use-after-move] t is used after it was moved on every path
                }
                void p() {
                    all();
                    all(new Token(), new Token());
                }
                """);
    }

    @Test
    void aMethodThatOverridesBothWays() {
        verify("""
                static class Base {
                    void take(Token t) { t.peek(); }
                }
                static class Taking extends Base {
                    @Override void take(Token t) { sink(t); }
                }
                void m(Base base, Token t) {
                    base.take(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aGeneratedBridgeIsTheSameMethod() {
        verify("""
                static class Each implements Consumer<Token> {
                    @Override public void accept(Token t) {
                        sink(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aLibraryRunsAnAnonymousClassThatLooks() {
        verify("""
                void m(Token t, List<String> names) {
                    names.forEach(new Consumer<String>() {
                        @Override public void accept(String name) { t.peek(); }
                    });
                    sink(t);
                }
                void n(Token t) {
                    step(() -> step(new Step() {
                        @Override public void run() { t.peek(); }
                    }));
                }
                """);
    }
}
