package dev.moveguard.presets;

import org.junit.jupiter.api.Test;

class NettyByteBufTest {
    private static final Preset PRESET = Preset.of("netty-bytebuf");
    private static final String NETTY = """
            // file: io/netty/buffer/ByteBuf.java
            package io.netty.buffer;
            public abstract class ByteBuf {
                public abstract ByteBuf writeByte(int value);
                public abstract ByteBuf writeBytes(ByteBuf source);
                public abstract int readableBytes();
                public abstract ByteBuf copy();
                public abstract ByteBuf retain();
                public abstract boolean release();
                public abstract int refCnt();
            }
            // file: io/netty/buffer/ByteBufAllocator.java
            package io.netty.buffer;
            public interface ByteBufAllocator {
                ByteBuf buffer();
                ByteBuf directBuffer(int size);
            }
            // file: io/netty/channel/ChannelHandlerContext.java
            package io.netty.channel;
            public interface ChannelHandlerContext {
                io.netty.buffer.ByteBufAllocator alloc();
                Object writeAndFlush(Object message);
                ChannelHandlerContext fireChannelRead(Object message);
            }
            // file: io/netty/util/ReferenceCountUtil.java
            package io.netty.util;
            public final class ReferenceCountUtil {
                public static native boolean release(Object message);
            }
            """;

    private static void verify(String rule, String members) {
        PRESET.verify(rule, """
                // file: com/acme/Fixture.java
                package com.acme;
                import io.netty.buffer.*;
                import io.netty.channel.*;
                import io.netty.util.ReferenceCountUtil;
                class Fixture {
                    static boolean flip() { return Math.random() > 0.5; }
                    static void risky() throws java.io.IOException {}
                %s}
                """.formatted(members), NETTY);
    }

    @Test
    void reportsAUseAfterRelease() {
        verify("bytebuf-gone-after-release", """
                    int m(ByteBuf in) {
                        in.release();
                        return in.readableBytes(); // error: [use-after-move] in is used after it was moved on every path
                    }
                    void written(ChannelHandlerContext context, ByteBuf out) {
                        context.writeAndFlush(out);
                        out.writeByte(1); // error: [use-after-move] out is used after it was moved on every path
                    }
                    void twice(ChannelHandlerContext context, ByteBuf in) {
                        try {
                            context.fireChannelRead(in);
                        } finally {
                            ReferenceCountUtil.release(in); // error: [use-after-move] in is used after it was moved on every path
                        }
                    }
                    void loop(ByteBuf in) {
                        while (flip()) {
                            in.release(); // error: [move-in-loop] in is moved in a loop, again in its next round
                        }
                    }
                """);
    }

    @Test
    void reportsAUseUnderAnotherName() {
        verify("bytebuf-gone-after-release", """
                    int m(ByteBuf in) {
                        ByteBuf same = in.writeByte(1);
                        in.release();
                        return same.readableBytes(); // error: [use-after-move] same is used after it was moved on every path
                    }
                """);
    }

    @Test
    void allowsOneRelease() {
        verify("bytebuf-gone-after-release", """
                    int m(ByteBuf in) {
                        try {
                            return in.readableBytes();
                        } finally {
                            in.release();
                        }
                    }
                    ByteBuf copied(ByteBuf in) {
                        ByteBuf copy = in.copy();
                        in.release();
                        return copy.writeByte(in.refCnt());
                    }
                    void kept(java.util.List<Object> out, ByteBuf made) {
                        out.add(made);
                        System.out.println(made.readableBytes());
                    }
                """);
    }

    @Test
    void allowsAReleaseUnderAFlag() {
        verify("bytebuf-gone-after-release", """
                    void m(ChannelHandlerContext context, ByteBuf out) throws java.io.IOException {
                        boolean release = true;
                        try {
                            risky();
                            context.writeAndFlush(out);
                            release = false;
                        } finally {
                            if (release) {
                                out.release();
                            }
                        }
                    }
                """);
    }

    @Test
    void doesNotJudgeABodyThatRetains() {
        verify("bytebuf-gone-after-release", """
                    int m(ChannelHandlerContext context, ByteBuf out) {
                        out.retain();
                        context.writeAndFlush(out);
                        int length = out.readableBytes();
                        out.release();
                        return length;
                    }
                """);
    }

    @Test
    void reportsABufferThatNobodyReleases() {
        verify("bytebuf-released", """
                    int m(ChannelHandlerContext context, ByteBuf in) {
                        ByteBuf copy = context.alloc().buffer(); // error: [leaked] a ByteBuf made here is dropped on every path
                        copy.writeBytes(in);
                        return copy.readableBytes();
                    }
                    void onSomePath(ChannelHandlerContext context) {
                        ByteBuf out = context.alloc().directBuffer(8).writeByte(1); // error: [leaked] a ByteBuf made here is dropped on some path
                        if (flip()) {
                            context.writeAndFlush(out);
                        }
                    }
                """);
    }

    @Test
    void allowsABufferThatIsHandedOnOrSomebodyElses() {
        verify("bytebuf-released", """
                    ByteBuf returned(ByteBufAllocator allocator) {
                        return allocator.buffer().writeByte(1);
                    }
                    void released(ByteBufAllocator allocator) {
                        ByteBuf out = allocator.buffer();
                        try {
                            out.writeByte(1);
                        } finally {
                            out.release();
                        }
                    }
                    int given(ByteBuf in) {
                        return in.readableBytes();
                    }
                """);
    }
}
