package dev.moveguard.code.bytecode;

import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class of its own for a lambda or method reference, as {@link java.lang.invoke.LambdaMetafactory} would make one at run time. It calls
 * a static method of the class around it, which can do all that the lambda may.
 *
 * @param name internal name of the class to make
 * @param host internal name of the class around
 * @param method what is called: captured values first
 * @param factory descriptor of the call that makes an object: captured values, and the functional interface
 * @param called name of the interface's method
 * @param erased type of the interface's method
 * @param exact its type with type arguments in place
 * @param body what the lambda does
 */
record LambdaClass(
        String name,
        String host,
        boolean isHostInterface,
        String method,
        Type factory,
        String called,
        Type erased,
        Type exact,
        Handle body) {
    private static final String FACTORY = "make";
    private static final String ONLY = "ONLY";

    /** Whether no value has to be boxed, unboxed or widened, and the class around can make the call as it stands. */
    boolean canBeWritten() {
        boolean isOwnSpecial =
                body.getTag() != Opcodes.H_INVOKESPECIAL || body.getOwner().equals(host);
        Type[] given = given();
        Type[] taken = taken();
        if (!isOwnSpecial || given.length != taken.length || erased.getArgumentCount() != exact.getArgumentCount()) {
            return false;
        }
        for (int i = 0; i < given.length; i++) {
            if (!fits(given[i], taken[i])) {
                return false;
            }
        }
        for (int i = 0; i < erased.getArgumentCount(); i++) {
            if (!fits(erased.getArgumentTypes()[i], exact.getArgumentTypes()[i])) {
                return false;
            }
        }
        boolean isResultTaken = exact.getReturnType().equals(Type.VOID_TYPE) || fits(result(), exact.getReturnType());
        return isResultTaken && fits(exact.getReturnType(), erased.getReturnType());
    }

    private static boolean fits(Type from, Type to) {
        return from.equals(to) || isReference(from) && isReference(to);
    }

    private static boolean isReference(Type type) {
        return type.getSort() >= Type.ARRAY;
    }

    /** What the method is called with: captured values, then arguments. */
    private Type[] given() {
        return Stream.concat(Stream.of(factory.getArgumentTypes()), Stream.of(exact.getArgumentTypes()))
                .toArray(Type[]::new);
    }

    /** What the body takes, its receiver first. */
    private Type[] taken() {
        Stream<Type> arguments = Stream.of(Type.getArgumentTypes(body.getDesc()));
        boolean hasReceiver = body.getTag() != Opcodes.H_INVOKESTATIC && body.getTag() != Opcodes.H_NEWINVOKESPECIAL;
        return (hasReceiver ? Stream.concat(Stream.of(Type.getObjectType(body.getOwner())), arguments) : arguments)
                .toArray(Type[]::new);
    }

    private Type result() {
        return body.getTag() == Opcodes.H_NEWINVOKESPECIAL
                ? Type.getObjectType(body.getOwner())
                : Type.getReturnType(body.getDesc());
    }

    private String descriptor() {
        return Type.getMethodDescriptor(exact.getReturnType(), given());
    }

    /** Writes the static method of the class around. */
    MethodNode bridge() {
        int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (isHostInterface ? Opcodes.ACC_PUBLIC : 0);
        MethodNode bridge = new MethodNode(access, method, descriptor(), null, null);
        boolean isNew = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (isNew) {
            bridge.visitTypeInsn(Opcodes.NEW, body.getOwner());
            bridge.visitInsn(Opcodes.DUP);
        }
        load(bridge, given(), taken());
        int opcode = switch (body.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            default -> Opcodes.INVOKESPECIAL;
        };
        bridge.visitMethodInsn(opcode, body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
        answer(bridge, result(), exact.getReturnType());
        return bridge;
    }

    /** Writes the class file. */
    byte[] bytes() {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String shown = factory.getReturnType().getInternalName();
        int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        type.visit(Opcodes.V1_8, access, name, null, "java/lang/Object", new String[] {shown});
        Type[] captured = factory.getArgumentTypes();
        for (int i = 0; i < captured.length; i++) {
            type.visitField(Opcodes.ACC_FINAL, field(i), captured[i].getDescriptor(), null, null);
        }
        constructor(type, captured);
        if (captured.length == 0) {
            type.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, ONLY, "L" + name + ";", null, null);
            MethodVisitor initializer = start(type, Opcodes.ACC_STATIC, "<clinit>", "()V");
            make(initializer, captured);
            initializer.visitFieldInsn(Opcodes.PUTSTATIC, name, ONLY, "L" + name + ";");
            end(initializer, Opcodes.RETURN);
        }
        MethodVisitor maker = start(type, Opcodes.ACC_STATIC, FACTORY, factory.getDescriptor());
        if (captured.length == 0) {
            maker.visitFieldInsn(Opcodes.GETSTATIC, name, ONLY, "L" + name + ";");
        } else {
            make(maker, captured);
        }
        end(maker, Opcodes.ARETURN);
        implementation(type, captured);
        type.visitEnd();
        return type.toByteArray();
    }

    /** Writes the call that makes an object. */
    void call(MethodVisitor from) {
        from.visitMethodInsn(Opcodes.INVOKESTATIC, name, FACTORY, factory.getDescriptor(), false);
    }

    private static String field(int index) {
        return "captured" + index;
    }

    private void constructor(ClassWriter type, Type[] captured) {
        MethodVisitor constructor = start(type, 0, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captured));
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        int slot = 1;
        for (int i = 0; i < captured.length; i++) {
            constructor.visitVarInsn(Opcodes.ALOAD, 0);
            constructor.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), slot);
            constructor.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured[i].getDescriptor());
            slot += captured[i].getSize();
        }
        end(constructor, Opcodes.RETURN);
    }

    private void make(MethodVisitor in, Type[] captured) {
        in.visitTypeInsn(Opcodes.NEW, name);
        in.visitInsn(Opcodes.DUP);
        load(in, captured, captured);
        in.visitMethodInsn(
                Opcodes.INVOKESPECIAL, name, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captured), false);
    }

    private void implementation(ClassWriter type, Type[] captured) {
        MethodVisitor method = start(type, Opcodes.ACC_PUBLIC, called, erased.getDescriptor());
        for (int i = 0; i < captured.length; i++) {
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured[i].getDescriptor());
        }
        int slot = 1;
        Type[] from = erased.getArgumentTypes();
        Type[] to = exact.getArgumentTypes();
        for (int i = 0; i < from.length; i++) {
            method.visitVarInsn(from[i].getOpcode(Opcodes.ILOAD), slot);
            cast(method, from[i], to[i]);
            slot += from[i].getSize();
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, host, this.method, descriptor(), isHostInterface);
        answer(method, exact.getReturnType(), erased.getReturnType());
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private static MethodVisitor start(ClassWriter type, int access, String name, String descriptor) {
        MethodVisitor method = type.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        return method;
    }

    private static void end(MethodVisitor method, int opcode) {
        method.visitInsn(opcode);
        method.visitMaxs(0, 0); // computed by the writer
        method.visitEnd();
    }

    /** Pushes the parameters of a static method. */
    private static void load(MethodVisitor method, Type[] from, Type[] to) {
        int slot = 0;
        for (int i = 0; i < from.length; i++) {
            method.visitVarInsn(from[i].getOpcode(Opcodes.ILOAD), slot);
            cast(method, from[i], to[i]);
            slot += from[i].getSize();
        }
    }

    private static void cast(MethodVisitor method, Type from, Type to) {
        if (!from.equals(to) && isReference(to)) {
            method.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
    }

    private static void answer(MethodVisitor method, Type from, Type to) {
        if (to.equals(Type.VOID_TYPE)) {
            if (from.getSize() > 0) {
                method.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
            }
            method.visitInsn(Opcodes.RETURN);
            return;
        }
        cast(method, from, to);
        method.visitInsn(to.getOpcode(Opcodes.IRETURN));
    }
}
