package dev.moveguard.engine;

/**
 * Where a finding points. The order is that of files, then of lines and columns.
 *
 * @param file relative to the folder of rules.yaml, with {@code /}
 * @param line from 1; 0 when only the file is known
 * @param column from 1; 0 when only the line is known
 * @param endLine last line; 0 with line
 * @param endColumn first column after the end; 0 with column
 * @param text the line itself, for excerpts; empty when the file is not there to read
 */
public record Location(String file, int line, int column, int endLine, int endColumn, String text)
        implements Comparable<Location> {
    static Location file(String file) {
        return new Location(file, 0, 0, 0, 0, "");
    }

    @Override
    public int compareTo(Location other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile == 0 ? Integer.compare(line, other.line) : byFile;
        return byLine == 0 ? Integer.compare(column, other.column) : byLine;
    }

    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
