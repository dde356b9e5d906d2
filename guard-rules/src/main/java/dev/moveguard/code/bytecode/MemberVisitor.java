package dev.moveguard.code.bytecode;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType.Members;
import dev.moveguard.code.CodeType.TypeVariable;
import dev.moveguard.code.TypeRef;
import dev.moveguard.code.TypeRef.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects the members of one class file, its type variables and its supertypes with their arguments. */
final class MemberVisitor extends ClassVisitor {
    private final List<String> permitted = new ArrayList<>();
    private final List<CodeField> fields = new ArrayList<>();
    private final List<CodeMethod> methods = new ArrayList<>();
    private List<TypeVariable> variables = List.of();
    private Map<String, String> erasures = Map.of();
    private @Nullable Named superclass;
    private List<TypeRef.Named> interfaces = List.of();
    private String name = "";

    MemberVisitor() {
        super(Opcodes.ASM9);
    }

    Members members() {
        return new Members(variables, superclass, interfaces, permitted, fields, methods);
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
        boolean isInterface = (flags & Opcodes.ACC_INTERFACE) != 0;
        superclass = parent == null || isInterface ? null : plain(parent);
        interfaces = implemented == null
                ? List.of()
                : Arrays.stream(implemented).map(MemberVisitor::plain).toList();
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
    public void visitPermittedSubclass(String subclass) {
        permitted.add(dotted(subclass));
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
                methods.add(method(flags, method, descriptor, signature, marks, exceptions));
            }
        };
    }

    private CodeMethod method(
            int flags,
            String method,
            String descriptor,
            @Nullable String signature,
            List<String> marks,
            String @Nullable [] exceptions) {
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
        List<String> thrown = exceptions == null
                ? List.of()
                : Arrays.stream(exceptions).map(MemberVisitor::dotted).toList();
        return new CodeMethod(name, method, descriptor, result, parameters, flags, marks, thrown);
    }

    private static TypeRef.Named plain(String internalName) {
        return new TypeRef.Named(dotted(internalName), List.of());
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
