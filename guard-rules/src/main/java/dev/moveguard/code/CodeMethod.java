package dev.moveguard.code;

import java.lang.reflect.Modifier;
import java.util.List;

/**
 * A method, constructor or static initialiser.
 *
 * @param owner binary name of the declaring type
 * @param modifiers access flags as the class file format defines them
 * @param annotations binary names
 * @param exceptions binary names of the exceptions it declares
 */
public record CodeMethod(
        String owner,
        String name,
        String descriptor,
        TypeRef result,
        List<TypeRef> parameters,
        int modifiers,
        List<String> annotations,
        List<String> exceptions) {
    private static final int BRIDGE = 0x0040;
    private static final int SYNTHETIC = 0x1000;

    public CodeMethod {
        parameters = List.copyOf(parameters);
        annotations = List.copyOf(annotations);
        exceptions = List.copyOf(exceptions);
    }

    public MethodId id() {
        return new MethodId(owner, name, descriptor);
    }

    public boolean isStatic() {
        return Modifier.isStatic(modifiers);
    }

    public boolean isAbstract() {
        return Modifier.isAbstract(modifiers);
    }

    public boolean isNative() {
        return Modifier.isNative(modifiers);
    }

    public boolean isSynchronized() {
        return Modifier.isSynchronized(modifiers) && !isConstructor();
    }

    public boolean isConstructor() {
        return name.equals("<init>");
    }

    /** Whether the compiler made the method: a lambda body, an accessor or a bridge. */
    public boolean isSynthetic() {
        return (modifiers & SYNTHETIC) != 0;
    }

    public boolean isBridge() {
        return (modifiers & BRIDGE) != 0;
    }

    public boolean isLambdaBody() {
        return isSynthetic() && name.startsWith("lambda$");
    }

    /** How messages name the method: {@code Continuation.take}; the body of a lambda by its type: compilers differ in what else they tell. */
    public String shown() {
        if (isLambdaBody()) {
            return "a lambda in " + CodeType.simpleName(owner);
        }
        return isConstructor()
                ? "the constructor of " + CodeType.simpleName(owner)
                : CodeType.simpleName(owner) + "." + name;
    }
}
