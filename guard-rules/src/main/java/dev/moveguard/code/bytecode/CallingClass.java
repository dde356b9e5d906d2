package dev.moveguard.code.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * What the methods of a class call, for those who follow calls. Types are named as class files name them: {@code a/b/Type}.
 *
 * @param parent null: it is {@code java.lang.Object}
 */
public record CallingClass(
        String name, @Nullable String parent, List<String> interfaces, String sourceFile, List<Method> methods) {
    public CallingClass {
        interfaces = List.copyOf(interfaces);
        methods = List.copyOf(methods);
    }

    /**
     * A method and what it does with others.
     *
     * @param casts the types it casts to
     */
    public record Method(String name, String descriptor, boolean hasBody, List<Call> calls, List<String> casts) {
        public Method {
            calls = List.copyOf(calls);
            casts = List.copyOf(casts);
        }
    }

    /**
     * A call, or a reference to a method that somebody else may call.
     *
     * @param line 0: not known
     * @param flag of a constructor that is called, the argument that is always {@code true} or always {@code false}: the last
     *     boolean one; empty: there is none, or it may be either
     */
    public record Call(String owner, String name, String descriptor, int line, Optional<Boolean> flag) {}

    /**
     * Reads a class file.
     *
     * @throws IllegalArgumentException when it is of a Java that is not known yet
     */
    public static CallingClass read(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_FRAMES);
        return new CallingClass(
                node.name,
                node.superName,
                node.interfaces,
                node.sourceFile == null ? "" : node.sourceFile,
                node.methods.stream().map(method -> method(node.name, method)).toList());
    }

    private static Method method(String owner, MethodNode method) {
        List<Call> calls = new ArrayList<>();
        List<String> casts = new ArrayList<>();
        int line = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            } else if (instruction instanceof MethodInsnNode call) {
                calls.add(new Call(call.owner, call.name, call.desc, line, flag(owner, method, call)));
            } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                for (Object argument : dynamic.bsmArgs) {
                    if (argument instanceof Handle to) {
                        calls.add(new Call(to.getOwner(), to.getName(), to.getDesc(), line, Optional.empty()));
                    }
                }
            } else if (instruction instanceof TypeInsnNode cast && cast.getOpcode() == Opcodes.CHECKCAST) {
                casts.add(cast.desc);
            }
        }
        return new Method(method.name, method.desc, method.instructions.size() > 0, calls, casts);
    }

    private static Optional<Boolean> flag(String owner, MethodNode method, MethodInsnNode call) {
        List<Type> arguments = List.of(Type.getArgumentTypes(call.desc));
        int index = arguments.lastIndexOf(Type.BOOLEAN_TYPE);
        if (index < 0 || !call.name.equals("<init>")) {
            return Optional.empty();
        }
        try {
            Frame<SourceValue>[] frames = new Analyzer<>(new SourceInterpreter()).analyze(owner, method);
            Frame<SourceValue> frame = frames[method.instructions.indexOf(call)];
            return frame == null
                    ? Optional.empty()
                    : constant(frame.getStack(frame.getStackSize() - arguments.size() + index));
        } catch (AnalyzerException e) {
            return Optional.empty(); // what cannot be followed may be either
        }
    }

    private static Optional<Boolean> constant(SourceValue value) {
        List<Integer> made =
                value.insns.stream().map(AbstractInsnNode::getOpcode).distinct().toList();
        return made.equals(List.of(Opcodes.ICONST_0))
                ? Optional.of(false)
                : made.equals(List.of(Opcodes.ICONST_1)) ? Optional.of(true) : Optional.empty();
    }
}
