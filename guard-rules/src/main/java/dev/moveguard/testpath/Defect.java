package dev.moveguard.testpath;

/**
 * What keeps a test class from being a guard.
 *
 * @param says what a message says after the name of the class
 * @param where the configuration or source that is responsible; nowhere: the class itself
 * @param repair what to do, in the imperative; empty: it is plain
 */
record Defect(Stage stage, String says, Where where, String repair) {
    /** How far a class came. */
    enum Stage {
        /** It holds a test that is not disabled. */
        DECLARED,
        /** The build would run it. */
        DISCOVERABLE,
        /** The last build did. */
        EXECUTED,
        /** What it checks could fail, sees whom it is about, and excepts nothing that is gone. */
        BITES
    }
}
