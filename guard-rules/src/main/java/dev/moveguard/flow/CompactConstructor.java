package dev.moveguard.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The constructor of a record that names no parameters. Its fields get their values at its end, where nothing is written: one
 * compiler puts that on the line the constructor begins on, another one where it ends.
 */
final class CompactConstructor {
    private CompactConstructor() {}

    /** Returns the instructions by which the fields get their values; empty: the constructor is another one. */
    static Set<AbstractInsnNode> assignments(MethodNode method) {
        List<AbstractInsnNode> real = StreamSupport.stream(method.instructions.spliterator(), false)
                .filter(instruction -> instruction.getOpcode() >= 0)
                .toList();
        int end = real.size() - 1;
        if (!method.name.equals("<init>") || end < 0 || real.get(end).getOpcode() != Opcodes.RETURN) {
            return Set.of();
        }
        int begin = end;
        while (begin >= 3 && real.get(begin - 1).getOpcode() == Opcodes.PUTFIELD && isThis(real.get(begin - 3))) {
            begin -= 3;
        }
        Set<Integer> lines = new HashSet<>();
        real.subList(begin, end).forEach(instruction -> lines.add(line(instruction)));
        boolean isImplied = lines.equals(Set.of(line(real.get(0)))) || lines.equals(Set.of(line(real.get(end))));
        return isImplied ? Set.copyOf(real.subList(begin, end)) : Set.of();
    }

    private static boolean isThis(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.ALOAD && instruction instanceof VarInsnNode load && load.var == 0;
    }

    private static int line(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction;
        while (at != null && !(at instanceof LineNumberNode)) {
            at = at.getPrevious();
        }
        return at instanceof LineNumberNode number ? number.line : 0;
    }
}
