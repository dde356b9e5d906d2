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
    AGENT,
    JSON,
    SARIF,
    JUNIT,
    GITHUB,
    HTML;

    /**
     * How a report is written.
     *
     * @param isColoured whether terminal colours are used
     * @param version of the tool, for formats that name it
     * @param width columns of a line of code; longer ones are cut
     * @param failOn the least severity that fails the run, for formats that tell failures from remarks
     * @param base the folder of rules.yaml as seen from the root of the checkout, ending in {@code /}; empty: they are the same
     * @param site where the pages of the tool are published, ending in {@code /}; null: nowhere that is known
     */
    public record Style(
            boolean isColoured,
            String version,
            int width,
            Severity failOn,
            String base,
            @Nullable String site) {
        /** The columns of a line of code where no terminal says how many there are. */
        public static final int WIDTH = 160;

        public Style(boolean isColoured, String version) {
            this(isColoured, version, WIDTH, Severity.ERROR, "", null);
        }

        /** The same for a run that fails on another severity, and whose rules lie elsewhere in the checkout. */
        public Style with(Severity leastFailing, String otherBase) {
            return new Style(isColoured, version, width, leastFailing, otherBase, site);
        }

        /** The same without colours. */
        Style plain() {
            return new Style(false, version, width, failOn, base, site);
        }

        /** Returns a file of the result as seen from the root of the checkout; an absolute one as it is. */
        String located(String file) {
            boolean isAbsolute = file.startsWith("/") || file.matches("[A-Za-z]:/.*");
            return isAbsolute ? file : base + file;
        }
    }

    /** Writes the result, each line ended by a line feed. The same result gives the same text. */
    public String write(CheckResult result, Style style) {
        return switch (this) {
            case TEXT -> new TextReport(style).write(result);
            case AGENT -> AgentReport.write(result);
            case JSON -> JsonReport.write(result, style);
            case SARIF -> SarifReport.write(result, style);
            case JUNIT -> JunitReport.write(result, style);
            case HTML -> HtmlReport.write(result, style);
            case GITHUB -> new GithubReport(style).write(result);
        };
    }

    /** Returns the line that ends a report for people: what was found, and what was looked at. */
    public static String lastLine(CheckResult result) {
        return LastLine.of(result, new Paint(false));
    }

    /** The word used on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Report::word).toList();
    }
}
