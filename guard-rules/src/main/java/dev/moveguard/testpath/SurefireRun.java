package dev.moveguard.testpath;

/** Whether one execution of Surefire runs a test class. */
record SurefireRun(MavenModule module, GoalRun run, EffectiveModels models) {
    Verdict verdict(TestClass test) {
        SurefireVersion version = SurefireVersion.of(run);
        return bound().then(() -> Switches.verdict(run, module))
                .then(() -> new SurefireSelection(module, run, version).verdict(test))
                .then(() -> version.verdict(test))
                .then(() -> new Engines(module, run, version, models).verdict(test))
                .then(() -> new Groups(module, run).verdict(test));
    }

    private Verdict bound() {
        if (run.isBound()) {
            return Verdict.runs();
        }
        Setting phase = run.phase().orElseThrow();
        return Verdict.notRun(
                "the execution %s of Surefire is bound to no phase%s"
                        .formatted(
                                run.id(),
                                phase.where().setting(phase.value().isBlank() ? "an empty one" : phase.value())),
                phase.where());
    }
}
