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
    private @Nullable Held held; // one field, because one is made for each dispatch; null between take and leave only

    /** A K whose handler is being asked while the body is still in its place; it owns nothing yet. */
    K(Vacancy inPlace) {
        this.held = inPlace;
    }

    K(Continuation continuation) {
        this.held = continuation;
    }

    /** Makes this K the owner, once the handler turns out to need the continuation itself. */
    void own(Continuation cutOff) {
        held = cutOff;
    }

    /** Whether there is a continuation to take. */
    boolean isOwner() {
        return held instanceof Continuation;
    }

    /** Moves the continuation out of an owner; who takes it says why with {@link #leave}. */
    @Nullable
    Continuation take() {
        Held moved = held;
        held = null;
        return (Continuation) moved;
    }

    /** Remembers who has used the continuation, or has answered without cutting the body off. */
    void leave(Vacancy why) {
        held = why;
    }

    /** Whether nobody has used the continuation yet. */
    public boolean isLive() {
        return held instanceof Continuation || held instanceof Vacancy vacancy && vacancy.isInPlace();
    }

    /** Who has used the continuation up, in words; null while nobody has. */
    @Nullable
    String use() {
        return isLive() ? null : String.valueOf(held);
    }

    /** The run that it belongs to. */
    Session session() {
        Held now = held;
        if (now == null) {
            throw new VmInternalError("a K was asked while it was being used");
        }
        return now.session();
    }

    /** Shows the fibers, innermost first, without giving them away; none when it has been used. */
    void inspect(Consumer<Fiber> reader) {
        if (held instanceof Continuation owned) {
            owned.inspect(reader);
        }
    }

    List<String> faults() {
        return held instanceof Continuation owned ? owned.faults() : List.of();
    }

    @Override
    public String toString() {
        return "K(" + (held instanceof Continuation owned ? "head=" + owned.head() : held) + ")";
    }
}
