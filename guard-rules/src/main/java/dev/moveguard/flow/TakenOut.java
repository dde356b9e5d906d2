package dev.moveguard.flow;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Tells the type of what is taken out of a container: its methods are generic, and erased. */
final class TakenOut {
    private final MethodNode method;
    private final ClassNodes classes;

    TakenOut(MethodNode method, ClassNodes classes) {
        this.method = method;
        this.classes = classes;
    }

    /**
     * Returns the binary name of what a call gives: what it is cast to, or where it is dropped, what the container is declared to hold.
     *
     * @param container the instruction that loaded the container; -1: none did
     * @return null: that is not told
     */
    @Nullable
    String type(AbstractInsnNode call, int container) {
        AbstractInsnNode next = call.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        if (next instanceof TypeInsnNode cast && cast.getOpcode() == Opcodes.CHECKCAST) {
            return Type.getObjectType(cast.desc).getClassName();
        }
        boolean isDropped = next != null && next.getOpcode() == Opcodes.POP;
        String signature = isDropped && container >= 0 ? signature(method.instructions.get(container)) : null;
        return signature == null ? null : lastArgument(signature);
    }

    private @Nullable String signature(AbstractInsnNode load) {
        if (load instanceof FieldInsnNode field) {
            return classes.signature(field);
        }
        return load instanceof VarInsnNode variable && method.localVariables != null
                ? method.localVariables.stream()
                        .filter(local -> local.index == variable.var && local.signature != null && isIn(local, load))
                        .map(local -> local.signature)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private boolean isIn(LocalVariableNode local, AbstractInsnNode instruction) {
        int at = method.instructions.indexOf(instruction);
        return method.instructions.indexOf(local.start) <= at && at < method.instructions.indexOf(local.end);
    }

    /** Returns the last type argument: the element of a collection, the value of a map. */
    private static @Nullable String lastArgument(String signature) {
        Arguments arguments = new Arguments();
        new SignatureReader(signature).acceptType(arguments);
        return arguments.last == null
                ? null
                : Type.getObjectType(arguments.last).getClassName();
    }

    private static final class Arguments extends SignatureVisitor {
        @Nullable
        String last;

        Arguments() {
            super(Opcodes.ASM9);
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            last = null;
            return new SignatureVisitor(Opcodes.ASM9) {
                @Override
                public void visitClassType(String name) {
                    last = name;
                }

                @Override
                public SignatureVisitor visitTypeArgument(char inner) {
                    return new SignatureVisitor(Opcodes.ASM9) {};
                }
            };
        }
    }
}
