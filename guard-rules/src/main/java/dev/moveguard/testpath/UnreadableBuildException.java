package dev.moveguard.testpath;

/** Part of the build cannot be read, which leaves what depends on it undecided. */
final class UnreadableBuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String input;
    private final String reason;

    UnreadableBuildException(String input, String reason) {
        super(input + " " + reason);
        this.input = input;
        this.reason = reason;
    }

    /** The file, as reports name it. */
    String input() {
        return input;
    }

    /** Continues a sentence that starts with the file. */
    String reason() {
        return reason;
    }
}
