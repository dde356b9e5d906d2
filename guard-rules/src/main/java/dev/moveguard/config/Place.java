package dev.moveguard.config;

/**
 * A place in a text file.
 *
 * @param file the file as a user names it, with {@code /}
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1; 0 when the whole line is meant
 */
public record Place(String file, int line, int column) {
    /** The place of something that was built in code and stands in no file. */
    public static final Place NOWHERE = new Place("", 0, 0);

    public static Place file(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
