package dev.moveguard.code.source;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jdt.internal.compiler.CompilationResult;
import org.eclipse.jdt.internal.compiler.ast.ASTNode;
import org.eclipse.jdt.internal.compiler.ast.CompilationUnitDeclaration;
import org.eclipse.jdt.internal.compiler.ast.ImportReference;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFileConstants;
import org.eclipse.jdt.internal.compiler.env.ICompilationUnit;
import org.eclipse.jdt.internal.compiler.parser.Parser;
import org.eclipse.jdt.internal.compiler.problem.ProblemReporter;

/**
 * Writes {@code import module M} out, as imports of all packages that the module exports: sources are compiled without modules.
 *
 * <p>A type that another import with a star brings as well is imported by its name, because that one shadows those of a module. A source
 * without a class around its members imports java.base.
 */
final class ModuleImports extends Parser {
    private static final char[][] BASE = {"java".toCharArray(), "base".toCharArray()};

    private final Predicate<String> isType;

    /** @param isType whether there is a type of a qualified name */
    ModuleImports(ProblemReporter reporter, boolean parsesLiterals, Predicate<String> isType) {
        super(reporter, parsesLiterals);
        this.isType = isType;
    }

    @Override
    public CompilationUnitDeclaration parse(ICompilationUnit unit, CompilationResult result) {
        CompilationUnitDeclaration parsed = super.parse(unit, result);
        if (parsed.isSimpleCompilationUnit()) { // a source without a class around its members imports this by itself
            parsed.imports = Stream.concat(
                            Stream.ofNullable(parsed.imports).flatMap(Stream::of),
                            Stream.of(new ImportReference(
                                    BASE, new long[BASE.length], true, ClassFileConstants.AccModule)))
                    .toArray(ImportReference[]::new);
        }
        if (parsed.imports != null && Stream.of(parsed.imports).anyMatch(ModuleImports::isOfModule)) {
            parsed.imports = writtenOut(parsed, unit).toArray(new ImportReference[0]);
        }
        return parsed;
    }

    static boolean isOfModule(ImportReference reference) {
        return (reference.modifiers & ClassFileConstants.AccModule) != 0;
    }

    private List<ImportReference> writtenOut(CompilationUnitDeclaration parsed, ICompilationUnit unit) {
        List<ImportReference> all = new ArrayList<>();
        for (ImportReference reference : parsed.imports) {
            if (!isOfModule(reference)) {
                all.add(reference);
                continue;
            }
            Set<String> packages = packages(dotted(reference.tokens));
            packages.forEach(name -> all.add(reference(name, true, reference)));
            shadowing(parsed, unit, packages).forEach(name -> all.add(reference(name, false, reference)));
        }
        return all;
    }

    private Stream<String> shadowing(CompilationUnitDeclaration parsed, ICompilationUnit unit, Set<String> packages) {
        String own = parsed.currentPackage == null ? "" : dotted(parsed.currentPackage.tokens) + ".";
        List<String> stars = Stream.of(parsed.imports)
                .filter(one -> (one.bits & ASTNode.OnDemand) != 0 && !one.isStatic() && !isOfModule(one))
                .map(one -> dotted(one.tokens))
                .toList();
        Set<String> named = new TreeSet<>();
        Stream.of(parsed.imports).forEach(one -> named.add(new String(one.getSimpleName())));
        return stars.isEmpty()
                ? Stream.empty()
                : Arrays.stream(new String(unit.getContents()).split("\\W+"))
                        .filter(word -> !word.isEmpty() && Character.isUpperCase(word.charAt(0)))
                        .distinct()
                        .filter(word -> !named.contains(word) && !isType.test(own + word))
                        .filter(word -> packages.stream().anyMatch(name -> isType.test(name + "." + word)))
                        .flatMap(word -> stars.stream()
                                .map(star -> star + "." + word)
                                .filter(isType)
                                .limit(1));
    }

    private static ImportReference reference(String name, boolean isStar, ImportReference from) {
        char[][] tokens = Stream.of(name.split("\\.")).map(String::toCharArray).toArray(char[][]::new);
        long[] positions = new long[tokens.length];
        Arrays.fill(positions, from.sourcePositions[0]);
        ImportReference reference = new ImportReference(tokens, positions, isStar, ClassFileConstants.AccDefault);
        reference.declarationSourceStart = from.declarationSourceStart;
        reference.declarationSourceEnd = from.declarationSourceEnd;
        reference.declarationEnd = from.declarationEnd;
        return reference;
    }

    /** Returns the packages that a module of the JDK exports, and those of the modules it stands for; of others nothing is known. */
    private static Set<String> packages(String moduleName) {
        Set<String> packages = new TreeSet<>();
        addPackages(moduleName, packages, new TreeSet<>());
        return packages;
    }

    private static void addPackages(String moduleName, Set<String> packages, Set<String> seen) {
        Optional<ModuleDescriptor> module =
                ModuleLayer.boot().findModule(moduleName).map(Module::getDescriptor);
        if (module.isPresent() && seen.add(moduleName)) {
            module.get().exports().stream()
                    .filter(exported -> !exported.isQualified())
                    .forEach(exported -> packages.add(exported.source()));
            module.get().requires().stream()
                    .filter(ModuleImports::isTransitive)
                    .forEach(required -> addPackages(required.name(), packages, seen));
        }
    }

    /** Compares names: modules from the class data archive of Java 17 have constants of their own. */
    private static boolean isTransitive(Requires required) {
        return required.modifiers().stream()
                .anyMatch(modifier -> modifier.name().equals("TRANSITIVE"));
    }

    private static String dotted(char[][] tokens) {
        return String.join(".", Stream.of(tokens).map(String::new).toList());
    }
}
