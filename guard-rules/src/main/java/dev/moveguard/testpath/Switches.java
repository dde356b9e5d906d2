package dev.moveguard.testpath;

import java.util.Optional;
import java.util.stream.Stream;

/** The switches that make Surefire run nothing. */
final class Switches {
    private Switches() {}

    static Verdict verdict(GoalRun run, MavenModule module) {
        return Stream.of(
                        module.setting(run, "skip", "maven.test.skip"),
                        module.setting(run, "skipTests", "skipTests"),
                        module.setting(run, "skipExec", "maven.test.skip.exec"))
                .flatMap(Optional::stream)
                .filter(Setting::isTrue)
                .findFirst()
                .map(Switches::verdict)
                .orElse(Verdict.runs());
    }

    static Verdict verdict(Setting skip) {
        return Verdict.notRun("%s is true%s".formatted(skip.name(), skip.where().inBrackets()), skip.where());
    }
}
