package dev.moveguard.code.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.code.bytecode.Tracked.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

class DataFlowTest {
    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Object.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static Frame<Tracked>[] asmFrames(String owner, MethodNode method, boolean withPlaces)
            throws AnalyzerException {
        boolean isInstance = (method.access & Opcodes.ACC_STATIC) == 0;
        Whereabouts known = new Whereabouts(method.instructions.size(), withPlaces);
        return new Analyzer<>(
                new FlowInterpreter(method.instructions, Type.getArgumentTypes(method.desc), isInstance)) {
            @Override
            protected Frame<Tracked> newFrame(int locals, int stack) {
                return new FlowFrame(locals, stack, known);
            }

            @Override
            protected Frame<Tracked> newFrame(Frame<? extends Tracked> frame) {
                return new FlowFrame(frame);
            }
        }.analyze(owner, method);
    }

    /** ASM's analyzer keeps also what an instruction gave before all paths had come in: reads of other owners, and null. */
    private static void assertSame(Tracked ours, Tracked theirs, String where) {
        assertThat(ours.getSize()).as(where).isEqualTo(theirs.getSize());
        assertThat(ours.types()).as(where).isEqualTo(theirs.types());
        Set<String> more = shown(theirs);
        more.removeAll(shown(ours));
        more.remove("Null[]");
        assertThat(more).as(where).isEmpty();
        assertThat(shown(theirs)).as(where).containsAll(shown(ours));
    }

    private static Set<String> shown(Tracked value) {
        return value.sources().stream()
                .map(source -> source instanceof Source.Read read ? "read " + read.instruction() : source.toString())
                .collect(Collectors.toSet());
    }

    private static void assertSame(FlowFrame ours, FlowFrame theirs, String where) {
        assertThat(ours.getStackSize()).as(where).isEqualTo(theirs.getStackSize());
        for (int i = 0; i < ours.getLocals(); i++) {
            assertSame(ours.getLocal(i), theirs.getLocal(i), "%s, local %s".formatted(where, i));
        }
        for (int i = 0; i < ours.getStackSize(); i++) {
            assertSame(ours.getStack(i), theirs.getStack(i), "%s, stack %s".formatted(where, i));
        }
        assertThat(ours.emptied()).as(where).containsAllEntriesOf(theirs.emptied());
    }

    /** Whole classes of the JDK: loops in loops, switches, handlers in handlers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.Formatter",
                "java.util.HashMap",
                "java.util.concurrent.ConcurrentHashMap",
                "java.util.concurrent.locks.AbstractQueuedSynchronizer",
                "java.util.concurrent.ForkJoinPool",
                "java.util.zip.ZipFile$Source",
                "java.util.regex.Pattern",
                "java.io.ObjectInputStream"
            })
    void knowsWhatTheAnalyzerOfAsmKnows(String name) throws Exception {
        ClassNode type = ClassTree.of(bytes(name), method -> true);
        assertThat(compared(type, false)).isGreaterThan(500);
        assertThat(compared(type, true)).isGreaterThan(500);
    }

    private static int compared(ClassNode type, boolean withPlaces) throws AnalyzerException {
        int compared = 0;
        for (MethodNode method : type.methods) {
            if (method.instructions.size() > 0) {
                Frame<Tracked>[] theirs = asmFrames(type.name, method, withPlaces);
                FlowFrame[] ours = DataFlow.of(type.name, method, withPlaces);
                for (int i = 0; i < theirs.length; i++) {
                    String where = method.name + method.desc + " at " + i;
                    assertThat(ours[i] == null).as(where).isEqualTo(theirs[i] == null);
                    if (ours[i] != null) {
                        assertSame(ours[i], (FlowFrame) theirs[i], where);
                        compared++;
                    }
                }
            }
        }
        return compared;
    }

    /** {@code static Object run(Object o)}, as Java 5 compiled a finally: the subroutine hands back to where it was called. */
    private static ClassNode withSubroutine(int version) {
        ClassWriter type = new ClassWriter(0);
        type.visit(version, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
        MethodVisitor method =
                type.visitMethod(Opcodes.ACC_STATIC, "run", "(Ljava/lang/Object;)Ljava/lang/Object;", null, null);
        method.visitCode();
        Label subroutine = new Label();
        method.visitJumpInsn(Opcodes.JSR, subroutine);
        method.visitVarInsn(Opcodes.ALOAD, 2);
        method.visitInsn(Opcodes.ARETURN);
        method.visitLabel(subroutine);
        method.visitVarInsn(Opcodes.ASTORE, 1);
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitVarInsn(Opcodes.ASTORE, 2);
        method.visitVarInsn(Opcodes.RET, 1);
        method.visitMaxs(1, 3);
        method.visitEnd();
        type.visitEnd();
        return ClassTree.of(type.toByteArray(), wanted -> true);
    }

    @Test
    void followsSubroutinesOfOldCompilers() throws AnalyzerException {
        MethodNode method = withSubroutine(Opcodes.V1_5).methods.get(0);
        FlowFrame[] frames = DataFlow.of("Old", method, false);
        List<Integer> returns = java.util.stream.IntStream.range(0, frames.length)
                .filter(at -> method.instructions.get(at).getOpcode() == Opcodes.ARETURN)
                .boxed()
                .toList();
        assertThat(returns).hasSize(1);
        assertThat(frames[returns.get(0)].top(0).sources()).containsExactly(new Source.Parameter(0));
    }

    @Test
    void saysThatSubroutinesAreNotOfNewerClassFiles() {
        MethodNode method = withSubroutine(Opcodes.V1_8).methods.get(0);
        assertThatThrownBy(() -> DataFlow.of("Old", method, false)).isInstanceOf(AnalyzerException.class);
    }

    /** {@code while (true) { if (a) { long x = 1; continue; } Object o = b; }}: both variables stand in the same slot. */
    @Test
    void comesToRestWhereTwoPathsUseASlotDifferently() throws AnalyzerException {
        MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "run", "(ILjava/lang/Object;)V", null, null);
        Label head = new Label();
        Label other = new Label();
        method.visitLabel(head);
        method.visitVarInsn(Opcodes.ILOAD, 0);
        method.visitJumpInsn(Opcodes.IFEQ, other);
        method.visitInsn(Opcodes.LCONST_1);
        method.visitVarInsn(Opcodes.LSTORE, 2);
        method.visitJumpInsn(Opcodes.GOTO, head);
        method.visitLabel(other);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitVarInsn(Opcodes.ASTORE, 2);
        method.visitJumpInsn(Opcodes.GOTO, head);
        method.visitMaxs(2, 4);
        FlowFrame[] frames = DataFlow.of("Loop", method, false);
        assertThat(frames[0].getLocal(1).sources()).containsExactly(new Source.Parameter(1));
        assertThat(frames[0].getLocal(2).sources()).isEmpty();
    }
}
