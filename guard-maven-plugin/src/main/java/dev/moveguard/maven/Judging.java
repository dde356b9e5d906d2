package dev.moveguard.maven;

import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.maven.contract.Question;
import dev.moveguard.maven.contract.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * The answer to one question, and what the build is told of it.
 *
 * @param members the modules that it waits for
 */
record Judging(
        Question question, boolean failOnNotAssessed, BuildView build, Set<String> members, EnginePath engine, Log log)
        implements Callable<String> {
    /** What tells two judgements of a session apart. */
    String key() {
        return "%s %s".formatted(question, failOnNotAssessed);
    }

    /**
     * Judges.
     *
     * @return why the build fails; empty: it does not
     * @throws MojoExecutionException when the configuration is wrong, or the engine does not run
     */
    @Override
    public String call() throws MojoExecutionException {
        List<MavenProject> leftOut = build.leftOut();
        if (question.readsBuild()) {
            tell(leftOut, "not built in this run, and judged as they are");
            tell(build.after(members), "built after this judgement; declare the goal where all modules inherit it");
        }
        Session session = build.told();
        Outcome outcome =
                new Told(log).accept(EngineRun.ask(engine.find(), one -> question.ask(one, session)), fails(leftOut));
        return switch (outcome.verdict()) {
            case CLEAN, MISCONFIGURED -> "";
            case FINDINGS -> "guard: " + outcome.summary();
            case NOT_ASSESSED -> fails(leftOut) ? "guard: not assessed, which is not clean: " + outcome.summary() : "";
        };
    }

    /** Whether what is not assessed fails the build. Where modules were left out that have no classes, their build does. */
    private boolean fails(List<MavenProject> leftOut) {
        return failOnNotAssessed && leftOut.stream().noneMatch(BuildView::isUnbuilt);
    }

    private void tell(List<MavenProject> modules, String what) {
        if (!modules.isEmpty()) {
            String names =
                    modules.stream().map(MavenProject::getArtifactId).sorted().collect(Collectors.joining(", "));
            log.warn("guard: %s: %s".formatted(what, names));
        }
    }

    /** Whether a verdict fails the build by itself. */
    static boolean isBad(Verdict verdict, boolean failsWhenNotAssessed) {
        return verdict == Verdict.FINDINGS || verdict == Verdict.NOT_ASSESSED && failsWhenNotAssessed;
    }
}
