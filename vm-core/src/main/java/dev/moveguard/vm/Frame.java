package dev.moveguard.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of suspended work in a fiber. Never changed after the push: change is pop, then push.
 *
 * <p>A frame may keep a K, to deliver an exception of a running handler to the perform site; it never keeps a
 * continuation. Source: SPEC-VM-021/4.
 */
sealed interface Frame {
    /** The K of the dispatch that this frame belongs to; null unless the frame is a handler's body. */
    @Nullable
    K dispatchHandle();

    /** A stream being stepped. */
    record Program(IRStream stream, @Nullable K dispatchHandle) implements Frame {
        public Program {
            Objects.requireNonNull(stream, "stream");
        }
    }

    /** Waits for a stream, to run it as a {@link Program} frame. */
    record ExpandReturn(@Nullable K dispatchHandle) implements Frame {}
}
