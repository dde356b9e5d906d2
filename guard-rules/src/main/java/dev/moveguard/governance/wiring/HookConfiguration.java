package dev.moveguard.governance.wiring;

import dev.moveguard.governance.wiring.Call.Trigger;

/** Configurations of hooks: pre-commit's local hooks, lefthook's commands. */
record HookConfiguration(Wiring wiring) implements Wiring.Reader {
    private static final Wiring.Shell HOOK = new Wiring.Shell(Trigger.HOOK, "", true, true);

    @Override
    public String system() {
        return "";
    }

    @Override
    public void read(String file, YamlTree config) {
        config.get("repos").items().stream()
                .flatMap(repository -> repository.get("hooks").items().stream())
                .map(hook -> hook.get("entry"))
                .forEach(entry -> add(file, entry));
        config.entries().values().forEach(hook -> {
            hook.get("commands").entries().values().forEach(command -> add(file, command.get("run")));
            hook.get("jobs").items().forEach(job -> add(file, job.get("run")));
        });
    }

    private void add(String file, YamlTree command) {
        if (command.isThere()) {
            wiring.add(file, command.line(), command.text(), HOOK);
        }
    }
}
