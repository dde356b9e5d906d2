package dev.moveguard.code.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class RenewedClassTest {
    /** A class with {@code static int most(int, int)}, which has a branch and, before Java 6, no frame for it. */
    private static byte[] branching(int version) {
        ClassWriter writer = new ClassWriter(0);
        String name = RenewedClassTest.class.getPackageName().replace('.', '/') + "/Branching";
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        MethodVisitor most = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "most", "(II)I", null, null);
        Label other = new Label();
        most.visitCode();
        most.visitVarInsn(Opcodes.ILOAD, 0);
        most.visitVarInsn(Opcodes.ILOAD, 1);
        most.visitJumpInsn(Opcodes.IF_ICMPLT, other);
        most.visitVarInsn(Opcodes.ILOAD, 0);
        most.visitInsn(Opcodes.IRETURN);
        most.visitLabel(other);
        most.visitVarInsn(Opcodes.ILOAD, 1);
        most.visitInsn(Opcodes.IRETURN);
        most.visitMaxs(2, 2);
        most.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    @Test
    void aClassOfJava5IsOneOfJava8ThatIsVerifiedAndDoesTheSame() throws ReflectiveOperationException {
        byte[] renewed = RenewedClass.of(branching(Opcodes.V1_5));
        assertThat(new ClassReader(renewed).readShort(6)).isEqualTo((short) Opcodes.V1_8);
        Class<?> type = MethodHandles.lookup().defineClass(renewed);
        assertThat(type.getMethod("most", int.class, int.class).invoke(null, 3, 5))
                .isEqualTo(5);
    }

    @Test
    void aNewerClassStaysAsItIs() {
        byte[] newer = branching(Opcodes.V1_6);
        assertThat(RenewedClass.of(newer)).isSameAs(newer);
    }
}
