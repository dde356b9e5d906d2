package dev.moveguard.code.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** A class file of Java 5 or older as one of Java 8: with the frames that its bodies need since then. */
public final class RenewedClass extends ClassVisitor {
    private RenewedClass(ClassWriter writer) {
        super(Opcodes.ASM9, writer);
    }

    /**
     * Returns the class file, as one of Java 8 where it is older than Java 6.
     *
     * @param classFile of a class whose supertypes, and those of all it mentions, can be loaded here
     * @throws RuntimeException when it is no class file
     */
    public static byte[] of(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (reader.readShort(6) >= Opcodes.V1_6) {
            return classFile;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        reader.accept(new RenewedClass(writer), ClassReader.SKIP_FRAMES);
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
        super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
    }
}
