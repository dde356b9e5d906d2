package dev.moveguard.flow;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The calls by which try statements close their resources. Compilers close one a second time where the block ends with an
 * exception, and add what that throws to the exception: by this the variable is known.
 */
final class Resources {
    private final Set<AbstractInsnNode> closing;

    private Resources(Set<AbstractInsnNode> closing) {
        this.closing = Set.copyOf(closing);
    }

    static Resources of(MethodNode method) {
        Set<Integer> slots = new HashSet<>();
        int closed = -1;
        for (AbstractInsnNode instruction : method.instructions) {
            closed = isClose(instruction) ? slot(instruction) : closed;
            if (instruction instanceof MethodInsnNode call && call.name.equals("addSuppressed")) {
                slots.add(closed);
            }
        }
        Set<AbstractInsnNode> closing = new HashSet<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (isClose(instruction) && slots.contains(slot(instruction)) && slot(instruction) >= 0) {
                closing.add(instruction);
            }
        }
        return new Resources(closing);
    }

    private static boolean isClose(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call && call.name.equals("close") && call.desc.equals("()V");
    }

    private static int slot(AbstractInsnNode close) {
        return real(close.getPrevious(), false) instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD
                ? load.var
                : -1;
    }

    private static @Nullable AbstractInsnNode real(@Nullable AbstractInsnNode from, boolean isForward) {
        AbstractInsnNode instruction = from;
        while (instruction != null && instruction.getOpcode() < 0) {
            instruction = isForward ? instruction.getNext() : instruction.getPrevious();
        }
        return instruction;
    }

    /** Whether a try statement closes its resource by this call. */
    boolean isClosing(AbstractInsnNode call) {
        return closing.contains(call);
    }

    /** Whether this is the test for null before such a call. */
    boolean isTestedFor(AbstractInsnNode test) {
        if (closing.isEmpty() || test.getOpcode() != Opcodes.IFNULL) {
            return false;
        }
        AbstractInsnNode load = real(test.getNext(), true);
        AbstractInsnNode close = load == null ? null : real(load.getNext(), true);
        return close != null && closing.contains(close);
    }
}
