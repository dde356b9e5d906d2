package dev.moveguard.code.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Tells where a switch leads. */
public final class SwitchTargets {
    private SwitchTargets() {}

    /** Returns the labels of a switch, that of its default first; none for another instruction. */
    public static List<LabelNode> of(AbstractInsnNode instruction) {
        if (instruction instanceof TableSwitchInsnNode table) {
            return with(table.dflt, table.labels);
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            return with(lookup.dflt, lookup.labels);
        }
        return List.of();
    }

    private static List<LabelNode> with(LabelNode first, List<LabelNode> others) {
        List<LabelNode> all = new ArrayList<>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
    }
}
