package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Lists the continuations that nobody has used by the end of a run; only kept in diagnostic mode.
 *
 * <p>It remembers detached fibers weakly, so it keeps no continuation alive and cannot give one back.
 */
final class LeftOvers {
    private final Map<Fiber, ChainMark> heads = new WeakHashMap<>(); // each with the mark of the chain that it led

    void detached(Fiber head, ChainMark mark) {
        heads.put(head, mark);
    }

    /** Names each chain that is still detached by its perform site, and forgets them all. */
    List<String> report() {
        List<String> report = new ArrayList<>();
        heads.forEach((head, mark) -> {
            if (head.mark() == mark) { // neither put back nor appended to another chain since
                report.add("continuation left over: head=" + head.id() + ", performed at " + head.location());
            }
        });
        heads.clear();
        return List.copyOf(report);
    }
}
