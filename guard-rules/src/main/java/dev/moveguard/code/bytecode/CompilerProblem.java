package dev.moveguard.code.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What the source lens writes into a body that it could not compile: all such a body does is to throw an Error with it. */
public final class CompilerProblem {
    private static final String HEADING = "Unresolved compilation problem";

    private CompilerProblem() {}

    /** Returns the first of the compiler's messages; empty: the body was compiled. */
    public static Optional<String> in(MethodNode method) {
        List<AbstractInsnNode> first = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() >= 0 && first.size() < 3) {
                first.add(instruction);
            }
        }
        return first.size() == 3
                        && first.get(0) instanceof TypeInsnNode maker
                        && maker.desc.equals("java/lang/Error")
                        && first.get(2) instanceof LdcInsnNode constant
                        && constant.cst instanceof String text
                        && text.startsWith(HEADING)
                ? Optional.of(firstProblem(text))
                : Optional.empty();
    }

    /** The messages follow the heading, each on a line of its own. */
    private static String firstProblem(String text) {
        return text.lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("it does not compile");
    }
}
