package dev.moveguard.code.source;

import dev.moveguard.code.source.SourceBodies.LocalType;
import dev.moveguard.code.source.SourceBodies.Statement;
import dev.moveguard.code.source.SourceText.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.internal.compiler.ASTVisitor;
import org.eclipse.jdt.internal.compiler.CompilationResult;
import org.eclipse.jdt.internal.compiler.DefaultErrorHandlingPolicies;
import org.eclipse.jdt.internal.compiler.ast.ASTNode;
import org.eclipse.jdt.internal.compiler.ast.AllocationExpression;
import org.eclipse.jdt.internal.compiler.ast.AssertStatement;
import org.eclipse.jdt.internal.compiler.ast.Assignment;
import org.eclipse.jdt.internal.compiler.ast.CompilationUnitDeclaration;
import org.eclipse.jdt.internal.compiler.ast.CompoundAssignment;
import org.eclipse.jdt.internal.compiler.ast.DoStatement;
import org.eclipse.jdt.internal.compiler.ast.ExplicitConstructorCall;
import org.eclipse.jdt.internal.compiler.ast.Expression;
import org.eclipse.jdt.internal.compiler.ast.FieldDeclaration;
import org.eclipse.jdt.internal.compiler.ast.ForStatement;
import org.eclipse.jdt.internal.compiler.ast.ForeachStatement;
import org.eclipse.jdt.internal.compiler.ast.IfStatement;
import org.eclipse.jdt.internal.compiler.ast.Initializer;
import org.eclipse.jdt.internal.compiler.ast.LambdaExpression;
import org.eclipse.jdt.internal.compiler.ast.LocalDeclaration;
import org.eclipse.jdt.internal.compiler.ast.MessageSend;
import org.eclipse.jdt.internal.compiler.ast.PostfixExpression;
import org.eclipse.jdt.internal.compiler.ast.PrefixExpression;
import org.eclipse.jdt.internal.compiler.ast.QualifiedAllocationExpression;
import org.eclipse.jdt.internal.compiler.ast.ReturnStatement;
import org.eclipse.jdt.internal.compiler.ast.SwitchExpression;
import org.eclipse.jdt.internal.compiler.ast.SwitchStatement;
import org.eclipse.jdt.internal.compiler.ast.SynchronizedStatement;
import org.eclipse.jdt.internal.compiler.ast.ThrowStatement;
import org.eclipse.jdt.internal.compiler.ast.TypeDeclaration;
import org.eclipse.jdt.internal.compiler.ast.WhileStatement;
import org.eclipse.jdt.internal.compiler.ast.YieldStatement;
import org.eclipse.jdt.internal.compiler.batch.CompilationUnit;
import org.eclipse.jdt.internal.compiler.impl.CompilerOptions;
import org.eclipse.jdt.internal.compiler.lookup.BlockScope;
import org.eclipse.jdt.internal.compiler.lookup.ClassScope;
import org.eclipse.jdt.internal.compiler.lookup.CompilationUnitScope;
import org.eclipse.jdt.internal.compiler.lookup.MethodScope;
import org.eclipse.jdt.internal.compiler.parser.Parser;
import org.eclipse.jdt.internal.compiler.problem.ProblemReporter;

/** Walks through the bodies of a source and notes the types and statements in them. */
final class BodyParser extends ASTVisitor {
    private final SourceText source;
    private final SourceParser outliner;
    private final List<LocalType> topLevel = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    /** The types around, the innermost first; and how many lambdas are around in each. */
    private final Deque<LocalType> types = new ArrayDeque<>();

    private final Deque<Integer> lambdas = new ArrayDeque<>();
    /** Variables that the head of a loop declares. */
    private final Set<ASTNode> heads = Collections.newSetFromMap(new IdentityHashMap<>());

    private String packageName = "";

    private BodyParser(SourceText source) {
        this.source = source;
        this.outliner = new SourceParser(source);
    }

    static SourceBodies parse(SourceText source) {
        BodyParser parser = new BodyParser(source);
        DeepStack.run("find statements", parser::parse);
        return new SourceBodies(parser.topLevel, parser.statements);
    }

