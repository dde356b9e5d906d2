package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** Lambdas and method references: what they capture, and how often they run. */
class MoveOnlyLambdasTest {
    @Test
    void aCaptureIsAMove() {
        verify("""
                void m(Token t) {
                    Runnable r = () -> t.peek();
                    t.peek(); // error: [captured-move] t is used after it was captured on every path
                }
                """);
    }

    @Test
    void aCapturedValueIsMovedLater() {
        verify("""
                void m(Token t) {
                    Supplier<Integer> s = () -> t.peek();
                    sink(t); // error: [captured-move] t is used after it was captured on every path
                }
                """);
    }

    @Test
    void aCaptureOnSomePath() {
        verify("""
                void m(Token t) {
                    Runnable r = null;
                    if (flip()) {
                        r = () -> t.peek();
                    }
                    t.peek(); // error: [captured-move] t is used after it was captured on some path
                }
                """);
    }

    @Test
    void aCaptureThatIsReturned() {
        verify("""
                Supplier<Integer> m(Token t) {
                    return () -> t.peek();
                }
                Supplier<Integer> n(Token t) {
                    Supplier<Integer> s = () -> t.peek();
                    t.peek(); // error: [captured-move] t is used after it was captured on every path
                    return s;
                }
                """);
    }

    @Test
    void aCaptureThatIsStored() {
        verify("""
                Runnable field;
                void m(Token t) {
                    field = () -> t.peek();
                    t.peek(); // error: [captured-move] t is used after it was captured on every path
                }
                void n(Token t, List<Runnable> all) {
                    all.add(() -> t.peek());
                    t.peek(); // error: [captured-move] t is used after it was captured on every path
                }
                """);
    }

    @Test
    void twoLambdasCapture() {
        verify("""
                void m(Token t) {
                    Runnable one = () -> t.peek();
                    Runnable other = () -> t.peek(); // error: [captured-move] t is used after it was captured on every path
                }
                """);
    }

    @Test
    void aLibraryRunsABodyThatLooks() {
        verify("""
                void m(Token t, List<String> names) {
                    names.forEach(name -> t.peek());
                    names.removeIf(name -> t.id > 3);
                    names.stream().map(name -> name + t.peek()).toList();
                    sink(t);
                }
                """);
    }

    @Test
    void aBodyMayRunMoreThanOnce() {
        verify("""
                void m(Token t) {
                    step(() -> sink(t)); // error: [move-out-of-capture] t is captured by a body that may run more than once, and is moved into parameter token of Api.sink
                }
                void n(Token t, Executor e) {
                    e.execute(() -> t.spend()); // error: [move-out-of-capture] t is captured by a body that may run more than once, and is used up by Token.spend
                }
                void o(Token t, List<String> names) {
                    names.forEach(name -> {
                        t.peek();
                        sink(t); // error: [move-out-of-capture] t is captured by a body that may run more than once, and is moved into parameter token of Api.sink
                    });
                }
                Supplier<Token> p(Token t) {
                    return () -> t; // error: [move-out-of-capture] t is captured by a body that may run more than once, and is returned
                }
                void q(Token t, List<Token> all) {
                    Runnable r = () -> all.add(t); // error: [move-out-of-capture] t is captured by a body that may run more than once, and is moved into List.add
                }
                """);
    }

    @Test
    void aBodyThatRunsOnce() {
        verify("""
                void m(Token t) {
                    once(() -> sink(t));
                }
                void n(Token t) {
                    once(() -> sink(t));
                    t.peek(); // error: [captured-move] t is used after it was captured on every path
                }
                void o(Token t) {
                    once(() -> {
                        sink(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    });
                }
                void p(Token t) {
                    once(() -> t.peek());
                    t.peek(); // error: [captured-move] t is used after it was captured on every path
                }
                void q(Token t) {
                    Once body = () -> sink(t);
                    body.run();
                }
                void r(Token t) {
                    once(() -> {
                        for (int i = 0; i < 3; i++) {
                            sink(t); // error: [move-in-loop] t is moved in a loop, again in its next round
                        }
                    });
                }
                """);
    }

    @Test
    void aBodyThatRunsOnceInOneThatRunsOften() {
        verify("""
                void m(Token t) {
                    step(() -> once(() -> sink(t))); // error: [move-out-of-capture] t is captured by a body that may run more than once, and is captured by a lambda
                }
                void n(Token t) {
                    once(() -> step(() -> sink(t))); // error: [move-out-of-capture] t is captured by a body that may run more than once, and is moved into parameter token of Api.sink
                }
                void o(Token t) {
                    once(() -> once(() -> sink(t)));
                }
                """);
    }

