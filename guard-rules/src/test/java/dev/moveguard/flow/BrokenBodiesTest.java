package dev.moveguard.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files whose instructions do not fit together, as no compiler writes them: each is named, and the rule goes on. */
class BrokenBodiesTest {
    private final Path folder;

    BrokenBodiesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<String> gaps(Consumer<MethodVisitor> body) throws IOException {
        write("Token", code -> {});
        write("Broken", body);
        Project project = new Project(folder, List.of());
        InputLedger ledger = new InputLedger();
        try (CodeReader reader = new CodeReader(ledger, project::shown, FactsCache.none())) {
            reader.addClasses(folder);
            CodeBase code = reader.read(Lens.BYTECODE);
            Facts facts = new Facts(code, project, false);
            Moving.tokens().check(facts);
            assertThat(facts.subjectCount()).isPositive();
            return facts.gaps().stream()
                    .map(gap -> gap.input() + " " + gap.reason())
                    .toList();
        }
    }

    private void write(String name, Consumer<MethodVisitor> body) throws IOException {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        MethodVisitor method =
                type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "(LToken;)V", null, null);
        method.visitCode();
        body.accept(method);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 1);
        type.visitEnd();
        Files.write(folder.resolve(name + ".class"), type.toByteArray());
    }

    private static final String UNFIT =
            "Broken.class Broken.run cannot be analysed: its instructions do not fit together";

    @Test
    void soundInstructions() throws IOException {
        assertThat(gaps(code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    code.visitInsn(Opcodes.POP);
                }))
                .isEmpty();
    }

    @Test
    void anEmptyStack() throws IOException {
        assertThat(gaps(code -> code.visitInsn(Opcodes.POP))).containsExactly(UNFIT);
    }

    @Test
    void aCallWithoutItsArguments() throws IOException {
        assertThat(gaps(code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, "Broken", "run", "(LToken;)V", false)))
                .containsExactly(UNFIT);
    }

    @Test
    void moreThanTheStackHolds() throws IOException {
        assertThat(gaps(code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                }))
                .containsExactly(UNFIT);
    }

    @Test
    void aSlotThatIsNotThere() throws IOException {
        assertThat(gaps(code -> code.visitVarInsn(Opcodes.ALOAD, 7))).containsExactly(UNFIT);
        assertThat(gaps(code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    code.visitVarInsn(Opcodes.ASTORE, 7);
                }))
                .containsExactly(UNFIT);
    }

    @Test
    void stacksOfTwoHeights() throws IOException {
        assertThat(gaps(code -> {
                    Label end = new Label();
                    code.visitInsn(Opcodes.ICONST_0);
                    code.visitJumpInsn(Opcodes.IFEQ, end);
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    code.visitLabel(end);
                }))
                .containsExactly(UNFIT);
    }
}
