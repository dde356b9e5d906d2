package dev.moveguard.prove;

/**
 * One mutant and what the rule made of it.
 *
 * @param mutant what was done
 * @param says what came of it: the finding, or what is wrong; empty when there is nothing to say
 */
public record Attempt(String mutant, String place, Outcome outcome, String says) {
    /** What came of a mutant. */
    public enum Outcome {
        /** The rule reported it, at its place. */
        KILLED(true),
        /** The rule let pass what it must let pass. */
        SPARED(true),
        /** The rule did not report it. */
        SURVIVED(false),
        /** The rule reported something, but at another place. */
        MISPLACED(false),
        /** The rule reported a near miss. */
        FALSE_ALARM(false),
        /** The mutant does not load or changes nothing, and says nothing of the rule. */
        VOID(true),
        /** The rule could not be judged on the mutant. */
        NOT_ASSESSED(false);

        private final boolean isWell;

        Outcome(boolean isWell) {
            this.isWell = isWell;
        }

        /** Whether the rule did as it should. */
        public boolean isWell() {
            return isWell;
        }

        /** The word for it: {@code false-alarm}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
