package dev.moveguard.code.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Cell;
import dev.moveguard.code.MethodBody.Emptied;
import dev.moveguard.code.MethodBody.Exit;
import dev.moveguard.code.MethodBody.Instance;
import dev.moveguard.code.MethodBody.Read;
import dev.moveguard.code.MethodId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A switch over patterns with {@code case null}, as compilers of Java 21 write it; the build's own is older. */
class PatternSwitchTest {
    private static final Cell CHAIN = new Cell(new FieldId("Slot", "chain"), new Instance.This());

    @Test
    void theWayForNullFindsTheFieldEmpty() {
        Exit exit = onlyExit(false, false);
        assertThat(exit.emptied()).isEqualTo(Map.of(CHAIN, Emptied.WRITTEN));
        assertThat(exit.result().reads()).extracting(Read::isHeld).containsExactly(false);
    }

    @Test
    void theWayForAPatternDoesNot() {
        assertThat(onlyExit(true, false).emptied()).isEmpty();
    }

    @Test
    void theWayForNullAndAllElseDoesNot() {
        assertThat(onlyExit(false, true).emptied()).isEmpty();
    }

    /** Compiles {@code return switch (chain) { case null -> null; case String s -> { chain = null; yield s; } };} or one like it. */
    private static Exit onlyExit(boolean isTurned, boolean isDefault) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V21, Opcodes.ACC_PUBLIC, "Slot", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(0, "take", "()Ljava/lang/Object;", null, null);
        Label ifNull = new Label();
        Label ifString = new Label();
        Label end = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, "Slot", "chain", "Ljava/lang/Object;");
        code.visitVarInsn(Opcodes.ASTORE, 1);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInvokeDynamicInsn("typeSwitch", "(Ljava/lang/Object;I)I", bootstrap());
        code.visitLookupSwitchInsn(isDefault ? ifNull : ifString, new int[] {-1, 0}, new Label[] {
            isTurned ? ifString : ifNull, isTurned ? ifNull : ifString
        });
        code.visitLabel(ifNull);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitJumpInsn(Opcodes.GOTO, end);
        code.visitLabel(ifString);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitFieldInsn(Opcodes.PUTFIELD, "Slot", "chain", "Ljava/lang/Object;");
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitLabel(end);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        writer.visitEnd();
        MethodId take = new MethodId("Slot", "take", "()Ljava/lang/Object;");
        Map<MethodId, MethodBody> bodies = ClassFile.bodies(writer.toByteArray(), take::equals, false, false);
        return java.util.Objects.requireNonNull(bodies.get(take)).exits().get(0);
    }

    private static Handle bootstrap() {
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/runtime/SwitchBootstraps",
                "typeSwitch",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;[Ljava/lang/Object;)"
                        + "Ljava/lang/invoke/CallSite;",
                false);
    }
}
