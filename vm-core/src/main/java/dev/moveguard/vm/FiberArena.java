package dev.moveguard.vm;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts fibers and gives them printable ids; it owns the running ones only.
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
    private final @Nullable LeftOvers leftOvers; // null: diagnostics are off

    FiberArena(Counters counters) {
        this(counters, null);
    }

    FiberArena(Counters counters, @Nullable LeftOvers leftOvers) {
        this.counters = counters;
        this.leftOvers = leftOvers;
    }

    Fiber alloc(@Nullable Boundary boundary, @Nullable Fiber parent) {
        Fiber fiber = new Fiber(boundary, parent);
        counters.fibersAllocated++;
        occupy(fiber);
        return fiber;
    }

    void free(Fiber fiber) {
        vacate(fiber);
        fiber.die();
        counters.fibersFreed++;
    }

    /**
     * Cuts the fibers from {@code head} to {@code last} out of the running chain.
     *
     * <pre>
     * before   head -> ... -> last -> rest
     * after    head -> ... -> last          rest
     * </pre>
     *
     * @throws VmInternalError if {@code last} is not reached; nothing has been changed then
     */
    DetachedFiberChain detach(Fiber head, Fiber last, Session session) {
        int size = distance(head, last);
        ChainMark mark = session.isChecked() ? new ChainMark() : null;
        Fiber next = head;
        for (int i = 0; i < size; i++) {
            Fiber fiber = Objects.requireNonNull(next, "next");
            next = fiber.parent();
            vacate(fiber);
            fiber.becomeDetached(mark);
        }
        last.linkTo(null);
        counters.detached(size);
        if (leftOvers != null) {
            leftOvers.detached(head);
        }
        return new DetachedFiberChain(head, last, size, session, mark);
    }

    /**
     * Puts a chain back on top of {@code newParent} and empties the chain.
     *
     * @throws VmInternalError if the chain is empty or, looked for when invariants are checked, a fiber is not detached;
     *     nothing has been changed then
     */
    Fiber attach(DetachedFiberChain chain, Fiber newParent) {
        if (chain.session().isChecked()) {
            chain.requireDetached();
        }
        Fiber head = chain.head();
        Fiber last = chain.last();
        int size = chain.size();
        chain.empty();
        for (Fiber fiber = head; fiber != null; fiber = fiber.parent()) {
            occupy(fiber);
        }
        last.linkTo(newParent);
        counters.attached(size);
        return head;
    }

    Optional<Fiber> find(FiberId id) {
        int slot = id.slot();
        boolean known = slot >= 0 && slot < slotCount && generations[slot] == id.generation();
        return known ? Optional.ofNullable(slots[slot]) : Optional.empty();
    }

    /** Forgets every fiber at the end of a run. Generations go on, so ids of that run stay stale for ever. */
    void clear() {
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

    /** Counts the streams in the frames of live fibers, by looking; nothing is kept up to date for it. */
    int liveStreams() {
        int streams = 0;
        for (int slot = 0; slot < slotCount; slot++) {
            Fiber fiber = slots[slot];
            streams += fiber == null ? 0 : fiber.streams();
        }
        return streams;
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
