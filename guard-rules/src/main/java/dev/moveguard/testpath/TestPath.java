package dev.moveguard.testpath;

import dev.moveguard.code.CodeType;
import dev.moveguard.config.Place;
import dev.moveguard.rule.Facts.Gap;
import dev.moveguard.rule.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows test classes from their declaration through the build to their reports. The first thing that stops a class is its
 * defect; one that nothing stops is asked what its rules are about.
 */
final class TestPath {
    /**
     * How far to go.
     *
     * @param needsReports whether the last build must have left a report of each class
     * @param forks whether the test framework itself is asked, in a Java machine of its own
     * @param limit how long each of these machines may take
     */
    record Options(boolean needsReports, boolean forks, Duration limit) {}

    private final Project project;
    private final Options options;
    private final Suites suites;
    private final Map<Path, MavenBuild> builds = new HashMap<>();
    private final Set<MavenModule> modules = new LinkedHashSet<>();

    /** @param suites the suites of the test sources, by which a class may be run that is not selected by itself */
    TestPath(Project project, Options options, Suites suites) {
        this.suites = suites;
        this.project = new Project(
                project.root().toAbsolutePath().normalize(),
                project.testRoots(),
                project.session(),
                project.rules(),
                project.changes());
        this.options = options;
    }

    /** Judges classes, in the order given. Those of one module are asked about together. */
    List<Judgement> judge(List<TestClass> tests) {
        List<Walk> walks = tests.stream().map(Walk::new).toList();
        walks.forEach(this::start);
        if (options.forks()) {
            discover(walks);
        }
        walks.forEach(this::executed);
        if (options.forks()) {
            look(walks);
        }
        return walks.stream().map(Walk::judgement).toList();
    }

    /** A class on its way, and what was found of it so far. */
    private static final class Walk {
        private final TestClass test;
        private final List<Defect> defects = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private Optional<MavenModule> module = Optional.empty();
        private Optional<TestRun> run = Optional.empty();
        private boolean isDiscovered;
        private Optional<Execution.Ran> ran = Optional.empty();
        private RuleLook.Seen rules = RuleLook.Seen.NOTHING;

        Walk(TestClass test) {
            this.test = test;
        }

        boolean goesOn() {
            return defects.isEmpty() && module.isPresent();
        }

        void stop(Defect.Stage stage, String says, Where where, String repair) {
            defects.add(new Defect(stage, says, where, repair));
        }

        void settle(Verdict verdict) {
            if (verdict instanceof Verdict.NotRun not) {
                stop(Defect.Stage.DISCOVERABLE, not.says(), not.where(), not.repair());
            } else if (verdict instanceof Verdict.Undecided undecided) {
                gaps.add(new Gap(undecided.input(), undecided.reason()));
            }
        }

        Judgement judgement() {
            return new Judgement(
                    test, module.map(MavenModule::shown).orElse(""), defects, gaps, isDiscovered, ran, rules);
        }
    }

    private void start(Walk walk) {
        declared(walk);
        if (walk.defects.isEmpty() && walk.gaps.isEmpty()) {
            built(walk);
        }
    }

    private void declared(Walk walk) {
        TestClass test = walk.test;
        if (test.isInterface() || test.isAbstract()) {
            String what = test.isInterface() ? "an interface" : "abstract";
            walk.stop(
                    Defect.Stage.DECLARED,
                    "is %s and is not run by itself".formatted(what),
                    Where.NOWHERE,
                    "name the classes that inherit its tests");
        } else if (test.members().isEmpty() && test.unknownSupertype().isPresent() && !isAsked(walk)) {
            walk.gaps.add(new Gap(
                    test.at().file(),
                    "%s may inherit its tests from %s, which is not in the test sources"
                            .formatted(
                                    test.simpleName(), test.unknownSupertype().get())));
        } else if (test.members().isEmpty() && test.unknownSupertype().isEmpty()) {
            walk.stop(Defect.Stage.DECLARED, "has no test method", Where.NOWHERE, "");
        } else if (test.isDisabled()) {
            boolean isWhole = test.disabledAt().isPresent();
            walk.stop(
                    Defect.Stage.DECLARED,
                    "is not run: " + (isWhole ? "it is disabled" : "each of its tests is disabled"),
                    test.disabledAt().map(TestPath::at).orElse(Where.NOWHERE),
                    "");
        }
    }

