package dev.moveguard.presets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule of complete-once and complete-always, on look-alikes of the types it names. */
class CompleteOnceTest {
    private static final Preset PRESET = Preset.of("complete-once");
    private static final Preset ALWAYS = Preset.of("complete-always");

    private static String lookAlike(String type, String... methods) {
        int dot = type.lastIndexOf('.');
        return "// file: %s.java\npackage %s;\npublic interface %s {\n    void %s();\n}\n"
                .formatted(
                        type.replace('.', '/'),
                        type.substring(0, dot),
                        type.substring(dot + 1),
                        String.join("();\n    void ", methods));
    }

    private static String fixture(String type, String members) {
        return "// file: com/acme/Fixture.java\npackage com.acme;\nimport %s;\nclass Fixture {\n%s}\n"
                .formatted(type, members);
    }

    @ParameterizedTest
    @CsvSource({
        "grpc-observer-completed, io.grpc.stub.StreamObserver, onError, onCompleted",
        "grpc-observer-completed, io.grpc.stub.ServerCallStreamObserver, onError, onCompleted",
        "netty-promise-completed-once, io.netty.util.concurrent.Promise, setSuccess, setFailure",
        "netty-promise-completed-once, io.netty.channel.ChannelPromise, setFailure, setSuccess",
        "vertx-promise-completed-once, io.vertx.core.Promise, complete, fail",
        "vertx-future-completed-once, io.vertx.core.Future, fail, complete",
        "kotlin-continuation-resumed-once, kotlin.coroutines.Continuation, resumeWith, resumeWith",
        "kotlin-cancellable-continuation-resumed-once, kotlinx.coroutines.CancellableContinuation, resume, resumeWith",
        "reactor-mono-sink-completed, reactor.core.publisher.MonoSink, success, error",
        "reactor-flux-sink-completed-once, reactor.core.publisher.FluxSink, complete, error",
        "rxjava-single-completed-once, io.reactivex.rxjava3.core.SingleEmitter, onSuccess, onError",
        "rxjava-single-completed-once, io.reactivex.SingleEmitter, onSuccess, onError",
        "rxjava-completable-completed-once, io.reactivex.rxjava3.core.CompletableEmitter, onComplete, onError",
        "rxjava-maybe-completed-once, io.reactivex.rxjava3.core.MaybeEmitter, onSuccess, onComplete",
        "rxjava-emitter-completed-once, io.reactivex.rxjava3.core.ObservableEmitter, onComplete, onError",
        "reactive-subscriber-completed-once, org.reactivestreams.Subscriber, onError, onComplete",
        "elasticsearch-listener-notified-once, org.elasticsearch.action.ActionListener, onFailure, onResponse",
        "opensearch-listener-notified-once, org.opensearch.core.action.ActionListener, onFailure, onResponse",
        "okhttp-callback-notified, okhttp3.Callback, onFailure, onResponse",
        "retrofit-callback-notified, retrofit2.Callback, onFailure, onResponse",
        "okhttp-call-started-once, okhttp3.Call, execute, enqueue",
        "retrofit-call-started-once, retrofit2.Call, execute, enqueue",
        "jetty-callback-completed-once, org.eclipse.jetty.util.Callback, succeeded, failed",
        "async-context-completed-once, jakarta.servlet.AsyncContext, complete, complete",
        "javax-async-context-completed-once, javax.servlet.AsyncContext, complete, dispatch",
    })
    void reportsASecondCompletion(String rule, String type, String first, String second) {
        String library = first.equals(second) ? lookAlike(type, first) : lookAlike(type, first, second);
        String name = type.substring(type.lastIndexOf('.') + 1);
        PRESET.verify(
                rule,
                fixture(type, """
                    void withoutReturn(TYPE it, boolean failed) {
                        if (failed) {
                            it.FIRST();
                        }
                        it.SECOND(); // error: [completed-twice] it is completed after it was completed on some path
                    }
                    void withReturn(TYPE it, boolean failed) {
                        if (failed) {
                            it.FIRST();
                            return;
                        }
                        it.SECOND();
                    }
                    void eachOfTwo(TYPE it, TYPE other) {
                        it.FIRST();
                        other.SECOND();
                    }
                """.replace("TYPE", name).replace("FIRST", first).replace("SECOND", second)),
                library);
    }

