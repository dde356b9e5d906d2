package dev.moveguard.maven;

import dev.moveguard.maven.contract.Question;
import dev.moveguard.maven.contract.RulesAt;
import dev.moveguard.maven.contract.Writing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.SessionData;
import org.jspecify.annotations.Nullable;

/** What the goals share that ask about rules: once for all modules, when the last module that declares the goal is done. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class RulesMojo extends AbstractMojo {
    private static final String DATA = "dev.moveguard.maven";

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

    /** Judges nothing for this module; the build says so. */
    @Parameter(property = "guard.skip", defaultValue = "false")
    private boolean skip;

    RulesMojo(RepositorySystem repositories) {
        this.repositories = repositories;
    }

    /**
     * Puts the parameters into a question.
     *
     * @param root the uppermost folder of the build
     * @throws MojoExecutionException when the goal needs rules, and there are none
     */
    abstract Question question(Optional<RulesAt> rules, Path root) throws MojoExecutionException;

    /** Whether the build fails when something could not be assessed. */
    boolean failsWhenNotAssessed() {
        return true;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
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
        String group = "%s of %s in %s"
                .formatted(execution.getGoal(), execution.getExecutionId(), execution.getLifecyclePhase());
        Turns turns = new Turns(shared(), group);
        if (skip) {
            getLog().info("guard.skip: nothing is judged for " + project.getArtifactId());
            return turns.done(project.getId(), members);
        }
        Optional<RulesAt> rules = rules(build);
        EngineJars jars = new EngineJars(repositories, session, plugin);
        Judging judging = new Judging(
                question(rules, build.root()),
                failsWhenNotAssessed(),
                build,
                members,
                () -> jars.find(project),
                getLog());
        List<Callable<String>> due = turns.done(project.getId(), members, judging.key(), judging);
        if (due.isEmpty() && members.size() > 1) {
            getLog().info("%s is judged once, with the last of %s modules"
                    .formatted(rules.map(RulesAt::shown).orElse("the build"), members.size()));
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

    private Optional<RulesAt> rules(BuildView build) {
        return build.search(project)
                .find(project.getBasedir().toPath(), Path.of(config))
                .map(file -> new RulesAt(file, build.shown(file)));
    }

    /** Returns the rules of a goal that cannot do without. */
    final RulesAt needed(Optional<RulesAt> rules) throws MojoExecutionException {
        return rules.orElseThrow(() -> new MojoExecutionException(
                "guard: no %s in %s or the folders of the build above it; name the rules with guard.config"
                        .formatted(config, project.getBasedir())));
    }

    /** Whether the rules are those of the usual name. */
    final boolean isUsual() {
        return config.equals("rules.yaml");
    }

    /**
     * Says where the result is written besides the log.
     *
     * @param properties what the properties begin with
     * @param folder where a relative path starts
     * @param output null: nowhere
     */
    final Writing writing(String properties, Path folder, String format, @Nullable String output) {
        return new Writing(properties, format, output == null ? null : folder.resolve(output), plugin.getVersion());
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
