package dev.moveguard.vm;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a handler receives: the cell that owns a continuation until somebody uses it.
 *
 * <pre>
 * K(head=#3.1) --Resume, Transfer, ResumeThrow, TransferThrow, Pass, Abandon--> K(consumed by Resume)
 * </pre>
 *
 * <p>A K may be kept in a queue and used much later in the same run. References to one K may be handed around freely;
 * what is single is the continuation inside, and the first user gets it. A second use ends the run with
 * {@link OneShotViolation}. Written when it is made and when it is used; read by its run's thread. Source: SPEC-VM-021.
 */
public final class K {
    private @Nullable Continuation continuation; // null: consumed, or not cut off yet
    private @Nullable Consumption consumption; // null: live
    private final Session session;

    /** A K whose handler is being asked while the body is still in its place; it owns nothing yet. */
    K(Session session) {
        this.session = session;
    }

    K(Continuation continuation) {
        this.session = continuation.session();
        this.continuation = continuation;
    }

    /** Makes this K the owner, once the handler turns out to need the continuation itself. */
    void own(Continuation cutOff) {
        continuation = cutOff;
    }

    /** The handler's one instruction has been carried out without cutting the body off. */
    void answered(Consumption by) {
        consumption = by;
    }

    /** Moves the continuation out and remembers who did it; null the second time. */
    @Nullable
    Continuation take(Consumption by) {
        Continuation moved = continuation;
        continuation = null;
        if (moved != null) {
            consumption = by;
        }
        return moved;
    }

    /** Whether nobody has used the continuation yet. */
    public boolean isLive() {
        return consumption == null;
    }

    /** Who used it; null while it is live. */
    @Nullable
    Consumption consumption() {
        return consumption;
    }

    /** The run that it belongs to. */
    Session session() {
        return session;
    }

    /** Shows the fibers, innermost first, without giving them away; none when it has been used. */
    void inspect(Consumer<Fiber> reader) {
        Continuation held = continuation;
        if (held != null) {
            held.inspect(reader);
        }
    }

    List<String> faults() {
        Continuation held = continuation;
        return held == null ? List.of() : held.faults();
    }

    @Override
    public String toString() {
        Continuation held = continuation;
        return consumption != null
                ? "K(" + consumption + ")"
                : "K(head=" + (held == null ? "in place" : held.head()) + ")";
    }
}
