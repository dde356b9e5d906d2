package dev.moveguard.governance.wiring;

import dev.moveguard.governance.wiring.Call.Trigger;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Workflows of GitHub Actions: the steps of their jobs, of local actions and of local workflows that they call. */
record GitHubActions(Wiring wiring) implements Wiring.Reader {
    private static final Set<String> BY_ITSELF =
            Set.of("push", "pull_request", "pull_request_target", "schedule", "merge_group", "release");

    @Override
    public String system() {
        return "GitHub Actions";
    }

    @Override
    public void read(String file, YamlTree workflow) {
        YamlTree on = workflow.entries().containsKey("on") ? workflow.get("on") : workflow.get("true");
        boolean runs = on.entries().keySet().stream().anyMatch(BY_ITSELF::contains)
                || on.texts().stream().map(YamlTree::text).anyMatch(BY_ITSELF::contains);
        boolean isCalled = on.entries().containsKey("workflow_call") || on.is("workflow_call");
        if (runs || !isCalled) { // one that others call is read where they do
            jobs(file, workflow, runs ? Trigger.CI : Trigger.MANUAL, "");
        }
    }

    private void jobs(String file, YamlTree workflow, Trigger trigger, String lost) {
        String shell = workflow.get("defaults").get("run").get("shell").text();
        workflow.get("jobs").entries().values().forEach(job -> job(file, job, trigger, shell, lost));
    }

    private void job(String file, YamlTree job, Trigger trigger, String shell, String lostBefore) {
        String own = job.get("defaults").get("run").get("shell").text();
        String lost = lostBefore.isEmpty() ? lost(job) : lostBefore;
        String uses = job.get("uses").text();
        if (uses.startsWith("./")) {
            wiring.include(uses.substring(2), reader((called, workflow) -> jobs(called, workflow, trigger, lost)));
        }
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
        Wiring.Reader reader =
                reader((file, action) -> steps(file, action.get("runs").get("steps"), trigger, "", lost));
        List.of("/action.yml", "/action.yaml").forEach(name -> wiring.include(folder + name, reader));
    }

    private static Wiring.Reader reader(BiConsumer<String, YamlTree> reading) {
        return new Wiring.Reader() {
            @Override
            public String system() {
                return "GitHub Actions";
            }

            @Override
            public void read(String file, YamlTree tree) {
                reading.accept(file, tree);
            }
        };
    }

    private static String lost(YamlTree part) {
        if (part.get("continue-on-error").is("true")) {
            return "continue-on-error is true";
        }
        return part.get("if").text().strip().matches("(\\$\\{\\{\\s*)?false(\\s*}})?") ? "if is false" : "";
    }
}
