package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Lists the continuations that nobody has used by the end of a run; only kept in diagnostic mode.
 *
 * <p>It remembers detached fibers weakly, so it keeps no continuation alive and cannot give one back.
 */
final class LeftOvers {
    private final Set<Fiber> heads = Collections.newSetFromMap(new WeakHashMap<>());

    void detached(Fiber head) {
        heads.add(head);
    }

    /** Names each chain that is still detached by its perform site, and forgets them all. */
    List<String> report() {
        List<Fiber> left = heads.stream()
                .filter(head -> head.place() == Fiber.Place.DETACHED)
                .toList();
        heads.clear();
        Set<Fiber> inner = belowSome(left);
        List<String> report = new ArrayList<>();
        for (Fiber head : left) {
            if (!inner.contains(head)) {
                report.add("continuation left over: head=" + head.id() + ", performed at " + head.location());
            }
        }
        return List.copyOf(report);
    }

    private static Set<Fiber> belowSome(List<Fiber> left) {
        Set<Fiber> below = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Fiber head : left) {
            for (Fiber fiber = head.parent(); fiber != null; fiber = fiber.parent()) {
                below.add(fiber);
            }
        }
        return below;
    }
}
