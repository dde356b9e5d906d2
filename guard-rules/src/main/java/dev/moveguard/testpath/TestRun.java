package dev.moveguard.testpath;

import java.util.Optional;

/** One execution of Surefire or Failsafe in a module, and whether it runs a test class. */
record TestRun(MavenModule module, GoalRun run, TestPlugin plugin, EffectiveModels models) {
    SurefireVersion version() {
        return SurefireVersion.of(run, plugin);
    }

    /** Reads a parameter whose property carries the name of the plugin. */
    Optional<Setting> setting(String parameter) {
        return module.setting(run, parameter, plugin.property(parameter));
    }

    Verdict verdict(TestClass test) {
        SurefireVersion version = version();
        return bound().then(() -> Switches.verdict(this))
                .then(() -> new SurefireSelection(this).verdict(test))
                .then(() -> version.verdict(test))
                .then(() -> new Engines(this).verdict(test))
                .then(() -> new Groups(this).verdict(test))
                .then(() -> new Failures(this).verdict());
    }

    private Verdict bound() {
        if (run.isBound()) {
            return Verdict.runs();
        }
        Setting phase = run.phase().orElseThrow();
        return Verdict.notRun(
                        "the execution %s of %s is bound to no phase%s"
                                .formatted(
                                        run.id(),
                                        plugin.shown(),
                                        phase.where()
                                                .setting(phase.value().isBlank() ? "an empty one" : phase.value())),
                        phase.where())
                .repair("bind the execution to the phase %s, or remove its phase".formatted(plugin.goal()));
    }
}