    /** Whether the compiled class will be discovered, which sees what sources do not tell. */
    private boolean isAsked(Walk walk) {
        try {
            Path root = walk.test.type().root().toAbsolutePath().normalize();
            Optional<Path> pom = MavenBuild.nearestPom(root, project);
            walk.module = pom.map(file -> build(file).module(file));
            return options.forks() && isCompiled(walk);
        } catch (UnreadableBuildException e) {
            return false; // told with the build
        }
    }

    private static Where at(Place place) {
        return Where.at(place);
    }

    private void built(Walk walk) {
        Path root = walk.test.type().root().toAbsolutePath().normalize();
        Optional<Path> pom = MavenBuild.nearestPom(root, project);
        if (pom.isEmpty()) {
            String shown = project.shown(root);
            walk.gaps.add(new Gap(shown, "no pom.xml above %s: only Maven builds can be judged".formatted(shown)));
            return;
        }
        try {
            MavenBuild build = build(pom.get());
            Verdict own = build.verdict(walk.test, pom.get());
            Optional<TestClass> suite =
                    own instanceof Verdict.NotRun ? suite(walk.test, build, pom.get()) : Optional.empty();
            Verdict verdict = suite.isPresent() ? Verdict.runs() : own;
            walk.module = Optional.of(build.module(pom.get()));
            modules.add(walk.module.get());
            walk.run = build.runs(walk.module.get()).stream()
                    .filter(run -> !(run.verdict(walk.test) instanceof Verdict.NotRun))
                    .findFirst();
            boolean waits = verdict instanceof Verdict.Undecided undecided && undecided.isDiscovered();
            if (!(waits && options.forks() && isCompiled(walk))) {
                walk.settle(verdict);
            }
        } catch (UnreadableBuildException e) {
            walk.gaps.add(new Gap(e.input(), e.reason()));
        }
    }

    /** Finds a suite that has the class run, and is run itself. */
    private Optional<TestClass> suite(TestClass test, MavenBuild build, Path pom) {
        return suites.of(test).stream()
                .filter(suite -> suite.type().root().equals(test.type().root()))
                .filter(suite -> build.verdict(suite, pom) instanceof Verdict.Runs)
                .findFirst();
    }

    private MavenBuild build(Path pom) {
        Path root = MavenBuild.rootPom(pom, project);
        MavenBuild known = builds.get(root);
        if (known == null) {
            known = MavenBuild.of(root, project);
            builds.put(root, known);
        }
        return known;
    }

    /** Whether there is a class file of the test that is no older than its source. */
    private static boolean isCompiled(Walk walk) {
        return walk.module
                .flatMap(module -> module.classFile(walk.test.launched()))
                .map(file -> time(file) >= time(walk.test.type().file()))
                .orElse(false);
    }

