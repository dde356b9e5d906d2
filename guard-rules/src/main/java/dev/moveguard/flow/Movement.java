package dev.moveguard.flow;

/**
 * How a value left its place.
 *
 * @param at the instruction that took it
 * @param loaded the instruction that had brought it onto the stack; -1: none
 * @param manner in what way
 * @param into where it went, for messages: {@code into parameter k of Scheduler.park}
 */
record Movement(int at, int loaded, Manner manner, String into) {
    /** The same movement, told by the first of the copies of its instruction. */
    Movement original(Copies copies) {
        return new Movement(copies.original(at), loaded < 0 ? loaded : copies.original(loaded), manner, into);
    }

    enum Manner {
        ASSIGNED,
        PASSED,
        CONSUMED,
        RETURNED,
        THROWN,
        STORED,
        CAPTURED,
        BOUND,
        COMPLETED
    }
}
