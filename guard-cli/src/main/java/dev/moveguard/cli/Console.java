package dev.moveguard.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * The surroundings of a run.
 *
 * @param folder where relative paths start
 * @param today tells the day of the run; to tell it costs a tenth of a short run, and few ask
 * @param isColoured whether what reads the output shows colours
 */
record Console(Path folder, Supplier<LocalDate> today, boolean isColoured) {
    /** Set by the launcher when standard output is a terminal. */
    private static final String TERMINAL = "guard.terminal";

    /** Whether somebody reads the output as it comes; else it goes to a file or another program. */
    static boolean isTerminal() {
        return Boolean.getBoolean(TERMINAL);
    }

    /** Returns the surroundings of this process; colour on a terminal only, and not where {@code NO_COLOR} is set. */
    static Console ofProcess() {
        String noColor = System.getenv("NO_COLOR");
        boolean isDumb = "dumb".equals(System.getenv("TERM"));
        boolean isWanted = noColor == null || noColor.isEmpty();
        return new Console(
                Path.of(""), () -> LocalDate.now(ZoneId.systemDefault()), isTerminal() && isWanted && !isDumb);
    }
}
