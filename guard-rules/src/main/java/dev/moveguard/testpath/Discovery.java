package dev.moveguard.testpath;

import dev.moveguard.testpath.ForkedJvm.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Has the project's own test framework tell, in a Java machine of its own, what one execution would find in some classes. */
final class Discovery {
    private static final String MESSAGE = "is not run: ";

    private final TestRun run;
    private final ForkPath path;
    private final ForkedJvm jvm;

    Discovery(TestRun run, ForkPath path, ForkedJvm jvm) {
        this.run = run;
        this.path = path;
        this.jvm = jvm;
    }

    /** Returns for each class what was found of it. */
    Map<TestClass, Verdict> verdicts(List<TestClass> tests) {
        Map<TestClass, Verdict> verdicts = new LinkedHashMap<>();
        Outcome outcome = jvm.ask(path.files(), question(tests));
        for (TestClass test : tests) {
            verdicts.put(
                    test,
                    outcome instanceof Outcome.Answered answered
                            ? verdict(test, new Answered(answered.answers()))
                            : undecided(((Outcome.Broken) outcome).reason()));
        }
        return verdicts;
    }

    private Verdict undecided(String reason) {
        return new Verdict.Undecided(
                run.module().shownPom(), "has test classes whose discovery " + reason.replaceAll("\\p{Cntrl}", " "));
    }

    private List<List<String>> question(List<TestClass> tests) {
        List<List<String>> lines = new ArrayList<>();
        boolean isUnified = run.version().isAtLeast("3.6.0");
        if (usesPlatform()) {
            lines.add(List.of("platform", ""));
        }
        if (!usesPlatform() || isUnified || new Engines(run).addsVintage()) {
            lines.add(List.of("junit4", ""));
        }
        if (!usesPlatform() || isUnified) {
            lines.add(List.of("testng", ""));
        }
        tests.stream()
                .map(test -> test.launched().replace('/', '.'))
                .distinct()
                .forEach(name -> lines.add(List.of("class", name)));
        add(lines, "include-tag", run.module().settings(run.run(), "groups", "groups"));
        add(lines, "exclude-tag", run.module().settings(run.run(), "excludedGroups", "excludedGroups"));
        addEngines(lines, "include-engine", "includeJUnit5Engines");
        addEngines(lines, "exclude-engine", "excludeJUnit5Engines");
        parameters().forEach((name, value) -> lines.add(List.of("parameter", name.toString(), value.toString())));
        return lines;
    }

    /** Older versions of Surefire know the platform only where a provider for it is added to the plugin. */
    private boolean usesPlatform() {
        return path.hasPlatform()
                && (run.version().isAtLeast("2.22.0")
                        || MavenModule.hasDependency(run.run().plugin(), "org.junit.platform"));
    }

    private void addEngines(List<List<String>> lines, String name, String parameter) {
        add(
                lines,
                name,
                run.module().settings(run.run(), parameter, run.plugin().property(parameter)));
    }

    private static void add(List<List<String>> lines, String name, List<Setting> settings) {
        settings.stream()
                .flatMap(setting -> GoalRun.split(setting).stream())
                .filter(part -> !part.value().isEmpty())
                .forEach(part -> lines.add(List.of(name, part.value())));
    }

    /** The configuration parameters of the platform, which the plugin takes as the text of a properties file. */
    private Properties parameters() {
        Properties parameters = new Properties();
        Xpp3Dom all = run.run().configuration();
        Xpp3Dom properties = all == null ? null : all.getChild("properties");
        Xpp3Dom text = properties == null ? null : properties.getChild("configurationParameters");
        try {
            parameters.load(new StringReader(
                    text == null || text.getValue() == null
                            ? ""
                            : text.getValue().strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a reader of a string has no such errors
        }
        return parameters;
    }

    /** What was answered, by class. */
    private record Answered(List<List<String>> lines) {
        List<List<String>> of(String kind, String name) {
            return lines.stream()
                    .filter(line -> line.get(0).equals(kind) && line.get(1).equals(name))
                    .toList();
        }

        Set<String> engines() {
            return lines.stream()
                    .filter(line -> line.get(0).equals("engine"))
                    .map(line -> line.get(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        Optional<String> failure(String name) {
            List<List<String>> own = of("failed", name);
            return (own.isEmpty() ? of("failed", "") : own)
                    .stream().map(line -> line.get(2)).findFirst();
        }

        /** What the engines say of tests they will not run. */
        Optional<String> issue(String name) {
            return of("issue", name).stream()
                    .filter(line -> !line.get(2).equals("INFO") && line.get(3).contains(name))
                    .map(line -> line.get(3))
                    .findFirst();
        }
    }

    private Verdict verdict(TestClass test, Answered answered) {
        String name = test.launched().replace('/', '.');
        boolean isFound =
                answered.of("found", name).stream().anyMatch(line -> line.get(2).equals("true"));
        boolean isNestedFound = test.name().equals(name)
                || answered.of("member", name).stream()
                        .anyMatch(line -> line.get(2).equals(test.name()));
        Optional<String> issue = answered.issue(name);
        if (isFound && isNestedFound) {
            return issue.<Verdict>map(text -> partly(text)).orElse(Verdict.runs());
        }
        Optional<String> failure = answered.failure(name);
        if (!jvm.how().leftOut().isEmpty()) {
            return undecided("finds nothing in %s without %s%s"
                    .formatted(
                            test.simpleName(),
                            String.join(" ", jvm.how().leftOut()),
                            failure.map(": "::concat).orElse("")));
        }
        if (failure.isPresent() && failure.get().startsWith("UnsupportedClassVersionError")) {
            return undecided("needs a newer Java than %s, which runs this program"
                    .formatted(Runtime.version().feature()));
        }
        if (failure.isPresent() && !path.isAligned()) {
            return undecided("needs the launcher of its own version of the JUnit Platform: " + failure.get());
        }
        return failure.or(() -> issue)
                .<Verdict>map(text -> refused(text, failure.isPresent()))
                .orElseGet(() -> nothing(test, answered));
    }

    private static Verdict partly(String issue) {
        return new Verdict.NotRun("is not run in full: " + issue, Where.NOWHERE, "");
    }

    private static Verdict refused(String text, boolean isFailure) {
        return new Verdict.NotRun(
                MESSAGE + (isFailure ? "its discovery fails with " : "") + text,
                Where.NOWHERE,
                isFailure && text.matches(".*(NoSuch(Method|Field)Error|unaligned versions).*")
                        ? "align the versions of JUnit's engines and platform with its BOM"
                        : "");
    }

    private Verdict nothing(TestClass test, Answered answered) {
        Set<String> wanted = test.enabled()
                .map(TestMember::framework)
                .filter(framework -> framework != Framework.UNKNOWN)
                .map(Framework::engine)
                .collect(Collectors.toSet());
        boolean lacksAll = !wanted.isEmpty() && wanted.stream().noneMatch(answered.engines()::contains);
        if (usesPlatform() && lacksAll) {
            return new Verdict.NotRun(
                    MESSAGE
                            + "no engine on the test class path of module %s runs it, which has %s"
                                    .formatted(run.module().shown(), shown(answered.engines())),
                    Where.NOWHERE,
                    "add the engine of its tests to the test dependencies");
        }
        return new Verdict.NotRun(
                MESSAGE
                        + (usesPlatform()
                                ? "the JUnit Platform finds no test in it"
                                : "%s finds no test in it"
                                        .formatted(run.plugin().shown())),
                Where.NOWHERE,
                "");
    }

    private static String shown(Set<String> engines) {
        return engines.isEmpty() ? "none" : String.join(", ", engines);
    }
}
