package dev.moveguard.vm;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts fibers and gives them printable ids; it owns the running ones only.
 *
 * <p>Slots are kept for the invariant checker and for diagnostics. Without either, a detach cuts one link and an attach
 * makes one, however many fibers the chain has, and an id is the number of the fiber in its VM.
 *
 * <p>A slot is free or live. Detaching gives slots back and attaching takes fresh ones, so a continuation that is
 * dropped holds nothing here and nothing has to be reclaimed. Source: SPEC-VM-021/1, VM-S-170 to 173.
 */
final class FiberArena {
    private @Nullable Fiber[] slots = new Fiber[8];
    private int[] generations = new int[8];
    private int[] free = new int[8];
    private int freeCount;
    private int slotCount;
    private final Counters counters;
    private final boolean keepingSlots;
    private final @Nullable LeftOvers leftOvers; // null: diagnostics are off

    FiberArena(Counters counters) {
        this(counters, true, null);
    }

    FiberArena(Counters counters, boolean keepingSlots, @Nullable LeftOvers leftOvers) {
        this.counters = counters;
        this.keepingSlots = keepingSlots;
        this.leftOvers = leftOvers;
    }

    Fiber alloc(@Nullable Boundary boundary, @Nullable Fiber parent, Session session) {
        Fiber fiber = new Fiber(boundary, parent, session);
        counters.fibersAllocated++;
        if (keepingSlots) {
            occupy(fiber);
        } else {
            fiber.becomeLive(counters.fibersAllocated);
        }
        return fiber;
    }

    void free(Fiber fiber) {
        if (keepingSlots) {
            vacate(fiber);
        }
        fiber.die();
        counters.fibersFreed++;
    }

    /**
     * Cuts the fibers from {@code head} to {@code last} out of the running chain.
     *
     * <pre>
     * before   head -> ... -> last -> rest
     * after    head -> ... -> last -> head  rest
     * </pre>
     *
     * @throws VmInternalError if {@code last} is not reached; nothing has been changed then
     */
    DetachedFiberChain detach(Fiber head, Fiber last) {
        if (keepingSlots) {
            vacate(head, last);
        }
        counters.chainsDetached++;
        return new DetachedFiberChain(head, last);
    }

    private void vacate(Fiber head, Fiber last) {
        int size = distance(head, last);
        ChainMark mark = new ChainMark(size);
        Fiber next = head;
        for (int i = 0; i < size; i++) {
            Fiber fiber = Objects.requireNonNull(next, "next");
            next = fiber.parent();
            vacate(fiber);
            fiber.becomeDetached(mark);
        }
        counters.fibersDetached += size;
        if (leftOvers != null) {
            leftOvers.detached(head, mark);
        }
    }

    /**
     * Puts a chain back on top of {@code newParent} and empties the chain.
     *
     * @throws VmInternalError if the chain is empty or, looked for where slots are kept, a fiber is not detached;
     *     nothing has been changed then
     */
    Fiber attach(DetachedFiberChain chain, Fiber newParent) {
        if (keepingSlots) {
            chain.requireDetached();
        }
        Fiber last = chain.take();
        Fiber head = DetachedFiberChain.next(last);
        if (keepingSlots) {
            occupyAll(head, last);
        }
        last.linkTo(newParent);
        counters.chainsAttached++;
        return head;
    }

    private void occupyAll(Fiber head, Fiber last) {
        last.linkTo(null); // opens the ring
        for (Fiber fiber = head; fiber != null; fiber = fiber.parent()) {
            occupy(fiber);
            counters.fibersDetached--;
        }
    }

    /** Ends the fibers of a chain that will not be put back. */
    void abandon(DetachedFiberChain chain) {
        chain.inspect(fiber -> {
            fiber.die();
            counters.fibersFreed++;
            counters.fibersDetached -= keepingSlots ? 1 : 0;
        });
        chain.take();
    }

    Optional<Fiber> find(FiberId id) {
        int slot = id.slot();
        boolean known = slot >= 0 && slot < slotCount && generations[slot] == id.generation();
        return known ? Optional.ofNullable(slots[slot]) : Optional.empty();
    }

    /** Forgets every fiber at the end of a run. Generations go on, so ids of that run stay stale for ever. */
    void clear(@Nullable Fiber innermost) {
        if (keepingSlots) {
            clearSlots();
        } else {
            for (Fiber fiber = innermost; fiber != null; fiber = fiber.parent()) {
                free(fiber);
            }
        }
    }

    private void clearSlots() {
        for (int slot = 0; slot < slotCount; slot++) {
            Fiber fiber = slots[slot];
            if (fiber != null) {
                free(fiber);
            }
        }
    }

    int slotCount() {
        return slotCount;
    }

    int freeCount() {
        return freeCount;
    }

    int freeSlot(int index) {
        return free[index];
    }

    @Nullable
    Fiber at(int slot) {
        return slots[slot];
    }

    int liveCount() {
        return slotCount - freeCount;
    }

    private static int distance(Fiber head, Fiber last) {
        int size = 1;
        for (Fiber fiber = head; fiber != last; size++) {
            fiber = fiber.parent();
            if (fiber == null) {
                throw new VmInternalError("cannot detach: " + last + " is not below " + head);
            }
        }
        return size;
    }

    private void occupy(Fiber fiber) {
        int slot = freeCount > 0 ? free[--freeCount] : newSlot();
        generations[slot]++;
        slots[slot] = fiber;
        fiber.becomeLive(FiberId.pack(slot, generations[slot]));
    }

    private void vacate(Fiber fiber) {
        int slot = fiber.slot();
        if (fiber.place() != Fiber.Place.LIVE || slots[slot] != fiber) {
            throw new VmInternalError("cannot release " + fiber + ": it is " + fiber.place());
        }
        slots[slot] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = slot;
    }

    private int newSlot() {
        if (slotCount == slots.length) {
            slots = Arrays.copyOf(slots, 2 * slotCount);
            generations = Arrays.copyOf(generations, 2 * slotCount);
        }
        return slotCount++;
    }
}
