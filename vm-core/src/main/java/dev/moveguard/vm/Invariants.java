package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole machine between two steps and fails with the full list of findings.
 *
 * <p>A look visits everything that can be reached from the running fiber, handles in frames included. Up to 512 fibers
 * and frames every step is followed by a look; beyond, the looks are spaced in proportion to what the last one visited,
 * so that a checked run stays linear. The end of a run is always looked at. Blind spot: Ks that only user data holds.
 */
final class Invariants {
    private static final int SMALL = 512;

    private final FiberStack stack;
    private final Counters counters;
    private long looks;
    private int pause;

    Invariants(FiberStack stack, Counters counters) {
        this.stack = stack;
        this.counters = counters;
    }

    void afterStep(@Nullable Object inFlight) {
        if (pause > 0) {
            pause--;
            return;
        }
        Look look = new Look(inFlight);
        List<String> findings = look.findings();
        pause = look.visited <= SMALL ? 0 : look.visited;
        report(findings);
    }

    /** Looks once more at the end of a run that has come to its value, however the looks were spaced. */
    void atEnd() {
        Look look = new Look(null);
        List<String> findings = look.findings();
        look.nothingLeft();
        report(findings);
    }

    private void report(List<String> findings) {
        looks++;
        if (!findings.isEmpty()) {
            throw new VmInternalError("invariants broken: " + String.join("; ", findings));
        }
    }

    long looks() {
        return looks;
    }

    /** One look at the machine. */
    private final class Look {
        private final @Nullable Object inFlight;
        private final List<String> findings = new ArrayList<>();
        private final Set<Fiber> onChain = identitySet();
        private final Set<Fiber> inContinuations = identitySet();
        private final Set<Boundary> boundaries = identitySet();
        private final Set<IRStream> streams = identitySet();
        private int visited;

        Look(@Nullable Object inFlight) {
            this.inFlight = inFlight;
        }

        List<String> findings() {
            List<K> handles = new ArrayList<>(); // grows while it is read: handles inside continuations come later
            slots();
            chain(handles);
            Set<K> seen = identitySet();
            for (int next = 0; next < handles.size(); next++) {
                K handle = handles.get(next);
                if (seen.add(handle)) {
                    continuation(handle, handles);
                } else {
                    found(true, "I10: two frames hold " + handle);
                }
            }
            liveSet();
            figures();
            return findings;
        }

        private void slots() {
            FiberArena arena = stack.arena();
            boolean[] free = new boolean[arena.slotCount()];
            for (int i = 0; i < arena.freeCount(); i++) {
                int slot = arena.freeSlot(i);
                boolean wrong = slot < 0 || slot >= free.length || free[slot] || arena.at(slot) != null;
                found(wrong, "I1: slot " + slot + " is listed as free twice, or is not free");
                if (!wrong) {
                    free[slot] = true;
                }
            }
            for (int slot = 0; slot < free.length; slot++) {
                found(!free[slot] && arena.at(slot) == null, "I1: slot " + slot + " is neither live nor free");
            }
        }

        private void chain(List<K> handles) {
            Fiber below = null;
            for (Fiber fiber = stack.currentOrNull(); fiber != null; fiber = fiber.parent()) {
                if (!onChain.add(fiber)) {
                    found(true, "I3: the parent links of the running chain have a cycle at " + fiber);
                    return;
                }
                String name = below == null ? "I2" : "I3";
                boolean live = fiber.place() == Fiber.Place.LIVE
                        && stack.arena().find(fiber.id()).orElse(null) == fiber;
                found(!live, name + ": " + fiber + " is on the running chain, but it is " + fiber.place());
                found(below == null && fiber.boundary() != null, "I4: the current fiber is a boundary");
                fiber(fiber, handles);
                below = fiber;
            }
        }

        private void continuation(K handle, List<K> handles) {
            findings.addAll(handle.faults());
            if (findings.isEmpty()) {
                handle.inspect(fiber -> {
                    found(!inContinuations.add(fiber), "I6: " + fiber + " is in two chains");
                    found(onChain.contains(fiber), "I6: " + fiber + " is in a chain and running");
                    fiber(fiber, handles);
                });
            }
        }

        private void fiber(Fiber fiber, List<K> handles) {
            visited += 1 + fiber.size();
            Boundary boundary = fiber.boundary();
            found(boundary != null && !boundaries.add(boundary), "I4: a boundary is on two fibers: " + fiber);
            found(boundary != null && !fiber.isEmpty(), "I14: the boundary fiber " + fiber + " has frames");
            for (int depth = 0; depth < fiber.size(); depth++) {
                frame(fiber, depth, handles);
            }
        }

        private void frame(Fiber fiber, int depth, List<K> handles) {
            Frame frame = fiber.frame(depth);
            K handle = frame.dispatchHandle();
            if (handle != null && handle.isLive()) {
                handles.add(handle);
            }
            IRStream stream = frame.stream();
            if (stream != null) {
                boolean isFailing = inFlight instanceof Signal.Raise && fiber == stack.currentOrNull() && depth == 0;
                found(!streams.add(stream), "I11: a stream is in two frames");
                found(stream.isEnded() && !isFailing, "I11: a finished stream is in a frame of " + fiber);
            }
        }

        private void liveSet() {
            FiberArena arena = stack.arena();
            for (int slot = 0; slot < arena.slotCount(); slot++) {
                Fiber fiber = arena.at(slot);
                found(
                        fiber != null && !onChain.contains(fiber),
                        "I9: " + fiber + " is live but not on the running chain");
            }
        }

        private void figures() {
            long elsewhere = counters.fibersAllocated
                    - counters.fibersFreed
                    - stack.arena().liveCount();
            found(
                    elsewhere != counters.fibersDetached || elsewhere < inContinuations.size(),
                    "I13: " + elsewhere + " fibers are neither live nor freed, " + counters.fibersDetached
                            + " are detached");
        }

        /** Every stream that the VM owns is in a frame, so without a live fiber there is none. */
        private void nothingLeft() {
            int live = stack.arena().liveCount();
            found(live != 0, "I12: " + live + " fibers are live at the end of the run");
        }

        private void found(boolean wrong, String finding) {
            if (wrong) {
                findings.add(finding);
            }
        }

        private static <T> Set<T> identitySet() {
            return Collections.newSetFromMap(new IdentityHashMap<>(8)); // small: there is a look after every step
        }
    }
}
