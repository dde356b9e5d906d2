package dev.moveguard.code.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What code that uses a class can see of it: everything but bodies, lines, and members that are private or made by the compiler. */
public final class OutsideView extends ClassVisitor {
    private static final int HIDDEN = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;

    private String own = "";

    private OutsideView(ClassWriter writer) {
        super(Opcodes.ASM9, writer);
    }

    /**
     * Returns a class file with nothing else in it; the same bytes for two class files say that they look the same from outside.
     *
     * @throws RuntimeException when it is no class file
     */
    public static byte[] of(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new OutsideView(writer),
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        own = name;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    /** Of the nested classes that are named, those that this class declares or is; the others only occur in it. */
    @Override
    public void visitInnerClass(String name, @Nullable String outerName, @Nullable String innerName, int access) {
        if (innerName != null && (own.equals(outerName) || own.equals(name))) {
            super.visitInnerClass(name, outerName, innerName, access);
        }
    }

    @Override
    public void visitNestMember(String nestMember) {}

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        return (access & HIDDEN) != 0 ? null : super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return (access & HIDDEN) != 0 ? null : super.visitMethod(access, name, descriptor, signature, exceptions);
    }
}
