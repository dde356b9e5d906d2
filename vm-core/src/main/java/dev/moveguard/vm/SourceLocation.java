package dev.moveguard.vm;

import java.util.Objects;

/**
 * A place in a program, for traces only.
 *
 * @param line from 1; 0 when it is not known
 */
public record SourceLocation(String function, String file, int line) {
    public static final SourceLocation UNKNOWN = new SourceLocation("?", "?", 0);

    public SourceLocation {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(file, "file");
    }

    /** Whether there is a line to show. */
    boolean isKnown() {
        return line != 0;
    }

    /** This place under the name of the program that it is in; the place of that program when this one is not known. */
    SourceLocation within(SourceLocation named) {
        return isKnown() ? in(named.function()) : named;
    }

    /** The same place under another function's name. */
    SourceLocation in(String name) {
        return new SourceLocation(name, file, line);
    }

    @Override
    public String toString() {
        return function + " (" + file + ":" + line + ")";
    }
}
