package dev.moveguard.presets;

import org.junit.jupiter.api.Test;

/**
 * Bugs that people shipped and reported, each written anew in a few lines with the same calls in the same order, beside the form
 * that mends it. The presets find the first and are silent about the second.
 */
class KnownBugsTest {
    private static void verify(String preset, String rule, String imports, String members, String library) {
        String source = "// file: com/acme/Fixture.java\npackage com.acme;\n%s\nclass Fixture {\n%s}\n%s"
                .formatted(imports, members, library);
        Preset.of(preset).verify(rule, source);
    }

    /**
     * A branch answers the listener, and the code below answers it again: elastic/elasticsearch#61584. There a realm that is
     * switched off answered for the anonymous user and once more for everybody.
     */
    @Test
    void elasticsearchAnswersAListenerTwice() {
        verify(
                "complete-once",
                "elasticsearch-listener-notified-once",
                "import org.elasticsearch.action.ActionListener;",
                """
                    void lookUp(String name, boolean isEnabled, boolean isAnonymous, ActionListener<String> listener) {
                        if (!isEnabled) {
                            if (isAnonymous) {
                                listener.onResponse("anonymous");
                            }
                            listener.onResponse(null); // error: [completed-twice] listener is completed after it was completed on some path
                        }
                    }
                    void mended(String name, boolean isEnabled, boolean isAnonymous, ActionListener<String> listener) {
                        if (!isEnabled) {
                            if (isAnonymous) {
                                listener.onResponse("anonymous");
                            } else {
                                listener.onResponse(null);
                            }
                        }
                    }
                """,
                """
                // file: org/elasticsearch/action/ActionListener.java
                package org.elasticsearch.action;
                public interface ActionListener<R> {
                    void onResponse(R response);
                    void onFailure(Exception cause);
                }
                """);
    }

    /** A handler of exceptions fails the promise, and the line after it completes it: vert-x3/vertx-zookeeper#54. */
    @Test
    void vertxZookeeperCompletesAfterItFailed() {
        verify("complete-once", "vertx-promise-completed-once", "import io.vertx.core.Promise;", """
                    void leave(java.util.concurrent.Callable<?> work, Promise<Void> promise) {
                        try {
                            work.call();
                        } catch (Exception e) {
                            promise.fail(e);
                        }
                        promise.complete(); // error: [completed-twice] promise is completed after it was completed on some path
                    }
                    void mended(java.util.concurrent.Callable<?> work, Promise<Void> promise) {
                        try {
                            work.call();
                            promise.complete();
                        } catch (Exception e) {
                            promise.fail(e);
                        }
                    }
                """, """
                // file: io/vertx/core/Promise.java
                package io.vertx.core;
                public interface Promise<T> {
                    void complete();
                    void fail(Throwable cause);
                }
                """);
    }

    private static final String GRPC = """
            // file: io/grpc/stub/StreamObserver.java
            package io.grpc.stub;
            public interface StreamObserver<V> {
                void onNext(V value);
                void onError(Throwable cause);
                void onCompleted();
            }
            """;

    /** After the error has been sent, a finally block completes the call: apache/ozone#4335 (HDDS-8019). */
    @Test
    void ozoneCompletesACallThatEndedWithAnError() {
        verify("complete-once", "grpc-observer-completed", "import io.grpc.stub.StreamObserver;", """
                    void send(java.util.concurrent.Callable<String> work, StreamObserver<String> replies) {
                        try {
                            replies.onNext(work.call());
                        } catch (Exception e) {
                            replies.onError(e);
                        } finally {
                            replies.onCompleted(); // error: [completed-twice] replies is completed after it was completed on some path
                        }
                    }
                    void mended(java.util.concurrent.Callable<String> work, StreamObserver<String> replies) {
                        try {
                            replies.onNext(work.call());
                            replies.onCompleted();
                        } catch (Exception e) {
                            replies.onError(e);
                        }
                    }
                """, GRPC);
    }

    /** An observer that is told of an error tells its peer of it, and then that all is done: apache/skywalking#9027. */
    @Test
    void skywalkingCompletesRightAfterAnError() {
        verify("complete-once", "grpc-observer-completed", "import io.grpc.stub.StreamObserver;", """
                    void relay(StreamObserver<String> replies, Throwable cause) {
                        replies.onError(cause);
                        replies.onCompleted(); // error: [completed-twice] replies is completed after it was completed on every path
                    }
                    void mended(StreamObserver<String> replies, Throwable cause) {
                        replies.onError(cause);
                    }
                """, GRPC);
    }

    /** A walk through a folder that is never closed: javaparser/javaparser#3398, and the same in apache/storm#7582. */
    @Test
    void javaparserLeavesAWalkOpen() {
        verify(
                "must-close",
                "file-stream-closed",
                "import java.nio.file.*;\nimport java.util.*;\nimport java.util.stream.*;",
                """
                    List<Path> sources(Path root) throws java.io.IOException {
                        return Files.walk(root).filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList()); // error: [leaked] a Stream made here is dropped on every path
                    }
                    List<Path> mended(Path root) throws java.io.IOException {
                        try (Stream<Path> files = Files.walk(root)) {
                            return files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList());
                        }
                    }
                """,
                "");
    }

