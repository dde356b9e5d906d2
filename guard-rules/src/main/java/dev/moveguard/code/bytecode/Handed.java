package dev.moveguard.code.bytecode;

import dev.moveguard.code.MethodBody.Passed;
import dev.moveguard.code.MethodId;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** A value that an instruction hands to code which is no library's: an argument of a call, a variable captured by a lambda. */
record Handed(Tracked value, Passed to) {
    /** Returns what an instruction hands on; the frame is the one before it. */
    static List<Handed> by(AbstractInsnNode instruction, FlowFrame frame) {
        List<Handed> handed = new ArrayList<>();
        if (instruction instanceof MethodInsnNode call && !Library.isLibrary(call.owner)) {
            boolean isVirtual =
                    call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
            add(new MethodId(dotted(call.owner), call.name, call.desc), call.desc, 0, isVirtual, frame, handed);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            for (Handle body : bodies(dynamic)) {
                MethodId id = new MethodId(dotted(body.getOwner()), body.getName(), body.getDesc());
                boolean isVirtual =
                        body.getTag() == Opcodes.H_INVOKEVIRTUAL || body.getTag() == Opcodes.H_INVOKEINTERFACE;
                add(id, dynamic.desc, shift(body), isVirtual, frame, handed);
            }
        }
        return handed;
    }

    /** Returns the methods that run when the lambda or method reference made here is called. */
    static List<Handle> bodies(InvokeDynamicInsnNode dynamic) {
        List<Handle> bodies = new ArrayList<>();
        for (Object constant : dynamic.bsmArgs) {
            if (constant instanceof Handle body && body.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                bodies.add(body);
            }
        }
        return bodies;
    }

    /** Returns how many captured values come before the first parameter: the receiver, where the body has one. */
    static int shift(Handle body) {
        return body.getTag() == Opcodes.H_INVOKESTATIC || body.getTag() == Opcodes.H_NEWINVOKESPECIAL ? 0 : 1;
    }

    private static void add(
            MethodId id, String descriptor, int shift, boolean isVirtual, FlowFrame frame, List<Handed> handed) {
        int count = Type.getArgumentTypes(descriptor).length;
        for (int i = shift; i < count; i++) {
            Tracked value = frame.top(count - 1 - i);
            if (!value.sources().isEmpty()) {
                handed.add(new Handed(value, new Passed(id, i - shift, isVirtual)));
            }
        }
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
