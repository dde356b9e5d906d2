package dev.moveguard.code.bytecode;

import dev.moveguard.code.CodeType.TypeVariable;
import dev.moveguard.code.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Reads descriptors and generic signatures into {@link TypeRef}s. */
final class Signatures {
    private static final String OBJECT = "java.lang.Object";

    private Signatures() {}

    /** Type parameters, supertypes, parameters, result: what the signature of a class or method declares. */
    static final class Declared extends SignatureVisitor {
        final List<TypeVariable> variables = new ArrayList<>();
        final List<TypeRef> parameters = new ArrayList<>();
        final List<TypeRef> interfaces = new ArrayList<>();

        @Nullable
        TypeRef superclass;

        @Nullable
        TypeRef result;

        private final Map<String, String> erasures;
        private @Nullable String variable;
        private List<TypeRef> bounds = new ArrayList<>();

        private Declared(Map<String, String> outer) {
            super(Opcodes.ASM9);
            erasures = new HashMap<>(outer);
        }

        @Override
        public void visitFormalTypeParameter(String name) {
            endVariable();
            variable = name;
            bounds = new ArrayList<>();
        }

        @Override
        public SignatureVisitor visitClassBound() {
            return new Reference(erasures, this::bound);
        }

        @Override
        public SignatureVisitor visitInterfaceBound() {
            return new Reference(erasures, this::bound);
        }

        @Override
        public SignatureVisitor visitSuperclass() {
            endVariable();
            return new Reference(erasures, type -> superclass = type);
        }

        @Override
        public SignatureVisitor visitInterface() {
            return new Reference(erasures, interfaces::add);
        }

        @Override
        public SignatureVisitor visitParameterType() {
            endVariable();
            return new Reference(erasures, parameters::add);
        }

        @Override
        public SignatureVisitor visitReturnType() {
            endVariable();
            return new Reference(erasures, type -> result = type);
        }

        private void bound(TypeRef type) {
            bounds.add(type);
            if (variable != null) {
                erasures.putIfAbsent(variable, type.erased());
            }
        }

        private void endVariable() {
            if (variable != null) {
                variables.add(new TypeVariable(variable, bounds));
                variable = null;
            }
        }

        Map<String, String> erasures() {
            return erasures;
        }
    }

    /** Reads the signature of a class or method. {@code outer} gives the erasures of variables declared around it. */
    static Declared declared(String signature, Map<String, String> outer) {
        Declared declared = new Declared(outer);
        new SignatureReader(signature).accept(declared);
        return declared;
    }

    /** Reads the type of a field: its generic signature where there is one. */
    static TypeRef field(String descriptor, @Nullable String signature, Map<String, String> erasures) {
        if (signature == null) {
            return erased(Type.getType(descriptor));
        }
        List<TypeRef> type = new ArrayList<>();
        new SignatureReader(signature).acceptType(new Reference(erasures, type::add));
        // A variable of an enclosing class is declared in another file: the descriptor knows its erasure.
        return type.get(0) instanceof TypeRef.Variable variable
                ? new TypeRef.Variable(variable.name(), Type.getType(descriptor).getClassName())
                : type.get(0);
    }

    static TypeRef erased(Type type) {
        return switch (type.getSort()) {
            case Type.ARRAY -> array(erased(type.getElementType()), type.getDimensions());
            case Type.OBJECT -> new TypeRef.Named(type.getClassName(), List.of());
            default -> new TypeRef.Primitive(type.getClassName());
        };
    }

    private static TypeRef array(TypeRef element, int dimensions) {
        TypeRef type = element;
        for (int i = 0; i < dimensions; i++) {
            type = new TypeRef.Array(type);
        }
        return type;
    }

    /** Builds one type reference and hands it over when it is complete. */
    private static final class Reference extends SignatureVisitor {
        private final Map<String, String> erasures;
        private final Consumer<TypeRef> done;
        private final StringBuilder name = new StringBuilder();
        private final List<TypeRef> arguments = new ArrayList<>();
        private TypeRef.@Nullable Named outer;

        Reference(Map<String, String> erasures, Consumer<TypeRef> done) {
            super(Opcodes.ASM9);
            this.erasures = erasures;
            this.done = done;
        }

        @Override
        public void visitBaseType(char descriptor) {
            done.accept(erased(Type.getType(String.valueOf(descriptor))));
        }

        @Override
        public void visitTypeVariable(String variable) {
            done.accept(new TypeRef.Variable(variable, erasures.getOrDefault(variable, OBJECT)));
        }

        @Override
        public SignatureVisitor visitArrayType() {
            return new Reference(erasures, component -> done.accept(new TypeRef.Array(component)));
        }

        @Override
        public void visitClassType(String internalName) {
            name.append(internalName.replace('/', '.'));
        }

        @Override
        public void visitInnerClassType(String simpleName) {
            outer = arguments.isEmpty() && outer == null ? null : reference();
            arguments.clear();
            name.append('$').append(simpleName);
        }

        @Override
        public void visitTypeArgument() {
            arguments.add(new TypeRef.Wildcard(TypeRef.Wildcard.Bound.NONE, null));
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new Reference(erasures, type -> arguments.add(argument(wildcard, type)));
        }

        @Override
        public void visitEnd() {
            done.accept(reference());
        }

        private TypeRef.Named reference() {
            return new TypeRef.Named(name.toString(), arguments, outer);
        }

        private static TypeRef argument(char wildcard, TypeRef type) {
            return switch (wildcard) {
                case EXTENDS -> new TypeRef.Wildcard(TypeRef.Wildcard.Bound.EXTENDS, type);
                case SUPER -> new TypeRef.Wildcard(TypeRef.Wildcard.Bound.SUPER, type);
                default -> type;
            };
        }
    }
}
