package dev.moveguard.vm;

/** The running figures of one VM; plain fields, because a VM is confined to one thread. */
final class Counters {
    long fibersAllocated;
    long fibersFreed;
    long fibersDetached; // where slots are kept; for the invariant checker
    long framesPushed;
    long chainsDetached;
    long chainsAttached;
    long ksCreated; // but for those that were answered
    long answered; // by handlers that need no K, each as good as a K made and used by a transfer
    long passed; // by such handlers, each as good as a K made and used by a pass
    long observersInstalled;
    private final long[] consumed = new long[Operation.values().length];

    @SuppressWarnings("EnumOrdinal") // an index into an array that lives and dies with this object
    void consumed(Operation by) {
        consumed[by.ordinal()]++;
    }

    @SuppressWarnings("EnumOrdinal")
    long consumedBy(Operation by) {
        long inPlace = by == Operation.TRANSFER ? answered : by == Operation.PASS ? passed : 0;
        return consumed[by.ordinal()] + inPlace;
    }
}
