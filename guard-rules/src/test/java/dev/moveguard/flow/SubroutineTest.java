package dev.moveguard.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A {@code finally} of Java 5, which is a subroutine that each way out calls. */
class SubroutineTest {
    private final Path folder;

    SubroutineTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsWhatASubroutineUsesAgain() throws IOException {
        assertThat(findings("spend")).containsExactly("parameter 1 is used after it was moved on every path");
    }

    @Test
    void allowsASubroutineThatDoesSomethingElse() throws IOException {
        assertThat(findings("toString")).isEmpty();
    }

    private List<String> findings(String before) throws IOException {
        write(token(), "Token");
        write(user(before), "User");
        Project project = new Project(folder, List.of());
        try (CodeReader reader = new CodeReader(new InputLedger(), project::shown, FactsCache.none())) {
            reader.addClasses(folder);
            Facts facts = new Facts(reader.read(Lens.BYTECODE), project, false);
            List<String> found =
                    Moving.tokens().check(facts).stream().map(Finding::message).toList();
            assertThat(facts.gaps()).isEmpty();
            return found;
        }
    }

    private void write(ClassWriter type, String name) throws IOException {
        type.visitEnd();
        Files.write(folder.resolve(name + ".class"), type.toByteArray());
    }

    private static ClassWriter token() {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "Token", null, "java/lang/Object", null);
        MethodVisitor spend = type.visitMethod(Opcodes.ACC_PUBLIC, "spend", "()V", null, null);
        spend.visitAnnotation("LConsumes;", false).visitEnd();
        spend.visitCode();
        spend.visitInsn(Opcodes.RETURN);
        spend.visitMaxs(0, 1);
        return type;
    }

    /** {@code static void run(Token token) { try { token.<before>(); } finally { token.spend(); } }}, without its handler. */
    private static ClassWriter user(String before) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "User", null, "java/lang/Object", null);
        MethodVisitor run = type.visitMethod(Opcodes.ACC_STATIC, "run", "(LToken;)V", null, null);
        run.visitCode();
        Label subroutine = new Label();
        run.visitVarInsn(Opcodes.ALOAD, 0);
        if (before.equals("spend")) {
            run.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "Token", before, "()V", false);
        } else {
            run.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "Token", before, "()Ljava/lang/String;", false);
            run.visitInsn(Opcodes.POP);
        }
        run.visitJumpInsn(Opcodes.JSR, subroutine);
        run.visitInsn(Opcodes.RETURN);
        run.visitLabel(subroutine);
        run.visitVarInsn(Opcodes.ASTORE, 1);
        run.visitVarInsn(Opcodes.ALOAD, 0);
        run.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "Token", "spend", "()V", false);
        run.visitVarInsn(Opcodes.RET, 1);
        run.visitMaxs(1, 2);
        return type;
    }
}
