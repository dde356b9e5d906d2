package dev.moveguard.code.source;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jdt.core.compiler.InvalidInputException;
import org.eclipse.jdt.internal.compiler.CompilationResult;
import org.eclipse.jdt.internal.compiler.DefaultErrorHandlingPolicies;
import org.eclipse.jdt.internal.compiler.ast.AbstractMethodDeclaration;
import org.eclipse.jdt.internal.compiler.ast.CompilationUnitDeclaration;
import org.eclipse.jdt.internal.compiler.ast.FieldDeclaration;
import org.eclipse.jdt.internal.compiler.ast.TypeDeclaration;
import org.eclipse.jdt.internal.compiler.batch.CompilationUnit;
import org.eclipse.jdt.internal.compiler.impl.CompilerOptions;
import org.eclipse.jdt.internal.compiler.parser.Parser;
import org.eclipse.jdt.internal.compiler.parser.Scanner;
import org.eclipse.jdt.internal.compiler.parser.TerminalToken;
import org.eclipse.jdt.internal.compiler.problem.ProblemReporter;

/** The words of what a source declares, without comments and white space: two sources that say the same have the same. */
public final class SourceMembers {
    private final char[] source;
    private final Map<String, String> words = new HashMap<>();

    private SourceMembers(char[] source) {
        this.source = source;
    }

    /**
     * Returns the words of each type, under its qualified name with dots, and of each member, under {@code Type#name}; all
     * overloads of a name together.
     */
    public static Map<String, String> of(SourceText text) {
        SourceMembers members = new SourceMembers(text.characters());
        members.read();
        return Map.copyOf(members.words);
    }

    private void read() {
        CompilerOptions options = SourceParser.options();
        ProblemReporter reporter =
                new ProblemReporter(DefaultErrorHandlingPolicies.proceedWithAllProblems(), options, new LateProblems());
        CompilationUnit unit = new CompilationUnit(source, "Source.java", null);
        CompilationResult result = new CompilationResult(unit, 0, 1, Integer.MAX_VALUE);
        CompilationUnitDeclaration parsed = new Parser(reporter, false).dietParse(unit, result);
        String prefix = parsed.currentPackage == null
                ? ""
                : String.join(
                                ".",
                                java.util.Arrays.stream(parsed.currentPackage.tokens)
                                        .map(String::new)
                                        .toList()) + ".";
        for (TypeDeclaration type : parsed.types == null ? new TypeDeclaration[0] : parsed.types) {
            add(type, prefix);
        }
    }

    private void add(TypeDeclaration type, String prefix) {
        String name = prefix + new String(type.name);
        words.put(name, words(type.declarationSourceStart, type.declarationSourceEnd));
        for (FieldDeclaration field : type.fields == null ? new FieldDeclaration[0] : type.fields) {
            if (field.name != null) {
                add(name, new String(field.name), field.declarationSourceStart, field.declarationSourceEnd);
            }
        }
        for (AbstractMethodDeclaration method :
                type.methods == null ? new AbstractMethodDeclaration[0] : type.methods) {
            String called = method.isConstructor() ? "new" : new String(method.selector);
            add(name, called, method.declarationSourceStart, method.declarationSourceEnd);
        }
        for (TypeDeclaration nested : type.memberTypes == null ? new TypeDeclaration[0] : type.memberTypes) {
            add(nested, name + ".");
        }
    }

    private void add(String type, String member, int start, int end) {
        words.merge(type + "#" + member, words(start, end), (one, other) -> one + "\n" + other);
    }

    private String words(int start, int end) {
        Scanner scanner = new Scanner();
        scanner.sourceLevel = SourceParser.options().sourceLevel;
        scanner.complianceLevel = SourceParser.options().complianceLevel;
        scanner.setSource(source);
        scanner.resetTo(Math.max(0, start), Math.min(end, source.length - 1));
        StringBuilder text = new StringBuilder();
        try {
            while (scanner.getNextToken() != TerminalToken.TokenNameEOF) {
                text.append(scanner.getCurrentTokenSource()).append(' ');
            }
        } catch (InvalidInputException e) {
            return new String(source, Math.max(0, start), Math.max(0, end - start)); // as it is written, then
        }
        return text.toString();
    }
}
