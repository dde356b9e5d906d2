package dev.moveguard.flow;

import dev.moveguard.code.bytecode.SwitchTargets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
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
    private final Contracts contracts;
    private final boolean followsFlags;
    private final @Nullable FlowState[] states;
    /** Instructions that paths lead to from elsewhere: only before these a state is kept. */
    private final BitSet leaders = new BitSet();

    /** Whether paths only lead on: then the first time an instruction is met is the last. */
    private boolean leadsOn = true;

    private final BitSet queue = new BitSet();
    private final List<Handler> handlers = new ArrayList<>();
    private int steps;

    /** A handler and the instructions it covers, by index. */
    private record Handler(int start, int end, int handler, TryCatchBlockNode block) {
        boolean covers(int instruction) {
            return start <= instruction && instruction < end;
        }
    }

    /** Tells that a body cannot be followed. */
    static final class UnfollowableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnfollowableException(String message) {
            super(message);
        }
    }

    Flow(Body body, Discipline discipline, Contracts contracts) {
        this.body = body;
        this.instructions = body.node().instructions;
        this.discipline = discipline;
        this.transfer = new Transfer(body, discipline, contracts);
        this.thrown = new Thrown(body, contracts);
        this.contracts = contracts;
        this.followsFlags = contracts.followsFlags();
        this.states = new FlowState[instructions.size()];
        findHandlers();
        findLeaders();
    }

    /**
     * Follows all paths, and lets the discipline report at each instruction once it is known how the paths come there.
     *
     * @throws UnfollowableException when it takes too many steps
     * @throws AnalyzerException when the instructions do not fit together
     */
    void run() throws AnalyzerException {
        FlowState start = start();
        if (leadsOn) {
            discipline.report();
        }
        join(0, start);
        drain();
        enterUnreachedHandlers();
        if (!leadsOn) {
            discipline.report();
            replay();
        }
    }

    /** Goes through all reached instructions once more, in their order. */
    private void replay() throws AnalyzerException {
        for (int i = leaders.nextSetBit(0); i >= 0; i = leaders.nextSetBit(i + 1)) {
            FlowState state = states[i];
            if (state != null) {
                follow(i, new FlowState(state), (target, reached) -> {});
            }
        }
    }

    private void findHandlers() {
        for (TryCatchBlockNode block : body.node().tryCatchBlocks) {
            handlers.add(new Handler(
                    instructions.indexOf(block.start),
                    instructions.indexOf(block.end),
                    instructions.indexOf(block.handler),
                    block));
        }
    }

    private void findLeaders() {
        leaders.set(0);
        for (Handler handler : handlers) {
            leadsOn = false;
            leaders.set(handler.start);
            leaders.set(handler.handler);
        }
        for (int i = 0; i < instructions.size(); i++) {
            int at = i;
            AbstractInsnNode instruction = instructions.get(i);
            if (instruction instanceof JumpInsnNode jump) {
                lead(i, jump.label);
            }
            SwitchTargets.of(instruction).forEach(label -> lead(at, label));
        }
    }

    private void lead(int from, LabelNode label) {
        int target = instructions.indexOf(label);
        leaders.set(target);
        leadsOn &= target > from;
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

    /** The first one waiting goes first: what follows a loop waits until the loop has come to rest. */
    private void drain() throws AnalyzerException {
        for (int next = queue.nextSetBit(0); next >= 0; next = queue.nextSetBit(0)) {
            queue.clear(next);
            FlowState state = states[next];
            if (state != null) {
                follow(next, new FlowState(state), this::join);
            }
        }
    }

    /** Goes on from an instruction to where another path may come in. */
    private void follow(int from, FlowState state, Edge edge) throws AnalyzerException {
        int at = from;
        boolean goesOn = true;
        while (goesOn) {
            if (++steps > MOST_STEPS) {
                throw new UnfollowableException("it takes more than %s steps to follow".formatted(MOST_STEPS));
            }
            goesOn = step(at, state, edge) && at + 1 < instructions.size();
            at++;
            if (goesOn && leaders.get(at)) {
                edge.to(at, state);
                goesOn = false;
            }
        }
    }

    private void join(int target, FlowState state) throws AnalyzerException {
        FlowState known = states[target];
        if (known == null) {
            states[target] = new FlowState(state);
            queue.set(target);
        } else if (known.join(state)) {
            queue.set(target);
        }
    }

    /** Handlers of what no call throws: an index out of bounds, a null, a division by zero. */
    private void enterUnreachedHandlers() throws AnalyzerException {
        for (Handler handler : handlers) {
            if (states[handler.handler] == null) {
                for (int i = handler.start; i < handler.end; i++) {
                    FlowState state = states[i];
                    if (state != null) {
                        join(handler.handler, caught(new FlowState(state), handler.block));
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

    /** Executes one instruction; returns whether the next one follows it. */
    private boolean step(int at, FlowState state, Edge edge) throws AnalyzerException {
        AbstractInsnNode instruction = instructions.get(at);
        if (instruction.getOpcode() < 0) {
            return true;
        }
        boolean isThrow = instruction.getOpcode() == Opcodes.ATHROW;
        boolean leaves = isThrow || instruction instanceof MethodInsnNode && thrown.mayLeave(instruction);
        boolean mayThrow = leaves
                || Thrown.mayThrow(instruction)
                        && !(instruction instanceof MethodInsnNode call && contracts.isTrusted(call))
                        && isCovered(at);
        Held top = isThrow || instruction instanceof JumpInsnNode jump && tests(jump) ? state.top(0) : Held.PLAIN;
        transfer.execute(state, at, mayThrow);
        if (mayThrow) {
            throwing(at, instruction, top, leaves, edge);
        }
        return goOn(at, instruction, state, top, edge);
    }

    private boolean isCovered(int at) {
        for (Handler handler : handlers) {
            if (handler.covers(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a jump depends on a flag that is known here. */
    private boolean isFlag(JumpInsnNode jump, Held tested) {
        return tests(jump) && !isNullTest(jump) && tested.isConstant() && followsFlags;
    }

    /** Whether a jump looks at one value. */
    private static boolean tests(JumpInsnNode jump) {
        return isNullTest(jump) || jump.getOpcode() == Opcodes.IFEQ || jump.getOpcode() == Opcodes.IFNE;
    }

    private static boolean isNullTest(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case Opcodes.IFNULL, Opcodes.IFNONNULL -> true;
            case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> comparesNull(instruction);
            default -> false;
        };
    }

    /** Whether {@code null} was loaded first, and then a variable or a field of one: {@code null != x}. */
    private static boolean comparesNull(AbstractInsnNode comparison) {
        AbstractInsnNode at = before(comparison);
        if (at != null && at.getOpcode() == Opcodes.GETFIELD) {
            at = before(at);
        }
        AbstractInsnNode first = at != null && at.getOpcode() == Opcodes.ALOAD ? before(at) : null;
        return first != null && first.getOpcode() == Opcodes.ACONST_NULL;
    }

    /** Returns the instruction before, if no path leads in between. */
    private static @Nullable AbstractInsnNode before(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction.getPrevious();
        while (at instanceof LineNumberNode) {
            at = at.getPrevious();
        }
        return at;
    }

    private static boolean jumpsOnNull(JumpInsnNode jump) {
        return jump.getOpcode() == Opcodes.IFNULL || jump.getOpcode() == Opcodes.IF_ACMPEQ;
    }

    private void throwing(int at, AbstractInsnNode instruction, Held exception, boolean leaves, Edge edge)
            throws AnalyzerException {
        FlowState after = transfer.thrown();
        if (!leaves) {
            discipline.unexpected(after);
        }
        boolean isCaught = !leaves;
        for (Handler handler : handlers) {
            if (handler.covers(at) && thrown.mayReach(handler.block, instruction, exception)) {
                FlowState caught = caught(new FlowState(after), handler.block);
                if (!leaves && thrown.passesOn(handler.block)) {
                    caught.releaseAll(); // nobody owes anything to what nobody expects
                }
                edge.to(handler.handler, caught);
                isCaught |= thrown.catchesAll(handler.block);
                if (thrown.stops(handler.block)) {
                    break; // handlers of outer blocks get what this one throws
                }
            }
        }
        if (!isCaught && !thrown.isCaught(at, instruction, exception) && !Thrown.isAssertion(exception)) {
            discipline.ends(after, at);
        }
    }

    /** Returns whether the next instruction follows. */
    private boolean goOn(int at, AbstractInsnNode instruction, FlowState state, Held tested, Edge edge)
            throws AnalyzerException {
        if (instruction instanceof JumpInsnNode jump && isFlag(jump, tested)) {
            boolean jumps = jump.getOpcode() == Opcodes.IFEQ == (tested.constant() == 0);
            if (jumps) {
                edge.to(instructions.indexOf(jump.label), state);
            }
            return !jumps;
        } else if (instruction instanceof JumpInsnNode jump) {
            branch(jump, state, tested, edge);
            return jump.getOpcode() != Opcodes.GOTO;
        }
        List<LabelNode> targets = SwitchTargets.of(instruction);
        for (LabelNode target : targets) {
            edge.to(instructions.indexOf(target), state);
        }
        if (!targets.isEmpty()) {
            return false;
        } else if (instruction.getOpcode() >= Opcodes.IRETURN && instruction.getOpcode() <= Opcodes.RETURN) {
            discipline.ends(state, at);
            return false;
        }
        boolean isEnd = instruction instanceof MethodInsnNode call && contracts.neverReturns(call);
        return instruction.getOpcode() != Opcodes.ATHROW && !isEnd;
    }

    private void branch(JumpInsnNode jump, FlowState state, Held tested, Edge edge) throws AnalyzerException {
        if (jump.getOpcode() == Opcodes.JSR) {
            throw new AnalyzerException(jump, "subroutines");
        }
        if (isNullTest(jump)) {
            FlowState jumps = new FlowState(state);
            discipline.isNull(jumpsOnNull(jump) ? jumps : state, tested);
            edge.to(instructions.indexOf(jump.label), jumps);
        } else {
            edge.to(instructions.indexOf(jump.label), state);
        }
    }
}
