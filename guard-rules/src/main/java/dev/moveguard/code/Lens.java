package dev.moveguard.code;

import java.util.Locale;

/** What code is read from. */
public enum Lens {
    /** Class files, and sources that have none. */
    AUTO,
    /** Class files alone. */
    BYTECODE,
    /** Sources alone; class files only tell what their names mean. */
    SOURCE;

    /** The word used on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
