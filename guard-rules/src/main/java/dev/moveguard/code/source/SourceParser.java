package dev.moveguard.code.source;

import dev.moveguard.code.source.SourceOutline.Annotation;
import dev.moveguard.code.source.SourceOutline.DeclaredField;
import dev.moveguard.code.source.SourceOutline.DeclaredMethod;
import dev.moveguard.code.source.SourceOutline.DeclaredType;
import dev.moveguard.code.source.SourceOutline.Supertype;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.InvalidInputException;
import org.eclipse.jdt.internal.compiler.CompilationResult;
import org.eclipse.jdt.internal.compiler.DefaultErrorHandlingPolicies;
import org.eclipse.jdt.internal.compiler.ast.ASTNode;
import org.eclipse.jdt.internal.compiler.ast.AbstractMethodDeclaration;
import org.eclipse.jdt.internal.compiler.ast.Argument;
import org.eclipse.jdt.internal.compiler.ast.CompilationUnitDeclaration;
import org.eclipse.jdt.internal.compiler.ast.FieldDeclaration;
import org.eclipse.jdt.internal.compiler.ast.ImportReference;
import org.eclipse.jdt.internal.compiler.ast.Initializer;
import org.eclipse.jdt.internal.compiler.ast.RecordComponent;
import org.eclipse.jdt.internal.compiler.ast.TypeDeclaration;
import org.eclipse.jdt.internal.compiler.ast.TypeReference;
import org.eclipse.jdt.internal.compiler.batch.CompilationUnit;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFileConstants;
import org.eclipse.jdt.internal.compiler.impl.CompilerOptions;
import org.eclipse.jdt.internal.compiler.parser.Parser;
import org.eclipse.jdt.internal.compiler.parser.Scanner;
import org.eclipse.jdt.internal.compiler.parser.TerminalToken;
import org.eclipse.jdt.internal.compiler.problem.ProblemReporter;
import org.jspecify.annotations.Nullable;

/** Reads the outline of one source file, at the newest language level. */
public final class SourceParser {
    private final SourceText source;
    private final List<DeclaredType> types = new ArrayList<>();

    SourceParser(SourceText source) {
        this.source = source;
    }

    /** Parses a source. It never fails: what the parser could not make out is told by {@code hasSyntaxErrors}. */
    public static SourceOutline outline(SourceText source) {
        return new SourceParser(source).outline();
    }

    /** Reads the package a source declares, and no further; empty for the unnamed one. */
    public static String packageName(SourceText source) {
        Scanner scanner = new Scanner();
        scanner.setSource(source.characters());
        StringBuilder name = new StringBuilder();
        try {
            if (scanner.getNextToken() == TerminalToken.TokenNamepackage) {
                TerminalToken next = scanner.getNextToken();
                while (next == TerminalToken.TokenNameIdentifier || next == TerminalToken.TokenNameDOT) {
                    name.append(scanner.getCurrentTokenString());
                    next = scanner.getNextToken();
                }
            }
        } catch (InvalidInputException e) {
            return ""; // compiling it tells what is wrong
        }
        return name.toString();
    }

    static CompilerOptions options() {
        CompilerOptions options = new ErrorsOnly(Map.of(
                CompilerOptions.OPTION_LineNumberAttribute, CompilerOptions.GENERATE,
                CompilerOptions.OPTION_SourceFileAttribute, CompilerOptions.GENERATE,
                CompilerOptions.OPTION_LocalVariableAttribute, CompilerOptions.GENERATE,
                CompilerOptions.OPTION_PreserveUnusedLocal, CompilerOptions.PRESERVE));
        long newest = ClassFileConstants.getLatestJDKLevel();
        options.complianceLevel = newest;
        options.sourceLevel = newest;
        options.targetJDK = newest;
        options.performMethodsFullRecovery = true;
        options.performStatementsRecovery = true;
        options.processAnnotations = false;
        options.produceReferenceInfo = true;
        return options;
    }

    /** Without warnings, which nobody reads and which take time to find. */
    private static final class ErrorsOnly extends CompilerOptions {
        ErrorsOnly(Map<String, String> settings) {
            super(settings);
            warningThreshold.clearAll();
            infoThreshold.clearAll();
        }
    }

    private SourceOutline outline() {
        CompilerOptions options = options();
        ProblemReporter reporter =
                new ProblemReporter(DefaultErrorHandlingPolicies.proceedWithAllProblems(), options, new LateProblems());
        CompilationUnit unit = new CompilationUnit(source.characters(), "Source.java", null);
        CompilationResult result = new CompilationResult(unit, 0, 1, Integer.MAX_VALUE);
        CompilationUnitDeclaration parsed = new Parser(reporter, false).dietParse(unit, result);
        String packageName = parsed.currentPackage == null ? "" : dotted(parsed.currentPackage.tokens);
        for (TypeDeclaration type : nonNull(parsed.types)) {
            add(type, packageName.isEmpty() ? "" : packageName + ".");
        }
        return new SourceOutline(
                packageName, imports(parsed, false), imports(parsed, true), types, result.hasSyntaxError);
    }

