package dev.moveguard.code;

import java.lang.reflect.Modifier;
import java.util.List;

/**
 * A field, or the field of a record component.
 *
 * @param owner binary name of the declaring type
 * @param modifiers access flags as the class file format defines them
 * @param annotations binary names
 */
public record CodeField(String owner, String name, TypeRef type, int modifiers, List<String> annotations) {
    private static final int SYNTHETIC = 0x1000;

    public CodeField {
        annotations = List.copyOf(annotations);
    }

    public boolean isStatic() {
        return Modifier.isStatic(modifiers);
    }

    public boolean isPrivate() {
        return Modifier.isPrivate(modifiers);
    }

    public boolean isVolatile() {
        return Modifier.isVolatile(modifiers);
    }

    public boolean isFinal() {
        return Modifier.isFinal(modifiers);
    }

    /** Whether the compiler made the field: a captured variable ({@code val$x}) or the outer instance. */
    public boolean isSynthetic() {
        return (modifiers & SYNTHETIC) != 0;
    }

    public boolean isOuterInstance() {
        return isSynthetic() && name.startsWith("this$");
    }

    /** How messages name the field; a captured variable by its name in the source. */
    public String shown() {
        return CodeType.simpleName(owner) + "." + (isSynthetic() ? name.replaceFirst("^val\\$", "") : name);
    }

    public FieldId id() {
        return new FieldId(owner, name);
    }
}
