package dev.moveguard.testpath;

import java.util.function.Supplier;

/** Whether the build would run a test class. */
sealed interface Verdict {
    /** Nothing keeps it from running. */
    record Runs() implements Verdict {}

    /**
     * It is not run.
     *
     * @param says what the message says after the name of the class
     * @param repair what to do about it, in the imperative; empty: it is plain
     */
    record NotRun(String says, Where where, String repair) implements Verdict {
        NotRun repair(String text) {
            return new NotRun(says, where, text);
        }
    }

    /**
     * Something that decides could not be read.
     *
     * @param isDiscovered whether a discovery on the test class path would decide it
     */
    record Undecided(String input, String reason, boolean isDiscovered) implements Verdict {
        Undecided(String input, String reason) {
            this(input, reason, false);
        }
    }

    static Verdict runs() {
        return new Runs();
    }

    static NotRun notRun(String because, Where where) {
        return new NotRun("is not run: " + because, where, "");
    }

    /** Asks the next step on the way: what certainly stops the class weighs more than what may. */
    default Verdict then(Supplier<Verdict> next) {
        if (this instanceof NotRun) {
            return this;
        }
        Verdict later = next.get();
        return this instanceof Runs || later instanceof NotRun ? later : this;
    }

    /** Asks another way the class may be run: one that runs it is enough. */
    default Verdict or(Supplier<Verdict> other) {
        if (this instanceof Runs) {
            return this;
        }
        Verdict also = other.get();
        return also instanceof Runs || this instanceof NotRun && also instanceof Undecided ? also : this;
    }
}