    @ParameterizedTest
    @CsvSource({
        "grpc-observer-completed, io.grpc.stub.StreamObserver, onCompleted, onError",
        "netty-promise-completed, io.netty.util.concurrent.Promise, setSuccess, trySuccess",
        "netty-promise-completed, io.netty.channel.ChannelPromise, setFailure, tryFailure",
        "vertx-promise-completed, io.vertx.core.Promise, complete, tryFail",
        "reactor-mono-sink-completed, reactor.core.publisher.MonoSink, success, error",
        "rxjava-single-completed, io.reactivex.rxjava3.core.SingleEmitter, onSuccess, tryOnError",
        "rxjava-completable-completed, io.reactivex.rxjava3.core.CompletableEmitter, onComplete, tryOnError",
        "elasticsearch-listener-notified, org.elasticsearch.action.ActionListener, onResponse, onFailure",
        "opensearch-listener-notified, org.opensearch.core.action.ActionListener, onResponse, onFailure",
        "okhttp-callback-notified, okhttp3.Callback, onResponse, onFailure",
        "retrofit-callback-notified, retrofit2.Callback, onResponse, onFailure",
    })
    void reportsAPathWithoutCompletion(String rule, String type, String first, String second) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        Preset preset = ALWAYS.ids().contains(rule) ? ALWAYS : PRESET;
        preset.verify(
                rule,
                fixture(type, """
                    void m(TYPE it, boolean failed) { // error: [never-completed] it is not completed on some path
                        if (!failed) {
                            it.FIRST();
                        }
                    }
                    void onEveryPath(TYPE it, boolean failed) {
                        if (failed) {
                            it.SECOND();
                        } else {
                            it.FIRST();
                        }
                    }
                    void handedOn(TYPE it, java.util.List<TYPE> waiting, boolean failed) {
                        if (failed) {
                            it.SECOND();
                        } else {
                            waiting.add(it);
                        }
                    }
                    void thrown(TYPE it, boolean failed) {
                        if (failed) {
                            throw new IllegalStateException();
                        }
                        it.FIRST();
                    }
                    void asserted(TYPE it, boolean failed) {
                        assert !failed;
                        it.FIRST();
                    }
                """.replace("TYPE", name).replace("FIRST", first).replace("SECOND", second)),
                lookAlike(type, first, second));
    }

    @Test
    void aCompletionThatOnlyTriesMayComeSecond() {
        PRESET.verify(
                "netty-promise-completed-once",
                fixture("io.netty.util.concurrent.Promise", """
                    void m(Promise promise) {
                        promise.setSuccess();
                        promise.tryFailure();
                    }
                """),
                lookAlike("io.netty.util.concurrent.Promise", "setSuccess", "setFailure", "tryFailure"));
    }

    @Test
    void aListenerOfSeveralAnswersIsToldSeveralTimes() {
        PRESET.verify(
                "elasticsearch-listener-notified-once",
                """
                // file: org/elasticsearch/action/support/GroupedActionListener.java
                package org.elasticsearch.action.support;
                public class GroupedActionListener implements org.elasticsearch.action.ActionListener {
                    @Override public void onResponse() {}
                    @Override public void onFailure() {}
                }
                """,
                fixture("org.elasticsearch.action.*", """
                    void m(org.elasticsearch.action.support.GroupedActionListener all) {
                        all.onResponse();
                        all.onResponse();
                    }
                    void one(ActionListener listener) {
                        listener.onResponse();
                        listener.onResponse(); // error: [completed-twice] listener is completed after it was completed on every path
                    }
                """),
                lookAlike("org.elasticsearch.action.ActionListener", "onResponse", "onFailure"));
    }

    @Test
    void aListenerThatIsWrappedIsHandedOn() {
        ALWAYS.verify("elasticsearch-listener-notified", """
                // file: org/elasticsearch/action/ActionListener.java
                package org.elasticsearch.action;
                import java.util.function.Function;
                public interface ActionListener<R> {
                    void onResponse(R response);
                    void onFailure(Exception cause);
                    <T> ActionListener<T> map(Function<T, R> mapping);
                }
                """, fixture("org.elasticsearch.action.ActionListener", """
                    void m(ActionListener<String> listener, java.util.List<ActionListener<Integer>> waiting) {
                        waiting.add(listener.map(String::valueOf));
                    }
                    void dropped(ActionListener<String> listener, java.util.List<ActionListener<Integer>> waiting) { // error: [never-completed] listener is not completed on some path
                        if (waiting.isEmpty()) {
                            waiting.add(listener.map(String::valueOf));
                        }
                    }
                    void neverHandled(ActionListener<String> listener) {
                        System.out.println(listener);
                    }
                """));
    }

    @Test
    void aFutureMadeHereIsCompletedOrHandedOn() {
        ALWAYS.verify("completable-future-completed", fixture("java.util.concurrent.*", """
                    CompletableFuture<String> derived(boolean known) {
                        CompletableFuture<String> name = new CompletableFuture<>(); // error: [never-completed] a CompletableFuture made here is not completed on some path
                        if (known) {
                            name.complete("a");
                        }
                        return name.thenApply(String::trim);
                    }
                    CompletableFuture<String> returned(boolean known) {
                        CompletableFuture<String> name = new CompletableFuture<>();
                        if (known) {
                            name.complete("a");
                        }
                        return name;
                    }
                    void twiceIsHarmless(CompletableFuture<String> name) {
                        name.complete("a");
                        name.complete("b");
                    }
                    String given(CompletableFuture<String> name) {
                        return name.join();
                    }
                """));
    }

    @Test
    void aSettableFutureMadeHereIsSetOrHandedOn() {
        ALWAYS.verify(
                "settable-future-completed", """
                // file: com/google/common/util/concurrent/SettableFuture.java
                package com.google.common.util.concurrent;
                public class SettableFuture<V> {
                    public static native <V> SettableFuture<V> create();
                    public native boolean set(V value);
                    public native boolean setException(Throwable cause);
                    public native V get();
                }
                """, fixture("com.google.common.util.concurrent.SettableFuture", """
                    String waits(boolean known) {
                        SettableFuture<String> name = SettableFuture.create(); // error: [never-completed] a SettableFuture made here is not completed on some path
                        if (known) {
                            name.set("a");
                        }
                        return name.get();
                    }
                    SettableFuture<String> later(java.util.concurrent.Executor pool) {
                        SettableFuture<String> name = SettableFuture.create();
                        pool.execute(() -> name.set("a"));
                        return name;
                    }
                """));
    }

    @Test
    void aCompletionHandlerIsTold() {
        PRESET.verify("completion-handler-notified", fixture("java.nio.channels.CompletionHandler", """
                    void m(CompletionHandler<Integer, Object> handler, int read) { // error: [never-completed] handler is not completed on some path
                        if (read > 0) {
                            handler.completed(read, null);
                        }
                    }
                    void twice(CompletionHandler<Integer, Object> handler, int read) {
                        if (read < 0) {
                            handler.failed(new java.io.EOFException(), null);
                        }
                        handler.completed(read, null); // error: [completed-twice] handler is completed after it was completed on some path
                    }
                    void once(CompletionHandler<Integer, Object> handler, int read) {
                        if (read < 0) {
                            handler.failed(new java.io.EOFException(), null);
                        } else {
                            handler.completed(read, null);
                        }
                    }
                """));
    }

    @Test
    void aThreadIsStartedOnce() {
        PRESET.verify("thread-started-once", fixture("java.util.*", """
                    void again(Runnable task) {
                        Thread thread = new Thread(task);
                        for (int i = 0; i < 3; i++) {
                            thread.start(); // error: [completed-twice] thread is completed in a loop, again in its next round
                        }
                    }
                    void another(Runnable task, boolean isNamed) {
                        for (int i = 0; i < 3; i++) {
                            Thread thread;
                            if (isNamed) {
                                thread = new Thread(task, "named");
                            } else {
                                thread = new Thread(task);
                            }
                            thread.start();
                        }
                    }
                """));
    }

    @Test
    void aSubscriberOfTheJdkEndsOnce() {
        PRESET.verify("flow-subscriber-completed-once", fixture("java.util.concurrent.Flow", """
                    void m(Flow.Subscriber<String> out, Exception e) {
                        if (e != null) {
                            out.onError(e);
                        }
                        out.onComplete(); // error: [completed-twice] out is completed after it was completed on some path
                    }
                    void either(Flow.Subscriber<String> out, Exception e) {
                        if (e != null) {
                            out.onError(e);
                        } else {
                            out.onComplete();
                        }
                    }
                """));
    }
}
