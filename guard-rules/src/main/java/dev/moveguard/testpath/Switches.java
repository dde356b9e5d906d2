package dev.moveguard.testpath;

import java.util.Optional;
import java.util.stream.Stream;

/** The switches that make Surefire and Failsafe run nothing. */
final class Switches {
    private Switches() {}

    static Verdict verdict(TestRun test) {
        MavenModule module = test.module();
        GoalRun run = test.run();
        return Stream.of(
                        test.plugin() == TestPlugin.FAILSAFE
                                ? module.setting(run, "skipITs", "skipITs")
                                : Optional.<Setting>empty(),
                        module.setting(run, "skip", "maven.test.skip"),
                        module.setting(run, "skipTests", "skipTests"),
                        module.setting(run, "skipExec", "maven.test.skip.exec"))
                .flatMap(Optional::stream)
                .filter(Setting::isTrue)
                .findFirst()
                .<Verdict>map(Switches::verdict)
                .orElse(Verdict.runs());
    }

    static Verdict verdict(Setting skip) {
        return Verdict.notRun("%s is true%s".formatted(skip.name(), skip.where().inBrackets()), skip.where())
                .repair("remove %s, or set it to false".formatted(skip.name()));
    }
}
