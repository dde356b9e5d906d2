package dev.moveguard.maven;

import dev.moveguard.maven.contract.ProveInput;
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
 * Proves that the rules can fail: breaks what they guard, in memory, and demands the finding. Once for all modules, when the last
 * module that declares the goal is done.
 */
@Mojo(name = "prove", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class ProveMojo extends RulesMojo {
    /** Writes the proof to this file too; a relative path starts at the folder of the rules. */
    @Parameter(property = "guard.prove.output")
    private @Nullable String output;

    /** The format of the file that {@code guard.prove.output} names: text, json. */
    @Parameter(property = "guard.prove.format", defaultValue = "text")
    private String format;

    /** Whether the build fails when some rule could not be judged. */
    @Parameter(property = "guard.failOnNotAssessed", defaultValue = "true")
    private boolean failOnNotAssessed;

    /** Proves only the rules with these ids. */
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
    public ProveMojo(RepositorySystem repositories) {
        super(repositories);
    }

    @Override
    boolean failsWhenNotAssessed() {
        return failOnNotAssessed;
    }

    @Override
    Question question(Optional<RulesAt> found, Path root) throws MojoExecutionException {
        RulesAt at = needed(found);
        return new ProveInput(
                at,
                rules == null ? List.of() : rules,
                lens,
                cache,
                writing("guard.prove.", at.file().resolveSibling(""), format, output));
    }
}
