package dev.moveguard.governance.wiring;

import dev.moveguard.governance.wiring.Call.Trigger;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A configuration of CircleCI: the steps of the jobs that its workflows name, and of its commands. */
record CircleCi(Wiring wiring) implements Wiring.Reader {
    private static final int DEEPEST = 5;

    @Override
    public String system() {
        return "CircleCI";
    }

    @Override
    public void read(String file, YamlTree config) {
        Set<String> used = new LinkedHashSet<>();
        config.get("workflows")
                .entries()
                .values()
                .forEach(workflow -> workflow.get("jobs")
                        .items()
                        .forEach(job -> used.addAll(
                                job.entries().isEmpty()
                                        ? Set.of(job.text())
                                        : job.entries().keySet())));
        boolean isAlone = !config.get("workflows").isThere();
        config.get("jobs").entries().forEach((name, job) -> {
            Trigger trigger = isAlone || used.contains(name) ? Trigger.CI : Trigger.MANUAL;
            job.get("steps").items().forEach(step -> step(file, config, step, trigger, 0));
        });
    }

    private void step(String file, YamlTree config, YamlTree step, Trigger trigger, int depth) {
        Map<String, YamlTree> entries = step.entries();
        YamlTree run = step.get("run");
        if (run.isThere()) {
            YamlTree command = run.get("command").isThere() ? run.get("command") : run;
            wiring.add(file, command.line(), command.text(), new Wiring.Shell(trigger, "", true, true));
        }
        String name =
                entries.isEmpty() ? step.text() : entries.keySet().iterator().next();
        YamlTree own = config.get("commands").get(name);
        if (own.isThere() && depth < DEEPEST) {
            own.get("steps").items().forEach(inner -> step(file, config, inner, trigger, depth + 1));
        }
    }
}
