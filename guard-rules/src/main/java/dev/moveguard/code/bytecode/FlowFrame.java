package dev.moveguard.code.bytecode;

import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody.Emptied;
import dev.moveguard.code.bytecode.Tracked.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * What is known before an instruction: locals and stack, and beside them what the fields hold.
 *
 * <p>{@code held}: reads whose field may, on some path, still hold the value read. {@code emptied}: fields of {@code this},
 * and static fields, that hold null on every path.
 */
final class FlowFrame extends Frame<Tracked> {
    private Set<Source.Read> held = Set.of(); // shared between frames, replaced when it changes
    private Map<FieldId, Emptied> emptied = Map.of(); // likewise
    /** The value a conditional jump has just compared with null, and the state before it; null: no such jump. */
    private @Nullable Branch branch;

    private record Branch(Tracked tested, Set<Source.Read> held, Map<FieldId, Emptied> emptied) {}

    FlowFrame(int locals, int stack) {
        super(locals, stack);
    }

    FlowFrame(Frame<? extends Tracked> other) {
        super(other);
        copy(other);
    }

    Set<Source.Read> held() {
        return held;
    }

    Map<FieldId, Emptied> emptied() {
        return emptied;
    }

    @Override
    public Frame<Tracked> init(Frame<? extends Tracked> other) {
        super.init(other);
        copy(other);
        return this;
    }

    private void copy(Frame<? extends Tracked> other) {
        FlowFrame flow = (FlowFrame) (Frame<?>) other;
        held = flow.held;
        emptied = flow.emptied;
    }

    @Override
    public boolean merge(Frame<? extends Tracked> other, Interpreter<Tracked> interpreter) throws AnalyzerException {
        FlowFrame flow = (FlowFrame) (Frame<?>) other;
        boolean changed = super.merge(other, interpreter);
        if (!held.containsAll(flow.held)) {
            Set<Source.Read> either = new HashSet<>(held);
            either.addAll(flow.held);
            held = either;
            changed = true;
        }
        Map<FieldId, Emptied> both = emptied.equals(flow.emptied) ? emptied : emptiedOnBoth(flow.emptied);
        changed |= !both.equals(emptied);
        emptied = both;
        return changed;
    }

    /** Written on one path and compared on the other counts as written: what was there has been dropped on the first. */
    private Map<FieldId, Emptied> emptiedOnBoth(Map<FieldId, Emptied> other) {
        Map<FieldId, Emptied> both = new HashMap<>();
        emptied.forEach((field, how) -> {
            Emptied otherwise = other.get(field);
            if (otherwise != null) {
                both.put(field, how == otherwise ? how : Emptied.WRITTEN);
            }
        });
        return both;
    }

    @Override
    public void execute(AbstractInsnNode instruction, Interpreter<Tracked> interpreter) throws AnalyzerException {
        branch = null;
        switch (instruction.getOpcode()) {
            case Opcodes.IFNULL, Opcodes.IFNONNULL -> {
                branch = new Branch(top(0), held, emptied);
                super.execute(instruction, interpreter);
            }
            case Opcodes.GETFIELD, Opcodes.GETSTATIC -> read((FieldInsnNode) instruction, interpreter);
            case Opcodes.PUTFIELD, Opcodes.PUTSTATIC -> write((FieldInsnNode) instruction, interpreter);
            default -> super.execute(instruction, interpreter);
        }
    }

    Tracked top(int depth) {
        return getStack(getStackSize() - 1 - depth);
    }

    private void read(FieldInsnNode instruction, Interpreter<Tracked> interpreter) throws AnalyzerException {
        boolean isStatic = instruction.getOpcode() == Opcodes.GETSTATIC;
        boolean isEmpty = (isStatic || top(0).isOnlyThis()) && emptied.containsKey(BodyReader.field(instruction));
        super.execute(instruction, interpreter);
        if (isEmpty) {
            setStack(getStackSize() - 1, Tracked.NULL);
            return;
        }
        for (Source source : top(0).sources()) {
            if (source instanceof Source.Read read && !held.contains(read)) {
                Set<Source.Read> more = new HashSet<>(held);
                more.add(read);
                held = more;
            }
        }
    }

    private void write(FieldInsnNode instruction, Interpreter<Tracked> interpreter) throws AnalyzerException {
        boolean isStatic = instruction.getOpcode() == Opcodes.PUTSTATIC;
        Tracked value = top(0);
        Set<Source> owner = isStatic ? Set.of() : top(1).sources();
        boolean ofThis = isStatic || top(1).isOnlyThis();
        FieldId field = BodyReader.field(instruction);
        super.execute(instruction, interpreter);
        if (!held.isEmpty()) {
            Set<Source.Read> left = new HashSet<>(held);
            left.removeIf(read -> read.field().equals(field)
                    && read.owner().equals(owner)
                    && owner.size() <= 1
                    && !value.sources().contains(read));
            held = left;
        }
        if (ofThis && (value.equals(Tracked.NULL) || emptied.containsKey(field))) {
            Map<FieldId, Emptied> after = new HashMap<>(emptied);
            after.remove(field);
            if (value.equals(Tracked.NULL)) {
                after.put(field, Emptied.WRITTEN);
            }
            emptied = after;
        }
    }

    /** A comparison with null tells, on one of its two ways on, that the field read is empty. */
    @Override
    public void initJumpTarget(int opcode, @Nullable LabelNode target) {
        Branch before = branch;
        if (before == null) {
            return;
        }
        held = before.held;
        emptied = before.emptied;
        boolean isNull = (opcode == Opcodes.IFNULL) == (target != null);
        if (isNull && before.tested.sources().size() == 1) {
            Source source = before.tested.sources().iterator().next();
            if (source instanceof Source.Read read && read.ofThis() && held.contains(read)) {
                Set<Source.Read> left = new HashSet<>(held);
                left.remove(read);
                held = left;
                Map<FieldId, Emptied> after = new HashMap<>(emptied);
                after.putIfAbsent(read.field(), Emptied.COMPARED);
                emptied = after;
            }
        }
    }
}
