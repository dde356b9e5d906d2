package dev.moveguard.flow;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.MethodId;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Knows the calls that never return: those that end the program or a test, and those of bodies all of whose paths throw. */
final class Endings {
    /** Calls followed into one another before a call counts as one that returns. */
    private static final int DEEPEST = 4;

    private static final Set<String> KNOWN = Set.of(
            "java/lang/System.exit",
            "java/lang/Runtime.exit",
            "java/lang/Runtime.halt",
            "sun/misc/Unsafe.throwException",
            "jdk/internal/misc/Unsafe.throwException",
            "io/netty/util/internal/PlatformDependent.throwException",
            "org/junit/jupiter/api/Assertions.fail",
            "org/junit/Assert.fail",
            "junit/framework/Assert.fail",
            "junit/framework/TestCase.fail",
            "org/testng/Assert.fail",
            "org/assertj/core/api/Assertions.fail",
            "org/assertj/core/api/Assertions.failBecauseExceptionWasNotThrown");

    private final Function<MethodInsnNode, @Nullable CodeMethod> targets;
    private final ClassNodes classes;
    private final Map<MethodId, Boolean> known = new HashMap<>();
    private int depth;

    /** @param targets the scanned method that a call is sure to run; null: there is no such */
    Endings(Function<MethodInsnNode, @Nullable CodeMethod> targets, ClassNodes classes) {
        this.targets = targets;
        this.classes = classes;
    }

    /** Whether no path leads on behind the call. */
    boolean isEnd(MethodInsnNode call) {
        if (KNOWN.contains(call.owner + "." + call.name)) {
            return true;
        }
        CodeMethod target = targets.apply(call);
        return target != null && !returns(target);
    }

    private boolean returns(CodeMethod method) {
        Boolean answer = known.get(method.id());
        if (answer == null) {
            known.put(method.id(), true); // for calls of itself
            answer = depth >= DEEPEST
                    || classes.method(method).map(this::followed).orElse(true);
            known.put(method.id(), answer);
        }
        return answer;
    }

    private boolean followed(MethodNode body) {
        depth++;
        try {
            return new Reach(body).hasReturn();
        } finally {
            depth--;
        }
    }

    /** The instructions of a body that a path leads to. */
    private final class Reach {
        private final MethodNode body;
        private final InsnList instructions;
        private final BitSet reached = new BitSet();
        private final Deque<Integer> open = new ArrayDeque<>();

        Reach(MethodNode body) {
            this.body = body;
            this.instructions = body.instructions;
        }

        boolean hasReturn() {
            enter(0);
            while (!open.isEmpty()) {
                int at = open.pop();
                AbstractInsnNode instruction = instructions.get(at);
                if (instruction.getOpcode() >= Opcodes.IRETURN && instruction.getOpcode() <= Opcodes.RETURN) {
                    return true;
                }
                handlers(at).forEach(this::enter);
                jumps(instruction).forEach(target -> enter(instructions.indexOf(target)));
                if (goesOn(instruction)) {
                    enter(at + 1);
                }
            }
            return false;
        }

        private void enter(int at) {
            if (at < instructions.size() && !reached.get(at)) {
                reached.set(at);
                open.push(at);
            }
        }

        private Stream<Integer> handlers(int at) {
            return body.tryCatchBlocks.stream()
                    .filter(block -> covers(block, at))
                    .map(block -> instructions.indexOf(block.handler));
        }

        private boolean covers(TryCatchBlockNode block, int at) {
            return instructions.indexOf(block.start) <= at && at < instructions.indexOf(block.end);
        }

        private boolean goesOn(AbstractInsnNode instruction) {
            return switch (instruction.getOpcode()) {
                case Opcodes.ATHROW, Opcodes.GOTO, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH -> false;
                default -> !(instruction instanceof MethodInsnNode call) || !isEnd(call);
            };
        }
    }

    private static List<? extends AbstractInsnNode> jumps(AbstractInsnNode instruction) {
        if (instruction instanceof JumpInsnNode jump) {
            return List.of(jump.label);
        } else if (instruction instanceof TableSwitchInsnNode table) {
            return Stream.concat(Stream.of(table.dflt), table.labels.stream()).toList();
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            return Stream.concat(Stream.of(lookup.dflt), lookup.labels.stream()).toList();
        }
        return List.of();
    }
}
