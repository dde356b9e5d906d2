package dev.moveguard.code.bytecode;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.CodeType.Kind;
import dev.moveguard.code.CodeType.TypeVariable;
import dev.moveguard.code.Origin;
import dev.moveguard.code.TypeRef;
import dev.moveguard.code.TypeRef.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects the declarations of one class file. */
final class TypeVisitor extends ClassVisitor {
    private static final int NOT_A_MODIFIER = Opcodes.ACC_SUPER | Opcodes.ACC_DEPRECATED | Opcodes.ACC_RECORD;

    private final Origin origin;
    private final List<String> annotations = new ArrayList<>();
    private final List<String> permitted = new ArrayList<>();
    private final List<CodeField> fields = new ArrayList<>();
    private final List<CodeMethod> methods = new ArrayList<>();
    private List<TypeVariable> variables = List.of();
    private Map<String, String> erasures = Map.of();
    private @Nullable Named superclass;
    private List<TypeRef.Named> interfaces = List.of();
    private String name = "";
    private @Nullable String outer;
    private @Nullable String sourceFile;
    private boolean isLocal;
    private int access;

    TypeVisitor(Origin origin) {
        super(Opcodes.ASM9);
        this.origin = origin;
    }

    boolean isType() {
        return (access & Opcodes.ACC_MODULE) == 0 && !name.endsWith("package-info");
    }

    CodeType type(Set<String> references) {
        Origin from = new Origin(origin.container(), origin.entry(), sourceFile, origin.source());
        return new CodeType(
                name,
                kind(),
                access & ~NOT_A_MODIFIER,
                variables,
                superclass,
                interfaces,
                outer,
                isLocal,
                permitted,
                annotations,
                fields,
                methods,
                references,
                from);
    }

    private Kind kind() {
        if ((access & Opcodes.ACC_ANNOTATION) != 0) {
            return Kind.ANNOTATION;
        }
        if ((access & Opcodes.ACC_INTERFACE) != 0) {
            return Kind.INTERFACE;
        }
        if (superclass != null && superclass.name().equals("java.lang.Record")) {
            return Kind.RECORD;
        }
        return (access & Opcodes.ACC_ENUM) != 0 ? Kind.ENUM : Kind.CLASS;
    }

    @Override
    public void visit(
            int version,
            int flags,
            String internalName,
            @Nullable String signature,
            @Nullable String parent,
            String[] implemented) {
        name = dotted(internalName);
        access = flags;
        boolean isInterface = (flags & Opcodes.ACC_INTERFACE) != 0;
        superclass = parent == null || isInterface ? null : plain(parent);
        interfaces = implemented == null
                ? List.of()
                : Arrays.stream(implemented).map(TypeVisitor::plain).toList();
        if (signature != null) {
            Signatures.Declared declared = Signatures.declared(signature, Map.of());
            variables = declared.variables;
            erasures = declared.erasures();
            superclass = isInterface || !(declared.superclass instanceof TypeRef.Named type) ? superclass : type;
            interfaces =
                    declared.interfaces.stream().map(TypeRef.Named.class::cast).toList();
        }
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        sourceFile = source;
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
        outer = dotted(owner);
        isLocal = true;
    }

    @Override
    public void visitInnerClass(String inner, @Nullable String outerName, @Nullable String innerName, int flags) {
        if (dotted(inner).equals(name)) {
            access = flags | access & (Opcodes.ACC_RECORD | Opcodes.ACC_DEPRECATED);
            outer = outerName == null ? outer : dotted(outerName);
            isLocal = outerName == null;
        }
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        permitted.add(dotted(subclass));
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        annotations.add(Type.getType(descriptor).getClassName());
        return null;
    }

    @Override
    public FieldVisitor visitField(
            int flags, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        List<String> marks = new ArrayList<>();
        TypeRef type = Signatures.field(descriptor, signature, erasures);
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String mark, boolean visible) {
                marks.add(Type.getType(mark).getClassName());
                return null;
            }

            @Override
            public void visitEnd() {
                fields.add(new CodeField(name, field, type, flags, marks));
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int flags, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        List<String> marks = new ArrayList<>();
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String mark, boolean visible) {
                marks.add(Type.getType(mark).getClassName());
                return null;
            }

            @Override
            public void visitEnd() {
                methods.add(method(flags, method, descriptor, signature, marks));
            }
        };
    }

    private CodeMethod method(
            int flags, String method, String descriptor, @Nullable String signature, List<String> marks) {
        List<TypeRef> parameters = Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(Signatures::erased)
                .toList();
        TypeRef result = Signatures.erased(Type.getReturnType(descriptor));
        if (signature != null) {
            Signatures.Declared declared = Signatures.declared(signature, erasures);
            // A signature leaves out parameters the compiler added (enum, inner class): then the descriptor counts.
            parameters = declared.parameters.size() == parameters.size() ? declared.parameters : parameters;
            result = declared.result == null ? result : declared.result;
        }
        return new CodeMethod(name, method, descriptor, result, parameters, flags, marks);
    }

    private static TypeRef.Named plain(String internalName) {
        return new TypeRef.Named(dotted(internalName), List.of());
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
