package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fibers cut out of a run: {@code head} is the innermost, {@code last} the outermost and has no parent.
 *
 * <p>The chain owns its fibers. It is given away whole: putting it back or appending it to another one empties it.
 * Source: SPEC-VM-021/1.
 */
final class DetachedFiberChain {
    private @Nullable Fiber head; // null: emptied
    private @Nullable Fiber last;
    private final @Nullable ChainMark mark; // null: slots are not kept

    DetachedFiberChain(Fiber head, Fiber last, @Nullable ChainMark mark) {
        this.head = head;
        this.last = last;
        this.mark = mark;
    }

    /**
     * Moves the fibers of {@code outer} to the end of this chain.
     *
     * <pre>
     * before   head -> last      head' -> last'
     * after    head -> last -> head' -> last'      outer is empty
     * </pre>
     */
    void append(DetachedFiberChain outer) {
        Fiber joint = outer.head();
        last().linkTo(joint);
        last = outer.last();
        last.handling(null);
        outer.empty();
        if (mark != null) {
            relabel(joint, mark);
        }
    }

    void empty() {
        head = null;
        last = null;
    }

    Fiber head() {
        if (head == null) {
            throw new VmInternalError("the chain has been emptied");
        }
        return head;
    }

    Fiber last() {
        if (last == null) {
            throw new VmInternalError("the chain has been emptied");
        }
        return last;
    }

    /** Tells what {@code last} handles; of use to the run in which this chain is innermost. */
    void tell(PromptCache cache) {
        Fiber prompt = last();
        Class<?> handled = prompt.handled();
        if (handled != null) {
            cache.remember(handled, prompt);
        }
    }

    Session session() {
        return head().session();
    }

    /** Shows the fibers, innermost first, without giving them away. */
    void inspect(Consumer<Fiber> reader) {
        for (Fiber fiber = head; fiber != null; fiber = fiber.parent()) {
            reader.accept(fiber);
        }
    }

    /** Fails before anything is changed when some fiber could not be put back. */
    void requireDetached() {
        for (Fiber fiber = head(); fiber != null; fiber = fiber.parent()) {
            if (fiber.place() != Fiber.Place.DETACHED) {
                throw new VmInternalError("cannot attach " + fiber + ": it is " + fiber.place());
            }
        }
    }

    /** What is wrong with the chain's links and labels; used by the invariant checker only. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Fiber innermost = head;
        if (innermost == null) {
            return List.of("I5: a reachable chain is empty");
        }
        Fiber end = innermost;
        int size = mark == null ? Integer.MAX_VALUE : mark.fibers();
        int seen = 0;
        for (Fiber fiber = innermost; fiber != null && seen <= size; fiber = fiber.parent(), seen++) {
            end = fiber;
            if (fiber.place() != Fiber.Place.DETACHED || fiber.mark() != mark) {
                faults.add("I6: " + fiber + " is in a chain, but it is " + fiber.place() + " or belongs elsewhere");
            }
        }
        if (seen != size || end != last) {
            faults.add("I5: a chain of " + size + " fibers has " + seen + " on its way from head to last");
        }
        return faults;
    }

    private static void relabel(Fiber first, ChainMark mark) {
        for (Fiber fiber = first; fiber != null; fiber = fiber.parent()) {
            fiber.becomeDetached(mark);
            mark.add();
        }
    }
}
