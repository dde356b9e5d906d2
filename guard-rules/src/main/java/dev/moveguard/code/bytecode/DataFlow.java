package dev.moveguard.code.bytecode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Follows the values of a body along all its paths until nothing changes any more.
 *
 * <p>ASM's own analyzer goes on from where it came last, and so through all that follows once more for each instruction that
 * may throw. Here the first instruction that waits goes first, what follows a loop waits until the loop has come to rest, and
 * paths are joined only where they meet.
 */
final class DataFlow {
    private final String owner;
    private final MethodNode method;
    private final InsnList instructions;
    private final boolean isInstance;
    private final FlowInterpreter interpreter;
    private final Whereabouts known;
    private final @Nullable FlowFrame[] frames;
    /** Instructions that paths lead to from elsewhere. */
    private final BitSet leaders = new BitSet();

    private final BitSet queue = new BitSet();
    private final List<Handler> handlers = new ArrayList<>();

    /** A handler, the instructions it covers, by index, and what it catches. */
    private record Handler(int start, int end, int handler, Tracked exception) {
        boolean covers(int instruction) {
            return start <= instruction && instruction < end;
        }
    }

    private DataFlow(String owner, MethodNode method, boolean withPlaces) {
        this.owner = owner;
        this.method = method;
        this.instructions = method.instructions;
        this.isInstance = (method.access & Opcodes.ACC_STATIC) == 0;
        this.interpreter = new FlowInterpreter(instructions, Type.getArgumentTypes(method.desc), isInstance);
        this.known = new Whereabouts(instructions.size(), withPlaces);
        this.frames = new FlowFrame[instructions.size()];
    }

    /**
     * Returns what is known before each instruction; null: no path leads there.
     *
     * @param owner internal name
     * @param withPlaces whether to follow where values are put
     * @throws AnalyzerException when the instructions do not fit together
     */
    static @Nullable FlowFrame[] of(String owner, MethodNode method, boolean withPlaces) throws AnalyzerException {
        DataFlow flow = new DataFlow(owner, method, withPlaces);
        try {
            flow.run();
        } catch (RuntimeException e) {
            // ASM's frames check little: what pops from an empty stack is an index out of bounds.
            throw new AnalyzerException(null, "the instructions do not fit together", e);
        }
        return flow.frames;
    }

    private void run() throws AnalyzerException {
        findHandlers();
        findLeaders();
        join(0, start());
        for (int next = queue.nextSetBit(0); next >= 0; next = queue.nextSetBit(0)) {
            queue.clear(next);
            follow(next);
        }
    }

    private void findHandlers() {
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            String type = block.type == null ? "java.lang.Throwable" : block.type.replace('/', '.');
            Handler handler = new Handler(
                    instructions.indexOf(block.start),
                    instructions.indexOf(block.end),
                    instructions.indexOf(block.handler),
                    new Tracked(1, Set.of(type), Set.of()));
            handlers.add(handler);
            leaders.set(handler.start);
            leaders.set(handler.handler);
        }
    }

    private void findLeaders() {
        for (AbstractInsnNode instruction : instructions) {
            if (instruction instanceof JumpInsnNode jump) {
                leaders.set(instructions.indexOf(jump.label));
            } else {
                SwitchTargets.of(instruction).forEach(label -> leaders.set(instructions.indexOf(label)));
            }
        }
    }

    private FlowFrame start() {
        FlowFrame start = new FlowFrame(method.maxLocals, method.maxStack, known);
        int local = 0;
        if (isInstance) {
            start.setLocal(local, interpreter.newParameterValue(true, local, Type.getObjectType(owner)));
            local++;
        }
        for (Type type : Type.getArgumentTypes(method.desc)) {
            start.setLocal(local, interpreter.newParameterValue(isInstance, local, type));
            local++;
            if (type.getSize() == 2) {
                start.setLocal(local++, Tracked.PLAIN);
            }
        }
        while (local < method.maxLocals) {
            start.setLocal(local++, Tracked.PLAIN);
        }
        return start;
    }

    private void join(int target, FlowFrame state) throws AnalyzerException {
        FlowFrame before = frames[target];
        if (before == null) {
            frames[target] = new FlowFrame(state);
            queue.set(target);
        } else if (before.merge(state, interpreter)) {
            queue.set(target);
        }
    }

    /** Goes on from where paths meet to the next such place. */
    private void follow(int leader) throws AnalyzerException {
        FlowFrame state = new FlowFrame(frame(leader));
        enterHandlers(leader, state);
        int at = leader;
        do {
            AbstractInsnNode instruction = instructions.get(at);
            keep(at, state);
            if (!step(at, instruction, state)) {
                return;
            }
            at++;
            if (at == instructions.size()) {
                throw new AnalyzerException(instruction, "execution falls off the end");
            }
        } while (!leaders.get(at));
        join(at, state);
    }

    private FlowFrame frame(int at) {
        return Objects.requireNonNull(frames[at], "a state before an instruction that was reached");
    }

    private void keep(int at, FlowFrame state) {
        FlowFrame before = frames[at];
        if (before == null) {
            frames[at] = new FlowFrame(state);
        } else {
            before.init(state);
        }
    }

    private void enterHandlers(int at, FlowFrame state) throws AnalyzerException {
        for (Handler handler : handlers) {
            if (handler.covers(at)) {
                FlowFrame caught = new FlowFrame(state);
                caught.clearStack();
                caught.push(handler.exception);
                join(handler.handler, caught);
            }
        }
    }

    /** Whether a handler may find another state after an instruction than before it: what is on the stack is gone there. */
    private boolean isNewToHandlers(AbstractInsnNode instruction) {
        boolean isCall = instruction instanceof MethodInsnNode || instruction instanceof InvokeDynamicInsnNode;
        return instruction instanceof VarInsnNode || instruction instanceof FieldInsnNode || isCall && known.hasPuts();
    }

    /** Executes one instruction; returns whether the next one follows it. */
    private boolean step(int at, AbstractInsnNode instruction, FlowFrame state) throws AnalyzerException {
        int opcode = instruction.getOpcode();
        if (opcode < 0) {
            return true;
        }
        if (opcode == Opcodes.JSR || opcode == Opcodes.RET) {
            throw new AnalyzerException(instruction, "a subroutine in a class file that has none");
        }
        state.execute(instruction, interpreter);
        if (isNewToHandlers(instruction)) {
            enterHandlers(at, state);
        }
        if (instruction instanceof JumpInsnNode jump) {
            state.initJumpTarget(opcode, jump.label);
            join(instructions.indexOf(jump.label), state);
            state.initJumpTarget(opcode, null);
            return opcode != Opcodes.GOTO;
        }
        List<LabelNode> targets = SwitchTargets.of(instruction);
        for (LabelNode target : targets) {
            state.initJumpTarget(opcode, target);
            join(instructions.indexOf(target), state);
        }
        boolean isEnd = opcode == Opcodes.ATHROW || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
        return targets.isEmpty() && !isEnd;
    }
}
