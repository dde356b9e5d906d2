package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * A segment of the stack: frames, a link to the fiber below, and possibly a boundary.
 *
 * <p>Written by {@link FiberStack} (frames), {@link FiberArena} (place, id, parent) and, while it is detached, by the
 * one {@link DetachedFiberChain} that holds it. A boundary fiber has no frames while its body runs.
 */
final class Fiber {
    /** Where a fiber is: on the running chain, in a detached chain, or gone. */
    enum Place {
        LIVE,
        DETACHED,
        DEAD
    }

    private static final Frame[] NO_FRAMES = {};

    private final Session session;
    private final @Nullable Boundary boundary;
    private final @Nullable Handler handler; // of the boundary; read at every perform
    private final Handler.@Nullable Answering answering; // the same one, if it only answers
    private @Nullable Fiber parent;
    private Frame[] frames = NO_FRAMES;
    private int size;
    private Place place = Place.LIVE;
    private long id = -1; // packed; an object is made of it for messages only
    private @Nullable ChainMark mark;
    private @Nullable Class<?> handled; // as the last of a chain: what it is the first in it to handle; null: not known

    Fiber(@Nullable Boundary boundary, @Nullable Fiber parent, Session session) {
        this.session = session;
        this.boundary = boundary;
        this.handler = boundary instanceof Boundary.Prompt prompt ? prompt.handler() : null;
        this.answering = handler instanceof Handler.Answering only ? only : null;
        this.parent = parent;
    }

    void push(Frame frame) {
        if (!hasRoom()) {
            grow();
        }
        pushInRoom(frame);
    }

    /** Whether the next push only stores. */
    boolean hasRoom() {
        return size < frames.length;
    }

    void pushInRoom(Frame frame) {
        frames[size++] = frame;
    }

    /**
     * By hand and not by Arrays.copyOf, which would be compiled into every push; by large steps while it is small, for a
     * body that is left early starts from nothing each time.
     */
    private void grow() {
        int capacity = size == 0 ? 4 : size < 256 ? 4 * size : 2 * size;
        Frame[] larger = new Frame[capacity];
        System.arraycopy(frames, 0, larger, 0, size);
        frames = larger;
    }

    @SuppressWarnings("NullAway") // a popped cell is emptied so that it pins nothing; cells below size are never null
    Frame pop() {
        Frame popped = frames[--size];
        frames[size] = null;
        return popped;
    }

    Frame top() {
        return frames[size - 1];
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    int streams() {
        int streams = 0;
        for (int i = 0; i < size; i++) {
            streams += frames[i].stream() == null ? 0 : 1;
        }
        return streams;
    }

    /** Where the innermost stream stands; asked only on behalf of errors, queries and diagnostics. */
    SourceLocation location() {
        IRStream stream = topStream();
        return stream == null ? SourceLocation.UNKNOWN : Descriptions.placeOf(stream);
    }

    /** The stream on top; null when there is none, or what is on top waits for one. */
    @Nullable
    IRStream topStream() {
        if (size == 0) {
            return null;
        }
        Frame top = frames[size - 1];
        return top instanceof IRStream stream ? stream : top.stream(); // no call: there is one class for each program
    }

    /** The frame at {@code depth}: 0 is the innermost. */
    Frame frame(int depth) {
        return frames[size - 1 - depth];
    }

    @Nullable
    Boundary boundary() {
        return boundary;
    }

    /** Who answers here; null unless this is a prompt. */
    @Nullable
    Handler handler() {
        return handler;
    }

    Handler.@Nullable Answering answering() {
        return answering;
    }

    @Nullable
    Fiber parent() {
        return parent;
    }

    void linkTo(@Nullable Fiber newParent) {
        parent = newParent;
    }

    Place place() {
        return place;
    }

    FiberId id() {
        return new FiberId(id);
    }

    int slot() {
        return FiberId.slot(id);
    }

    Session session() {
        return session;
    }

    @Nullable
    Class<?> handled() {
        return handled;
    }

    /** Keeps the search that ended here when the chain was cut off, so that it need not be made again. */
    void handling(@Nullable Class<?> effect) {
        if (handled != effect) { // usually it is as it was
            handled = effect;
        }
    }

    @Nullable
    ChainMark mark() {
        return mark;
    }

    void becomeLive(long fresh) {
        place = Place.LIVE;
        id = fresh;
        mark = null;
    }

    void becomeDetached(@Nullable ChainMark in) {
        place = Place.DETACHED; // the id stays, for messages
        mark = in;
    }

    void die() {
        place = Place.DEAD;
        mark = null;
    }

    @Override
    public String toString() {
        return "Fiber" + id() + (boundary == null ? "" : "[" + boundary.name() + "]");
    }
}
