package dev.moveguard.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Edits of one class, of which mutants are made. What is added has names that begin with {@code proof}. */
final class Weave {
    private static final int STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

    private Weave() {}

    /** The descriptor of a type by binary name. */
    static String descriptor(String name) {
        return "L" + internal(name) + ";";
    }

    static String internal(String name) {
        return name.replace('.', '/');
    }

    /** Adds a field; in an interface, a constant. */
    static Consumer<ClassNode> field(String name, String descriptor, @Nullable String signature) {
        return type -> {
            boolean isInterface = (type.access & Opcodes.ACC_INTERFACE) != 0;
            int access = isInterface ? STATIC | Opcodes.ACC_FINAL : Opcodes.ACC_PRIVATE;
            type.fields.add(new FieldNode(access, name, descriptor, signature, null));
        };
    }

    /** Adds a static field. */
    static Consumer<ClassNode> constant(String name, String descriptor) {
        return type -> type.fields.add(new FieldNode(STATIC | Opcodes.ACC_FINAL, name, descriptor, null, null));
    }

    /** Adds a method with a straight body. */
    static Consumer<ClassNode> method(int access, String name, String descriptor, AbstractInsnNode... body) {
        return type -> type.methods.add(made(access, name, descriptor, body));
    }

    static Consumer<ClassNode> staticMethod(String name, String descriptor, AbstractInsnNode... body) {
        return method(STATIC, name, descriptor, body);
    }

    private static MethodNode made(int access, String name, String descriptor, AbstractInsnNode... body) {
        MethodNode method = new MethodNode(access, name, descriptor, null, null);
        for (AbstractInsnNode instruction : body) {
            method.instructions.add(instruction);
        }
        return method;
    }

    /** Adds a method of the instance that gives what one of its fields holds. */
    static Consumer<ClassNode> getter(String name, String field) {
        return type -> {
            FieldNode found = fieldOf(type, field);
            boolean isStatic = (found.access & Opcodes.ACC_STATIC) != 0;
            List<AbstractInsnNode> body = new ArrayList<>();
            if (!isStatic) {
                body.add(new VarInsnNode(Opcodes.ALOAD, 0));
            }
            body.add(new FieldInsnNode(
                    isStatic ? Opcodes.GETSTATIC : Opcodes.GETFIELD, type.name, found.name, found.desc));
            body.add(new InsnNode(Type.getType(found.desc).getOpcode(Opcodes.IRETURN)));
            type.methods.add(made(Opcodes.ACC_PUBLIC, name, "()" + found.desc, body.toArray(AbstractInsnNode[]::new)));
        };
    }

    /** Finds the field of a class that was read from the same file as the code. */
    static FieldNode fieldOf(ClassNode type, String name) {
        return type.fields.stream()
                .filter(field -> field.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s has no field %s".formatted(type.name, name)));
    }

    /** Changes the access of a field. */
    static Consumer<ClassNode> access(String field, int without, int with) {
        return type -> {
            FieldNode found = fieldOf(type, field);
            found.access = found.access & ~without | with;
        };
    }

    /** Adds a constructor that does nothing with what it takes; the class must extend {@code Object}. */
    static Consumer<ClassNode> constructor(String descriptor) {
        return method(
                0,
                "<init>",
                descriptor,
                new VarInsnNode(Opcodes.ALOAD, 0),
                new MethodInsnNode(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V"),
                new InsnNode(Opcodes.RETURN));
    }

    /** A body that throws. */
    static AbstractInsnNode[] refusing() {
        String exception = "java/lang/UnsupportedOperationException";
        return new AbstractInsnNode[] {
            new TypeInsnNode(Opcodes.NEW, exception),
            new InsnNode(Opcodes.DUP),
            new MethodInsnNode(Opcodes.INVOKESPECIAL, exception, "<init>", "()V"),
            new InsnNode(Opcodes.ATHROW)
        };
    }

    /** A body that gives the instance itself, or its first argument where it is static. */
    static AbstractInsnNode[] self() {
        return new AbstractInsnNode[] {new VarInsnNode(Opcodes.ALOAD, 0), new InsnNode(Opcodes.ARETURN)};
    }

    /** Adds a static method that does nothing. */
    static Consumer<ClassNode> idle(String descriptor) {
        return staticMethod("proofIdle", descriptor, new InsnNode(Opcodes.RETURN));
    }

    /** Adds a static method that mentions a class object. */
    static Consumer<ClassNode> literal(String name, String mentioned) {
        return staticMethod(
                name,
                "()Ljava/lang/Object;",
                new LdcInsnNode(Type.getObjectType(internal(mentioned))),
                new InsnNode(Opcodes.ARETURN));
    }

    /** Puts instructions before each of a method's that return a value. */
    static void beforeReturns(MethodNode method, java.util.function.Supplier<InsnList> inserted) {
        for (AbstractInsnNode at : method.instructions.toArray()) {
            if (at.getOpcode() == Opcodes.ARETURN) {
                method.instructions.insertBefore(at, inserted.get());
            }
        }
    }

    static InsnList list(AbstractInsnNode... instructions) {
        InsnList list = new InsnList();
        for (AbstractInsnNode instruction : instructions) {
            list.add(instruction);
        }
        return list;
    }
}
