package dev.moveguard.governance.wiring;

import dev.moveguard.governance.wiring.Call.Trigger;
import java.util.Set;
import java.util.stream.Stream;

/** A pipeline of GitLab CI: the scripts of its jobs, and of local files it includes. */
record GitLabCi(Wiring wiring) implements Wiring.Reader {
    private static final Set<String> NO_JOBS = Set.of(
            "default", "include", "stages", "variables", "workflow", "image", "services", "cache", "pages-config");

    @Override
    public String system() {
        return "GitLab CI";
    }

    @Override
    public void read(String file, YamlTree pipeline) {
        pipeline.get("include").items().forEach(this::include);
        YamlTree before = pipeline.get("default").get("before_script");
        pipeline.entries().forEach((name, job) -> {
            if (!NO_JOBS.contains(name) && !name.startsWith(".")) {
                job(file, pipeline, job, before.isThere() ? before : pipeline.get("before_script"));
            }
        });
    }

    private void include(YamlTree included) {
        String local = included.get("local").isThere() ? included.get("local").text() : included.text();
        if (!local.isEmpty() && !local.contains("://")) {
            wiring.include(local.replaceFirst("^/", ""), this);
        }
    }

    private void job(String file, YamlTree pipeline, YamlTree job, YamlTree before) {
        YamlTree when = inherited(pipeline, job, "when");
        Trigger trigger = when.is("manual") || when.is("never") ? Trigger.MANUAL : Trigger.CI;
        String lost = inherited(pipeline, job, "allow_failure").is("true") ? "allow_failure is true" : "";
        YamlTree own = inherited(pipeline, job, "before_script");
        // each line of a script is a command that has to succeed
        Stream.of(own.isThere() ? own : before, inherited(pipeline, job, "script"))
                .flatMap(script -> script.texts().stream())
                .forEach(line ->
                        wiring.add(file, line.line(), line.text(), new Wiring.Shell(trigger, lost, true, false)));
    }

    /** Reads a key of a job, or of what it extends. */
    private static YamlTree inherited(YamlTree pipeline, YamlTree job, String key) {
        YamlTree found = job.get(key);
        for (YamlTree parent : job.get("extends").texts()) {
            YamlTree template = pipeline.get(parent.text());
            if (!found.isThere() && template.isThere()) {
                found = template.get(key);
            }
        }
        return found;
    }
}
