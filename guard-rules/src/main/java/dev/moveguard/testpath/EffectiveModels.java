package dev.moveguard.testpath;

import dev.moveguard.rule.Project;
import java.io.EOFException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelBuilder;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingResult;
import org.apache.maven.model.building.ModelProblem;
import org.apache.maven.model.building.ModelProblemCollector;
import org.apache.maven.model.io.ModelParseException;
import org.apache.maven.model.plugin.LifecycleBindingsInjector;
import org.apache.maven.model.validation.DefaultModelValidator;
import org.apache.maven.model.validation.ModelValidator;
import org.jspecify.annotations.Nullable;

/** Computes effective models with Maven's own model builder, each POM once. */
final class EffectiveModels {
    /**
     * A POM with all it inherits.
     *
     * @param activeProfiles ids of the profiles of the POM itself that are active
     */
    record Effective(Model model, Set<String> activeProfiles) {
        Effective {
            activeProfiles = Set.copyOf(activeProfiles);
        }
    }

    private static final Set<String> MACHINE = Set.of("java", "os", "user", "file", "path", "line");

    private final Project project;
    private final MavenConfig config;
    private final OfflineResolver resolver;
    private final ModelBuilder builder = new Factory().newInstance();
    private final Map<Path, Supplier<Effective>> modules = new HashMap<>();
    private final IdentityHashMap<Model, TestClassPath> classPaths = new IdentityHashMap<>();
    private @Nullable ClassPathResolver classPathResolver;

    EffectiveModels(Project project, MavenConfig config, OfflineResolver resolver) {
        this.project = project;
        this.config = config;
        this.resolver = resolver;
    }

    /**
     * Computes the effective model of a module.
     *
     * @throws UnreadableBuildException when it or something it inherits from cannot be read; the same each time
     */
    Effective of(Path pom) {
        return known(pom).get();
    }

    private Supplier<Effective> known(Path pom) {
        Supplier<Effective> known = modules.get(pom);
        if (known == null) {
            known = once(pom);
            modules.put(pom, known);
        }
        return known;
    }

    /** Returns what the tests of a module see. */
    TestClassPath classPath(Model module) {
        TestClassPath known = classPaths.get(module);
        if (known == null) {
            known = classPaths().of(module);
            classPaths.put(module, known);
        }
        return known;
    }

    /** Returns what finds jars; made when first asked for, which takes a moment. */
    ClassPathResolver classPaths() {
        ClassPathResolver made = classPathResolver;
        if (made == null) {
            made = new ClassPathResolver(
                    resolver.repository(), new ModuleWorkspace(resolver.modules(), pom -> of(pom).model()));
            classPathResolver = made;
        }
        return made;
    }

    LocalRepository repository() {
        return resolver.repository();
    }

    private Supplier<Effective> once(Path pom) {
        try {
            Effective effective = build(pom);
            return () -> effective;
        } catch (UnreadableBuildException e) {
            return () -> {
                throw e;
            };
        }
    }

    private Effective build(Path pom) {
        resolver.takeMissing();
        try {
            ModelBuildingResult result = builder.build(request(pom));
            List<Profile> active =
                    result.getActivePomProfiles(result.getModelIds().get(0));
            return new Effective(
                    result.getEffectiveModel(),
                    active.stream().map(Profile::getId).collect(Collectors.toSet()));
        } catch (ModelBuildingException e) {
            throw unreadable(pom, e.getProblems());
        } catch (RuntimeException | StackOverflowError e) { // a POM that the builder was not made for
            throw new UnreadableBuildException(project.shown(pom), "cannot be read: " + e);
        }
    }

    private ModelBuildingRequest request(Path pom) {
        DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
        request.setPomFile(pom.toFile());
        request.setModelSource(new FileModelSource(pom.toFile()));
        request.setModelResolver(resolver);
        request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL);
        request.setProcessPlugins(true);
        request.setLocationTracking(true);
        request.setSystemProperties(machine());
        request.setUserProperties(config.userProperties());
        request.setProfiles(new ArrayList<>(config.settings().profiles()));
        List<String> active = new ArrayList<>(config.profiles());
        active.addAll(config.settings().activeProfiles());
        request.setActiveProfileIds(active);
        request.setInactiveProfileIds(config.deniedProfiles());
        return request;
    }

    /** What profiles may ask of the machine: the JDK, the system and the environment, not how this process was started. */
    static Properties machine() {
        Properties machine = new Properties();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.indexOf('.') > 0 && MACHINE.contains(name.substring(0, name.indexOf('.'))))
                .forEach(name -> machine.setProperty(name, System.getProperty(name, "")));
        System.getenv().forEach((name, value) -> machine.setProperty("env." + name, value));
        return machine;
    }

    private UnreadableBuildException unreadable(Path pom, List<ModelProblem> problems) {
        Set<String> missing = resolver.takeMissing();
        if (!missing.isEmpty()) {
            return new UnreadableBuildException(
                    project.shown(pom),
                    "needs the parent %s, which is not in the local repository".formatted(String.join(", ", missing)));
        }
        ModelProblem worst = problems.stream()
                .filter(problem -> problem.getSeverity() != ModelProblem.Severity.WARNING)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("failed without a problem"));
        return unreadable(pom, worst);
    }

    private UnreadableBuildException unreadable(Path pom, ModelProblem problem) {
        String message = String.valueOf(problem.getMessage()).replace(project.root() + File.separator, "");
        if (problem.getException() instanceof ModelParseException parse) {
            return new UnreadableBuildException(
                    source(pom, problem),
                    "is malformed at %s:%s".formatted(parse.getLineNumber(), parse.getColumnNumber()));
        }
        return problem.getException() instanceof EOFException
                ? new UnreadableBuildException(source(pom, problem), "ends too early")
                : new UnreadableBuildException(project.shown(pom), "cannot be read: " + message);
    }

    private String source(Path pom, ModelProblem problem) {
        String source = problem.getSource();
        return source != null && source.startsWith(project.root().toString())
                ? project.shown(Path.of(source))
                : project.shown(pom);
    }

    /**
     * Reads a POM alone, without what it inherits.
     *
     * @throws UnreadableBuildException when it is malformed
     */
    Model raw(Path pom) {
        var result = builder.buildRawModel(pom.toFile(), ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL, true);
        if (result.hasErrors()) {
            for (ModelProblem problem : result.getProblems()) {
                throw unreadable(pom, problem);
            }
        }
        return result.get();
    }

    /** Adds what Maven's core adds to its model builder, and does not ask for what only resolution needs. */
    private static final class Factory extends DefaultModelBuilderFactory {
        @Override
        protected LifecycleBindingsInjector newLifecycleBindingsInjector() {
            return new LifecycleBindings();
        }

        @Override
        protected ModelValidator newModelValidator() {
            return new DefaultModelValidator(newModelVersionPropertiesProcessor()) {
                @Override
                public void validateEffectiveModel(
                        Model model, ModelBuildingRequest request, ModelProblemCollector problems) {}
            };
        }
    }
}
