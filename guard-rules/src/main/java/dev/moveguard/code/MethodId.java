package dev.moveguard.code;

/**
 * What identifies a method: the type an instruction names, the name, and the descriptor of the class file format.
 * Constructors are called {@code <init>}, static initialisers {@code <clinit>}.
 */
public record MethodId(String owner, String name, String descriptor) {
    public boolean isConstructor() {
        return name.equals("<init>");
    }

    /** How messages name the method: {@code Continuation.take}, {@code new Continuation}. */
    public String shown() {
        return isConstructor() ? "new " + CodeType.simpleName(owner) : CodeType.simpleName(owner) + "." + name;
    }
}
