package dev.moveguard.flow;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.rule.Site;
import dev.moveguard.rule.Site.Token;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** One method body with what messages and places need: its variables, and where an instruction stands in the source. */
final class Body {
    private final CodeType type;
    private final CodeMethod method;
    private final MethodNode node;
    private final Captures captures;
    private final Variables variables;
    private final Resources resources;

    Body(CodeType type, CodeMethod method, MethodNode node, Captures captures) {
        this.type = type;
        this.method = method;
        this.node = node;
        this.captures = captures;
        this.variables = new Variables(node, captures);
        this.resources = Resources.of(node);
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
        AbstractInsnNode instruction = instruction(index);
        LineNumberNode line = line(instruction);
        if (line == null) {
            return new Site.InBody(type, method, 0);
        }
        String name = name(instruction);
        return new Site.InBody(
                type, method, line.line, name == null ? null : new Token(name, countSince(line, instruction, name)));
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
        } else if (parameter >= 0) {
            return new Site.InBody(type, method, method.isLambdaBody() ? firstLine() : 0, token);
        }
        for (AbstractInsnNode instruction : node.instructions) {
            if (instruction instanceof VarInsnNode store
                    && store.getOpcode() == Opcodes.ASTORE
                    && variable.equals(variables.storedBy(store))) {
                LineNumberNode line = line(store);
                return new Site.InBody(type, method, line == null ? 0 : line.line, token);
            }
        }
        return new Site.OfMethod(type, method);
    }

    private int firstLine() {
        for (AbstractInsnNode instruction : node.instructions) {
            if (instruction instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    private static @Nullable LineNumberNode line(AbstractInsnNode instruction) {
        AbstractInsnNode before = instruction;
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

    static String name(String internalName) {
        return Type.getObjectType(internalName).getClassName();
    }

    static String simpleName(String internalName) {
        String dotted = CodeType.simpleName(Type.getObjectType(internalName).getClassName());
        return dotted.substring(dotted.lastIndexOf('.') + 1);
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

    private boolean isHandler(LabelNode label) {
        return node.tryCatchBlocks.stream().anyMatch(block -> block.handler == label);
    }

    private static boolean isRead(AbstractInsnNode instruction) {
        return !(instruction instanceof VarInsnNode variable) || variable.getOpcode() == Opcodes.ALOAD;
    }
}