    @Test
    void nestedBodiesThatLook() {
        verify("""
                void m(Token t, List<String> names) {
                    names.forEach(one -> names.forEach(other -> t.peek()));
                    sink(t);
                }
                """);
    }

    @Test
    void aCaptureAfterAMove() {
        verify("""
                void m(Token t) {
                    sink(t);
                    Runnable r = () -> t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aValueThatTheBodyMakes() {
        verify("""
                void m() {
                    step(() -> {
                        Token t = new Token();
                        sink(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    });
                    step(() -> {
                        Token t = Token.make();
                        t.peek();
                        sink(t);
                    });
                }
                """);
    }

    @Test
    void aParameterOfTheBody() {
        verify("""
                void m() {
                    Consumer<Token> c = t -> {
                        sink(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    };
                    Consumer<Token> d = t -> sink(t);
                    Function<Token, Token> f = t -> t;
                    BiConsumer<Token, Token> g = (one, other) -> two(one, other);
                    BiConsumer<Token, Token> h = (one, other) -> two(one, one); // error: [use-after-move] one is used after it was moved on every path
                }
                """);
    }

    @Test
    void aBoundReceiver() {
        verify("""
                void m(Token t) {
                    IntSupplier s = t::peek;
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    Runnable r = t::spend;
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void o(Token t) {
                    step(t::spend);
                }
                void p(Token t) {
                    IntSupplier one = t::peek;
                    IntSupplier other = t::peek; // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void anUnboundReference() {
        verify("""
                void m(List<Token> all) {
                    all.forEach(Token::peek);
                    all.forEach(Api::sink);
                    Supplier<Token> s = Token::new;
                    Supplier<Token> made = Token::make;
                    Function<Token, Integer> f = Token::peek;
                }
                """);
    }

    @Test
    void aFieldIsNotCaptured() {
        verify("""
                Token field;
                void m() {
                    Runnable r = () -> field.peek();
                    field.peek();
                }
                void n() {
                    Runnable r = () -> sink(field); // error: [move-out-of-field] this.field is moved into parameter token of Api.sink and stays in its field
                }
                void o() {
                    Runnable r = () -> {
                        Token t = field;
                        field = null;
                        sink(t);
                    };
                }
                """);
    }

    @Test
    void theReceiverIsCaptured() {
        verify("""
                int count;
                void m(Token t) {
                    Runnable r = () -> count++;
                    sink(t);
                }
                """);
    }

    @Test
    void aBodyOfTheTypeItself() {
        verify("""
                static class Worth extends Token {
                    void m() {
                        Runnable r = () -> peek();
                        peek();
                    }
                    void n() {
                        Runnable r = () -> sink(this); // error: [move-out-of-borrow] this is only lent to a lambda in Fixture.Worth and is moved into parameter token of Api.sink
                    }
                }
                """);
    }

    @Test
    void aBorrowedParameterIsCaptured() {
        verify("""
                void looked(@Borrows Token t, List<String> names) {
                    names.forEach(name -> t.peek());
                    t.peek();
                }
                Runnable field;
                void kept(@Borrows Token t) {
                    Runnable r = () -> t.peek(); // error: [move-out-of-borrow] t is only lent to Fixture.kept and is captured by a lambda
                    field = r;
                }
                """);
    }

    @Test
    void aLambdaInALoopCaptures() {
        verify("""
                void m(List<Token> all, List<Runnable> bodies) {
                    for (Token t : all) {
                        bodies.add(() -> t.peek());
                    }
                }
                """);
    }

    @Test
    void aLambdaWithSeveralCaptures() {
        verify("""
                void m(Token one, Token other, int i) {
                    once(() -> {
                        if (i > 2) {
                            two(one, other);
                        }
                    });
                    one.peek(); // error: [captured-move] one is used after it was captured on every path
                }
                void n(Token one, Token other, int i) {
                    step(() -> {
                        sink(other); // error: [move-out-of-capture] other is captured by a body that may run more than once, and is moved into parameter token of Api.sink
                    });
                    one.peek();
                }
                """);
    }

    @Test
    void anEffectivelyFinalLocal() {
        verify("""
                void m() {
                    Token t = new Token();
                    Runnable r = () -> t.peek();
                    t.peek(); // error: [captured-move] t is used after it was captured on every path
                }
                """);
    }
}
