package dev.moveguard.code.bytecode;

import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody.Emptied;
import dev.moveguard.code.bytecode.Tracked.Source;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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
    private static final BitSet NONE = new BitSet();

    /** The reads of the body by their instructions, shared by all its frames. */
    private final Map<Integer, Source.Read> reads;

    private BitSet held = NONE; // instructions of reads; shared between frames, replaced when it changes
    private Map<FieldId, Emptied> emptied = Map.of(); // likewise
    /** The value a conditional jump has just compared with null, and the state before it; null: no such jump. */
    private @Nullable Branch branch;

    private record Branch(Tracked tested, BitSet held, Map<FieldId, Emptied> emptied) {}

    FlowFrame(int locals, int stack, Map<Integer, Source.Read> reads) {
        super(locals, stack);
        this.reads = reads;
    }

    FlowFrame(Frame<? extends Tracked> other) {
        super(other);
        reads = ((FlowFrame) (Frame<?>) other).reads;
        copy(other);
    }

    /** Whether the field may still hold the value of a read. */
    boolean holds(Source.Read read) {
        return held.get(read.instruction());
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
    @SuppressWarnings("ReferenceEquality") // sets are shared between frames until they change
    public boolean merge(Frame<? extends Tracked> other, Interpreter<Tracked> interpreter) throws AnalyzerException {
        FlowFrame flow = (FlowFrame) (Frame<?>) other;
        boolean changed = mergeValues(flow);
        if (held != flow.held && !held.equals(flow.held)) {
            BitSet either = copyOfHeld();
            either.or(flow.held);
            changed |= !either.equals(held);
            held = either;
        }
        if (emptied != flow.emptied && !emptied.equals(flow.emptied)) {
            Map<FieldId, Emptied> both = emptiedOnBoth(flow.emptied);
            changed |= !both.equals(emptied);
            emptied = both;
        }
        return changed;
    }

    /** Joins slot by slot. Nearly always both frames hold the same object, which is all that is looked at then. */
    @SuppressWarnings("ReferenceEquality")
    private boolean mergeValues(FlowFrame other) throws AnalyzerException {
        if (getStackSize() != other.getStackSize()) {
            throw new AnalyzerException(null, "the stacks of two paths differ in height");
        }
        boolean changed = false;
        for (int i = 0; i < getLocals(); i++) {
            Tracked joined = getLocal(i).joined(other.getLocal(i));
            if (joined != getLocal(i) && !joined.equals(getLocal(i))) {
                setLocal(i, joined);
                changed = true;
            }
        }
        for (int i = 0; i < getStackSize(); i++) {
            Tracked joined = getStack(i).joined(other.getStack(i));
            if (joined != getStack(i) && !joined.equals(getStack(i))) {
                setStack(i, joined);
                changed = true;
            }
        }
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
            if (source instanceof Source.Read read) {
                reads.put(read.instruction(), read);
                hold(read);
            }
        }
    }

    private void hold(Source.Read read) {
        if (!holds(read)) {
            held = copyOfHeld();
            held.set(read.instruction());
        }
    }

    private void drop(Predicate<Source.Read> isGone) {
        BitSet left = copyOfHeld();
        for (int at = held.nextSetBit(0); at >= 0; at = held.nextSetBit(at + 1)) {
            if (isGone.test(reads.get(at))) {
                left.clear(at);
            }
        }
        held = left;
    }

    private BitSet copyOfHeld() {
        return (BitSet) held.clone();
    }

    private void write(FieldInsnNode instruction, Interpreter<Tracked> interpreter) throws AnalyzerException {
        boolean isStatic = instruction.getOpcode() == Opcodes.PUTSTATIC;
        Tracked value = top(0);
        Set<Source> owner = isStatic ? Set.of() : top(1).sources();
        boolean ofThis = isStatic || top(1).isOnlyThis();
        FieldId field = BodyReader.field(instruction);
        super.execute(instruction, interpreter);
        if (!held.isEmpty() && owner.size() <= 1) {
            drop(read -> read.field().equals(field)
                    && read.owner().equals(owner)
                    && !value.sources().contains(read));
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
            if (source instanceof Source.Read read && read.ofThis() && holds(read)) {
                drop(read::equals);
                Map<FieldId, Emptied> after = new HashMap<>(emptied);
                after.putIfAbsent(read.field(), Emptied.COMPARED);
                emptied = after;
            }
        }
    }
}
