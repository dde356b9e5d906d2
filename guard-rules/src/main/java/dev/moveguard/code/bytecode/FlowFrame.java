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
    private Set<Source.Read> held = new HashSet<>();
    private Map<FieldId, Emptied> emptied = new HashMap<>();
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
        held = new HashSet<>(flow.held);
        emptied = new HashMap<>(flow.emptied);
    }

    @Override
    public boolean merge(Frame<? extends Tracked> other, Interpreter<Tracked> interpreter) throws AnalyzerException {
        FlowFrame flow = (FlowFrame) (Frame<?>) other;
        boolean changed = super.merge(other, interpreter);
        changed |= held.addAll(flow.held);
        changed |= emptied.entrySet().removeIf(entry -> !flow.emptied.containsKey(entry.getKey()));
        for (Map.Entry<FieldId, Emptied> entry : emptied.entrySet()) {
            // Written on one path, compared on the other: what was there has been dropped on the first.
            if (flow.emptied.get(entry.getKey()) == Emptied.WRITTEN && entry.getValue() == Emptied.COMPARED) {
                entry.setValue(Emptied.WRITTEN);
                changed = true;
            }
        }
        return changed;
    }

    @Override
    public void execute(AbstractInsnNode instruction, Interpreter<Tracked> interpreter) throws AnalyzerException {
        branch = null;
        switch (instruction.getOpcode()) {
            case Opcodes.IFNULL, Opcodes.IFNONNULL -> {
                branch = new Branch(top(0), new HashSet<>(held), new HashMap<>(emptied));
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
            if (source instanceof Source.Read read) {
                held.add(read);
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
        held.removeIf(read -> read.field().equals(field)
                && read.owner().equals(owner)
                && owner.size() <= 1
                && !value.sources().contains(read));
        if (ofThis) {
            emptied.remove(field);
            if (value.equals(Tracked.NULL)) {
                emptied.put(field, Emptied.WRITTEN);
            }
        }
    }

    /** A comparison with null tells, on one of its two ways on, that the field read is empty. */
    @Override
    public void initJumpTarget(int opcode, @Nullable LabelNode target) {
        Branch before = branch;
        if (before == null) {
            return;
        }
        held = new HashSet<>(before.held);
        emptied = new HashMap<>(before.emptied);
        boolean isNull = (opcode == Opcodes.IFNULL) == (target != null);
        if (isNull && before.tested.sources().size() == 1) {
            Source source = before.tested.sources().iterator().next();
            if (source instanceof Source.Read read && read.ofThis() && held.remove(read)) {
                emptied.putIfAbsent(read.field(), Emptied.COMPARED);
            }
        }
    }
}
