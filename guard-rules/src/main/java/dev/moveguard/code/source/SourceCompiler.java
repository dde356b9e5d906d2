package dev.moveguard.code.source;

import dev.moveguard.code.bytecode.JdkLibrary;
import dev.moveguard.code.source.CompiledSource.CompiledClass;
import dev.moveguard.code.source.CompiledSource.Obstacle;
import dev.moveguard.code.source.CompiledSource.StandIn;
import dev.moveguard.code.source.SourceText.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.CategorizedProblem;
import org.eclipse.jdt.core.compiler.CharOperation;
import org.eclipse.jdt.core.compiler.IProblem;
import org.eclipse.jdt.internal.compiler.CompilationResult;
import org.eclipse.jdt.internal.compiler.Compiler;
import org.eclipse.jdt.internal.compiler.DefaultErrorHandlingPolicies;
import org.eclipse.jdt.internal.compiler.batch.CompilationUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compiles sources in memory, as far as they can be understood without their build.
 *
 * <p>A library that is not there does not stop it: a type that is imported by name stands as an empty one, so that fields
 * keep their types, and a method that needs more than its name becomes one that cannot be analysed. Only a syntax error, or
 * a type whose full name cannot be told, makes a file unreadable.
 */
public final class SourceCompiler {
    private static final int MOST_CRASHES = 20;
    /** Errors after which a declaration is missing, or names a type whose full name is not known. */
    private static final Set<Integer> UNKNOWN = Set.of(
            IProblem.UndefinedType,
            IProblem.DuplicateTypes,
            IProblem.HierarchyCircularity,
            IProblem.NonGenericType,
            IProblem.IncorrectArityForParameterizedType);

    private final JdkLibrary jdk;
    private final Function<String, byte @Nullable []> classBytes;
    private final Collection<String> classNames;
    private final Collection<StandIn> standIns;

    /**
     * @param classBytes finds the class file of a type that needs no compiling; null: there is none
     * @param classNames the names it knows
     * @param standIns what other sources tell of types that are nowhere to be found
     */
    public SourceCompiler(
            JdkLibrary jdk,
            Function<String, byte @Nullable []> classBytes,
            Collection<String> classNames,
            Collection<StandIn> standIns) {
        this.jdk = jdk;
        this.classBytes = classBytes;
        this.classNames = List.copyOf(classNames);
        this.standIns = List.copyOf(standIns);
    }

    /** Compiles the sources together. */
    public Map<Path, CompiledSource> compile(Map<Path, SourceText> sources) {
        Map<Path, SourceText> open = new LinkedHashMap<>(sources);
        Map<Path, CompiledSource> compiled = new LinkedHashMap<>();
        Run run = attempt(open, Map.of(), compiled);
        Map<Path, Set<String>> missing = run.namesBroughtByStars();
        if (!missing.isEmpty()) {
            run = attempt(open, missing, compiled);
        }
        compiled.putAll(run.compiled());
        return compiled;
    }

    /** Compiles what can be compiled; a source that breaks the compiler is told and taken out of {@code open}. */
    private Run attempt(Map<Path, SourceText> open, Map<Path, Set<String>> missing, Map<Path, CompiledSource> broken) {
        Run run = new Run(open, missing);
        for (int crashes = 0; !open.isEmpty() && !run.succeeds(); crashes++) {
            CompiledSource crashed = CompiledSource.broken("cannot be compiled: " + run.crash());
            Path culprit = run.culprit().orElse(null);
            if (culprit == null || crashes == MOST_CRASHES) {
                open.keySet().forEach(file -> broken.put(file, crashed));
                open.clear();
            } else {
                broken.put(culprit, crashed);
                open.remove(culprit);
            }
            run = new Run(open, missing);
        }
        return run;
    }

    /** One attempt to compile all sources, in a thread with a stack for deeply nested code. */
    private final class Run {
        private final Map<Path, SourceText> sources;
        private final Map<String, Path> files = new HashMap<>();
        private final Map<Path, SourceOutline> outlines = new HashMap<>();
        private final Map<Path, List<StandIn>> told = new HashMap<>();
        private final List<CompilationResult> results = new ArrayList<>();
        private final StubEnvironment environment;
        private final CompilationUnit[] units;
        private @Nullable Compiler compiler;
        private @Nullable Throwable crash;

        /** @param missing names each source needs from packages it imports with a star */
        Run(Map<Path, SourceText> sources, Map<Path, Set<String>> missing) {
            this.sources = Map.copyOf(sources);
            environment = new StubEnvironment(jdk, classBytes, classNames);
            standIns.forEach(environment::learn);
            List<CompilationUnit> all = new ArrayList<>();
            sources.forEach((file, text) -> {
                SourceOutline outline = SourceParser.outline(text);
                outlines.put(file, outline);
                StandIns own = new StandIns();
                own.learn(outline, text.text());
                missing.getOrDefault(file, Set.of()).forEach(name -> own.learn(name, outline, text.text()));
                told.put(file, own.all());
                environment.learn(outline, own.all());
                files.put(file.toString(), file);
                all.add(new CompilationUnit(withoutOverrides(text), file.toString(), null));
            });
            units = all.toArray(new CompilationUnit[0]);
        }

