package dev.moveguard.cli;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Model.ArgGroupSpec;

/** The options that keep what a change brings; one of them at most. */
final class ChangeOptions {
    private final BooleanSupplier isStaged;
    private final Supplier<Optional<String>> base;

    ChangeOptions(Command command) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder();
        Arguments either = new Arguments(group::addArg);
        isStaged = either.flag(
                "--staged",
                "Judges what is staged for the next commit, by its sources, and reports what it brings. Rules that need a build are named and left to a run that has one.");
        base = either.option(
                "--base",
                "REV",
                String.class,
                "Reports only what the change since the revision brings: findings it had not, and those on changed lines. The change begins where HEAD left the revision.");
        command.spec.addArgGroup(group.build());
    }

    boolean isStaged() {
        return isStaged.getAsBoolean();
    }

    Optional<String> base() {
        return base.get();
    }
}
