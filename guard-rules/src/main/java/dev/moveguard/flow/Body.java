package dev.moveguard.flow;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.rule.Site;
import dev.moveguard.rule.Site.Token;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** One method body with what messages and places need: its variables, and where an instruction stands in the source. */
final class Body {
    private final CodeType type;
    private final CodeMethod method;
    private final MethodNode node;
    private final Captures captures;
    private final Variables variables;
    private final Resources resources;
    private final Set<AbstractInsnNode> implied;
    private @Nullable Copies copies;
    private int @Nullable [] heights;

    Body(CodeType type, CodeMethod method, MethodNode node, Captures captures) {
        this.type = type;
        this.method = method;
        this.node = node;
        this.captures = captures;
        this.variables = new Variables(node, captures);
        this.resources = Resources.of(node);
        this.implied = type.kind() == CodeType.Kind.RECORD ? CompactConstructor.assignments(node) : Set.of();
    }

    CodeType type() {
        return type;
    }

    CodeMethod method() {
        return method;
    }

    MethodNode node() {
        return node;
    }

    Captures captures() {
        return captures;
    }

    Resources resources() {
        return resources;
    }

    /** Which instructions are copies of one another. */
    Copies copies() {
        if (copies == null) {
            copies = Copies.of(node);
        }
        return copies;
    }

    Variables variables() {
        return variables;
    }

    boolean isStatic() {
        return (node.access & Opcodes.ACC_STATIC) != 0;
    }

    AbstractInsnNode instruction(int index) {
        return node.instructions.get(index);
    }

    /** Whether the body ends with a result, or none, at an instruction. */
    boolean isReturn(int index) {
        int opcode = instruction(index).getOpcode();
        return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    }

    int index(AbstractInsnNode instruction) {
        return node.instructions.indexOf(instruction);
    }

    /** Returns where an instruction stands: at the name it reads, calls or makes; the method itself where it is none. */
    Site at(int index) {
        if (index < 0 || index >= node.instructions.size()) {
            return new Site.OfMethod(type, method);
        }
        AbstractInsnNode instruction = named(instruction(index));
        LineNumberNode line = line(instruction);
        if (line == null) {
            return new Site.InBody(type, method, 0);
        }
        if (implied.contains(instruction)) {
            return new Site.OfMethod(type, method);
        }
        String name = name(instruction);
        return new Site.InBody(type, method, line.line, name == null ? null : token(name, line, instruction));
    }

    /** An element has no name: it stands at that of its array, where the index is a number or a variable. */
    private static AbstractInsnNode named(AbstractInsnNode instruction) {
        AbstractInsnNode index = instruction.getOpcode() == Opcodes.AALOAD ? before(instruction) : null;
        if (index == null || !isPlain(index)) {
            return instruction;
        }
        AbstractInsnNode array = before(index);
        return array instanceof VarInsnNode || array instanceof FieldInsnNode ? array : instruction;
    }

    private static boolean isPlain(AbstractInsnNode index) {
        return index.getOpcode() >= Opcodes.ICONST_M1 && index.getOpcode() <= Opcodes.SIPUSH
                || index.getOpcode() == Opcodes.ILOAD;
    }

