package dev.moveguard.code.bytecode;

import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody.Cell;
import dev.moveguard.code.MethodBody.Emptied;
import dev.moveguard.code.MethodBody.Instance;
import dev.moveguard.code.MethodBody.Places;
import dev.moveguard.code.bytecode.Tracked.Source;
import dev.moveguard.code.bytecode.Whereabouts.Put;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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
 * <p>{@code held}: reads whose field may, on some path, still hold the value read, and values that were put somewhere and
 * may, on some path, still be there. {@code emptied}: fields of {@code this} and of parameters, and static fields, that hold null
 * on every path.
 */
final class FlowFrame extends Frame<Tracked> {
    private static final BitSet NONE = new BitSet();

    /** What the numbers in {@code held} stand for, shared by all frames of the body. */
    private final Whereabouts known;

    private BitSet held = NONE; // shared between frames, replaced when it changes
    private Map<Cell, Emptied> emptied = Map.of(); // likewise
    /** The value a jump or switch has just told from null, and the state before it; null: no such. */
    private @Nullable Branch branch;

    /** @param ifNull where a switch goes on for null alone */
    private record Branch(Tracked tested, @Nullable LabelNode ifNull, BitSet held, Map<Cell, Emptied> emptied) {}

    FlowFrame(int locals, int stack, Whereabouts known) {
        super(locals, stack);
        this.known = known;
    }

    FlowFrame(Frame<? extends Tracked> other) {
        super(other);
        known = ((FlowFrame) (Frame<?>) other).known;
        copy(other);
    }

    /** Whether the field may still hold the value of a read. */
    boolean holds(Source.Read read) {
        return held.get(read.instruction());
    }

    /** Returns where a value, or one that it carries, was put and may still be. */
    Places places(Tracked value, Set<Tracked> carried) {
        if (!known.hasPuts(held)) {
            return Places.NOWHERE;
        }
        BitSet put = (BitSet) value.puts().clone();
        carried.forEach(inside -> put.or(inside.puts()));
        return known.places(put, held);
    }

    /** Returns where a parameter was put and may still be. */
    Places placesOfParameter(int index) {
        return known.placesOfParameter(index, held);
    }

