package dev.moveguard.testpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.surefire.api.testset.TestListResolver;

/** Which classes an execution of Surefire or Failsafe picks by their names. Surefire's own code does the matching. */
final class SurefireSelection {
    private static final String NESTED = "**/*$*";
    private static final String ALL = "**/*";

    private final TestRun run;
    private final MavenModule module;

    SurefireSelection(TestRun run) {
        this.run = run;
        this.module = run.module();
    }

    Verdict verdict(TestClass test) {
        String file = test.launched() + ".class";
        Optional<Setting> specific = module.setting(
                        run.run(), "test", run.plugin().selection())
                .filter(set -> !set.value().isBlank());
        return specific.map(set -> specific(set, file)).orElseGet(() -> patterns(file, test));
    }

    /** Tells whether Surefire picks a class; nothing when it refuses a pattern. */
    private static Optional<Boolean> picks(List<String> includes, List<String> excludes, String file) {
        try {
            return Optional.of(new TestListResolver(includes, excludes).shouldRun(file, null));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Verdict refused(List<Setting> patterns, String file) {
        String refused = patterns.stream()
                .map(Setting::value)
                .filter(pattern -> picks(List.of(pattern), List.of(), file).isEmpty())
                .findFirst()
                .orElse("");
        return new Verdict.Undecided(
                module.shownPom(),
                "has a pattern that %s refuses: %s".formatted(run.plugin().shown(), refused));
    }

    /** A value of {@code test} overrides every include and exclude. */
    private Verdict specific(Setting specific, String file) {
        List<String> wanted =
                GoalRun.split(specific).stream().map(Setting::value).toList();
        return new TestListResolver(wanted).shouldRun(file, null)
                ? Verdict.runs()
                : Verdict.notRun(
                                "the property %s selects only %s%s"
                                        .formatted(
                                                run.plugin().selection(),
                                                specific.value(),
                                                specific.where().inBrackets()),
                                specific.where())
                        .repair("remove the property " + run.plugin().selection());
    }

    private Verdict patterns(String file, TestClass test) {
        List<Setting> suites =
                module.settings(run.run(), "suiteXmlFiles", run.plugin().property("suiteXmlFiles"));
        if (!suites.isEmpty()) {
            return SuiteFiles.verdict(run, suites, test);
        }
        List<Setting> includes = new ArrayList<>(
                module.settings(run.run(), "includes", run.plugin().property("includes")));
        List<Setting> excludes = new ArrayList<>(
                module.settings(run.run(), "excludes", run.plugin().property("excludes")));
        addFile("includesFile", includes);
        addFile("excludesFile", excludes);
        List<Setting> wanted = includes.isEmpty() ? defaultIncludes() : includes;
        List<Setting> unwanted = excludes.isEmpty() ? defaults(List.of(NESTED)) : excludes;
        Optional<Boolean> picks = picks(values(wanted), values(unwanted), file);
        if (picks.isEmpty()) {
            List<Setting> all = new ArrayList<>(wanted);
            all.addAll(unwanted);
            return refused(all, file);
        }
        return picks.get() ? Verdict.runs() : cause(wanted, unwanted, file);
    }

    private List<Setting> defaultIncludes() {
        return defaults(run.plugin().includes(run.version()));
    }

    private static List<Setting> defaults(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> new Setting("default", pattern, Where.NOWHERE))
                .toList();
    }

    private static List<String> values(List<Setting> settings) {
        return settings.stream().map(Setting::value).toList();
    }

    private void addFile(String parameter, List<Setting> patterns) {
        Optional<Setting> named = run.setting(parameter);
        Optional<Path> file = named.flatMap(setting -> module.path(setting.value()));
        if (file.isEmpty()) {
            return;
        }
        String shown = module.locations().project().shown(file.get());
        try {
            for (String line : Files.readAllLines(file.get())) {
                String pattern = line.strip();
                if (!pattern.isEmpty() && !pattern.startsWith("#")) {
                    patterns.add(new Setting(parameter, pattern, new Where(shown, null)));
                }
            }
        } catch (IOException e) {
            throw new UnreadableBuildException(
                    shown,
                    "cannot be read, and %s takes its %s from it"
                            .formatted(run.plugin().shown(), parameter));
        }
    }

    private Verdict cause(List<Setting> wanted, List<Setting> unwanted, String file) {
        for (Setting exclude : unwanted) {
            if (!picks(List.of(ALL), List.of(exclude.value()), file).orElse(true)) {
                return excluded(exclude);
            }
        }
        for (Setting include : wanted) {
            if (include.value().startsWith("!")
                    && !picks(List.of(ALL, include.value()), List.of(), file).orElse(true)) {
                return excluded(include);
            }
        }
        Where where = wanted.get(0).where();
        return Verdict.notRun(
                        "no include of %s matches its name%s"
                                .formatted(run.plugin().shown(), where.setting(String.join(", ", values(wanted)))),
                        where)
                .repair("rename the class, or add an include that matches it");
    }

    private Verdict excluded(Setting exclude) {
        return Verdict.notRun(
                        exclude.value().equals(NESTED) && exclude.where().equals(Where.NOWHERE)
                                ? run.plugin().shown() + " leaves out nested classes by default (**/*$*)"
                                : "an exclude of %s matches its name%s"
                                        .formatted(
                                                run.plugin().shown(),
                                                exclude.where().setting(exclude.value())),
                        exclude.where())
                .repair("remove the exclude, or rename the class");
    }
}
