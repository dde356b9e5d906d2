package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** Generics, boxes and type variables. */
class MoveOnlyGenericsTest {
    @Test
    void aTypeVariableBoundedByTheType() {
        verify("""
                <T extends Token> void m(T t) {
                    sink(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                <T extends Token & Comparable<T>> void n(T t) {
                    sink(t);
                    t.compareTo(t); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aClassWithABoundedVariable() {
        verify("""
                static class Box<T extends Token> {
                    T value;
                    T take() {
                        T t = value;
                        value = null;
                        return t;
                    }
                    T leak() {
                        return value; // error: [move-out-of-field] this.value is returned and stays in its field
                    }
                }
                void m(Box<Token> box) {
                    Token t = box.take();
                    sink(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Box<Coin> box) {
                    sink(box.value);
                    box.value.peek(); // error: [use-after-move] box.value is used after it was moved on every path
                }
                """);
    }

    @Test
    void aVariableWithoutABound() {
        verify("""
                static class Any<T> {
                    T value;
                    void put(T t) { value = t; }
                    T get() { return value; }
                }
                void m(Any<Token> any, Token t) {
                    any.put(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Any<Token> any) {
                    any.get().peek();
                }
                """);
    }

    @Test
    void aGenericMethodOfTheProject() {
        verify("""
                static <T> T same(T t) { return t; }
                static <T> void drop(T t) { }
                void m(Token t) {
                    Token other = same(t);
                    other.peek();
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    drop(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aFunctionOfTheLibrary() {
        verify("""
                void m(Consumer<Token> consumer, Token t) {
                    consumer.accept(t);
                    t.peek();
                }
                void n(Function<Token, Token> function, Token t) {
                    Token other = function.apply(t);
                    other.peek();
                    sink(other);
                }
                """);
    }

    @Test
    void wildcards() {
        verify("""
                void m(List<? extends Token> all) {
                    Token t = all.get(0);
                    t.peek();
                    sink(t); // error: [move-out-of-index] t is moved into parameter token of Api.sink and stays in its container
                }
                void n(List<? super Token> all, Token t) {
                    all.add(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void subtypesAreMoveOnly() {
        verify("""
                static class Deep extends Coin {}
                void m(Deep deep) {
                    sink(deep);
                    deep.peek(); // error: [use-after-move] deep is used after it was moved on every path
                }
                void n(Coin coin) {
                    coin.spend();
                    coin.spend(); // error: [use-after-move] coin is used after it was moved on every path
                }
                """);
    }

    @Test
    void theInferredTypeOfVar() {
        verify("""
                void m(Token t) {
                    var other = t;
                    sink(other);
                    other.peek(); // error: [use-after-move] other is used after it was moved on every path
                }
                void n(List<Token> all) {
                    for (var t : all) {
                        sink(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                    var made = Token.make();
                    made.peek();
                }
                """);
    }

    @Test
    void otherTypesAreNot() {
        verify("""
                void m(String s, Pair p, List<String> all) {
                    String other = s;
                    all.add(s);
                    s.length();
                    Pair q = p;
                    q.size();
                    p.size();
                    Object o = p;
                    o.hashCode();
                }
                """);
    }
}
