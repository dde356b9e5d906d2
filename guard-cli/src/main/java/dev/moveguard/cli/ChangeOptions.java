package dev.moveguard.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that keep what a change brings; one of them at most. */
final class ChangeOptions {
    @Option(
            names = "--staged",
            description =
                    "Judges what is staged for the next commit, by its sources, and reports what it brings. Rules that need a build are named and left to a run that has one.")
    private boolean isStaged;

    @Option(
            names = "--base",
            paramLabel = "REV",
            description =
                    "Reports only what the change since the revision brings: findings it had not, and those on changed lines. The change begins where HEAD left the revision.")
    private @Nullable String base;

    boolean isStaged() {
        return isStaged;
    }

    Optional<String> base() {
        return Optional.ofNullable(base);
    }
}
