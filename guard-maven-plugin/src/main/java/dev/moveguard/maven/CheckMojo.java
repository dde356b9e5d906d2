package dev.moveguard.maven;

import dev.moveguard.maven.contract.CheckInput;
import dev.moveguard.maven.contract.Writing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.SessionData;
import org.jspecify.annotations.Nullable;

/**
 * Judges the build by the rules of its rules.yaml, once for all modules, when the last module that declares the goal is done.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends AbstractMojo {
    private static final String DATA = "dev.moveguard.maven.check";

    private final RepositorySystem repositories;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    /** The file of the rules; a relative path is looked for in the folder of the module and those above it, up to that of the build. */
    @Parameter(property = "guard.config", defaultValue = "rules.yaml")
    private String config;

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

    /** Judges nothing for this module; the build says so. */
    @Parameter(property = "guard.skip", defaultValue = "false")
    private boolean skip;

    /** Made by Maven. */
    @Inject
    public CheckMojo(RepositorySystem repositories) {
        this.repositories = repositories;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        List<String> failures = new ArrayList<>();
        for (Callable<String> task : due()) {
            failures.add(told(task));
        }
        failures.removeIf(String::isEmpty);
        if (!failures.isEmpty()) {
            throw new MojoFailureException(String.join("; ", failures));
        }
    }

    /** What is to be judged now: all of it in the last module, nothing before. */
    private List<Callable<String>> due() throws MojoExecutionException {
        BuildView build = new BuildView(session);
        Set<String> members = build.members(execution);
        Turns turns = new Turns(shared(), execution.getExecutionId() + " in " + execution.getLifecyclePhase());
        if (skip) {
            getLog().info("guard.skip: nothing is judged for " + project.getArtifactId());
            return turns.done(project.getId(), members);
        }
        CheckInput input = input(build);
        EngineJars jars = new EngineJars(repositories, session, plugin);
        Judging judging = new Judging(input, failOnNotAssessed, build, members, () -> jars.find(project), getLog());
        List<Callable<String>> due = turns.done(project.getId(), members, judging.key(), judging);
        if (due.isEmpty() && members.size() > 1) {
            getLog().info("%s is judged once, with the last of %s modules"
                    .formatted(input.shownRules(), members.size()));
        }
        return due;
    }

    /** The data of the session, which modules built at the same time share. */
    @SuppressWarnings("unchecked") // nothing else writes under this key
    private Map<String, Object> shared() {
        SessionData data = session.getRepositorySession().getData();
        data.set(DATA, null, new HashMap<String, Object>()); // does nothing from the second time on
        return (Map<String, Object>) data.get(DATA);
    }

    private CheckInput input(BuildView build) throws MojoExecutionException {
        Path found = build.search(project)
                .find(project.getBasedir().toPath(), Path.of(config))
                .orElseThrow(() -> new MojoExecutionException(
                        "guard: no %s in %s or the folders of the build above it; name the rules with guard.config"
                                .formatted(config, project.getBasedir())));
        Path file = output == null ? null : found.resolveSibling(output);
        return new CheckInput(
                found,
                build.shown(found),
                rules == null ? List.of() : rules,
                lens,
                failOn,
                cache,
                new Writing(format, file, plugin.getVersion()),
                build.told());
    }

    private static String told(Callable<String> task) throws MojoExecutionException {
        try {
            return task.call();
        } catch (MojoExecutionException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MojoExecutionException("guard: " + e, e);
        }
    }
}
