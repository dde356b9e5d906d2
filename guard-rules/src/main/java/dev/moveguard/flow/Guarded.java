package dev.moveguard.flow;

import dev.moveguard.rule.Targets;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** The types a rule is about: those it names, their subtypes, and arrays of them. */
final class Guarded {
    private final Targets targets;
    private final Targets except;

    Guarded(Targets targets, Targets except) {
        this.targets = targets;
        this.except = except;
    }

    boolean includes(Set<String> types) {
        boolean isIncluded = false;
        for (String type : types) {
            if (except.include(elementOf(type))) {
                return false;
            }
            isIncluded |= includes(type);
        }
        return isIncluded;
    }

    /** @param type a binary name, with {@code []} for arrays */
    boolean includes(String type) {
        String element = elementOf(type);
        return targets.include(element) && !except.include(element);
    }

    private static String elementOf(String type) {
        int array = type.indexOf('[');
        return array < 0 ? type : type.substring(0, array);
    }

    /** Whether the method can touch a value of these types: it is in one, takes or gives one, or its instructions name one. */
    boolean isTouchedBy(String owner, MethodNode method) {
        if (includes(owner) || isDescribed(method.desc)) {
            return true;
        }
        for (AbstractInsnNode instruction : method.instructions) {
            if (isNamedBy(instruction)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the fields of a type that are declared to hold values of these types as an argument of their own: a list of them. */
    Set<String> holders(ClassNode type) {
        return type.fields.stream()
                .filter(field -> isArgumentIn(field.signature))
                .map(field -> field.name)
                .collect(Collectors.toSet());
    }

    /** Whether the method reads one of its type's fields, or has a variable, that is declared to hold values of these types. */
    boolean isHeldBy(MethodNode method, Set<String> holders) {
        boolean isVariable = method.localVariables != null
                && method.localVariables.stream().anyMatch(local -> isArgumentIn(local.signature));
        if (!isVariable && !holders.isEmpty()) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof FieldInsnNode field && holders.contains(field.name)) {
                    return true;
                }
            }
        }
        return isVariable;
    }

    private boolean isArgumentIn(@Nullable String signature) {
        return signature != null && isDescribed(signature.substring(signature.lastIndexOf('<') + 1));
    }

    /** Whether a descriptor takes a value of these types. */
    boolean isGivenTo(String descriptor) {
        return isDescribed(descriptor.substring(0, descriptor.indexOf(')')));
    }

    private boolean isNamedBy(AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call) {
            return isInternal(call.owner) || isDescribed(call.desc);
        } else if (instruction instanceof FieldInsnNode field) {
            return isDescribed(field.desc);
        } else if (instruction instanceof TypeInsnNode type) {
            return isInternal(type.desc);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            return isDescribed(dynamic.desc)
                    || dynamic.bsmArgs.length > 1
                            && dynamic.bsmArgs[1] instanceof Handle handle
                            && (isInternal(handle.getOwner()) || isDescribed(handle.getDesc()));
        }
        return false;
    }

    private boolean isInternal(String name) {
        return includes(Type.getObjectType(name).getClassName());
    }

    private boolean isDescribed(String descriptor) {
        for (int start = descriptor.indexOf('L'); start >= 0; start = descriptor.indexOf('L', start)) {
            int end = descriptor.indexOf(';', start);
            if (includes(descriptor.substring(start + 1, end).replace('/', '.'))) {
                return true;
            }
            start = end;
        }
        return false;
    }
}
