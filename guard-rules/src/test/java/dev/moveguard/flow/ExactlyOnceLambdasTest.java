package dev.moveguard.flow;

import static dev.moveguard.flow.Completing.completes;

import org.junit.jupiter.api.Test;

/** Completions in lambdas, callbacks and inner classes. */
class ExactlyOnceLambdasTest {
    @Test
    void aLambdaThatCompletes() {
        completes("""
                void m(Reply r, Executor e) {
                    e.execute(() -> r.complete(1));
                }
                void n(Reply r) {
                    step(() -> r.fail(null));
                }
                """);
    }

    @Test
    void aLambdaThatLooks() {
        completes("""
                void m(Reply r, List<String> names) { // error: [never-completed] r is never completed or handed on
                    names.forEach(name -> r.isOpen());
                }
                """);
    }

    @Test
    void aCallbackWithTwoBranches() {
        completes("""
                void m(CompletableFuture<String> f, Reply r) {
                    f.whenComplete((value, problem) -> {
                        if (problem != null) {
                            r.fail(problem);
                        } else {
                            r.complete(value);
                        }
                    });
                }
                void n(CompletableFuture<String> f, Reply r) {
                    f.whenComplete((value, problem) -> {
                        if (problem != null) {
                            r.fail(problem);
                        }
                        r.complete(value); // error: [completed-twice] r is completed after it was completed on some path
                    });
                }
                void o(CompletableFuture<String> f, Reply r) {
                    f.whenComplete((value, problem) -> {
                        if (problem == null) {
                            r.complete(value); // error: [never-completed] r is not completed on some path
                        }
                    });
                }
                void p(CompletableFuture<String> f, Reply r) {
                    f.whenComplete((value, problem) -> {
                        if (problem != null) {
                            r.fail(problem);
                            return;
                        }
                        r.complete(value);
                    });
                }
                """);
    }

    @Test
    void anExpressionLambda() {
        completes("""
                void m(CompletableFuture<String> f, Reply r) {
                    f.thenAccept(value -> r.complete(value));
                }
                void n(CompletableFuture<String> f, Reply r) {
                    f.thenAccept(r::complete).exceptionally(problem -> {
                        r.fail(problem);
                        return null;
                    });
                }
                """);
    }

    @Test
    void aParameterOfALambda() {
        completes("""
                void m() {
                    Consumer<Reply> c = r -> {
                        r.complete(1);
                        r.complete(2); // error: [completed-twice] r is completed after it was completed on every path
                    };
                    Consumer<Reply> d = r -> r.complete(1);
                    Consumer<Reply> e = r -> { // error: [never-completed] r is not completed on some path
                        if (flip()) {
                            r.complete(1);
                        }
                    };
                }
                """);
    }

    @Test
    void anAnonymousClassCompletes() {
        completes("""
                interface Listener {
                    void done(Object value);
                    void failed(Throwable problem);
                }
                static void listen(Listener listener) { listener.done(1); }
                void m(Reply r) {
                    listen(new Listener() {
                        @Override public void done(Object value) { r.complete(value); }
                        @Override public void failed(Throwable problem) { r.fail(problem); }
                    });
                }
                void n(Reply r) {
                    listen(new Listener() {
                        @Override public void done(Object value) {
                            r.complete(value);
                            r.complete(value); // error: [completed-twice] r is completed after it was completed on every path
                        }
                        @Override public void failed(Throwable problem) { r.fail(problem); }
                    });
                }
                """);
    }

    @Test
    void completedHereAndInALambda() {
        completes("""
                void m(Reply r, Executor e) {
                    r.complete(1);
                    e.execute(() -> r.complete(2)); // error: [completed-twice] r is completed after it was completed on every path
                }
                void n(Reply r, Executor e) {
                    if (flip()) {
                        r.fail(null);
                    }
                    e.execute(() -> {
                        System.out.println("later");
                        if (flip()) {
                            r.complete(1); // error: [completed-twice] r is completed after it was completed on some path
                        } else {
                            r.fail(null);
                        }
                    });
                }
                void o(Reply r, Executor e) {
                    r.complete(1);
                    e.execute(() -> System.out.println(r.isOpen()));
                }
                void p(Reply r, Executor e) {
                    if (flip()) {
                        r.fail(null);
                        return;
                    }
                    e.execute(() -> r.complete(2));
                }
                """);
    }

