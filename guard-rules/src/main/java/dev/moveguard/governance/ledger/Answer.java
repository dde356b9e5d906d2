package dev.moveguard.governance.ledger;

/**
 * What one question about a guard came to.
 *
 * @param says why, or by what, in a few words; empty: nothing to say
 * @param next what to do about it, in the imperative; empty: nothing
 */
public record Answer(State state, String says, String next) {
    /** How it came out. */
    public enum State {
        YES,
        /** In part: it is something, and not enough. */
        WEAK,
        NO,
        /** Something could not be read. */
        UNKNOWN,
        /** There was nothing to ask. */
        NOT_ASKED
    }

    static Answer yes(String says) {
        return new Answer(State.YES, says, "");
    }

    static Answer weak(String says, String next) {
        return new Answer(State.WEAK, says, next);
    }

    static Answer no(String says, String next) {
        return new Answer(State.NO, says, next);
    }

    static Answer unknown(String says) {
        return new Answer(State.UNKNOWN, says, "mend what could not be read");
    }

    static Answer notAsked(String says) {
        return new Answer(State.NOT_ASKED, says, "");
    }

    /** The word for it. */
    public String word() {
        return switch (state) {
            case YES -> "yes";
            case WEAK -> "in part";
            case NO -> "no";
            case UNKNOWN -> "not assessed";
            case NOT_ASKED -> "-";
        };
    }

    /** How much it tells a reader who asks what is wrong: the less, the later. */
    int rank() {
        return switch (state) {
            case NO -> 0;
            case WEAK -> 1;
            case UNKNOWN -> 2;
            case YES, NOT_ASKED -> 3;
        };
    }

    boolean isYes() {
        return state == State.YES;
    }

    boolean isWell() {
        return state == State.YES || state == State.NOT_ASKED;
    }
}
