package dev.moveguard.maven.contract;

import java.util.List;

/**
 * What a run of the engine came to.
 *
 * @param report the text for the log; empty when the configuration is wrong
 * @param summary one line: of the report the last
 * @param notes what is worth a warning; when the configuration is wrong, what is wrong with it, a line each
 */
public record Outcome(Verdict verdict, String report, String summary, List<String> notes) {
    public Outcome {
        notes = List.copyOf(notes);
    }

    /** The verdicts, as the command line has them. */
    public enum Verdict {
        CLEAN,
        FINDINGS,
        MISCONFIGURED,
        NOT_ASSESSED
    }
}
