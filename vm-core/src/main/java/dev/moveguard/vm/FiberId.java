package dev.moveguard.vm;

/**
 * A fiber's slot and the slot's generation in one long; for messages, and to tell a stale reference from a live one.
 *
 * <p>A fiber gets another id each time it is put back, so nothing may be found again by its id.
 */
record FiberId(long packed) {
    static long pack(int slot, int generation) {
        return ((long) generation << 32) | slot;
    }

    static int slot(long packed) {
        return (int) packed;
    }

    int slot() {
        return slot(packed);
    }

    int generation() {
        return (int) (packed >>> 32);
    }

    @Override
    public String toString() {
        return "#" + slot() + "." + generation();
    }
}
