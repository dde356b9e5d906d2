package dev.moveguard.vm;

/**
 * A place in a program, for traces only.
 *
 * @param line from 1; 0 when it is not known
 */
public record SourceLocation(String function, String file, int line) {
    public static final SourceLocation UNKNOWN = new SourceLocation("?", "?", 0);

    /** The same place under another function's name. */
    SourceLocation in(String name) {
        return new SourceLocation(name, file, line);
    }

    @Override
    public String toString() {
        return function + " (" + file + ":" + line + ")";
    }
}
