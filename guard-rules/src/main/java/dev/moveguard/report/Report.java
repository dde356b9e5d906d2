package dev.moveguard.report;

import dev.moveguard.engine.CheckResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A format of the result. */
public enum Report {
    TEXT {
        @Override
        public String write(CheckResult result, Style style) {
            return new TextReport(style).write(result);
        }
    },
    JSON {
        @Override
        public String write(CheckResult result, Style style) {
            return JsonReport.write(result, style);
        }
    };

    /**
     * How a report is written.
     *
     * @param isColoured whether terminal colours are used
     * @param version of the tool, for formats that name it
     */
    public record Style(boolean isColoured, String version) {}

    /** Writes the result, each line ended by a line feed. The same result gives the same text. */
    public abstract String write(CheckResult result, Style style);

    /** The word used on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Report::word).toList();
    }
}
