package dev.moveguard.maven;

import dev.moveguard.maven.contract.DiffInput;
import dev.moveguard.maven.contract.Question;
import dev.moveguard.maven.contract.RulesAt;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is enforced with what was where HEAD left a revision: a loss needs a decision record, new or changed since then, that
 * names the rule. Once for all modules, when the last module that declares the goal is done.
 */
@Mojo(name = "diff", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class DiffMojo extends RulesMojo {
    /** The revision to compare with: a branch, a tag, a commit. */
    @Parameter(property = "guard.base")
    private @Nullable String base;

    /** Writes the result to this file too; a relative path starts at the folder of the rules. */
    @Parameter(property = "guard.diff.output")
    private @Nullable String output;

    /** The format of the file that {@code guard.diff.output} names: text, json. */
    @Parameter(property = "guard.diff.format", defaultValue = "text")
    private String format;

    /** Made by Maven. */
    @Inject
    public DiffMojo(RepositorySystem repositories) {
        super(repositories);
    }

    @Override
    Question question(Optional<RulesAt> found, Path root) throws MojoExecutionException {
        RulesAt at = needed(found);
        return new DiffInput(at, base, writing("guard.diff.", at.file().resolveSibling(""), format, output));
    }
}