    private static long time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UnreadableBuildException(file.getFileName().toString(), "cannot be read");
        }
    }

    /** Asks the test framework about the classes nothing stops so far. */
    private void discover(List<Walk> walks) {
        by(walks, walk -> walk.run.orElse(null)).forEach((run, some) -> {
            ForkPath path = ForkPath.of(run);
            if (!path.isWhole()) {
                some.forEach(
                        walk -> walk.settle(new Verdict.Undecided(run.module().shownPom(), path.lack())));
                return;
            }
            Map<TestClass, Verdict> verdicts = verdicts(run, path, tests(some));
            some.forEach(walk -> {
                Verdict verdict = verdicts.getOrDefault(walk.test, Verdict.runs());
                walk.isDiscovered = !(verdict instanceof Verdict.Undecided);
                walk.settle(verdict);
            });
        });
    }

    private Map<TestClass, Verdict> verdicts(TestRun run, ForkPath path, List<TestClass> tests) {
        try {
            return new Discovery(run, path, jvm(run)).verdicts(tests);
        } catch (UnreadableBuildException e) {
            Map<TestClass, Verdict> verdicts = new HashMap<>();
            tests.forEach(test -> verdicts.put(test, new Verdict.Undecided(e.input(), e.reason())));
            return verdicts;
        }
    }

    private static List<TestClass> tests(List<Walk> walks) {
        return walks.stream().map(walk -> walk.test).toList();
    }

    /** Groups what is compiled and goes on; {@code null} stands for no group. */
    private static <K> Map<K, List<Walk>> by(List<Walk> walks, Function<Walk, @Nullable K> key) {
        Map<K, List<Walk>> groups = new LinkedHashMap<>();
        for (Walk walk : walks) {
            K group = walk.goesOn() && isCompiled(walk) ? key.apply(walk) : null;
            if (group != null) {
                groups.computeIfAbsent(group, one -> new ArrayList<>()).add(walk);
            }
        }
        return groups;
    }

    /** @throws UnreadableBuildException when a file of system properties cannot be read */
    private ForkedJvm jvm(TestRun run) {
        return new ForkedJvm(ForkOptions.of(run), options.limit());
    }

    private void executed(Walk walk) {
        if (!walk.goesOn()) {
            return;
        }
        try {
            Execution.Ran ran = new Execution(walk.module.orElseThrow(), options.needsReports()).of(walk.test);
            walk.ran = Optional.of(ran);
            ran.doubt().ifPresent(doubt -> walk.stop(Defect.Stage.EXECUTED, doubt, Where.NOWHERE, ""));
        } catch (UnreadableBuildException e) {
            walk.gaps.add(new Gap(e.input(), e.reason()));
        }
    }

    /** Has the tests that use ArchUnit check their rules, and looks at what these are about. */
    private void look(List<Walk> walks) {
        List<Walk> some = walks.stream()
                .filter(walk -> walk.isDiscovered && UsesArchUnit.in(walk.test))
                .toList();
        by(some, walk -> walk.run.orElse(null)).forEach((run, group) -> {
            ForkPath path = ForkPath.of(run);
            MavenModule module = run.module();
            if (RuleLook.isPossible(module, run.models()) && path.isWhole()) {
                List<MavenModule> all = build(module.pom()).readable();
                Map<TestClass, RuleLook.Seen> seen = new RuleLook(module, path, jvm(run), all).look(tests(group));
                group.forEach(walk -> walk.rules = seen.getOrDefault(walk.test, RuleLook.Seen.NOTHING));
            }
        });
        Set<String> alive = some.stream()
                .flatMap(walk -> walk.rules.rules().stream())
                .filter(rule -> rule.objects() > 0)
                .map(CheckedRule::says)
                .collect(Collectors.toSet());
        some.forEach(walk -> add(walk, alive));
    }

    /** A rule that modules share may be about nothing in one of them, where it is told it may, while it is about something in another. */
    private static void add(Walk walk, Set<String> alive) {
        String pom = walk.module.map(MavenModule::shownPom).orElse("");
        walk.rules.gap().ifPresent(reason -> walk.gaps.add(new Gap(pom, reason)));
        for (CheckedRule.Weakness weakness : walk.rules.weaknesses()) {
            if (weakness.empty().filter(alive::contains).isEmpty()) {
                walk.stop(Defect.Stage.BITES, weakness.says(), weakness.where(), weakness.repair());
            }
        }
    }

    /** Finds reports of guards whose source is gone, in the modules that were looked at. */
    List<String> goneGuards(List<TestClass> known) {
        Set<String> names = known.stream().map(TestClass::name).collect(Collectors.toSet());
        Set<String> simple = known.stream().map(TestClass::simpleName).collect(Collectors.toSet());
        return modules.stream()
                .flatMap(module -> new TestReports(module).names().entrySet().stream())
                .filter(report -> !names.contains(report.getValue()) && !simple.contains(report.getValue()))
                .filter(report -> GuardHeuristic.named(CodeType.simpleName(report.getValue()))
                        .isPresent())
                .map(report -> "%s is a report of %s, which has no source"
                        .formatted(project.shown(report.getKey()), report.getValue()))
                .sorted()
                .toList();
    }
}
