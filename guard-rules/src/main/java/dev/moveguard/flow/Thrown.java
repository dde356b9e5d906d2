package dev.moveguard.flow;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Which exceptions are followed: those that are thrown here, and those that a call declares. Any call may end in a handler of what need not be declared. */
final class Thrown {
    private static final Set<String> ALL = Set.of("java/lang/Throwable", "java/lang/Exception");

    private final Body body;
    private final Contracts contracts;

    Thrown(Body body, Contracts contracts) {
        this.body = body;
        this.contracts = contracts;
    }

    /** Whether the call adds one exception to another, which ends with none. */
    static boolean isSuppressing(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.name.equals("addSuppressed")
                && call.desc.equals("(Ljava/lang/Throwable;)V");
    }

    /** Whether the instruction may end with an exception at all. */
    static boolean mayThrow(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode && !isSuppressing(instruction)
                || instruction.getOpcode() == Opcodes.ATHROW;
    }

    /** Whether what is thrown says that the path was not meant to be taken, as a failed {@code assert} does. */
    static boolean isAssertion(Held exception) {
        return exception.types().equals(Set.of("java.lang.AssertionError"));
    }

    /** Whether the instruction says that it may end the body with an exception. */
    boolean mayLeave(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.ATHROW
                || instruction instanceof MethodInsnNode call && contracts.declaresExceptions(call);
    }

    /** Whether an exception that is declared or thrown leads to a handler; no handler, -1, is reached without any. */
    boolean isExpectedAt(int handler) {
        return handler < 0
                || body.node().tryCatchBlocks.stream()
                        .filter(block -> body.index(block.handler) == handler)
                        .anyMatch(this::coversWhatLeaves);
    }

    private boolean coversWhatLeaves(TryCatchBlockNode block) {
        for (AbstractInsnNode at = block.start; at != block.end && at != null; at = at.getNext()) {
            if (mayLeave(at)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a handler does no more than it has to on the way out of the body: of {@code finally}, {@code synchronized} or a resource. An
     * exception that nobody declared is as unexpected behind it as it was before.
     */
    boolean passesOn(TryCatchBlockNode block) {
        int handler = body.index(block.handler);
        List<Integer> inside = body.copies().body(handler);
        boolean isImplicit = block.type == null
                || inside.stream().anyMatch(at -> body.resources().isClosing(body.instruction(at)));
        int end = inside.isEmpty() ? handler : inside.get(inside.size() - 1);
        return isImplicit
                && !body.isReturn(end)
                && body.node().tryCatchBlocks.stream()
                        .noneMatch(outer -> outer.type != null
                                && outer.handler != block.handler
                                && body.index(outer.start) <= end
                                && end < body.index(outer.end)
                                && body.index(outer.handler) > end);
    }

    /** Whether an exception of the instruction may be one the handler takes. */
    boolean mayReach(TryCatchBlockNode block, AbstractInsnNode instruction, Held exception) {
        if (block.type == null) {
            return true;
        }
        String caught = block.type.replace('/', '.');
        if (instruction instanceof MethodInsnNode call) {
            return !contracts.isDeclared(call)
                    || !contracts.isChecked(caught)
                    || contracts.exceptions(call).stream().anyMatch(type -> contracts.mayBe(type, caught));
        }
        return exception.types().isEmpty()
                || exception.types().stream().anyMatch(type -> contracts.mayBe(type, caught));
    }

    /** Whether nothing gets past the handler. */
    boolean stops(TryCatchBlockNode block) {
        return block.type == null || block.type.equals("java/lang/Throwable");
    }

    boolean catchesAll(TryCatchBlockNode block) {
        return block.type == null || ALL.contains(block.type);
    }

    /** Whether a handler around the instruction takes all that it declares or throws: then nothing of it leaves the body. */
    boolean isCaught(int at, AbstractInsnNode instruction, Held exception) {
        Collection<String> types =
                instruction instanceof MethodInsnNode call ? contracts.exceptions(call) : exception.types();
        return !types.isEmpty() && types.stream().allMatch(type -> isCaught(at, type));
    }

    private boolean isCaught(int at, String type) {
        return body.node().tryCatchBlocks.stream()
                .anyMatch(block -> body.index(block.start) <= at
                        && at < body.index(block.end)
                        && (block.type == null || contracts.isA(type, block.type.replace('/', '.'))));
    }
}
