package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * The chain of fibers that a run stands on, innermost first; which handlers are in scope is read off it, never stored.
 *
 * <p>Each method is one move of the machine. Source: SPEC-VM-021, sections on detach and attach.
 */
final class FiberStack {
    private final FiberArena arena;
    private final Session session;
    private final Counters counters;
    private final PromptCache promptCache = new PromptCache();
    private @Nullable Fiber current;

    FiberStack(FiberArena arena, Session session, Counters counters) {
        this.arena = arena;
        this.session = session;
        this.counters = counters;
        this.current = arena.alloc(null, null, session);
    }

    boolean isEmpty() {
        return current == null;
    }

    Fiber current() {
        if (current == null) {
            throw new VmInternalError("no current fiber");
        }
        return current;
    }

    @Nullable
    Fiber currentOrNull() {
        return current;
    }

    FiberArena arena() {
        return arena;
    }

    Session session() {
        return session;
    }

    void push(Frame frame) {
        counters.framesPushed++;
        current().push(frame);
    }

    /** The same onto the current fiber, when the caller knows it and has asked for room. */
    void pushInRoom(Frame frame, Fiber current) {
        counters.framesPushed++;
        current.pushInRoom(frame);
    }

    Frame pop() {
        return current().pop();
    }

    /** Drops the frame that issued a tail instruction, if there is one. */
    void dropIssuer(Position position) {
        if (position == Position.STREAM) {
            pop();
        }
    }

    /** Leaves a fiber that has no frames left, and its boundary: a boundary is never the current fiber. */
    void leave() {
        do {
            Fiber finished = current();
            standOn(finished.parent());
            arena.free(finished);
        } while (current != null && current.boundary() != null);
    }

    /**
     * Installs a boundary and stands on a fresh body fiber above it.
     *
     * <pre>
     * before   current
     * after    body -> boundary -> current
     * </pre>
     */
    void enter(Boundary boundary) {
        Fiber below = current();
        standOn(arena.alloc(null, arena.alloc(boundary, below, session), session));
    }

    /** The nearest fiber with a handler's boundary; null when no handler is in scope. */
    @Nullable
    Fiber nearestPrompt() {
        return promptFrom(current());
    }

    /** The nearest fiber with a handler's boundary, {@code from} included; null when there is none. */
    static @Nullable Fiber promptFrom(@Nullable Fiber from) {
        Fiber fiber = from;
        while (fiber != null && fiber.handler() == null) {
            fiber = fiber.parent();
        }
        return fiber;
    }

    /** The same, without the handlers that would only pass effects of {@code type}. */
    static @Nullable Fiber promptFor(Class<?> type, @Nullable Fiber from) {
        for (Fiber fiber = from; fiber != null; fiber = fiber.parent()) {
            Handler handler = fiber.handler();
            if (handler != null && handler.handles(type)) {
                return fiber;
            }
        }
        return null;
    }

    PromptCache promptCache() {
        return promptCache;
    }

    /** Cuts off everything from the current fiber through {@code boundary}, and stands on the fiber below. */
    DetachedFiberChain detachThrough(Fiber boundary) {
        Fiber below = boundary.parent();
        boundary.handling(promptCache.lastFoundFor(boundary));
        DetachedFiberChain cut = arena.detach(current(), boundary);
        standOn(below);
        return cut;
    }

    /** Puts a continuation back on top of the current fiber, and stands on its head. */
    void attach(Continuation continuation) {
        DetachedFiberChain chain = continuation.take();
        if (chain == null) {
            throw new VmInternalError("a live K held a used continuation");
        }
        chain.tell(promptCache); // the search need not be made again: the way to the prompt is as it was
        current = arena.attach(chain, current());
    }

    private void standOn(@Nullable Fiber fiber) {
        current = fiber;
        promptCache.forget();
    }

    void abandon(DetachedFiberChain chain) {
        arena.abandon(chain);
    }

    /** Gives up whatever is left at the end of a run. */
    void clear() {
        arena.clear(current);
        standOn(null);
    }

    int liveFibers() {
        int fibers = 0;
        for (Fiber fiber = current; fiber != null; fiber = fiber.parent()) {
            fibers++;
        }
        return fibers;
    }

    /** Counts the streams in frames, by looking; nothing is kept up to date for it. */
    int liveStreams() {
        int streams = 0;
        for (Fiber fiber = current; fiber != null; fiber = fiber.parent()) {
            streams += fiber.streams();
        }
        return streams;
    }
}
