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
                        hasSkipTests(test) ? module.setting(run, "skipTests", "skipTests") : Optional.<Setting>empty(),
                        module.setting(run, "skipExec", "maven.test.skip.exec"))
                .flatMap(Optional::stream)
                .filter(Setting::isTrue)
                .findFirst()
                .<Verdict>map(Switches::verdict)
                .orElse(Verdict.runs());
    }

    /** Since 3.6.0 Failsafe knows no {@code skipTests}: integration tests run where only unit tests are skipped. */
    private static boolean hasSkipTests(TestRun test) {
        return test.plugin() == TestPlugin.SUREFIRE || test.version().isBefore("3.6.0");
    }

    static Verdict verdict(Setting skip) {
        return Verdict.notRun("%s is true%s".formatted(skip.name(), skip.where().inBrackets()), skip.where())
                .repair("remove %s, or set it to false".formatted(skip.name()));
    }
}
