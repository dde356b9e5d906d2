package dev.moveguard.report;

import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A format of the result. Only the writer that is asked for is loaded. */
public enum Report {
    TEXT,
    JSON;

    /**
     * How a report is written.
     *
     * @param isColoured whether terminal colours are used
     * @param version of the tool, for formats that name it
     * @param width columns of a line of code; longer ones are cut
     * @param failOn the least severity that fails the run, for formats that tell failures from remarks
     * @param site where the pages of the tool are published, ending in {@code /}; null: nowhere that is known
     */
    public record Style(
            boolean isColoured,
            String version,
            int width,
            Severity failOn,
            @Nullable String site) {
        /** The columns of a line of code where no terminal says how many there are. */
        public static final int WIDTH = 160;

        public Style(boolean isColoured, String version) {
            this(isColoured, version, WIDTH, Severity.ERROR, null);
        }
    }

    /** Writes the result, each line ended by a line feed. The same result gives the same text. */
    public String write(CheckResult result, Style style) {
        return switch (this) {
            case TEXT -> new TextReport(style).write(result);
            case JSON -> JsonReport.write(result, style);
        };
    }

    /** The word used on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Report::word).toList();
    }
}