    private static List<String> imports(CompilationUnitDeclaration unit, boolean isStar) {
        List<String> names = new ArrayList<>();
        for (ImportReference reference : unit.imports == null ? new ImportReference[0] : unit.imports) {
            if (((reference.bits & ASTNode.OnDemand) != 0) == isStar && !reference.isStatic()) {
                names.add(dotted(reference.tokens));
            }
        }
        return names;
    }

    private static List<TypeDeclaration> nonNull(TypeDeclaration @Nullable [] types) {
        return types == null
                ? List.of()
                : Stream.of(types)
                        .filter(type -> type.name != null && type.name.length > 0)
                        .toList();
    }

    private void add(TypeDeclaration type, String prefix) {
        String name = prefix + new String(type.name);
        types.add(declared(type, name, source.span(type.sourceStart, type.sourceEnd)));
        nonNull(type.memberTypes).forEach(member -> add(member, name + "$"));
    }

    DeclaredType declared(TypeDeclaration type, String name, SourceText.Span at) {
        return new DeclaredType(
                name,
                at,
                annotations(type.annotations),
                supertypes(type),
                isInterface(type),
                (type.modifiers & ClassFileConstants.AccAbstract) != 0,
                fields(type),
                methods(type));
    }

    private static boolean isInterface(TypeDeclaration type) {
        int kind = TypeDeclaration.kind(type.modifiers);
        return kind == TypeDeclaration.INTERFACE_DECL || kind == TypeDeclaration.ANNOTATION_TYPE_DECL;
    }

    private static List<Supertype> supertypes(TypeDeclaration type) {
        List<Supertype> supertypes = new ArrayList<>();
        if (type.superclass != null) {
            supertypes.add(new Supertype(dotted(type.superclass.getTypeName()), false));
        }
        for (TypeReference parent : type.superInterfaces == null ? new TypeReference[0] : type.superInterfaces) {
            supertypes.add(new Supertype(dotted(parent.getTypeName()), true));
        }
        return supertypes;
    }

    private List<DeclaredField> fields(TypeDeclaration type) {
        List<DeclaredField> fields = new ArrayList<>();
        for (RecordComponent component :
                type.recordComponents == null ? new RecordComponent[0] : type.recordComponents) {
            fields.add(new DeclaredField(
                    new String(component.name),
                    source.span(component.sourceStart, component.sourceEnd),
                    source.span(component.type.sourceStart, end(component.type)),
                    annotations(component.annotations)));
        }
        for (FieldDeclaration field : type.fields == null ? new FieldDeclaration[0] : type.fields) {
            if (!(field instanceof Initializer) && field.name != null) {
                fields.add(field(field));
            }
        }
        return fields;
    }

    private DeclaredField field(FieldDeclaration field) {
        SourceText.Span name = source.span(field.sourceStart, field.sourceEnd);
        TypeReference type = field.type; // null: an enum constant
        return new DeclaredField(
                new String(field.name),
                name,
                type == null ? name : source.span(type.sourceStart, end(type)),
                annotations(field.annotations));
    }

    /** Where a type ends, its arguments and dimensions included. */
    int end(TypeReference type) {
        int end = type.sourceEnd;
        String text = source.text();
        int next = end + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next < text.length() && text.charAt(next) == '<' && text.charAt(end) != '>') {
            int depth = 0;
            for (int i = next; i < text.length(); i++) {
                depth += text.charAt(i) == '<' ? 1 : text.charAt(i) == '>' ? -1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return end;
    }

    private List<DeclaredMethod> methods(TypeDeclaration type) {
        List<DeclaredMethod> methods = new ArrayList<>();
        for (AbstractMethodDeclaration method :
                type.methods == null ? new AbstractMethodDeclaration[0] : type.methods) {
            if (method.isClinit() || method.isDefaultConstructor()) {
                continue;
            }
            methods.add(new DeclaredMethod(
                    method.isConstructor() ? "<init>" : new String(method.selector),
                    source.span(method.sourceStart, method.sourceStart + Math.max(method.selector.length, 1) - 1),
                    parameters(method),
                    method.isStatic(),
                    annotations(method.annotations)));
        }
        return methods;
    }

    private static List<String> parameters(AbstractMethodDeclaration method) {
        return Stream.of(method.arguments == null ? new Argument[0] : method.arguments)
                .map(argument -> argument.type)
                .map(type -> new String(type.getLastToken()) + "[]".repeat(type.dimensions()))
                .toList();
    }

    private List<Annotation> annotations(org.eclipse.jdt.internal.compiler.ast.Annotation @Nullable [] written) {
        List<Annotation> annotations = new ArrayList<>();
        for (org.eclipse.jdt.internal.compiler.ast.Annotation annotation :
                written == null ? new org.eclipse.jdt.internal.compiler.ast.Annotation[0] : written) {
            int end = Math.max(annotation.declarationSourceEnd, annotation.sourceEnd);
            annotations.add(new Annotation(
                    dotted(annotation.type.getTypeName()),
                    source.text()
                            .substring(
                                    annotation.sourceStart,
                                    Math.min(end + 1, source.text().length())),
                    source.span(annotation.sourceStart, end)));
        }
        return annotations;
    }

    private static String dotted(char[][] tokens) {
        return String.join(".", Stream.of(tokens).map(String::new).toList());
    }
}
