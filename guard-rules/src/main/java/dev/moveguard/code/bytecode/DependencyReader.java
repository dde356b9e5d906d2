package dev.moveguard.code.bytecode;

import dev.moveguard.code.Dependency;
import dev.moveguard.code.Dependency.Kind;
import dev.moveguard.code.Dependency.Member;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Collects the uses of other types in one class file, each once for a line. */
final class DependencyReader extends ClassVisitor {
    private final Set<Dependency> found = new LinkedHashSet<>();
    /** Uses of members by the name of this class, which may have inherited them. */
    private final Set<Dependency> ofItself = new LinkedHashSet<>();

    private final Set<Member> declared = new HashSet<>();
    private String name = "";
    private boolean isSyntheticType;
    private boolean isSwitchMap;

    DependencyReader() {
        super(Opcodes.ASM9);
    }

    /**
     * Returns the uses, those of members that the class inherits among them, as uses of itself. Of a class that compilers make of
     * the labels of a switch there are none: the switch itself tells.
     */
    List<Dependency> found() {
        if (isSwitchMap) {
            return List.of();
        }
        ofItself.removeIf(use -> declared.contains(use.used()));
        return Stream.concat(found.stream(), ofItself.stream()).toList();
    }

    @Override
    public void visit(
            int version,
            int flags,
            String internalName,
            @Nullable String signature,
            @Nullable String parent,
            String[] implemented) {
        name = internalName;
        isSyntheticType = (flags & Opcodes.ACC_SYNTHETIC) != 0;
        if (parent != null && !parent.equals("java/lang/Object")) {
            add(Kind.INHERITS, parent);
        }
        for (String one : implemented) {
            add(Kind.INHERITS, one);
        }
        generic(Kind.SIGNATURE, Member.NONE, signature);
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        add(Kind.PERMITS, subclass);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotation(Member.NONE, descriptor);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int at, @Nullable TypePath path, String descriptor, boolean visible) {
        return annotation(Member.NONE, descriptor);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String component, String descriptor, @Nullable String generic) {
        Member from = new Member(component, descriptor); // its type is told by the field of the same name
        return new RecordComponentVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String mark, boolean visible) {
                return annotation(from, mark);
            }
        };
    }

    @Override
    public FieldVisitor visitField(
            int flags, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        Member from = new Member(field, descriptor);
        declared.add(from);
        boolean isSynthetic = (flags & Opcodes.ACC_SYNTHETIC) != 0;
        isSwitchMap |= isSynthetic && isSyntheticType && field.startsWith("$SwitchMap$");
        if (!isSynthetic) {
            add(Kind.FIELD, from, Type.getType(descriptor), Member.NONE, 0);
            if (signature != null) {
                new SignatureReader(signature).acceptType(new Named(Kind.FIELD, from));
            }
        }
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String mark, boolean visible) {
                return annotation(from, mark);
            }

            @Override
            public AnnotationVisitor visitTypeAnnotation(
                    int at, @Nullable TypePath path, String mark, boolean visible) {
                return annotation(from, mark);
            }
        };
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int flags, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        declared.add(new Member(method, descriptor));
        if ((flags & Opcodes.ACC_BRIDGE) != 0 || method.startsWith("$SWITCH_TABLE$")) {
            return null; // repeats what a method it leads to declares, or the labels of a switch
        }
        Member from = new Member(method, descriptor);
        boolean isSynthetic = (flags & Opcodes.ACC_SYNTHETIC) != 0;
        if (!isSynthetic || !method.startsWith("lambda$")) {
            for (Type type : Type.getArgumentTypes(descriptor)) {
                add(Kind.SIGNATURE, from, type, Member.NONE, 0);
            }
            add(Kind.SIGNATURE, from, Type.getReturnType(descriptor), Member.NONE, 0);
            generic(Kind.SIGNATURE, from, signature);
            for (String exception : exceptions == null ? new String[0] : exceptions) {
                add(Kind.THROWS, from, Type.getObjectType(exception), Member.NONE, 0);
            }
        }
        boolean isWritten = !isSynthetic && !isSyntheticType || method.startsWith("lambda$");
        return new DependencyBodyReader(from, isWritten, this);
    }

    private void add(Kind kind, String internalName) {
        add(kind, Member.NONE, Type.getObjectType(internalName), Member.NONE, 0);
    }

    /** Notes a use, unless it is of a primitive or of the type itself; a member of the type itself may be inherited. */
    void add(Kind kind, Member from, Type target, Member used, int line) {
        Type element = target.getSort() == Type.ARRAY ? target.getElementType() : target;
        boolean isOfItself = element.getInternalName().equals(name);
        if (element.getSort() == Type.OBJECT && !(isOfItself && used.equals(Member.NONE))) {
            (isOfItself ? ofItself : found).add(new Dependency(kind, from, element.getClassName(), used, line));
        }
    }

    private void generic(Kind kind, Member from, @Nullable String signature) {
        if (signature != null) {
            new SignatureReader(signature).accept(new Named(kind, from));
        }
    }

    /** Notes an annotation, and every class or constant its values name. */
    AnnotationVisitor annotation(Member from, String descriptor) {
        add(Kind.ANNOTATES, from, Type.getType(descriptor), Member.NONE, 0);
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(@Nullable String key, Object value) {
                if (value instanceof Type type) {
                    add(Kind.LITERAL, from, type, Member.NONE, 0);
                }
            }

            @Override
            public void visitEnum(@Nullable String key, String type, String value) {
                add(Kind.ACCESSES, from, Type.getType(type), new Member(value, type), 0);
            }

            @Override
            public AnnotationVisitor visitAnnotation(@Nullable String key, String inner) {
                return annotation(from, inner);
            }

            @Override
            public AnnotationVisitor visitArray(@Nullable String key) {
                return this;
            }
        };
    }

    /** Notes every class a generic signature names; one that the erased declaration names as well is noted once. */
    private final class Named extends SignatureVisitor {
        private final Kind kind;
        private final Member from;
        private String type = "";

        Named(Kind kind, Member from) {
            super(Opcodes.ASM9);
            this.kind = kind;
            this.from = from;
        }

        @Override
        public void visitClassType(String internalName) {
            type = internalName;
            note();
        }

        @Override
        public void visitInnerClassType(String simpleName) {
            type += "$" + simpleName;
            note();
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new Named(kind, from);
        }

        @Override
        public SignatureVisitor visitSuperclass() {
            return new Named(Kind.INHERITS, from);
        }

        @Override
        public SignatureVisitor visitInterface() {
            return new Named(Kind.INHERITS, from);
        }

        private void note() {
            add(kind, from, Type.getObjectType(type), Member.NONE, 0);
        }
    }
}
