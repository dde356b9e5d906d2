package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fibers cut out of a run: {@code head} is the innermost, {@code last} the outermost.
 *
 * <pre>
 * head -> ... -> last -> head      closed to a ring while it is cut out
 * </pre>
 *
 * <p>The parent of {@code last} has no meaning meanwhile, and so it leads back to {@code head}: then one field tells both
 * ends, and one of these is made for each detach. The chain owns its fibers. It is given away whole: putting it back or
 * appending it to another one empties it. Source: SPEC-VM-021/1.
 */
final class DetachedFiberChain {
    private @Nullable Fiber last; // null: emptied

    /** Closes the ring: {@code last} gets {@code head} for its parent. */
    DetachedFiberChain(Fiber head, Fiber last) {
        this.last = last;
        last.linkTo(head);
    }

    /**
     * Moves the fibers of {@code outer} to the end of this chain.
     *
     * <pre>
     * before   head -> last -> head, head' -> last' -> head'
     * after    head -> last -> head' -> last' -> head      outer is empty
     * </pre>
     */
    void append(DetachedFiberChain outer) {
        Fiber head = head();
        Fiber end = outer.take();
        Fiber joint = next(end);
        last().linkTo(joint);
        end.linkTo(head);
        end.handling(null);
        last = end;
        ChainMark mark = head.mark();
        if (mark != null) {
            relabel(joint, end, mark);
        }
    }

    /** Moves the fibers out: gives the outermost, which leads to the innermost. */
    Fiber take() {
        Fiber moved = last;
        last = null;
        if (moved == null) {
            throw new VmInternalError("the chain has been emptied");
        }
        return moved;
    }

    Fiber head() {
        return next(last());
    }

    private Fiber last() {
        if (last == null) {
            throw new VmInternalError("the chain has been emptied");
        }
        return last;
    }

    /** Tells what {@code last} handles; of use to the run in which this chain is innermost. */
    void tell(PromptCache cache) {
        Fiber prompt = last();
        cache.startWith(prompt.handled(), prompt);
    }

    Session session() {
        return last().session();
    }

    /** Shows the fibers, innermost first, without giving them away. */
    void inspect(Consumer<Fiber> reader) {
        Fiber end = last();
        Fiber fiber = end;
        do {
            fiber = next(fiber);
            reader.accept(fiber);
        } while (fiber != end);
    }

    /** Fails before anything is changed when some fiber could not be put back. */
    void requireDetached() {
        inspect(fiber -> {
            if (fiber.place() != Fiber.Place.DETACHED) {
                throw new VmInternalError("cannot attach " + fiber + ": it is " + fiber.place());
            }
        });
    }

    /** What is wrong with the chain's links and labels; used by the invariant checker only. */
    List<String> faults() {
        Fiber end = last;
        if (end == null) {
            return List.of("I5: a reachable chain is empty");
        }
        List<String> faults = new ArrayList<>();
        ChainMark mark = end.mark();
        int size = mark == null ? 0 : mark.fibers();
        int seen = 0;
        Fiber fiber = end;
        do {
            fiber = fiber.parent();
            if (fiber != null) {
                seen++;
                label(fiber, mark, faults);
            }
        } while (fiber != null && fiber != end && seen <= size);
        if (fiber != end || seen != size) {
            faults.add("I5: a chain of " + size + " fibers has " + seen + " on its way round");
        }
        return faults;
    }

    private static void label(Fiber fiber, @Nullable ChainMark mark, List<String> faults) {
        if (fiber.place() != Fiber.Place.DETACHED || fiber.mark() != mark) {
            faults.add("I6: " + fiber + " is in a chain, but it is " + fiber.place() + " or belongs elsewhere");
        }
    }

    private static void relabel(Fiber first, Fiber end, ChainMark mark) {
        for (Fiber fiber = first; ; fiber = next(fiber)) {
            fiber.becomeDetached(mark);
            mark.add();
            if (fiber == end) {
                return;
            }
        }
    }

    static Fiber next(Fiber fiber) {
        Fiber parent = fiber.parent();
        if (parent == null) {
            throw new VmInternalError("a detached chain is open at " + fiber);
        }
        return parent;
    }
}
