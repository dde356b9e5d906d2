package dev.moveguard.code.bytecode;

import dev.moveguard.code.Dependency.Kind;
import dev.moveguard.code.Dependency.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/** Collects the uses of other types in one method. */
final class DependencyBodyReader extends MethodVisitor {
    private final Member from;
    private final DependencyReader uses;
    private final Map<Label, List<Type>> handlers = new HashMap<>();
    private final List<Type> caught = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private final boolean isWritten;
    private @Nullable Type lastArray;
    private int lineOfArray;
    private int line;
    /** Whether the last instruction doubled a value. */
    private boolean isDoubled;

    /** @param isWritten whether a source holds the body; of one that a compiler made up the exceptions it catches are its own */
    DependencyBodyReader(Member from, boolean isWritten, DependencyReader uses) {
        super(Opcodes.ASM9);
        this.from = from;
        this.isWritten = isWritten;
        this.uses = uses;
    }

    @Override
    public AnnotationVisitor visitAnnotationDefault() {
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(@Nullable String key, Object value) {
                if (value instanceof Type type) {
                    add(Kind.LITERAL, type);
                }
            }

            @Override
            public void visitEnum(@Nullable String key, String type, String value) {
                add(Kind.ACCESSES, Type.getType(type).getInternalName(), new Member(value, type));
            }

            @Override
            public AnnotationVisitor visitAnnotation(@Nullable String key, String inner) {
                return uses.annotation(from, inner);
            }

            @Override
            public AnnotationVisitor visitArray(@Nullable String key) {
                return this;
            }
        };
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return uses.annotation(from, descriptor);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int at, @Nullable TypePath path, String descriptor, boolean visible) {
        return uses.annotation(from, descriptor);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
        return uses.annotation(from, descriptor);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        if (type != null) {
            handlers.computeIfAbsent(handler, key -> new ArrayList<>()).add(Type.getObjectType(type));
        }
    }

    @Override
    public void visitLabel(Label label) {
        caught.addAll(handlers.getOrDefault(label, List.of()));
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        line = number;
        noteCaught();
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        noteCaught();
        isDoubled = false;
    }

    @Override
    public void visitInsn(int opcode) {
        noteCaught();
        isDoubled = opcode == Opcodes.DUP;
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        noteCaught();
        noteArray(null);
    }

    /** Notes the exceptions of a handler at its first line, or at the line it shares with what stands before it. */
    private void noteCaught() {
        if (isWritten) {
            caught.forEach(type -> add(Kind.CATCHES, type));
        }
        caught.clear();
    }

    /**
     * Notes an array that was made last, unless the next call takes it as its last argument: then it may be what a compiler
     * makes of no further arguments.
     */
    private void noteArray(@Nullable String callee) {
        Type made = lastArray;
        lastArray = null;
        if (made != null && !(callee != null && takesLast(callee, made))) {
            uses.add(Kind.CREATES, from, made, Member.NONE, lineOfArray);
        }
    }

    private static boolean takesLast(String descriptor, Type element) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        return parameters.length > 0
                && parameters[parameters.length - 1].getDescriptor().equals("[" + element.getDescriptor());
    }

    @Override
    public void visitTypeInsn(int opcode, String internalName) {
        isDoubled = false;
        if (opcode == Opcodes.NEW) {
            made.add(internalName); // noted at the call of its constructor
        } else if (opcode == Opcodes.ANEWARRAY) {
            noteArray(null);
            lastArray = Type.getObjectType(internalName);
            lineOfArray = line;
        } else {
            add(Kind.CASTS, Type.getObjectType(internalName));
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        add(Kind.CREATES, Type.getType(descriptor));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        isDoubled = false;
        add(Kind.ACCESSES, owner, new Member(field, descriptor));
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
        noteArray(descriptor);
        boolean isNullCheck = isDoubled && isNullCheck(owner, method, descriptor);
        isDoubled = false;
        if (isNullCheck) {
            return;
        }
        boolean isOfArray = owner.startsWith("["); // clone, which the element type has no part in
        Member used = new Member(method, descriptor);
        if (used.isConstructor() && made.remove(owner)) {
            add(Kind.CREATES, owner, used);
        } else if (!isOfArray) {
            add(Kind.CALLS, owner, used);
        }
    }

    /** Compilers ask a copy of the value before {@code value::method} and {@code value.new Inner()}; nobody writes such a call. */
    private static boolean isNullCheck(String owner, String method, String descriptor) {
        return owner.equals("java/util/Objects")
                        && method.equals("requireNonNull")
                        && descriptor.equals("(Ljava/lang/Object;)Ljava/lang/Object;")
                || method.equals("getClass") && descriptor.equals("()Ljava/lang/Class;");
    }

    @Override
    public void visitInvokeDynamicInsn(String method, String descriptor, Handle bootstrap, Object... arguments) {
        isDoubled = false;
        for (Object argument : arguments) {
            constant(argument, Kind.CASTS); // a type among the arguments is a label of a pattern switch
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        isDoubled = false;
        constant(value, Kind.LITERAL);
    }

    private void constant(Object value, Kind kindOfType) {
        if (value instanceof Type type && type.getSort() != Type.METHOD) {
            add(kindOfType, type);
        } else if (value instanceof Handle handle) {
            Member used = new Member(handle.getName(), handle.getDesc());
            Kind kind = handle.getTag() == Opcodes.H_NEWINVOKESPECIAL ? Kind.CREATES : Kind.CALLS;
            add(used.isMethod() ? kind : Kind.ACCESSES, handle.getOwner(), used);
        } else if (value instanceof ConstantDynamic dynamic) {
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                constant(dynamic.getBootstrapMethodArgument(i), kindOfType);
            }
        }
    }

    private void add(Kind kind, Type target) {
        uses.add(kind, from, target, Member.NONE, line);
    }

    private void add(Kind kind, String owner, Member used) {
        uses.add(kind, from, Type.getObjectType(owner), used, line);
    }
}
