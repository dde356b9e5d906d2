package dev.moveguard.testpath;

import java.util.List;
import java.util.Optional;

/** Whether a failure of a test fails the build. */
record Failures(TestRun test) {
    Verdict verdict() {
        Optional<Setting> ignored = test.module()
                .setting(test.run(), "testFailureIgnore", "maven.test.failure.ignore")
                .filter(Setting::isTrue);
        return ignored.or(() -> test.module().config().failsNever())
                .map(Failures::ignored)
                .orElseGet(this::verified);
    }

    private static Verdict ignored(Setting setting) {
        return new Verdict.NotRun(
                "cannot fail the build: %s is %s%s"
                        .formatted(
                                setting.name(),
                                setting.name().startsWith("-") ? "given" : "true",
                                setting.where().inBrackets()),
                setting.where(),
                "remove " + setting.name());
    }

    /** Failsafe runs tests in one goal and fails the build in another. */
    private Verdict verified() {
        if (test.plugin() != TestPlugin.FAILSAFE) {
            return Verdict.runs();
        }
        List<GoalRun> checks = test.module().runs(MavenModule.FAILSAFE, "verify");
        if (checks.stream().anyMatch(GoalRun::isBound)) {
            return Verdict.runs();
        }
        Where where = checks.stream()
                .flatMap(check -> check.phase().stream())
                .map(Setting::where)
                .findFirst()
                .orElse(test.run().where());
        return new Verdict.NotRun(
                "cannot fail the build: no execution binds Failsafe's goal verify" + where.inBrackets(),
                where,
                "add <goal>verify</goal> beside integration-test");
    }
}
