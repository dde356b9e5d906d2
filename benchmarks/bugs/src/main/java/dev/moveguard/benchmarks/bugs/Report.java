package dev.moveguard.benchmarks.bugs;

/**
 * What a tool said about a line.
 *
 * @param file the name of the file, without folders
 * @param line the line, from 1, or {@link #NO_LINE} when it says that it could not judge
 * @param check the tool's own name for what it found
 */
record Report(String file, int line, String check) {
    static final int NO_LINE = 0;
}
