package dev.moveguard.vm;

/** The identity of a detached chain, written on its fibers where slots are kept; it leads nowhere and counts them. */
final class ChainMark {
    private int fibers;

    ChainMark(int fibers) {
        this.fibers = fibers;
    }

    int fibers() {
        return fibers;
    }

    /** One more fiber has been appended. */
    void add() {
        fibers++;
    }
}
