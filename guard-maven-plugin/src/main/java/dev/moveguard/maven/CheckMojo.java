package dev.moveguard.maven;

import dev.moveguard.maven.contract.CheckInput;
import dev.moveguard.maven.contract.Question;
import dev.moveguard.maven.contract.RulesAt;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Judges the build by the rules of its rules.yaml, once for all modules, when the last module that declares the goal is done.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends RulesMojo {
    /** Writes the result to this file too; a relative path starts at the folder of the rules. */
    @Parameter(property = "guard.output")
    private @Nullable String output;

    /** The format of the file that {@code guard.output} names: text, agent, json, sarif, junit, github, html. */
    @Parameter(property = "guard.format", defaultValue = "text")
    private String format;

    /** The least severity that fails the build: error, warning, info. */
    @Parameter(property = "guard.failOn", defaultValue = "error")
    private String failOn;

    /** Whether the build fails when something a rule needs could not be read, or nothing was there to judge. */
    @Parameter(property = "guard.failOnNotAssessed", defaultValue = "true")
    private boolean failOnNotAssessed;

    /** Judges only the rules with these ids. */
    @Parameter(property = "guard.rule")
    private @Nullable List<String> rules;

    /** What code is read from: auto, bytecode, source; auto reads classes, and sources that are newer or have none. */
    @Parameter(property = "guard.lens", defaultValue = "auto")
    private String lens;

    /** Whether what classes told is kept in the folder .guard beside the rules, and read again while a class has the same content. */
    @Parameter(property = "guard.cache", defaultValue = "true")
    private boolean cache;

    /** Made by Maven. */
    @Inject
    public CheckMojo(RepositorySystem repositories) {
        super(repositories);
    }

    @Override
    boolean failsWhenNotAssessed() {
        return failOnNotAssessed;
    }

    @Override
    Question question(Optional<RulesAt> found, Path root) throws MojoExecutionException {
        RulesAt at = needed(found);
        return new CheckInput(
                at,
                rules == null ? List.of() : rules,
                lens,
                failOn,
                cache,
                writing("guard.", at.file().resolveSibling(""), format, output));
    }
}
