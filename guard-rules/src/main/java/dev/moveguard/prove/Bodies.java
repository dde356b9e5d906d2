package dev.moveguard.prove;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Pieces of bodies that do something with their first argument. */
final class Bodies {
    private Bodies() {}

    /** Adds a static method made of these pieces. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    static Consumer<ClassNode> of(String name, String descriptor, List<AbstractInsnNode>... pieces) {
        return Weave.staticMethod(
                name, descriptor, Stream.of(pieces).flatMap(List::stream).toArray(AbstractInsnNode[]::new));
    }

    static List<AbstractInsnNode> addedToList() {
        return List.of(
                new TypeInsnNode(Opcodes.NEW, "java/util/ArrayList"),
                new InsnNode(Opcodes.DUP),
                new MethodInsnNode(Opcodes.INVOKESPECIAL, "java/util/ArrayList", "<init>", "()V"),
                new VarInsnNode(Opcodes.ALOAD, 0),
                new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/util/ArrayList", "add", "(Ljava/lang/Object;)Z"),
                new InsnNode(Opcodes.POP));
    }

    static MethodInsnNode get() {
        return new MethodInsnNode(Opcodes.INVOKEINTERFACE, "java/util/List", "get", "(I)Ljava/lang/Object;");
    }

    static List<AbstractInsnNode> looked() {
        return List.of(
                new VarInsnNode(Opcodes.ALOAD, 0),
                new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/lang/Object", "hashCode", "()I"),
                new InsnNode(Opcodes.POP));
    }

    static List<AbstractInsnNode> end() {
        return List.of(new InsnNode(Opcodes.RETURN));
    }

    /** Calls a method on the first argument, with zeros and nulls. */
    static List<AbstractInsnNode> call(Guarded guarded, CodeMethod method) {
        boolean isInterface = guarded.code()
                .known(method.owner())
                .map(type -> type.kind() == CodeType.Kind.INTERFACE)
                .orElse(false);
        List<AbstractInsnNode> body = new ArrayList<>();
        body.add(new VarInsnNode(Opcodes.ALOAD, 0));
        for (Type parameter : Type.getArgumentTypes(method.descriptor())) {
            body.add(new InsnNode(zero(parameter)));
        }
        body.add(new MethodInsnNode(
                isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL,
                Weave.internal(method.owner()),
                method.name(),
                method.descriptor(),
                isInterface));
        int size = Type.getReturnType(method.descriptor()).getSize();
        if (size > 0) {
            body.add(new InsnNode(size == 2 ? Opcodes.POP2 : Opcodes.POP));
        }
        return body;
    }

    private static int zero(Type type) {
        return switch (type.getSort()) {
            case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
            case Type.LONG -> Opcodes.LCONST_0;
            case Type.DOUBLE -> Opcodes.DCONST_0;
            case Type.FLOAT -> Opcodes.FCONST_0;
            default -> Opcodes.ICONST_0;
        };
    }

    /** Adds a method that gets a value from another one, looks at it, and leaves it there. */
    static Consumer<ClassNode> dropped(String host, String type) {
        String makes = "()" + Weave.descriptor(type);
        return node -> {
            Weave.staticMethod("proofMake", makes, new InsnNode(Opcodes.ACONST_NULL), new InsnNode(Opcodes.ARETURN))
                    .accept(node);
            Weave.staticMethod(
                            "proofDropped",
                            "()V",
                            new MethodInsnNode(Opcodes.INVOKESTATIC, Weave.internal(host), "proofMake", makes),
                            new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/lang/Object", "hashCode", "()I"),
                            new InsnNode(Opcodes.POP),
                            new InsnNode(Opcodes.RETURN))
                    .accept(node);
        };
    }
}
