package dev.moveguard.code.bytecode;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Collects the lines of the source that a class file tells of. */
final class LineNumbers extends ClassVisitor {
    private final Set<Integer> lines = new HashSet<>();
    private final MethodVisitor body = new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitLineNumber(int line, Label start) {
            lines.add(line);
        }
    };

    LineNumbers() {
        super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return body;
    }

    Set<Integer> lines() {
        return lines;
    }
}
