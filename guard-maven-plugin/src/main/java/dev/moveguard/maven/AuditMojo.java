package dev.moveguard.maven;

import dev.moveguard.maven.contract.AuditInput;
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
 * Prints the enforcement ledger: for each law what enforces it, and whether that is alive, bites and is run by something. Once for
 * all modules, when the last module that declares the goal is done. Without rules.yaml decision records stand for laws.
 */
@Mojo(name = "audit", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class AuditMojo extends RulesMojo {
    /** Writes the ledger to this file too; a relative path starts at the folder of the rules, else that of the build. */
    @Parameter(property = "guard.audit.output")
    private @Nullable String output;

    /** The format of the file that {@code guard.audit.output} names: text, json, markdown, html. */
    @Parameter(property = "guard.audit.format", defaultValue = "text")
    private String format;

    /** The verdicts that fail the build: partial, not-wired, dead, doc-only, or none. */
    @Parameter(property = "guard.audit.failOn", defaultValue = "not-wired,dead")
    private List<String> failOn;

    /** Whether the build fails when something could not be read, or there is no law. */
    @Parameter(property = "guard.failOnNotAssessed", defaultValue = "true")
    private boolean failOnNotAssessed;

    /** Whether rules are proved and test frameworks asked; without, no law is ENFORCED by a rule. */
    @Parameter(property = "guard.audit.prove", defaultValue = "true")
    private boolean prove;

    /** Whether what classes told is kept in the folder .guard beside the rules, and read again while a class has the same content. */
    @Parameter(property = "guard.cache", defaultValue = "true")
    private boolean cache;

    /** Made by Maven. */
    @Inject
    public AuditMojo(RepositorySystem repositories) {
        super(repositories);
    }

    @Override
    boolean failsWhenNotAssessed() {
        return failOnNotAssessed;
    }

    @Override
    Question question(Optional<RulesAt> found, Path root) throws MojoExecutionException {
        RulesAt at = found.isEmpty() && isUsual() ? null : needed(found);
        Path folder = at == null ? root : at.file().resolveSibling("");
        return new AuditInput(at, root, failOn, prove, cache, writing("guard.audit.", folder, format, output));
    }
}
