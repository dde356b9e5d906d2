package dev.moveguard.code.bytecode;

import dev.moveguard.code.FieldId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** A {@code VarHandle} of a field, looked up by the constants that stand before the call. */
final class FieldHandle {
    private static final String TYPE = "java/lang/invoke/VarHandle";
    private static final Set<String> LOOKUPS = Set.of("findVarHandle", "findStaticVarHandle");

    private FieldHandle() {}

    /** Whether a call is one of a handle; all its methods but those that only read write the last argument. */
    static boolean isUsed(String owner) {
        return owner.equals(TYPE);
    }

    /** Returns the field that a call looks up: {@code lookup.findVarHandle(Holder.class, "name", Object.class)}. */
    static Optional<FieldId> made(AbstractInsnNode instruction) {
        if (!(instruction instanceof MethodInsnNode call) || !LOOKUPS.contains(call.name)) {
            return Optional.empty();
        }
        List<AbstractInsnNode> before = before(call, 3);
        return before.size() == 3
                        && constant(before.get(2)) instanceof Type owner
                        && constant(before.get(1)) instanceof String name
                ? Optional.of(new FieldId(owner.getClassName(), name))
                : Optional.empty();
    }

    /** Returns the instructions before one, the nearest first, without labels and lines. */
    private static List<AbstractInsnNode> before(AbstractInsnNode instruction, int count) {
        List<AbstractInsnNode> found = new ArrayList<>();
        AbstractInsnNode at = instruction.getPrevious();
        while (at != null && found.size() < count) {
            if (at.getOpcode() >= 0) {
                found.add(at);
            }
            at = at.getPrevious();
        }
        return found;
    }

    private static @Nullable Object constant(AbstractInsnNode instruction) {
        return instruction instanceof LdcInsnNode constant ? constant.cst : null;
    }
}
