package dev.moveguard.cli;

/** What the exit code of a run says. The numbers are a contract. */
final class ExitCode {
    /** Clean, and every rule was assessed. */
    static final int CLEAN = 0;

    /** Findings at or above the severity that fails. */
    static final int FINDINGS = 1;

    /** The command line or the configuration is wrong. */
    static final int USAGE = 2;

    /** No such finding, but something a rule needed could not be judged. */
    static final int NOT_ASSESSED = 3;

    /** A bug of this program. */
    static final int INTERNAL = 4;

    /** Findings, told to the launcher: 1 is also what a Java machine says that could not start. */
    static final int FINDINGS_TO_LAUNCHER = 101;

    private ExitCode() {}
}
