package dev.moveguard.governance.wiring;

import dev.moveguard.governance.wiring.Call.Trigger;
import java.util.List;
import java.util.Set;

/** Workflows of GitHub Actions: the steps of their jobs, and of local actions. */
record GitHubActions(Wiring wiring) implements Wiring.Reader {
    private static final Set<String> BY_ITSELF = Set.of(
            "push", "pull_request", "pull_request_target", "schedule", "merge_group", "release", "workflow_call");

    @Override
    public String system() {
        return "GitHub Actions";
    }

    @Override
    public void read(String file, YamlTree workflow) {
        YamlTree on = workflow.entries().containsKey("on") ? workflow.get("on") : workflow.get("true");
        boolean runs = on.entries().keySet().stream().anyMatch(BY_ITSELF::contains)
                || on.texts().stream().map(YamlTree::text).anyMatch(BY_ITSELF::contains);
        Trigger trigger = runs ? Trigger.CI : Trigger.MANUAL;
        String shell = workflow.get("defaults").get("run").get("shell").text();
        workflow.get("jobs").entries().values().forEach(job -> job(file, job, trigger, shell));
    }

    private void job(String file, YamlTree job, Trigger trigger, String shell) {
        String own = job.get("defaults").get("run").get("shell").text();
        String lost = lost(job);
        steps(file, job.get("steps"), trigger, own.isEmpty() ? shell : own, lost);
    }

    private void steps(String file, YamlTree steps, Trigger trigger, String shell, String lost) {
        for (YamlTree step : steps.items()) {
            String own = step.get("shell").text();
            String used = own.isEmpty() ? shell : own;
            String lostHere = lost.isEmpty() ? lost(step) : lost;
            YamlTree run = step.get("run");
            if (run.isThere()) {
                boolean hasPipefail = used.startsWith("bash");
                wiring.add(file, run.line(), run.text(), new Wiring.Shell(trigger, lostHere, true, hasPipefail));
            }
            String uses = step.get("uses").text();
            if (uses.startsWith("./")) {
                action(uses.substring(2), trigger, lostHere);
            }
        }
    }

    private void action(String folder, Trigger trigger, String lost) {
        Wiring.Reader reader = new Wiring.Reader() {
            @Override
            public String system() {
                return "GitHub Actions";
            }

            @Override
            public void read(String file, YamlTree action) {
                steps(file, action.get("runs").get("steps"), trigger, "", lost);
            }
        };
        List.of("/action.yml", "/action.yaml").forEach(name -> wiring.include(folder + name, reader));
    }

    private static String lost(YamlTree part) {
        if (part.get("continue-on-error").is("true")) {
            return "continue-on-error is true";
        }
        return part.get("if").text().strip().matches("(\\$\\{\\{\\s*)?false(\\s*}})?") ? "if is false" : "";
    }
}
