package dev.moveguard.code.bytecode;

import dev.moveguard.code.bytecode.Tracked.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** A switch over patterns, compiled: a call tells by a number which pattern matches, -1 for null, and a plain switch jumps by it. */
final class PatternSwitch {
    private static final String OWNER = "java/lang/runtime/SwitchBootstraps";

    private PatternSwitch() {}

    /** Whether an instruction gives the number of the pattern that its first argument matches. */
    static boolean isNumber(InvokeDynamicInsnNode call) {
        return call.bsm.getOwner().equals(OWNER);
    }

    /** Returns the value of which a source is the number; null: it is no such number, or it may be that of several. */
    static @Nullable Source selector(Source number) {
        return number instanceof Source.Choice one && one.of().size() == 1
                ? one.of().iterator().next()
                : null;
    }

    /** Returns where a switch goes on for -1 and for nothing else. */
    static @Nullable LabelNode ifNull(AbstractInsnNode instruction) {
        if (instruction instanceof LookupSwitchInsnNode lookup) {
            return alone(lookup.keys.indexOf(-1), lookup.labels, lookup.dflt);
        }
        TableSwitchInsnNode table = (TableSwitchInsnNode) instruction;
        return alone(-1 - table.min, table.labels, table.dflt);
    }

    private static @Nullable LabelNode alone(int index, List<LabelNode> labels, LabelNode otherwise) {
        if (index < 0 || index >= labels.size()) {
            return null;
        }
        Set<LabelNode> others = new HashSet<>(labels.subList(0, index));
        others.addAll(labels.subList(index + 1, labels.size()));
        others.add(otherwise);
        return others.contains(labels.get(index)) ? null : labels.get(index);
    }
}
