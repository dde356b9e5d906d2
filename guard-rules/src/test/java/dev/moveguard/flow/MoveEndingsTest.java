package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** A path ends at a call that is sure not to return. */
class MoveEndingsTest {
    @Test
    void methodsThatOnlyThrow() {
        verify("""
                static void refuse(String what) {
                    throw new IllegalStateException(what);
                }
                private RuntimeException refuseBy(int depth) {
                    if (depth > 3) {
                        refuse("deep");
                    }
                    throw new IllegalStateException();
                }
                void m(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        refuse("spent");
                    }
                    t.spend();
                }
                void n(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        refuseBy(2);
                    }
                    t.spend();
                }
                void o(Token t, boolean b) {
                    t.spend();
                    if (b) {
                        refuse("spent");
                    }
                    t.spend(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void methodsThatThrowOnAPath() {
        verify("""
                static void refuse(boolean really) {
                    if (really) {
                        throw new IllegalStateException();
                    }
                }
                static int tried() {
                    try {
                        throw new IllegalStateException();
                    } catch (IllegalStateException e) {
                        return 1;
                    }
                }
                void m(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        refuse(true);
                    }
                    t.spend(); // error: [use-after-move] t is used after it was moved on some path
                }
                void n(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        tried();
                    }
                    t.spend(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
    }

    /** A stub that a subclass is meant to fill in. */
    @Test
    void methodsThatASubclassMayReplace() {
        verify("""
                void refuse() {
                    throw new UnsupportedOperationException();
                }
                final void never() {
                    throw new UnsupportedOperationException();
                }
                void m(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        refuse();
                    }
                    t.spend(); // error: [use-after-move] t is used after it was moved on some path
                }
                void n(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        never();
                    }
                    t.spend();
                }
                """);
    }

    @Test
    void methodsThatCallThemselves() {
        verify("""
                static void again() {
                    again();
                }
                static void serve(Runnable task) {
                    while (true) {
                        task.run();
                    }
                }
                static void serveAll(Runnable task) {
                    serve(task);
                }
                void m(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        again();
                    }
                    t.spend(); // error: [use-after-move] t is used after it was moved on some path
                }
                void n(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        serveAll(() -> {});
                    }
                    t.spend();
                }
                """);
    }

    @Test
    void theEndOfTheProgram() {
        verify("""
                void m(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        System.exit(1);
                    }
                    t.spend();
                }
                void n(Token t, boolean b) {
                    if (b) {
                        t.spend();
                        System.gc();
                    }
                    t.spend(); // error: [use-after-move] t is used after it was moved on some path
                }
                """);
        verify(Moving.dropping(), """
                void m(boolean b) {
                    Token t = Token.make();
                    if (b) {
                        System.exit(1);
                    }
                    t.spend();
                }
                """);
    }

    /** What such a call throws is still caught. */
    @Test
    void handlersAroundThem() {
        verify("""
                static void refuse() {
                    throw new IllegalStateException();
                }
                void m(Token t) {
                    try {
                        t.spend();
                        refuse();
                    } catch (IllegalStateException e) {
                        t.spend(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }
}
