package dev.moveguard.governance.wiring;

import dev.moveguard.governance.wiring.Call.Trigger;
import java.util.stream.Stream;

/** A pipeline of Azure: the steps of its stages and jobs, and the tasks for Maven. */
record AzurePipelines(Wiring wiring) implements Wiring.Reader {
    @Override
    public String system() {
        return "Azure Pipelines";
    }

    @Override
    public void read(String file, YamlTree pipeline) {
        boolean isOff = pipeline.get("trigger").is("none")
                && pipeline.get("pr").is("none")
                && !pipeline.get("schedules").isThere();
        part(file, pipeline, isOff ? Trigger.MANUAL : Trigger.CI, "");
    }

    private void part(String file, YamlTree part, Trigger trigger, String lost) {
        String own = lost.isEmpty() ? lost(part) : lost;
        Stream.of("stages", "jobs")
                .flatMap(key -> part.get(key).items().stream())
                .forEach(inner -> part(file, inner, trigger, own));
        part.get("steps").items().forEach(step -> step(file, step, trigger, own));
        YamlTree deploy = part.get("strategy").get("runOnce").get("deploy");
        deploy.get("steps").items().forEach(step -> step(file, step, trigger, own));
    }

    private void step(String file, YamlTree step, Trigger trigger, String lost) {
        step.entries().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("${{")) // steps that a template expression puts in
                .flatMap(entry -> entry.getValue().items().stream())
                .forEach(inner -> step(file, inner, trigger, lost));
        String own = lost.isEmpty() ? lost(step) : lost;
        for (String key : new String[] {"script", "bash", "pwsh", "powershell"}) {
            YamlTree script = step.get(key);
            if (script.isThere()) {
                wiring.add(file, script.line(), script.text(), new Wiring.Shell(trigger, own, false, false));
            }
        }
        YamlTree task = step.get("task");
        YamlTree inputs = step.get("inputs");
        if (task.text().startsWith("Maven@")) {
            String goals = inputs.get("goals").isThere() ? inputs.get("goals").text() : "package";
            String options = inputs.get("options").text();
            wiring.add(
                    file,
                    task.line(),
                    "mvn %s %s".formatted(options, goals),
                    new Wiring.Shell(trigger, own, true, true));
        } else if (task.text().matches("(Bash|CmdLine|PowerShell)@.*")) {
            YamlTree script = inputs.get("script");
            wiring.add(file, script.line(), script.text(), new Wiring.Shell(trigger, own, false, false));
        }
    }

    private static String lost(YamlTree part) {
        if (part.get("continueOnError").is("true")) {
            return "continueOnError is true";
        }
        return part.get("enabled").is("false") || part.get("condition").is("false") ? "it is switched off" : "";
    }
}
