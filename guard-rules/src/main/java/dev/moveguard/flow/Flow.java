package dev.moveguard.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Follows the states of a body along all its paths until nothing changes any more. */
final class Flow {
    /** Steps after which a body counts as too large: a loop nest joins each instruction a few dozen times. */
    private static final int MOST_STEPS = 400_000;

    private final Body body;
    private final InsnList instructions;
    private final Discipline discipline;
    private final Transfer transfer;
    private final Thrown thrown;
    private final @Nullable FlowState[] states;
    private final boolean[] isQueued;
    private final Deque<Integer> queue = new ArrayDeque<>();
    private int steps;

    /** Tells that a body cannot be followed. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    Flow(Body body, Discipline discipline, Contracts contracts) {
        this.body = body;
        this.instructions = body.node().instructions;
        this.discipline = discipline;
        this.transfer = new Transfer(body, discipline, contracts);
        this.thrown = new Thrown(body, contracts);
        this.states = new FlowState[instructions.size()];
        this.isQueued = new boolean[instructions.size()];
    }

    /** Returns what is known before an instruction; null: no path leads there. */
    @Nullable
    FlowState before(int instruction) {
        return states[instruction];
    }

    /**
     * Follows all paths.
     *
     * @throws TooLargeException when it takes too many steps
     * @throws AnalyzerException when the instructions do not fit together
     */
    void run() throws AnalyzerException {
        join(0, start());
        drain();
        enterUnreachedHandlers();
    }

    /** Goes through all reached instructions once more, in their order, for a discipline that now reports. */
    void replay() throws AnalyzerException {
        for (int i = 0; i < states.length; i++) {
            FlowState state = states[i];
            if (state != null) {
                step(i, new FlowState(state), (target, reached) -> {});
            }
        }
    }

    private interface Edge {
        void to(int instruction, FlowState state) throws AnalyzerException;
    }

    private FlowState start() {
        FlowState start = new FlowState(body.node().maxLocals, body.node().maxStack);
        for (int i = 0; i < body.node().maxLocals; i++) {
            start.setLocal(i, Held.PLAIN);
        }
        int slot = 0;
        if (!body.isStatic()) {
            start.setLocal(slot++, Held.of(1, Set.of(body.type().name()), Set.of(new Place.Receiver())));
        }
        Type[] types = Type.getArgumentTypes(body.node().desc);
        for (int i = 0; i < types.length; i++) {
            Set<String> names = HeldInterpreter.types(types[i]);
            Set<Place> places = names.isEmpty()
                    ? Set.of()
                    : Set.of(body.variables().parameters().get(i));
            start.setLocal(slot, Held.of(types[i].getSize(), names, places));
            slot += types[i].getSize();
        }
        discipline.begins(start);
        return start;
    }

    private void drain() throws AnalyzerException {
        while (!queue.isEmpty()) {
            int next = queue.remove();
            isQueued[next] = false;
            FlowState state = states[next];
            if (++steps > MOST_STEPS) {
                throw new TooLargeException("it takes more than %s steps to follow".formatted(MOST_STEPS));
            }
            if (state != null) {
                step(next, new FlowState(state), this::join);
            }
        }
    }

    private void join(int target, FlowState state) throws AnalyzerException {
        FlowState known = states[target];
        boolean changed = known == null || known.join(state);
        if (known == null) {
            states[target] = new FlowState(state);
        }
        if (changed && !isQueued[target]) {
            isQueued[target] = true;
            queue.add(target);
        }
    }

    /** Handlers of what no call throws: an index out of bounds, a null, a division by zero. */
    private void enterUnreachedHandlers() throws AnalyzerException {
        for (TryCatchBlockNode block : body.node().tryCatchBlocks) {
            int handler = instructions.indexOf(block.handler);
            if (states[handler] == null) {
                for (int i = instructions.indexOf(block.start); i < instructions.indexOf(block.end); i++) {
                    if (states[i] != null) {
                        join(handler, caught(new FlowState(states[i]), block));
                    }
                }
                drain();
            }
        }
    }

    private static FlowState caught(FlowState state, TryCatchBlockNode block) {
        state.clearStack();
        String type = block.type == null ? "java.lang.Throwable" : block.type.replace('/', '.');
        state.push(Held.of(1, Set.of(type), Set.of()));
        return state;
    }

    // --- one step ------------------------------------------------------------------------------------------------

    private void step(int at, FlowState state, Edge edge) throws AnalyzerException {
        AbstractInsnNode instruction = instructions.get(at);
        if (instruction.getOpcode() < 0) {
            if (at + 1 < instructions.size()) {
                edge.to(at + 1, state);
            }
            return;
        }
        boolean mayThrow = instruction instanceof MethodInsnNode || instruction.getOpcode() == Opcodes.ATHROW;
        FlowState before = mayThrow ? new FlowState(state) : state;
        Held tested = isNullTest(instruction) ? state.top(0) : Held.PLAIN;
        transfer.execute(state, at);
        if (mayThrow) {
            throwing(at, instruction, before, edge);
        }
        goOn(at, instruction, state, tested, edge);
    }

    private static boolean isNullTest(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.IFNULL || instruction.getOpcode() == Opcodes.IFNONNULL;
    }

    private void throwing(int at, AbstractInsnNode instruction, FlowState before, Edge edge) throws AnalyzerException {
        FlowState after = transfer.thrown(before);
        boolean leaves = thrown.mayLeave(instruction);
        for (TryCatchBlockNode block : body.node().tryCatchBlocks) {
            boolean covers = instructions.indexOf(block.start) <= at && at < instructions.indexOf(block.end);
            if (covers && thrown.mayReach(block, instruction, before)) {
                edge.to(instructions.indexOf(block.handler), caught(new FlowState(after), block));
                leaves &= !thrown.catchesAll(block);
                if (thrown.stops(block)) {
                    break; // handlers of outer blocks get what this one throws
                }
            }
        }
        if (leaves && !thrown.isCaught(at, instruction)) {
            discipline.ends(after, at);
        }
    }

    private void goOn(int at, AbstractInsnNode instruction, FlowState state, Held tested, Edge edge)
            throws AnalyzerException {
        if (instruction instanceof JumpInsnNode jump) {
            branch(at, jump, state, tested, edge);
        } else if (instruction instanceof TableSwitchInsnNode table) {
            edge.to(instructions.indexOf(table.dflt), state);
            for (LabelNode label : table.labels) {
                edge.to(instructions.indexOf(label), state);
            }
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            edge.to(instructions.indexOf(lookup.dflt), state);
            for (LabelNode label : lookup.labels) {
                edge.to(instructions.indexOf(label), state);
            }
        } else if (instruction.getOpcode() >= Opcodes.IRETURN && instruction.getOpcode() <= Opcodes.RETURN) {
            discipline.ends(state, at);
        } else if (instruction.getOpcode() != Opcodes.ATHROW) {
            edge.to(at + 1, state);
        }
    }

    private void branch(int at, JumpInsnNode jump, FlowState state, Held tested, Edge edge) throws AnalyzerException {
        if (jump.getOpcode() == Opcodes.JSR) {
            throw new AnalyzerException(jump, "subroutines");
        }
        FlowState jumps = new FlowState(state);
        boolean isNullWhenJumping = jump.getOpcode() == Opcodes.IFNULL;
        if (isNullTest(jump)) {
            discipline.isNull(isNullWhenJumping ? jumps : state, tested);
        }
        edge.to(instructions.indexOf(jump.label), jumps);
        if (jump.getOpcode() != Opcodes.GOTO) {
            edge.to(at + 1, state);
        }
    }
}
