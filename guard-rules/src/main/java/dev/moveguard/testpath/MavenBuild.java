package dev.moveguard.testpath;

import dev.moveguard.rule.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Maven build of the project, from its root POM down. */
final class MavenBuild {
    private final PomLocations locations;
    private final MavenConfig config;
    private final EffectiveModels models;
    private final Reactor reactor;
    private @Nullable List<MavenModule> modules;

    private MavenBuild(PomLocations locations, MavenConfig config, EffectiveModels models, Reactor reactor) {
        this.locations = locations;
        this.config = config;
        this.models = models;
        this.reactor = reactor;
    }

    /** Reads a build; only what every module depends on is read at once. */
    static MavenBuild of(Path uppermost, Project project) {
        MavenConfig config = MavenConfig.of(uppermost.resolveSibling(""), project);
        Path rootPom = config.startingPom().orElse(uppermost);
        LocalRepository repository = LocalRepository.of(config);
        PomLocations locations = new PomLocations(project, repository.folder());
        EffectiveModels alone = new EffectiveModels(
                project, config, new OfflineResolver((key, version) -> Optional.empty(), repository));
        Reactor reactor = Reactor.read(rootPom, locations, alone::raw);
        EffectiveModels models = new EffectiveModels(project, config, new OfflineResolver(reactor::find, repository));
        return new MavenBuild(locations, config, models, reactor);
    }

    /** Finds the nearest POM at or above a folder, within the project. */
    static Optional<Path> nearestPom(Path folder, Project project) {
        for (Path at = folder; at != null && at.startsWith(project.root()); at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("pom.xml"))) {
                return Optional.of(at.resolve("pom.xml"));
            }
        }
        return Optional.empty();
    }

    /** Finds the POM a build starts from: the uppermost one on the way to the project's root. */
    static Path rootPom(Path pom, Project project) {
        Path root = pom;
        for (Path at = pom.getParent(); at != null && at.startsWith(project.root()); at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("pom.xml"))) {
                root = at.resolve("pom.xml");
            }
        }
        return root;
    }

    /** Returns the POMs that a build of the root comes to. */
    List<Path> poms() {
        return reactor.poms().stream()
                .filter(pom -> reactor.lists(
                                pom, shown(pom, ""), file -> models.of(file).activeProfiles())
                        instanceof Verdict.Runs)
                .toList();
    }

    /** @throws UnreadableBuildException when its POM or one it inherits from cannot be read */
    MavenModule module(Path pom) {
        EffectiveModels.Effective effective = models.of(pom);
        return new MavenModule(
                pom, shown(pom, effective.model().getArtifactId()), effective.model(), config, locations);
    }

    /** @throws UnreadableBuildException when its POM or one it inherits from cannot be read */
    TestClassPath.Files classPath(Path pom) {
        return models.classPath(models.of(pom).model()).files();
    }

    LocalRepository repository() {
        return models.repository();
    }

    private String shown(Path pom, String artifactId) {
        String folder = locations.project().shown(pom.resolveSibling(""));
        return folder.isEmpty() ? artifactId : folder;
    }

    /** Tells whether the build would run a test class of a module. */
    Verdict verdict(TestClass test, Path pom) {
        return listed(pom).then(() -> selected(pom)).then(() -> verdict(test, module(pom)));
    }

    private Verdict listed(Path pom) {
        Verdict listed =
                reactor.lists(pom, shown(pom, ""), file -> models.of(file).activeProfiles());
        Optional<Setting> start = config.reactor().file();
        boolean isElsewhere =
                listed instanceof Verdict.NotRun && !reactor.poms().contains(pom);
        return start.isPresent() && isElsewhere ? elsewhere(start.get(), pom) : listed;
    }

    /** A build that starts at another POM than the uppermost one comes to fewer modules. */
    private Verdict elsewhere(Setting start, Path pom) {
        return Verdict.notRun(
                        "-f %s starts the build at a POM that does not lead to module %s%s"
                                .formatted(
                                        start.value(),
                                        shown(pom, ""),
                                        start.where().inBrackets()),
                        start.where())
                .repair("remove -f from .mvn/maven.config, or list the module below that POM");
    }

    private Verdict selected(Path pom) {
        return config.reactor().selectsAll()
                ? Verdict.runs()
                : new ProjectSelection(config.reactor(), reactor.root().resolveSibling(""), modules())
                        .verdict(module(pom));
    }

    /** Returns the modules whose POM can be read; the others are told of where their own tests are judged. */
    List<MavenModule> readable() {
        return poms().stream().flatMap(pom -> readable(pom).stream()).toList();
    }

    private Optional<MavenModule> readable(Path pom) {
        try {
            return Optional.of(module(pom));
        } catch (UnreadableBuildException e) {
            return Optional.empty();
        }
    }

    private List<MavenModule> modules() {
        List<MavenModule> known = modules;
        if (known == null) {
            known = poms().stream().map(this::module).toList();
            modules = known;
        }
        return known;
    }

    /** Judges how a module of the build runs a class. */
    private Verdict verdict(TestClass test, MavenModule module) {
        List<TestRun> runs = runs(module);
        String packaging = module.model().getPackaging();
        if (runs.isEmpty() && LifecycleBindings.knows(packaging)) {
            Where where = module.locations().of(module.model(), "packaging");
            return Verdict.notRun(
                            "module %s has packaging %s, which runs no tests%s"
                                    .formatted(module.shown(), packaging, where.inBrackets()),
                            where)
                    .repair("give the module packaging jar");
        }
        if (runs.isEmpty()) {
            return new Verdict.Undecided(
                    module.shownPom(), "has packaging %s, which is not known".formatted(packaging));
        }
        return new Compilation(module).verdict(test).then(() -> ran(test, module, runs));
    }

    /** Returns what may run tests in a module, in the order of the build. */
    List<TestRun> runs(MavenModule module) {
        return Stream.of(TestPlugin.values())
                .flatMap(plugin -> module.runs(plugin.artifactId(), plugin.goal()).stream()
                        .map(run -> new TestRun(module, run, plugin, models)))
                .toList();
    }

    /** One execution that runs the class is enough; else the one that comes nearest tells why not. */
    private static Verdict ran(TestClass test, MavenModule module, List<TestRun> runs) {
        Verdict verdict = null;
        for (TestRun run : runs) {
            verdict = verdict == null ? run.verdict(test) : either(test, verdict, run);
        }
        boolean hasFailsafe = runs.stream().anyMatch(run -> run.plugin() == TestPlugin.FAILSAFE);
        return verdict instanceof Verdict.NotRun not && !hasFailsafe && isNamedForFailsafe(test)
                ? not.repair("bind Failsafe's goals integration-test and verify in module %s, or rename the class"
                        .formatted(module.shown()))
                : Objects.requireNonNull(verdict);
    }

    /** Of two reasons the one counts that is not about the name: its execution is the one that is meant for the class. */
    private static Verdict either(TestClass test, Verdict first, TestRun next) {
        if (first instanceof Verdict.Runs) {
            return first;
        }
        Verdict second = next.verdict(test);
        boolean isMeant = second instanceof Verdict.NotRun
                && first instanceof Verdict.NotRun
                && (new SurefireSelection(next).verdict(test) instanceof Verdict.Runs
                        || next.plugin() == TestPlugin.FAILSAFE && isNamedForFailsafe(test));
        return isMeant ? second : first.or(() -> second);
    }

    private static boolean isNamedForFailsafe(TestClass test) {
        return test.simpleName().matches("IT.*|.*IT|.*ITCase");
    }
}
