package dev.moveguard.code.bytecode;

import dev.moveguard.code.Interest;
import dev.moveguard.code.MethodId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Finds the methods whose instructions mention something of interest and have a place where it can stay. */
final class InterestingMethods extends ClassVisitor {
    private final Interest interest;
    private final boolean isFromSource;
    private final Set<MethodId> found = new HashSet<>();
    /** Methods that mention nothing of interest themselves, with the bodies of their lambdas, which may. */
    private final Map<MethodId, Set<MethodId>> waiting = new HashMap<>();

    private final Set<MethodId> having = new HashSet<>();
    private final Set<MethodId> placed = new HashSet<>();
    private String owner = "";

    /** @param isFromSource whether a body may stand for one that did not compile */
    InterestingMethods(Interest interest, boolean isFromSource) {
        super(Opcodes.ASM9);
        this.interest = interest;
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

    /** What a lambda gives goes where the method puts it that made the lambda. */
    @Override
    public void visitEnd() {
        boolean grew = true;
        while (grew) {
            grew = waiting.entrySet().removeIf(method -> {
                boolean has = !Collections.disjoint(method.getValue(), having);
                if (has) {
                    having.add(method.getKey());
                }
                return has;
            });
        }
        placed.stream().filter(having::contains).forEach(found::add);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean isGiven = interest.inType(owner)
                || isDescribed(descriptor)
                || signature != null && isDescribedGenerically(signature);
        return new Body(new MethodId(owner, name, descriptor), isGiven);
    }

    private boolean isDescribedGenerically(String signature) {
        boolean[] isNamed = new boolean[1];
        new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
            @Override
            public void visitClassType(String name) {
                isNamed[0] |= isMeant(name);
            }
        });
        return isNamed[0];
    }

    private boolean isMeant(@Nullable String internalName) {
        if (internalName == null) {
            return false;
        }
        return internalName.startsWith("[")
                ? isDescribed(internalName)
                : interest.inType(internalName.replace('/', '.'));
    }

    /** Whether a descriptor names one of the types. */
    private boolean isDescribed(String descriptor) {
        for (int start = descriptor.indexOf('L'); start >= 0; start = descriptor.indexOf('L', start)) {
            int end = descriptor.indexOf(';', start);
            if (interest.inType(descriptor.substring(start + 1, end).replace('/', '.'))) {
                return true;
            }
            start = end;
        }
        return false;
    }

    private boolean hides(Type type) {
        return switch (type.getSort()) {
            case Type.OBJECT -> interest.hides(type.getClassName());
            case Type.ARRAY -> type.getElementType().getSort() == Type.OBJECT;
            default -> false;
        };
    }

    private final class Body extends MethodVisitor {
        private final MethodId id;
        private boolean hasOne;
        private boolean hasPlace;
        private Set<MethodId> lambdas = Set.of();

        Body(MethodId id, boolean isGiven) {
            super(Opcodes.ASM9);
            this.id = id;
            this.hasOne = isGiven;
        }

        @Override
        public void visitEnd() {
            if (hasPlace) {
                placed.add(id);
            }
            if (hasOne) {
                having.add(id);
            } else if (!lambdas.isEmpty()) {
                waiting.put(id, lambdas);
            }
        }

        @Override
        public void visitInsn(int opcode) {
            hasPlace |= opcode == Opcodes.AASTORE;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            hasOne = hasOne || isMeant(type);
            if (isFromSource && opcode == Opcodes.NEW && type.equals("java/lang/Error")) {
                found.add(id);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String of, String name, String descriptor) {
            hasOne = hasOne || interest.inMember(name) || isMeant(of) || isDescribed(descriptor);
            boolean isStore = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
            hasPlace = hasPlace || isStore && hides(Type.getType(descriptor));
        }

        @Override
        public void visitMethodInsn(int opcode, String of, String name, String descriptor, boolean isInterface) {
            hasOne = hasOne || interest.inMember(name) || isMeant(of) || isDescribed(descriptor);
            hasPlace = hasPlace
                    || Library.keeps(opcode, of, name)
                    || Library.fills(opcode, of, name)
                    || interest.computes(name)
                    || FieldHandle.isUsed(of)
                    || passes(of, descriptor);
        }

        private boolean passes(String of, String descriptor) {
            if (interest.isScanned(of.replace('/', '.'))) {
                for (Type parameter : Type.getArgumentTypes(descriptor)) {
                    if (hides(parameter)) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... constants) {
            hasOne = hasOne || isDescribed(descriptor);
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
                hasOne = hasOne || isDescribed(type.getDescriptor());
            } else if (value instanceof Handle handle) {
                hasOne = hasOne
                        || interest.inMember(handle.getName())
                        || isMeant(handle.getOwner())
                        || isDescribed(handle.getDesc());
                hasPlace = hasPlace || Library.keeps(Opcodes.INVOKEVIRTUAL, handle.getOwner(), handle.getName());
                addLambda(handle);
            } else if (value instanceof ConstantDynamic dynamic) {
                hasOne = hasOne || isDescribed(dynamic.getDescriptor());
            }
        }

        private void addLambda(Handle handle) {
            if (!hasOne && handle.getName().startsWith("lambda$")) {
                lambdas = lambdas.isEmpty() ? new HashSet<>() : lambdas;
                lambdas.add(new MethodId(handle.getOwner().replace('/', '.'), handle.getName(), handle.getDesc()));
            }
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            hasOne = hasOne || isDescribed(descriptor);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            hasOne = hasOne || isMeant(type);
        }
    }
}
