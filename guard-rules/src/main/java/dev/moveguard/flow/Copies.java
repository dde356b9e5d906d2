package dev.moveguard.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Which instructions stand for the same place in the source: compilers write a {@code finally} block once for each way that
 * leads into it. A copy is known by the block that takes every exception: it has the same instructions on the same lines.
 */
final class Copies {
    private final InsnList instructions;
    private final int[] lines;
    private final Map<Integer, Set<Integer>> groups = new HashMap<>();
    private final Map<Integer, Integer> handlers = new HashMap<>();

    private Copies(MethodNode method) {
        this.instructions = method.instructions;
        this.lines = lines(method.instructions);
    }

    static Copies of(MethodNode method) {
        Copies copies = new Copies(method);
        Map<Integer, List<TryCatchBlockNode>> byHandler = new HashMap<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.type == null) {
                byHandler
                        .computeIfAbsent(method.instructions.indexOf(block.handler), key -> new ArrayList<>())
                        .add(block);
            }
        }
        byHandler.forEach(copies::find);
        return copies;
    }

    private static int[] lines(InsnList instructions) {
        int[] lines = new int[instructions.size()];
        int line = 0;
        for (int i = 0; i < lines.length; i++) {
            line = instructions.get(i) instanceof LineNumberNode node ? node.line : line;
            lines[i] = line;
        }
        return lines;
    }

    /** Returns the first of the instructions that stand for the same place as this one. */
    int original(int instruction) {
        Set<Integer> group = groups.get(instruction);
        return group == null ? instruction : group.iterator().next();
    }

    /** Returns the instructions that stand for the same place as this one, with itself. */
    Set<Integer> group(int instruction) {
        return groups.getOrDefault(instruction, Set.of(instruction));
    }

    /** Returns where the block begins that takes every exception and that the instruction stands in; -1: it stands in none. */
    int handler(int instruction) {
        return handlers.getOrDefault(instruction, -1);
    }

    private void find(int handler, List<TryCatchBlockNode> blocks) {
        List<Integer> body = body(handler);
        if (body.isEmpty()) {
            return;
        }
        body.forEach(instruction -> handlers.put(instruction, handler));
        Set<Integer> own = new HashSet<>(body);
        for (int i = 0; i < lines.length; i++) {
            if (!own.contains(i) && isSame(body.get(0), i) && !isCovered(i, blocks)) {
                join(body, matching(body, i));
            }
        }
    }

    /** Returns the instructions between the begin of a block that takes an exception and where it throws one again, or returns. */
    List<Integer> body(int handler) {
        int first = next(handler);
        boolean isKept = first >= 0 && instructions.get(first).getOpcode() == Opcodes.ASTORE;
        List<Integer> body = new ArrayList<>();
        for (int i = isKept ? next(first + 1) : first; i >= 0 && !throwsAgain(i, isKept); i = next(i + 1)) {
            body.add(i);
            int opcode = instructions.get(i).getOpcode();
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                break; // the exception ends here
            }
        }
        return body;
    }

    private boolean throwsAgain(int instruction, boolean isKept) {
        int thrower = isKept && instructions.get(instruction).getOpcode() == Opcodes.ALOAD
                ? next(instruction + 1)
                : instruction;
        return thrower >= 0
                && (thrower != instruction || !isKept)
                && instructions.get(thrower).getOpcode() == Opcodes.ATHROW;
    }

    /** Returns the next real instruction from one on; -1: there is none. */
    private int next(int from) {
        for (int i = from; i < lines.length; i++) {
            if (instructions.get(i).getOpcode() >= 0) {
                return i;
            }
        }
        return -1;
    }

    private boolean isCovered(int instruction, List<TryCatchBlockNode> blocks) {
        return blocks.stream()
                .anyMatch(block -> instructions.indexOf(block.start) <= instruction
                        && instruction < instructions.indexOf(block.end));
    }

    /** Returns the instructions from one on that are those of the block; empty: they differ. */
    private List<Integer> matching(List<Integer> body, int start) {
        List<Integer> copy = new ArrayList<>();
        int at = start;
        for (int original : body) {
            if (at < 0 || !isSame(original, at)) {
                return List.of();
            }
            copy.add(at);
            at = next(at + 1);
        }
        return copy;
    }

    private boolean isSame(int one, int other) {
        AbstractInsnNode a = instructions.get(one);
        AbstractInsnNode b = instructions.get(other);
        return lines[one] == lines[other] && a.getOpcode() == b.getOpcode() && Objects.equals(operand(a), operand(b));
    }

    /** What an instruction names, apart from slots and jumps, which differ from copy to copy. */
    private static @Nullable Object operand(AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call) {
            return call.owner + "." + call.name + call.desc;
        } else if (instruction instanceof FieldInsnNode field) {
            return field.owner + "." + field.name;
        } else if (instruction instanceof TypeInsnNode type) {
            return type.desc;
        } else if (instruction instanceof LdcInsnNode constant) {
            return constant.cst;
        }
        return instruction instanceof InvokeDynamicInsnNode dynamic ? dynamic.name + dynamic.desc : null;
    }

    private void join(List<Integer> body, List<Integer> copy) {
        for (int i = 0; i < copy.size(); i++) {
            Set<Integer> group = new TreeSet<>();
            group.addAll(groups.getOrDefault(body.get(i), Set.of(body.get(i))));
            group.addAll(groups.getOrDefault(copy.get(i), Set.of(copy.get(i))));
            group.forEach(member -> groups.put(member, group));
        }
    }
}
