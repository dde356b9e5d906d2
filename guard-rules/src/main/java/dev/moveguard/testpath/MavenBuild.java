package dev.moveguard.testpath;

import dev.moveguard.rule.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Maven build of the project, from its root POM down. */
final class MavenBuild {
    private final PomLocations locations;
    private final MavenConfig config;
    private final EffectiveModels models;
    private final Reactor reactor;

    private MavenBuild(PomLocations locations, MavenConfig config, EffectiveModels models, Reactor reactor) {
        this.locations = locations;
        this.config = config;
        this.models = models;
        this.reactor = reactor;
    }

    /** Reads a build; only what every module depends on is read at once. */
    static MavenBuild of(Path rootPom, Project project) {
        MavenConfig config = MavenConfig.of(rootPom.resolveSibling(""), project);
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

    /** @throws UnreadableBuildException when its POM or one it inherits from cannot be read */
    MavenModule module(Path pom) {
        EffectiveModels.Effective effective = models.of(pom);
        return new MavenModule(
                pom, shown(pom, effective.model().getArtifactId()), effective.model(), config, locations);
    }

    private String shown(Path pom, String artifactId) {
        String folder = locations.project().shown(pom.resolveSibling(""));
        return folder.isEmpty() ? artifactId : folder;
    }

    /** Tells whether the build would run a test class of a module. */
    Verdict verdict(TestClass test, Path pom) {
        return reactor.lists(pom, shown(pom, ""), file -> models.of(file).activeProfiles())
                .then(() -> verdict(test, module(pom)));
    }

    private Verdict verdict(TestClass test, MavenModule module) {
        List<GoalRun> runs = module.runs(MavenModule.SUREFIRE, "test");
        String packaging = module.model().getPackaging();
        if (runs.isEmpty() && LifecycleBindings.knows(packaging)) {
            Where where = module.locations().of(module.model(), "packaging");
            return Verdict.notRun(
                    "module %s has packaging %s, which runs no tests%s"
                            .formatted(module.shown(), packaging, where.inBrackets()),
                    where);
        }
        if (runs.isEmpty()) {
            return new Verdict.Undecided(
                    module.shownPom(), "has packaging %s, which is not known".formatted(packaging));
        }
        return new Compilation(module).verdict(test).then(() -> ran(test, module, runs));
    }

    private Verdict ran(TestClass test, MavenModule module, List<GoalRun> runs) {
        Verdict verdict = new SurefireRun(module, runs.get(0), models).verdict(test);
        for (GoalRun run : runs.subList(1, runs.size())) {
            verdict = verdict.or(() -> new SurefireRun(module, run, models).verdict(test));
        }
        boolean isLeft = verdict instanceof Verdict.NotRun && usesFailsafe(module);
        return isLeft
                ? new Verdict.Undecided(
                        module.shownPom(),
                        "uses Failsafe, which may run %s and is not judged".formatted(test.simpleName()))
                : verdict;
    }

    private static boolean usesFailsafe(MavenModule module) {
        return module.runs(MavenModule.FAILSAFE, "integration-test").stream().anyMatch(GoalRun::isBound);
    }
}
