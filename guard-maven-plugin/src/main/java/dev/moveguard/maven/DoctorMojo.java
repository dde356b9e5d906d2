package dev.moveguard.maven;

import dev.moveguard.maven.contract.DoctorInput;
import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.maven.contract.Writing;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every test class that looks like a guard, and tells whether it is declared, would be run by this build, was, and
 * could fail. Needs no rules.yaml.
 */
@Mojo(name = "doctor", aggregator = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class DoctorMojo extends AbstractMojo {
    private final RepositorySystem repositories;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    /** Reads sources, POMs and reports only; else the compiled tests are discovered, and ArchUnit tests run, each in a Java machine of its own. */
    @Parameter(property = "guard.static", defaultValue = "false")
    private boolean staticOnly;

    /** Whether the last build must have left a report of each guard: optional, required. */
    @Parameter(property = "guard.reports", defaultValue = "optional")
    private String reports;

    /** How many seconds each of these Java machines may take. */
    @Parameter(property = "guard.timeLimit", defaultValue = "60")
    private int timeLimit;

    /** Writes the result to this file too; a relative path starts at the folder of the uppermost POM. */
    @Parameter(property = "guard.output")
    private @Nullable String output;

    /** The format of the file that {@code guard.output} names: text, json. */
    @Parameter(property = "guard.format", defaultValue = "text")
    private String format;

    /** Looks at nothing. */
    @Parameter(property = "guard.skip", defaultValue = "false")
    private boolean skip;

    /** Made by Maven. */
    @Inject
    public DoctorMojo(RepositorySystem repositories) {
        this.repositories = repositories;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("guard.skip: nothing is looked at");
            return;
        }
        EngineJars jars = new EngineJars(repositories, session, plugin);
        BuildView build = new BuildView(session);
        DoctorInput input = input(build.root());
        Outcome outcome =
                new Told(getLog()).accept(EngineRun.ask(jars.find(project), one -> input.ask(one, build.told())), true);
        if (outcome.verdict() == Verdict.FINDINGS) {
            throw new MojoFailureException("guard: " + outcome.summary());
        }
        if (outcome.verdict() == Verdict.NOT_ASSESSED) {
            throw new MojoFailureException("guard: not assessed, which is not healthy: " + outcome.summary());
        }
    }

    private DoctorInput input(Path root) {
        Path file = output == null ? null : root.resolve(output);
        Writing writing = new Writing("guard.", format, file, plugin.getVersion());
        return new DoctorInput(root, staticOnly, reports, timeLimit, writing);
    }
}
