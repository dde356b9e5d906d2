package dev.moveguard.vm;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a computation, from a perform site up to and including the prompt that caught it.
 *
 * <p>It owns its chain alone and gives it away once; after that it is empty for ever. No flag, count or registry decides
 * that: the read is the destruction. Source: SPEC-VM-021/1 and /3.
 */
final class Continuation implements Held {
    private static final String USED = "the continuation has been used";

    private @Nullable DetachedFiberChain chain; // null: moved out

    Continuation(DetachedFiberChain chain) {
        this.chain = chain;
    }

    /** Moves the chain out; null the second time. */
    @Nullable
    DetachedFiberChain take() {
        DetachedFiberChain moved = chain;
        chain = null;
        return moved;
    }

    boolean isLive() {
        return chain != null;
    }

    /** Makes the continuation longer by the layer of a handler that passes. */
    void append(DetachedFiberChain layer) {
        Objects.requireNonNull(chain, USED).append(layer);
    }

    FiberId head() {
        return Objects.requireNonNull(chain, USED).head().id();
    }

    @Override
    public Session session() {
        return Objects.requireNonNull(chain, USED).session();
    }

    /** Shows the fibers, innermost first, without giving them away. */
    void inspect(Consumer<Fiber> reader) {
        Objects.requireNonNull(chain, USED).inspect(reader);
    }

    List<String> faults() {
        return Objects.requireNonNull(chain, USED).faults();
    }
}