    Map<Cell, Emptied> emptied() {
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
            Map<Cell, Emptied> both = emptiedOnBoth(flow.emptied);
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
    private Map<Cell, Emptied> emptiedOnBoth(Map<Cell, Emptied> other) {
        Map<Cell, Emptied> both = new HashMap<>();
        emptied.forEach((cell, how) -> {
            Emptied otherwise = other.get(cell);
            if (otherwise != null) {
                both.put(cell, how == otherwise ? how : Emptied.WRITTEN);
            }
        });
        return both;
    }

    @Override
    public void execute(AbstractInsnNode instruction, Interpreter<Tracked> interpreter) throws AnalyzerException {
        branch = null;
        switch (instruction.getOpcode()) {
            case Opcodes.IFNULL, Opcodes.IFNONNULL -> {
                branch = new Branch(top(0), null, held, emptied);
                super.execute(instruction, interpreter);
            }
            case Opcodes.LOOKUPSWITCH, Opcodes.TABLESWITCH -> {
                branch = new Branch(top(0), PatternSwitch.ifNull(instruction), held, emptied);
                super.execute(instruction, interpreter);
            }
            case Opcodes.GETFIELD, Opcodes.GETSTATIC -> read((FieldInsnNode) instruction, interpreter);
            case Opcodes.PUTFIELD, Opcodes.PUTSTATIC -> write((FieldInsnNode) instruction, interpreter);
            case Opcodes.INVOKEDYNAMIC,
                    Opcodes.INVOKEVIRTUAL,
                    Opcodes.INVOKESPECIAL,
                    Opcodes.INVOKESTATIC,
                    Opcodes.INVOKEINTERFACE -> call(instruction, interpreter);
            default -> super.execute(instruction, interpreter);
        }
    }

    Tracked top(int depth) {
        return getStack(getStackSize() - 1 - depth);
    }

    private void read(FieldInsnNode instruction, Interpreter<Tracked> interpreter) throws AnalyzerException {
        boolean isStatic = instruction.getOpcode() == Opcodes.GETSTATIC;
        boolean isEmpty = !emptied.isEmpty() && emptied.containsKey(cell(instruction, isStatic ? null : top(0)));
        super.execute(instruction, interpreter);
        if (isEmpty) {
            setStack(getStackSize() - 1, Tracked.NULL);
            return;
        }
        for (Source source : top(0).sources()) {
            if (source instanceof Source.Read read) {
                hold(known.number(read));
            }
        }
    }

    /** @param owner null: the field is static */
    private static Cell cell(FieldInsnNode instruction, @Nullable Tracked owner) {
        return new Cell(BodyReader.field(instruction), owner == null ? new Instance.This() : owner.instance());
    }

    private void hold(int number) {
        if (!held.get(number)) {
            held = copyOfHeld();
            held.set(number);
        }
    }

    private void end(BitSet ended) {
        drop(ended);
        if (known.hasPuts(ended)) {
            replace(one -> one.puts().intersects(ended), one -> one.withoutPuts(ended));
        }
    }

    private void drop(BitSet gone) {
        if (held.intersects(gone)) {
            held = copyOfHeld();
            held.andNot(gone);
        }
    }

    private BitSet copyOfHeld() {
        return (BitSet) held.clone();
    }

    private void replace(Predicate<Tracked> isMeant, UnaryOperator<Tracked> by) {
        for (int i = 0; i < getLocals(); i++) {
            if (isMeant.test(getLocal(i))) {
                setLocal(i, by.apply(getLocal(i)));
            }
        }
        for (int i = 0; i < getStackSize(); i++) {
            if (isMeant.test(getStack(i))) {
                setStack(i, by.apply(getStack(i)));
            }
        }
    }

    private void write(FieldInsnNode instruction, Interpreter<Tracked> interpreter) throws AnalyzerException {
        boolean isStatic = instruction.getOpcode() == Opcodes.PUTSTATIC;
        Tracked value = top(0);
        Set<Source> owner = isStatic ? Set.of() : Source.Read.flat(top(1).sources());
        Cell cell = cell(instruction, isStatic ? null : top(1));
        super.execute(instruction, interpreter);
        if (instruction.desc.length() > 1) { // a reference
            if (!held.isEmpty()) {
                end(known.endedBy(cell.field(), owner, held));
            }
            put(value, new Put.Stored(cell, owner));
            rehold(value, cell.field(), owner);
        }
        boolean isKnown = !(cell.of() instanceof Instance.Other);
        if (isKnown && (value.isOnlyNull() || emptied.containsKey(cell))) {
            Map<Cell, Emptied> after = new HashMap<>(emptied);
            after.remove(cell);
            if (value.isOnlyNull()) {
                after.put(cell, Emptied.WRITTEN);
            }
            emptied = after;
        }
    }

    /** Notes that a value was put somewhere, with all slots that hold the same. What no slot holds cannot be used again. */
    private void put(Tracked value, Put put) {
        if (!known.hasPuts() || value.isFree()) {
            return;
        }
        Set<Source> sources = value.sources();
        if (has(one -> one.sources().equals(sources))) {
            int number = known.number(put);
            hold(number);
            replace(one -> one.sources().equals(sources), one -> one.withPut(number));
        }
        for (Source source : sources) {
            if (source instanceof Source.Parameter parameter) {
                hold(known.number(new Put.OfParameter(parameter.index(), put)));
            }
        }
    }

    private boolean has(Predicate<Tracked> isMeant) {
        for (int i = 0; i < getLocals(); i++) {
            if (isMeant.test(getLocal(i))) {
                return true;
            }
        }
        for (int i = 0; i < getStackSize(); i++) {
            if (isMeant.test(getStack(i))) {
                return true;
            }
        }
        return false;
    }

    /** A value that was read from a field and is stored there again is as if it had never left. */
    private void rehold(Tracked value, FieldId field, Set<Source> owner) {
        for (Source source : value.sources()) {
            if (source instanceof Source.Read read
                    && read.field().equals(field)
                    && read.owner().equals(owner)) {
                hold(read.instruction());
            }
        }
    }

    private void call(AbstractInsnNode instruction, Interpreter<Tracked> interpreter) throws AnalyzerException {
        List<Handed> handed = known.hasPuts() ? Handed.by(instruction, this) : List.of();
        super.execute(instruction, interpreter);
        handed.forEach(one -> put(one.value(), new Put.Handed(one.to())));
    }

    /** A comparison with null tells on one of its two ways on, and a switch on its way for null, that the field read is empty. */
    @Override
    public void initJumpTarget(int opcode, @Nullable LabelNode target) {
        Branch before = branch;
        if (before == null) {
            return;
        }
        held = before.held;
        emptied = before.emptied;
        boolean isJump = opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL;
        boolean isNull = isJump
                ? (opcode == Opcodes.IFNULL) == (target != null)
                : target != null && target.equals(before.ifNull);
        if (isNull && before.tested.sources().size() == 1) {
            Source source = before.tested.sources().iterator().next();
            if ((isJump ? source : PatternSwitch.selector(source)) instanceof Source.Read read) {
                wasNull(read);
            }
        }
    }

    /** A read that gave null: its field is empty, or was when it was cleared since, so that nothing was dropped. */
    private void wasNull(Source.Read read) {
        boolean isKnown = !(read.of() instanceof Instance.Other);
        if (isKnown && (holds(read) || emptied.containsKey(read.cell()))) {
            BitSet itself = new BitSet();
            itself.set(read.instruction());
            drop(itself);
            Map<Cell, Emptied> after = new HashMap<>(emptied);
            after.put(read.cell(), Emptied.COMPARED);
            emptied = after;
        }
    }
}