    private static @Nullable AbstractInsnNode before(AbstractInsnNode instruction) {
        AbstractInsnNode before = instruction.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            before = before.getPrevious();
        }
        return before;
    }

    /** Tells a name by those before it in its statement, which may begin lines before. */
    private Token token(String name, LineNumberNode line, AbstractInsnNode instruction) {
        int[] heights = heights();
        LineNumberNode start = line;
        int first = line.line;
        while (index(start) < heights.length && heights[index(start)] > 0 && !isHandler(start.start)) {
            LineNumberNode before = line(start.getPrevious());
            if (before == null) {
                break;
            }
            start = before;
            first = Math.min(first, before.line);
        }
        int count = countBefore(start, first, name) + countSince(start, instruction, name);
        return new Token(
                name, count, first, method.isLambdaBody() && first == firstLine() ? lambdasOn(first) : Token.NO_LAMBDA);
    }

    /** How many values are on the stack before each instruction; empty where that cannot be told. */
    private int[] heights() {
        if (heights == null) {
            try {
                Frame<BasicValue>[] frames = new Analyzer<>(new BasicInterpreter()).analyze(internalName(type), node);
                heights = Arrays.stream(frames)
                        .mapToInt(frame -> frame == null ? 0 : frame.getStackSize())
                        .toArray();
            } catch (AnalyzerException e) {
                heights = new int[0]; // names are then counted from the line on
            }
        }
        return heights;
    }

    /** Whether an instruction stands before another one in the source, or is it: compilers put conditions behind bodies of loops. */
    boolean isBefore(int one, int other) {
        LineNumberNode first = line(instruction(one));
        LineNumberNode second = line(instruction(other));
        if (first == null || second == null || first.line == second.line) {
            return one <= other;
        }
        return first.line < second.line;
    }

    /** Returns the line an instruction stands on. */
    Site line(int index) {
        LineNumberNode line = line(instruction(index));
        return new Site.InBody(type, method, line == null ? 0 : line.line);
    }

    /** Returns the name of the variable an instruction reads; null: it reads none of the source. */
    @Nullable
    String variableOf(int index) {
        return index >= 0 && instruction(index) instanceof VarInsnNode load ? name(load) : null;
    }

    /** Returns the simple name of the type of what an instruction made. */
    String made(int index) {
        AbstractInsnNode instruction = instruction(index);
        if (instruction instanceof TypeInsnNode construction) {
            return simpleName(construction.desc);
        }
        return instruction instanceof MethodInsnNode call
                ? CodeType.simpleName(Type.getReturnType(call.desc).getClassName())
                : "value";
    }

    /** Returns where a variable gets its first value: the method for a parameter. */
    Site declaration(Place.Variable variable) {
        Token token = new Token(variable.name(), Token.DECLARED);
        int parameter = variables.parameters().indexOf(variable);
        if (parameter >= captures.names().size() && method.isLambdaBody()) {
            return new Site.InBody(type, method, firstLine(), new Token(variable.name(), Token.OF_LAMBDA));
        } else if (!implied.isEmpty() && parameter >= 0) {
            return component(variable);
        } else if (parameter >= 0) {
            return new Site.InBody(type, method, method.isLambdaBody() ? firstLine() : 0, token);
        }
        for (AbstractInsnNode instruction : node.instructions) {
            if (instruction instanceof VarInsnNode store
                    && store.getOpcode() == Opcodes.ASTORE
                    && variable.equals(variables.ofFresh(store))) {
                LineNumberNode line = line(store);
                return new Site.InBody(type, method, line == null ? 0 : line.line, token);
            }
        }
        return new Site.OfMethod(type, method);
    }

    /** Returns where the body first names what its object has captured. */
    Site firstMention(String captured) {
        return new Site.InBody(type, method, firstLine(), new Token(captured, Token.DECLARED));
    }

    private Site component(Place.Variable parameter) {
        return type.fields().stream()
                .filter(field -> field.name().equals(parameter.name()))
                .findFirst()
                .map(field -> (Site) new Site.OfField(type, field))
                .orElse(new Site.OfMethod(type, method));
    }

    private int firstLine() {
        for (AbstractInsnNode instruction : node.instructions) {
            if (instruction instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    private static @Nullable LineNumberNode line(@Nullable AbstractInsnNode instruction) {
        @Nullable AbstractInsnNode before = instruction;
        while (before != null && !(before instanceof LineNumberNode)) {
            before = before.getPrevious();
        }
        return (LineNumberNode) before;
    }

    private @Nullable String name(AbstractInsnNode instruction) {
        if (instruction instanceof VarInsnNode load) {
            Place.Variable variable = variables.at(load.var, index(load));
            return variable == null ? null : variable.name();
        } else if (instruction instanceof FieldInsnNode field) {
            return field.name.startsWith("val$") ? field.name.substring(4) : field.name;
        } else if (instruction instanceof TypeInsnNode made && made.getOpcode() == Opcodes.NEW) {
            return Token.MADE + simpleName(made.desc);
        } else if (instruction instanceof MethodInsnNode call) {
            return call.name.equals("<init>") ? null : call.name;
        }
        return null;
    }

    static String internalName(CodeType type) {
        return type.name().replace('.', '/');
    }

    static String name(String internalName) {
        return Type.getObjectType(internalName).getClassName();
    }

    static String simpleName(String internalName) {
        String dotted = CodeType.simpleName(Type.getObjectType(internalName).getClassName());
        String simple =
                dotted.substring(dotted.lastIndexOf('.', dotted.length() - 2) + 1); // a Scala object ends with a sign
        return Character.isDigit(simple.charAt(0)) ? "an anonymous class" : simple;
    }

    /** Counts the instructions of the line before this one that name the same: the first name in the source is theirs. */
    private int countSince(LineNumberNode line, AbstractInsnNode instruction, String name) {
        int count = 0;
        for (AbstractInsnNode at = line; at != instruction && at != null; at = at.getNext()) {
            boolean isCopy =
                    at instanceof LabelNode label && isHandler(label); // the statement once more, after a return in it
            count = isCopy ? 0 : count + (name.equals(name(at)) && isRead(at) ? 1 : 0);
        }
        return count;
    }

    /** Counts those of other statements on the line, as in the head of a loop. */
    private int countBefore(LineNumberNode start, int line, String name) {
        int count = 0;
        int current = 0;
        for (AbstractInsnNode at : node.instructions) {
            if (at == start) {
                break;
            }
            current = at instanceof LineNumberNode number ? number.line : current;
            boolean isCopy = copies().original(index(at)) != index(at);
            count += current == line && !isCopy && name.equals(name(at)) && isRead(at) ? 1 : 0;
        }
        return count;
    }

    /** How many lambdas are made on a line. */
    private int lambdasOn(int line) {
        int count = 0;
        int current = 0;
        for (AbstractInsnNode at : node.instructions) {
            current = at instanceof LineNumberNode number ? number.line : current;
            boolean isLambda = at instanceof InvokeDynamicInsnNode dynamic && Lambdas.makesBody(dynamic);
            count += isLambda && current == line ? 1 : 0;
        }
        return count;
    }

    private boolean isHandler(LabelNode label) {
        return node.tryCatchBlocks.stream().anyMatch(block -> block.handler == label);
    }

    private static boolean isRead(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case Opcodes.PUTFIELD, Opcodes.PUTSTATIC -> false;
            default -> !(instruction instanceof VarInsnNode variable) || variable.getOpcode() == Opcodes.ALOAD;
        };
    }
}