    private void parse() {
        CompilerOptions options = SourceParser.options();
        ProblemReporter reporter =
                new ProblemReporter(DefaultErrorHandlingPolicies.proceedWithAllProblems(), options, new LateProblems());
        CompilationUnit unit = new CompilationUnit(source.characters(), "Source.java", null);
        try {
            CompilationUnitDeclaration parsed =
                    new Parser(reporter, false).parse(unit, new CompilationResult(unit, 0, 1, Integer.MAX_VALUE));
            packageName = SourceParser.packageName(source);
            parsed.traverse(this, (CompilationUnitScope) null);
        } catch (RuntimeException | StackOverflowError e) {
            statements.clear(); // a broken source is told where it is compiled; here its lines stand for themselves
            topLevel.clear();
        }
    }

    // --- types --------------------------------------------------------------------------------------------------

    @Override
    public boolean visit(TypeDeclaration type, CompilationUnitScope scope) {
        String prefix = packageName.isEmpty() ? "" : packageName + ".";
        LocalType entered = enter(type, prefix + new String(type.name), true);
        topLevel.add(entered);
        return true;
    }

    @Override
    public void endVisit(TypeDeclaration type, CompilationUnitScope scope) {
        leave();
    }

    @Override
    public boolean visit(TypeDeclaration type, ClassScope scope) {
        nest(type, true);
        return true;
    }

    @Override
    public void endVisit(TypeDeclaration type, ClassScope scope) {
        leave();
    }

    @Override
    public boolean visit(TypeDeclaration type, BlockScope scope) {
        nest(type, false);
        return true;
    }

    @Override
    public void endVisit(TypeDeclaration type, BlockScope scope) {
        leave();
    }

    private void nest(TypeDeclaration type, boolean isMember) {
        LocalType around = types.getFirst();
        boolean isAnonymous = type.allocation != null;
        around.nested().add(enter(type, isAnonymous ? "" : new String(type.name), isMember));
    }

    private LocalType enter(TypeDeclaration type, String name, boolean isMember) {
        LocalType entered =
                new LocalType(outliner.declared(type, name, named(type)), whole(type), isMember, new ArrayList<>());
        types.push(entered);
        lambdas.push(0);
        return entered;
    }

    private void leave() {
        types.pop();
        lambdas.pop();
    }

    /** Where its name stands: an anonymous type has that of the constant or type it is the body of. */
    private Span named(TypeDeclaration type) {
        QualifiedAllocationExpression made = type.allocation;
        if (made == null) {
            return source.span(type.sourceStart, type.sourceEnd);
        } else if (made.enumConstant != null) {
            return source.span(made.enumConstant.sourceStart, made.enumConstant.sourceEnd);
        }
        return source.span(made.type.sourceStart, outliner.end(made.type));
    }

    private Span whole(TypeDeclaration type) {
        int start = type.declarationSourceStart;
        QualifiedAllocationExpression made = type.allocation;
        if (made != null) {
            start = Math.min(start, made.enumConstant == null ? made.sourceStart : made.enumConstant.sourceStart);
        }
        return source.span(start, Math.max(type.bodyEnd, type.declarationSourceEnd));
    }

    // --- lambdas ------------------------------------------------------------------------------------------------

    @Override
    public boolean visit(LambdaExpression lambda, BlockScope scope) {
        lambdas.push(lambdas.pop() + 1);
        if (lambda.body instanceof Expression) {
            add(lambda.body.sourceStart, lambda.body.sourceEnd);
        }
        return true;
    }

    @Override
    public void endVisit(LambdaExpression lambda, BlockScope scope) {
        lambdas.push(lambdas.pop() - 1);
    }

    // --- statements ---------------------------------------------------------------------------------------------

    private void add(int start, int end) {
        int top = Math.min(end, source.text().length() - 1);
        if (start >= 0 && start <= top) {
            statements.add(new Statement(source.span(start, top), types.peek(), lambdas.getFirst() > 0));
        }
    }