    /** The entries of a folder are looked at one after the other, and the listing stays open: apache/ozone#2741 (HDDS-5858). */
    @Test
    void ozoneLeavesAListingOpen() {
        verify(
                "must-close",
                "file-stream-closed",
                "import java.nio.file.*;\nimport java.util.*;\nimport java.util.stream.*;",
                """
                    boolean isEmpty(Path folder) throws java.io.IOException {
                        Stream<Path> entries = Files.list(folder); // error: [leaked] a Stream made here is dropped on every path
                        return !entries.findAny().isPresent();
                    }
                    boolean mended(Path folder) throws java.io.IOException {
                        try (Stream<Path> entries = Files.list(folder)) {
                            return !entries.findAny().isPresent();
                        }
                    }
                """,
                "");
    }

    /** A filtered stream in a variable is asked twice: eclipse-jdtls/eclipse.jdt.ls#1311. */
    @Test
    void jdtAsksAStreamTwice() {
        verify("streams", "stream-used-once", "import java.util.*;\nimport java.util.stream.*;", """
                    void exclude(List<String> all, Set<String> known) {
                        Stream<String> others = all.stream().filter(name -> !known.contains(name));
                        Set<String> names = others.collect(Collectors.toSet());
                        others.forEach(System.out::println); // error: [use-after-move] others is used after it was moved on every path
                        System.out.println(names);
                    }
                    void mended(List<String> all, Set<String> known) {
                        Set<String> names = all.stream().filter(name -> !known.contains(name)).collect(Collectors.toSet());
                        names.forEach(System.out::println);
                        System.out.println(names);
                    }
                """, "");
    }

    /** The body of a response is logged, and then read for what it says: lysine-dev/okhttp#2593. */
    @Test
    void aClientOfOkHttpReadsABodyTwice() {
        verify("read-once", "okhttp-body-read-once", "import okhttp3.*;", """
                    String show(Response response) throws java.io.IOException {
                        System.out.println("response: " + response.body().string());
                        return response.body().string(); // error: [use-after-move] response.body() is used after it was moved on every path
                    }
                    String mended(Response response) throws java.io.IOException {
                        String text = response.body().string();
                        System.out.println("response: " + text);
                        return text;
                    }
                """, """
                // file: okhttp3/ResponseBody.java
                package okhttp3;
                public abstract class ResponseBody {
                    public final native String string() throws java.io.IOException;
                }
                // file: okhttp3/Response.java
                package okhttp3;
                public final class Response {
                    public native ResponseBody body();
                }
                """);
    }

    private static final String NETTY = """
            // file: io/netty/buffer/ByteBuf.java
            package io.netty.buffer;
            public abstract class ByteBuf {
                public abstract boolean isReadable();
                public abstract ByteBuf writeBytes(byte[] bytes);
                public abstract boolean release();
            }
            // file: io/netty/buffer/ByteBufAllocator.java
            package io.netty.buffer;
            public interface ByteBufAllocator {
                ByteBuf buffer();
            }
            // file: io/netty/channel/ChannelHandlerContext.java
            package io.netty.channel;
            public interface ChannelHandlerContext {
                io.netty.buffer.ByteBufAllocator alloc();
                Object writeAndFlush(Object message);
                Object close();
            }
            """;

    /** What was released because nothing was read is released again when closing fails: netty/netty#3369. */
    @Test
    void nettyReleasesABufferAgainWhenClosingFails() {
        verify(
                "netty-bytebuf",
                "bytebuf-gone-after-release",
                "import io.netty.buffer.*;\nimport io.netty.channel.*;",
                """
                    void read(ChannelHandlerContext context, ByteBuf in) {
                        ByteBuf buffer = in;
                        try {
                            if (!buffer.isReadable()) {
                                buffer.release();
                                context.close();
                            }
                        } catch (RuntimeException e) {
                            buffer.release(); // error: [use-after-move] buffer is used after it was moved on some path
                        }
                    }
                    void mended(ChannelHandlerContext context, ByteBuf in) {
                        ByteBuf buffer = in;
                        try {
                            if (!buffer.isReadable()) {
                                buffer.release();
                                buffer = null;
                                context.close();
                            }
                        } catch (RuntimeException e) {
                            if (buffer != null) {
                                buffer.release();
                            }
                        }
                    }
                """,
                NETTY);
    }

    /** An encoder allocates a buffer and forgets it when nothing was put into it: mrniko/netty-socketio#139. */
    @Test
    void nettySocketioForgetsAnEmptyBuffer() {
        verify(
                "netty-bytebuf",
                "bytebuf-released",
                "import io.netty.buffer.*;\nimport io.netty.channel.*;",
                """
                    void send(ChannelHandlerContext context, byte[] packet) {
                        ByteBuf out = context.alloc().buffer(); // error: [leaked] a ByteBuf made here is dropped on some path
                        out.writeBytes(packet);
                        if (out.isReadable()) {
                            context.writeAndFlush(out);
                        }
                    }
                    void mended(ChannelHandlerContext context, byte[] packet) {
                        ByteBuf out = context.alloc().buffer();
                        out.writeBytes(packet);
                        if (out.isReadable()) {
                            context.writeAndFlush(out);
                        } else {
                            out.release();
                        }
                    }
                """,
                NETTY);
    }

    /** Undoing a transaction fails, and so closing its connection is never reached: nextgenhealthcare/connect#3313. */
    @Test
    void connectLosesAConnectionWhenRollbackFails() {
        verify("must-close", "jdbc-connection-closed", "import java.sql.*;\nimport javax.sql.DataSource;", """
                    void run(DataSource source) throws SQLException {
                        Connection connection = source.getConnection(); // error: [leaked] a Connection made here is dropped on some path
                        connection.rollback();
                        connection.close();
                    }
                    void mended(DataSource source) throws SQLException {
                        Connection connection = source.getConnection();
                        try {
                            connection.rollback();
                        } finally {
                            connection.close();
                        }
                    }
                """, "");
    }
}
