package dev.moveguard.code.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Static methods that do what Java's own bootstrap methods would have made at run time: {@link java.lang.runtime.ObjectMethods} and
 * {@link java.lang.invoke.StringConcatFactory} say what that is.
 */
final class WrittenOut {
    private static final String OBJECT = "java/lang/Object";
    private static final String OBJECTS = "java/util/Objects";
    private static final String BUILDER = "java/lang/StringBuilder";
    private static final char ARGUMENT = '\1';
    private static final char CONSTANT = '\2';

    private final List<MethodNode> methods = new ArrayList<>();
    private final List<LambdaClass> lambdas = new ArrayList<>();

    /** Whether there is a method. */
    boolean isAny() {
        return !methods.isEmpty();
    }

    void accept(ClassVisitor type) {
        methods.forEach(method -> method.accept(type));
    }

    List<LambdaClass> lambdas() {
        return lambdas;
    }

    private String name() {
        return "writtenOut$" + methods.size();
    }

    private MethodNode method(String descriptor) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodNode method = new MethodNode(access, name(), descriptor, null, null);
        methods.add(method);
        return method;
    }

    // --- records --------------------------------------------------------------------------------------------------

    /** Behind the class and the names of the components stand the handles of their fields. */
    private static List<Handle> fields(Object... arguments) {
        return Stream.of(arguments).skip(2).map(Handle.class::cast).toList();
    }

    /** Writes {@code static int hash(Record)} and returns its name. */
    String hash(String descriptor, Object... arguments) {
        MethodNode method = method(descriptor);
        method.visitInsn(Opcodes.ICONST_0);
        for (Handle field : fields(arguments)) {
            method.visitIntInsn(Opcodes.BIPUSH, 31);
            method.visitInsn(Opcodes.IMUL);
            method.visitVarInsn(Opcodes.ALOAD, 0);
            get(method, field);
            Type type = Type.getType(field.getDesc());
            String owner = isPrimitive(type) ? boxed(type) : OBJECTS;
            String taken = isPrimitive(type) ? type.getDescriptor() : "L" + OBJECT + ";";
            method.visitMethodInsn(Opcodes.INVOKESTATIC, owner, "hashCode", "(" + taken + ")I", false);
            method.visitInsn(Opcodes.IADD);
        }
        method.visitInsn(Opcodes.IRETURN);
        return method.name;
    }

    /** Writes {@code static boolean equal(Record, Object)} and returns its name. */
    String equality(String record, String descriptor, Object... arguments) {
        MethodNode method = method(descriptor);
        Label others = new Label();
        Label differ = new Label();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitJumpInsn(Opcodes.IF_ACMPNE, others);
        answer(method, Opcodes.ICONST_1);
        at(method, others);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitTypeInsn(Opcodes.INSTANCEOF, record);
        method.visitJumpInsn(Opcodes.IFEQ, differ);
        for (Handle field : fields(arguments)) {
            method.visitVarInsn(Opcodes.ALOAD, 0);
            get(method, field);
            method.visitVarInsn(Opcodes.ALOAD, 1);
            method.visitTypeInsn(Opcodes.CHECKCAST, record);
            get(method, field);
            leaveIfDifferent(method, Type.getType(field.getDesc()), differ);
        }
        answer(method, Opcodes.ICONST_1);
        at(method, differ);
        answer(method, Opcodes.ICONST_0);
        return method.name;
    }

    private static void answer(MethodVisitor method, int constant) {
        method.visitInsn(constant);
        method.visitInsn(Opcodes.IRETURN);
    }

    /** Only the parameters are in use there, and nothing is on the stack. */
    private static void at(MethodVisitor method, Label label) {
        method.visitLabel(label);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    private static void get(MethodVisitor method, Handle field) {
        method.visitFieldInsn(Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
    }

    private static void leaveIfDifferent(MethodVisitor method, Type type, Label differ) {
        switch (type.getSort()) {
            case Type.OBJECT, Type.ARRAY -> {
                String descriptor = "(L" + OBJECT + ";L" + OBJECT + ";)Z";
                method.visitMethodInsn(Opcodes.INVOKESTATIC, OBJECTS, "equals", descriptor, false);
                method.visitJumpInsn(Opcodes.IFEQ, differ);
            }
            case Type.LONG, Type.FLOAT, Type.DOUBLE -> {
                String descriptor = "(" + type.getDescriptor() + type.getDescriptor() + ")I";
                method.visitMethodInsn(Opcodes.INVOKESTATIC, boxed(type), "compare", descriptor, false);
                method.visitJumpInsn(Opcodes.IFNE, differ);
            }
            default -> method.visitJumpInsn(Opcodes.IF_ICMPNE, differ);
        }
    }

    private static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }

    private static String boxed(Type primitive) {
        return switch (primitive.getSort()) {
            case Type.INT -> "java/lang/Integer";
            case Type.CHAR -> "java/lang/Character";
            default -> {
                String word = primitive.getClassName();
                yield "java/lang/" + Character.toUpperCase(word.charAt(0)) + word.substring(1);
            }
        };
    }

    // --- lambdas --------------------------------------------------------------------------------------------------

    /** Writes the method that a lambda's class calls, and returns the class; null: its values need more than a cast. */
    @Nullable
    LambdaClass lambda(String host, boolean isInterface, String called, String factory, Object... arguments) {
        LambdaClass lambda = new LambdaClass(
                host + "$$" + lambdas.size(),
                host,
                isInterface,
                name(),
                Type.getMethodType(factory),
                called,
                (Type) arguments[0],
                (Type) arguments[2],
                (Handle) arguments[1]);
        if (!lambda.canBeWritten()) {
            return null;
        }
        methods.add(lambda.bridge());
        lambdas.add(lambda);
        return lambda;
    }

    // --- strings --------------------------------------------------------------------------------------------------

    /** Writes {@code static String join(...)} and returns its name; null where the recipe has constants, as javac's have not. */
    @Nullable
    String joining(String descriptor, Object... arguments) {
        String recipe = Objects.toString(arguments[0]);
        if (recipe.indexOf(CONSTANT) >= 0) {
            return null;
        }
        MethodNode method = method(descriptor);
        method.visitTypeInsn(Opcodes.NEW, BUILDER);
        method.visitInsn(Opcodes.DUP);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
        Type[] parts = Type.getArgumentTypes(descriptor);
        int part = 0;
        int slot = 0;
        int from = 0;
        for (int at = recipe.indexOf(ARGUMENT); at >= 0; at = recipe.indexOf(ARGUMENT, from)) {
            append(method, recipe.substring(from, at));
            method.visitVarInsn(parts[part].getOpcode(Opcodes.ILOAD), slot);
            append(method, parts[part]);
            slot += parts[part].getSize();
            part++;
            from = at + 1;
        }
        append(method, recipe.substring(from));
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
        method.visitInsn(Opcodes.ARETURN);
        return method.name;
    }

    private static void append(MethodVisitor method, String text) {
        if (!text.isEmpty()) {
            method.visitLdcInsn(text);
            append(method, Type.getType(String.class));
        }
    }

    private static void append(MethodVisitor method, Type part) {
        String taken = switch (part.getSort()) {
            case Type.BYTE, Type.SHORT -> "I";
            case Type.ARRAY -> "L" + OBJECT + ";";
            case Type.OBJECT ->
                part.getClassName().equals("java.lang.String") ? part.getDescriptor() : "L" + OBJECT + ";";
            default -> part.getDescriptor();
        };
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(" + taken + ")L" + BUILDER + ";", false);
    }
}