    @Test
    void completedHereAndByAReference() {
        completes("""
                void m(Reply r, CompletableFuture<String> f) {
                    r.complete(1);
                    f.thenAccept(r::complete); // error: [completed-twice] r is completed after it was completed on every path
                }
                void n(Reply r, Supplier<BooleanSupplier> s) {
                    r.complete(1);
                    BooleanSupplier open = r::isOpen;
                }
                """);
    }

    @Test
    void completedHereAndInAnAnonymousClass() {
        completes("""
                void m(Reply r) {
                    r.complete(1);
                    step(new Step() {
                        @Override public void run() {
                            r.complete(2); // error: [completed-twice] r is completed after it was completed on every path
                        }
                    });
                }
                void n(Reply r) {
                    r.complete(1);
                    step(new Step() {
                        @Override public void run() { System.out.println(r.isOpen()); }
                    });
                }
                """);
    }

    @Test
    void anAnonymousClassThatForgets() {
        completes("""
                void m(Reply r) {
                    step(new Step() {
                        @Override public void run() {
                            try {
                                risky();
                                r.complete(1); // error: [never-completed] r is not completed on some path
                            } catch (java.io.IOException e) {
                                System.out.println(e);
                            }
                        }
                    });
                }
                void n(Reply r) {
                    step(new Step() {
                        @Override public void run() {
                            try {
                                risky();
                                r.complete(1);
                            } catch (java.io.IOException e) {
                                r.fail(e);
                            }
                        }
                    });
                }
                void o(Reply r, Reply other) {
                    step(new Step() {
                        @Override public void run() {
                            if (flip()) {
                                r.complete(1);
                            } else {
                                other.complete(1);
                            }
                        }
                    });
                }
                void p(Reply r) {
                    step(new Step() {
                        @Override public void run() {
                            if (flip()) {
                                r.complete(1);
                            } else {
                                other();
                            }
                        }
                        void other() { r.fail(null); }
                    });
                }
                void q(Reply r) {
                    step(new Step() {
                        @Override public void run() {
                            if (flip()) {
                                r.complete(1);
                            }
                        }
                    });
                    step(() -> r.fail(null));
                }
                """);
    }

    @Test
    void theCallThatRefusesTheLambda() {
        completes("""
                void m(Reply r, Executor e) {
                    try {
                        e.execute(() -> r.complete(1));
                    } catch (RejectedExecutionException rejected) {
                        r.fail(rejected);
                    }
                }
                """);
    }

    @Test
    void aLambdaOnSomePath() {
        completes("""
                void m(Reply r, Executor e) { // error: [never-completed] r is not completed on some path
                    if (flip()) {
                        e.execute(() -> r.complete(1));
                    }
                }
                void n(Reply r, Executor e) {
                    if (flip()) {
                        e.execute(() -> r.complete(1));
                    } else {
                        r.fail(null);
                    }
                }
                """);
    }

    @Test
    void twoCallbacksShareTheWork() {
        completes("""
                void m(CompletableFuture<String> f, Reply r) {
                    f.thenAccept(value -> r.complete(value));
                    f.exceptionally(problem -> {
                        r.fail(problem);
                        return null;
                    });
                }
                """);
    }

    @Test
    void aLambdaInALambda() {
        completes("""
                void m(Reply r, Executor e) {
                    e.execute(() -> e.execute(() -> r.complete(1)));
                }
                void n(Reply r, Executor e) {
                    e.execute(() -> {
                        if (flip()) {
                            e.execute(() -> r.complete(1));
                        } else {
                            r.fail(null);
                        }
                    });
                }
                """);
    }

    @Test
    void aReplyOfTheLambdasOwn() {
        completes("""
                void m(Executor e) {
                    e.execute(() -> {
                        Reply r = new Reply(); // error: [never-completed] a Reply made here is never completed or handed on
                        r.isOpen();
                    });
                }
                """);
    }
}
