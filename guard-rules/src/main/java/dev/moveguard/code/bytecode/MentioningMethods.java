package dev.moveguard.code.bytecode;

import dev.moveguard.code.MethodId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds the methods whose instructions mention certain types or members. */
final class MentioningMethods extends ClassVisitor {
    private final Predicate<String> types;
    private final Predicate<String> members;
    private final boolean isFromSource;
    private final Set<MethodId> found = new HashSet<>();
    private String owner = "";

    /**
     * @param types takes binary names
     * @param members takes names of fields and methods
     * @param isFromSource whether a body may stand for one that did not compile
     */
    MentioningMethods(Predicate<String> types, Predicate<String> members, boolean isFromSource) {
        super(Opcodes.ASM9);
        this.types = types;
        this.members = members;
        this.isFromSource = isFromSource;
    }

    Set<MethodId> found() {
        return found;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String parent,
            String[] interfaces) {
        owner = name.replace('/', '.');
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodId id = new MethodId(owner, name, descriptor);
        if (isDescribed(descriptor)) {
            found.add(id);
        }
        return new Body(id);
    }

    private boolean isMeant(@Nullable String internalName) {
        if (internalName == null) {
            return false;
        }
        return internalName.startsWith("[") ? isDescribed(internalName) : types.test(internalName.replace('/', '.'));
    }

    /** Whether a descriptor names one of the types. */
    private boolean isDescribed(String descriptor) {
        for (int start = descriptor.indexOf('L'); start >= 0; start = descriptor.indexOf('L', start)) {
            int end = descriptor.indexOf(';', start);
            if (types.test(descriptor.substring(start + 1, end).replace('/', '.'))) {
                return true;
            }
            start = end;
        }
        return false;
    }

    private final class Body extends MethodVisitor {
        private final MethodId id;

        Body(MethodId id) {
            super(Opcodes.ASM9);
            this.id = id;
        }

        private void note(boolean isMentioned) {
            if (isMentioned) {
                found.add(id);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            note(isMeant(type) || isFromSource && opcode == Opcodes.NEW && type.equals("java/lang/Error"));
        }

        @Override
        public void visitFieldInsn(int opcode, String of, String name, String descriptor) {
            note(members.test(name) || isMeant(of) || isDescribed(descriptor));
        }

        @Override
        public void visitMethodInsn(int opcode, String of, String name, String descriptor, boolean isInterface) {
            note(members.test(name) || isMeant(of) || isDescribed(descriptor));
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... constants) {
            note(isDescribed(descriptor));
            for (Object constant : constants) {
                constant(constant);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        private void constant(Object value) {
            if (value instanceof Type type) {
                note(isDescribed(type.getDescriptor()));
            } else if (value instanceof Handle handle) {
                note(members.test(handle.getName()) || isMeant(handle.getOwner()) || isDescribed(handle.getDesc()));
            } else if (value instanceof ConstantDynamic dynamic) {
                note(isDescribed(dynamic.getDescriptor()));
            }
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            note(isDescribed(descriptor));
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            note(isMeant(type));
        }
    }
}
