package dev.moveguard.maven;

import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;

/** Puts what the engine says into the log of the build. */
record Told(Log log) {
    /**
     * Logs the report, as an error when it is why the build fails.
     *
     * @throws MojoExecutionException with all problems, when the configuration is wrong
     */
    Outcome accept(Outcome outcome, boolean failsWhenNotAssessed) throws MojoExecutionException {
        if (outcome.verdict() == Verdict.MISCONFIGURED) {
            throw new MojoExecutionException("guard: " + String.join("\n", outcome.notes()));
        }
        outcome.notes().forEach(note -> log.warn("guard: " + note));
        boolean isBad = Judging.isBad(outcome.verdict(), failsWhenNotAssessed);
        outcome.report().lines().forEach(isBad ? log::error : log::info);
        return outcome;
    }
}