        /** Blanks a mark that can only be wrong about types that are not there. Offsets stay as they are. */
        private char[] withoutOverrides(SourceText text) {
            return text.text().replace("@Override", "         ").toCharArray();
        }

        /**
         * Returns, for each source, the full names of types it could not resolve and that must come from the one unknown package it
         * imports with a star.
         */
        Map<Path, Set<String>> namesBroughtByStars() {
            Map<Path, Set<String>> names = new HashMap<>();
            for (CompilationResult result : results) {
                Path file = files.get(new String(result.getFileName()));
                SourceOutline outline = file == null ? null : outlines.get(file);
                List<String> unknown = outline == null
                        ? List.of()
                        : outline.starImports().stream()
                                .filter(environment::isUnknown)
                                .toList();
                if (file == null || unknown.size() != 1 || result.getErrors() == null) {
                    continue;
                }
                for (CategorizedProblem error : result.getErrors()) {
                    if (error.getID() == IProblem.UndefinedType && error.getArguments().length > 0) {
                        names.computeIfAbsent(file, key -> new TreeSet<>())
                                .add(unknown.get(0) + "." + error.getArguments()[0]);
                    }
                }
            }
            return names;
        }

        boolean succeeds() {
            DeepStack.run("compile sources", this::compile);
            return crash == null;
        }

        private void compile() {
            try {
                compiler =
                        new Compiler(
                                environment,
                                DefaultErrorHandlingPolicies.proceedWithAllProblems(),
                                SourceParser.options(),
                                results::add,
                                new LateProblems()) {
                            @Override
                            public void initializeParser() {
                                parser = new ModuleImports(
                                        problemReporter, options.parseLiteralExpressionsAsConstants, Run.this::isType);
                            }
                        };
                compiler.compile(units);
            } catch (RuntimeException | StackOverflowError e) {
                crash = e; // told for the file at fault by the caller, which goes on without it
            }
        }

        private boolean isType(String name) {
            return environment.isType(name)
                    || outlines.values().stream()
                            .anyMatch(outline -> outline.type(name).isPresent());
        }

        String crash() {
            return String.valueOf(crash == null ? null : crash.getClass().getSimpleName());
        }

        Optional<Path> culprit() {
            return Optional.ofNullable(compiler)
                    .map(c -> c.lookupEnvironment.unitBeingCompleted)
                    .map(unit -> files.get(new String(unit.getFileName())));
        }

        Map<Path, CompiledSource> compiled() {
            Map<Path, CompiledSource> compiled = new LinkedHashMap<>();
            for (CompilationResult result : results) {
                Path file = files.get(new String(result.getFileName()));
                if (file != null) {
                    compiled.put(file, compiled(file, result));
                }
            }
            return compiled;
        }

        private CompiledSource compiled(Path file, CompilationResult result) {
            List<Obstacle> obstacles = obstacle(result).stream()
                    .map(error -> new Obstacle(span(file, error), error.getMessage(), isSyntax(error)))
                    .toList();
            List<CompiledClass> classes = result.hasSyntaxError
                    ? List.of()
                    : Stream.of(result.getClassFiles())
                            .map(type ->
                                    new CompiledClass(new String(type.fileName()).replace('/', '.'), type.getBytes()))
                            .toList();
            return new CompiledSource(
                    classes,
                    obstacles,
                    references(result),
                    result.hasErrors() ? qualified(result) : Set.of(),
                    told.getOrDefault(file, List.of()));
        }

        private static Set<String> references(CompilationResult result) {
            return Stream.of(result.simpleNameReferences, result.rootReferences)
                    .filter(Objects::nonNull)
                    .flatMap(Stream::of)
                    .map(String::new)
                    .collect(Collectors.toSet());
        }

        private static Set<String> qualified(CompilationResult result) {
            return result.qualifiedReferences == null
                    ? Set.of()
                    : Stream.of(result.qualifiedReferences)
                            .map(name -> CharOperation.toString(name))
                            .collect(Collectors.toSet());
        }

        private @Nullable Span span(Path file, CategorizedProblem error) {
            SourceText text = sources.get(file);
            return text == null ? null : text.span(error.getSourceStart(), error.getSourceEnd());
        }

        private static boolean isSyntax(CategorizedProblem error) {
            return error.getCategoryID() == CategorizedProblem.CAT_SYNTAX;
        }

        /** Returns what keeps the declarations of a file from being known in full. */
        private Optional<CategorizedProblem> obstacle(CompilationResult result) {
            CategorizedProblem[] errors = result.getErrors();
            if (errors == null) {
                return Optional.empty();
            }
            for (CategorizedProblem error : errors) {
                if (isSyntax(error) || UNKNOWN.contains(error.getID())) {
                    return Optional.of(error);
                }
            }
            return Optional.empty();
        }
    }
}