    /** An expression is a statement where a semicolon ends it. */
    private boolean expression(Expression expression) {
        if (expression.statementEnd >= 0) {
            add(expression.sourceStart, expression.statementEnd);
        }
        return true;
    }

    /** The head of a statement that holds others ends with the parenthesis behind an expression. */
    private boolean head(ASTNode statement, ASTNode last) {
        String text = source.text();
        int end = last.sourceEnd;
        for (int i = end + 1;
                i < text.length() && (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == ')');
                i++) {
            end = text.charAt(i) == ')' ? i : end;
        }
        add(statement.sourceStart, end);
        return true;
    }

    @Override
    public boolean visit(Assignment assignment, BlockScope scope) {
        return expression(assignment);
    }

    @Override
    public boolean visit(CompoundAssignment assignment, BlockScope scope) {
        return expression(assignment);
    }

    @Override
    public boolean visit(PostfixExpression expression, BlockScope scope) {
        return expression(expression);
    }

    @Override
    public boolean visit(PrefixExpression expression, BlockScope scope) {
        return expression(expression);
    }

    @Override
    public boolean visit(MessageSend call, BlockScope scope) {
        return expression(call);
    }

    @Override
    public boolean visit(AllocationExpression made, BlockScope scope) {
        return expression(made);
    }

    @Override
    public boolean visit(QualifiedAllocationExpression made, BlockScope scope) {
        return expression(made);
    }

    @Override
    public boolean visit(ExplicitConstructorCall call, BlockScope scope) {
        if (!call.isImplicitSuper()) {
            add(call.sourceStart, call.sourceEnd);
        }
        return true;
    }

    @Override
    public boolean visit(LocalDeclaration local, BlockScope scope) {
        if (local.initialization != null && !heads.contains(local)) {
            add(local.declarationSourceStart, local.declarationSourceEnd);
        }
        return true;
    }

    @Override
    public boolean visit(FieldDeclaration field, MethodScope scope) {
        if (!(field instanceof Initializer) && field.initialization != null) {
            add(field.declarationSourceStart, field.declarationSourceEnd);
        }
        return true;
    }

    @Override
    public boolean visit(ReturnStatement statement, BlockScope scope) {
        add(statement.sourceStart, statement.sourceEnd);
        return true;
    }

    @Override
    public boolean visit(ThrowStatement statement, BlockScope scope) {
        add(statement.sourceStart, statement.sourceEnd);
        return true;
    }

    @Override
    public boolean visit(AssertStatement statement, BlockScope scope) {
        add(statement.sourceStart, statement.sourceEnd);
        return true;
    }

    @Override
    public boolean visit(YieldStatement statement, BlockScope scope) {
        add(statement.sourceStart, statement.sourceEnd);
        return true;
    }

    @Override
    public boolean visit(IfStatement statement, BlockScope scope) {
        return head(statement, statement.condition);
    }

    @Override
    public boolean visit(WhileStatement statement, BlockScope scope) {
        return head(statement, statement.condition);
    }

    @Override
    public boolean visit(DoStatement statement, BlockScope scope) {
        add(statement.condition.sourceStart, statement.condition.sourceEnd);
        return true;
    }

    @Override
    public boolean visit(ForStatement statement, BlockScope scope) {
        if (statement.initializations != null) {
            heads.addAll(Arrays.asList(statement.initializations));
        }
        int action = statement.action == null ? statement.sourceEnd + 1 : statement.action.sourceStart;
        add(statement.sourceStart, source.text().lastIndexOf(')', action - 1));
        return true;
    }

    @Override
    public boolean visit(ForeachStatement statement, BlockScope scope) {
        return head(statement, statement.collection);
    }

    @Override
    public boolean visit(SwitchStatement statement, BlockScope scope) {
        return statement instanceof SwitchExpression || head(statement, statement.expression); // part of a statement
    }

    @Override
    public boolean visit(SynchronizedStatement statement, BlockScope scope) {
        return head(statement, statement.expression);
    }
}
