package dev.moveguard.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of suspended work in a fiber. Never changed after the push: change is pop, then push.
 *
 * <pre>
 * a stream           itself, when it is nobody's handler       IRStream
 * a handler's body   a stream and the K of its dispatch        Frame.HandlerBody
 * a wait             for the stream to run next                Frame.ExpandReturn
 * </pre>
 *
 * <p>A frame may keep a K, to deliver an exception of a running handler to the perform site; it never keeps a
 * continuation. A class and not an interface, because the loop asks at every step. Source: SPEC-VM-021/4, D20.
 */
abstract sealed class Frame permits IRStream, Frame.HandlerBody, Frame.ExpandReturn {
    /** The K of the dispatch that this frame belongs to; null unless the frame is a handler's. */
    abstract @Nullable K dispatchHandle();

    /** The stream that is stepped in this frame; null while the frame waits for one. */
    abstract @Nullable IRStream stream();

    /** A stream being stepped that is a handler's body. */
    static final class HandlerBody extends Frame {
        private final IRStream stream;
        private final K dispatchHandle;

        static Frame of(IRStream stream, K dispatchHandle) {
            return new HandlerBody(stream, dispatchHandle);
        }

        private HandlerBody(IRStream stream, K dispatchHandle) {
            this.stream = Objects.requireNonNull(stream, "stream");
            this.dispatchHandle = Objects.requireNonNull(dispatchHandle, "dispatchHandle");
        }

        @Override
        K dispatchHandle() {
            return dispatchHandle;
        }

        @Override
        IRStream stream() {
            return stream;
        }
    }

    /** Waits for a stream, to run it in the frame that belongs to it. */
    static final class ExpandReturn extends Frame {
        private final @Nullable K dispatchHandle;

        static Frame of(@Nullable K dispatchHandle) {
            return new ExpandReturn(dispatchHandle);
        }

        ExpandReturn(@Nullable K dispatchHandle) {
            this.dispatchHandle = dispatchHandle;
        }

        @Override
        @Nullable
        K dispatchHandle() {
            return dispatchHandle;
        }

        @Override
        @Nullable
        IRStream stream() {
            return null;
        }
    }
}
