package dev.moveguard.vm;

/**
 * A fiber's slot and the slot's generation in one long; for messages, and to tell a stale reference from a live one.
 *
 * <p>A fiber gets another id each time it is put back, so nothing may be found again by its id.
 */
record FiberId(long packed) {
    static final FiberId NONE = new FiberId(-1);

    static FiberId of(int slot, int generation) {
        return new FiberId(((long) generation << 32) | slot);
    }

    int slot() {
        return (int) packed;
    }

    int generation() {
        return (int) (packed >>> 32);
    }

    @Override
    public String toString() {
        return packed == NONE.packed ? "#none" : "#" + slot() + "." + generation();
    }
}
