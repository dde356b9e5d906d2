package dev.moveguard.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.ParameterNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which slots are variables of the source, and how they are named there. Slots without a name are the compiler's own: a value
 * kept in one stays in its place. In a class file without names every slot but those of the parameters is one of these.
 */
final class Variables {
    private record Range(int start, int end, Place.Variable variable) {}

    private final MethodNode method;
    private final Map<Integer, List<Range>> bySlot = new HashMap<>();
    private final List<Place.Variable> parameters = new ArrayList<>();

    Variables(MethodNode method, Captures captures) {
        this.method = method;
        if (method.localVariables != null) {
            method.localVariables.forEach(this::add);
        }
        addParameters(captures.names());
    }

    private void add(LocalVariableNode local) {
        int start = method.instructions.indexOf(local.start);
        int end = method.instructions.indexOf(local.end);
        bySlot.computeIfAbsent(local.index, key -> new ArrayList<>())
                .add(new Range(start, end, new Place.Variable(local.index, local.name)));
    }

    private void addParameters(List<String> captured) {
        int slot = (method.access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
        Type[] types = Type.getArgumentTypes(method.desc);
        List<ParameterNode> names = method.parameters == null ? List.of() : method.parameters;
        for (int i = 0; i < types.length; i++) {
            Place.Variable named = at(slot, 0);
            String name = i < captured.size() ? captured.get(i) : "parameter " + (i + 1 - captured.size());
            if (names.size() == types.length && names.get(i).name != null) {
                name = names.get(i).name;
            }
            Place.Variable parameter = named == null ? new Place.Variable(slot, name) : named;
            parameters.add(parameter);
            if (named == null) {
                bySlot.computeIfAbsent(slot, key -> new ArrayList<>())
                        .add(new Range(0, method.instructions.size(), parameter));
            }
            slot += types[i].getSize();
        }
    }

    /** The parameters, without {@code this}, in order. */
    List<Place.Variable> parameters() {
        return parameters;
    }

    /** Returns the variable a slot is before an instruction; null: none of the source. */
    Place.@Nullable Variable at(int slot, int instruction) {
        for (Range range : bySlot.getOrDefault(slot, List.of())) {
            if (range.start <= instruction && instruction < range.end || range.start == 0 && instruction == 0) {
                return range.variable;
            }
        }
        return null;
    }

    /** Returns the variable an instruction stores into; its first store stands before the range of its name. */
    Place.@Nullable Variable storedBy(VarInsnNode store) {
        AbstractInsnNode next = store.getNext();
        int index = method.instructions.indexOf(store);
        Place.Variable variable = null;
        while (next != null && next.getOpcode() < 0 && variable == null) {
            variable = at(store.var, method.instructions.indexOf(next));
            next = next.getNext();
        }
        if (variable == null && next != null) {
            variable = at(store.var, method.instructions.indexOf(next));
        }
        return variable == null ? at(store.var, index) : variable;
    }

    /** Returns the variable that a value which no other one has is stored into: without names, any slot is one. */
    Place.@Nullable Variable ofFresh(VarInsnNode store) {
        boolean areNamed = method.localVariables != null && !method.localVariables.isEmpty();
        Place.Variable stored = storedBy(store);
        return areNamed || stored != null ? stored : new Place.Variable(store.var, "the value");
    }

    /** Returns the names of the variables that are captured by a lambda: they are loaded one after the other before it is made. */
    List<String> namesLoadedBefore(InvokeDynamicInsnNode dynamic) {
        List<String> names = new ArrayList<>();
        AbstractInsnNode before = dynamic.getPrevious();
        int count = Type.getArgumentTypes(dynamic.desc).length;
        while (names.size() < count) {
            while (before != null && before.getOpcode() < 0) {
                before = before.getPrevious();
            }
            Place.Variable variable =
                    before instanceof VarInsnNode load ? at(load.var, method.instructions.indexOf(load)) : null;
            if (before instanceof FieldInsnNode field && field.name.startsWith("val$")) {
                names.add(0, field.name.substring("val$".length()));
                before = before.getPrevious(); // the object that has captured it
            } else {
                names.add(0, variable == null ? "captured value " + (count - names.size()) : variable.name());
            }
            before = before == null ? null : before.getPrevious();
        }
        return names;
    }

    /** Whether the compiler keeps a result in a slot of its own while {@code finally} runs, and then returns it. */
    boolean isResult(VarInsnNode store) {
        for (AbstractInsnNode next = store.getNext(); next != null; next = next.getNext()) {
            if (next instanceof VarInsnNode use && use.var == store.var) {
                return use.getOpcode() == Opcodes.ALOAD && real(use.getNext()).getOpcode() == Opcodes.ARETURN;
            }
        }
        return false;
    }

    /** Whether a cast belongs to a pattern: it follows the test of the same type, or takes the compiler's own copy of what was tested. */
    boolean isOfPattern(TypeInsnNode cast) {
        AbstractInsnNode load = before(cast);
        if (!(load instanceof VarInsnNode read) || read.getOpcode() != Opcodes.ALOAD) {
            return false;
        }
        if (at(read.var, method.instructions.indexOf(read)) == null) {
            return true;
        }
        AbstractInsnNode jump = before(load);
        return jump instanceof JumpInsnNode
                && before(jump) instanceof TypeInsnNode test
                && test.getOpcode() == Opcodes.INSTANCEOF
                && test.desc.equals(cast.desc);
    }

    /** Returns the instruction before, if it is on the same line. */
    private static @Nullable AbstractInsnNode before(AbstractInsnNode instruction) {
        AbstractInsnNode before = instruction.getPrevious();
        while (before != null && before.getOpcode() < 0 && !(before instanceof LineNumberNode)) {
            before = before.getPrevious();
        }
        return before instanceof LineNumberNode ? null : before;
    }

    private static AbstractInsnNode real(AbstractInsnNode instruction) {
        AbstractInsnNode next = instruction;
        while (next.getOpcode() < 0 && next.getNext() != null) {
            next = next.getNext();
        }
        return next;
    }
}
