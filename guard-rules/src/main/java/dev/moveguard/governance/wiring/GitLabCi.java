package dev.moveguard.governance.wiring;

import dev.moveguard.governance.wiring.Call.Trigger;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A pipeline of GitLab CI: the scripts of its jobs, and of local files it includes. */
record GitLabCi(Wiring wiring) implements Wiring.Reader {
    private static final int DEEPEST = 10;
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
        List<YamlTree> rules = inherited(pipeline, job, "rules", 0).items();
        boolean isByHand = rules.isEmpty()
                ? isByHand(inherited(pipeline, job, "when", 0))
                : rules.stream().allMatch(rule -> isByHand(rule.get("when")));
        Trigger trigger = isByHand ? Trigger.MANUAL : Trigger.CI;
        String lost = inherited(pipeline, job, "allow_failure", 0).is("true") ? "allow_failure is true" : "";
        YamlTree own = inherited(pipeline, job, "before_script", 0);
        // each line of a script is a command that has to succeed
        Stream.of(own.isThere() ? own : before, inherited(pipeline, job, "script", 0))
                .flatMap(script -> lines(pipeline, script, 0))
                .forEach(line ->
                        wiring.add(file, line.line(), line.text(), new Wiring.Shell(trigger, lost, true, false)));
    }

    private static boolean isByHand(YamlTree when) {
        return when.is("manual") || when.is("never");
    }

    /** Returns the lines of a script, and of those that it refers to. */
    private static Stream<YamlTree> lines(YamlTree pipeline, YamlTree script, int depth) {
        if (depth > DEEPEST) {
            return Stream.empty();
        } else if (script.isTagged("!reference")) {
            YamlTree found = pipeline;
            for (YamlTree key : script.texts()) {
                found = found.get(key.text());
            }
            return lines(pipeline, found, depth + 1);
        }
        return script.items().stream()
                .flatMap(item -> item.isList() ? lines(pipeline, item, depth + 1) : item.texts().stream());
    }

    /** Reads a key of a job, or of what it extends. */
    private static YamlTree inherited(YamlTree pipeline, YamlTree job, String key, int depth) {
        YamlTree found = job.get(key);
        for (YamlTree parent : job.get("extends").texts()) {
            YamlTree template = pipeline.get(parent.text());
            if (!found.isThere() && template.isThere() && depth < DEEPEST) {
                found = inherited(pipeline, template, key, depth + 1);
            }
        }
        return found;
    }
}
