package dev.moveguard.code;

/**
 * One use of another type, as the class file of the user tells it.
 *
 * @param from the member that uses it; {@link Member#NONE}: the declaration of the type itself
 * @param target binary name of the used type; of an array its element type
 * @param used the member that is called or accessed; {@link Member#NONE}: the type as such
 * @param line of the use, from 1; 0: the class file tells none
 */
public record Dependency(Kind kind, Member from, String target, Member used, int line) {
    /** A field or method by name and descriptor. */
    public record Member(String name, String descriptor) {
        /** No member: the type itself. */
        public static final Member NONE = new Member("", "");

        public boolean isMember() {
            return !equals(NONE);
        }

        public boolean isMethod() {
            return descriptor.startsWith("(");
        }

        public boolean isConstructor() {
            return name.equals("<init>");
        }
    }

    /** How a type is used. */
    public enum Kind {
        /** Extends or implements it. */
        INHERITS,
        /** Names it as a permitted subtype. */
        PERMITS,
        /** Carries it as an annotation, or inside one. */
        ANNOTATES,
        /** Declares a field or record component of it. */
        FIELD,
        /** Declares it as a parameter, result, type argument or bound. */
        SIGNATURE,
        /** Declares that it is thrown. */
        THROWS,
        /** Calls a method of it, or refers to one. */
        CALLS,
        /** Makes an instance or an array of it. */
        CREATES,
        /** Reads or writes a field of it. */
        ACCESSES,
        /** Casts to it or asks whether something is one. */
        CASTS,
        /** Catches it. */
        CATCHES,
        /** Mentions its class object. */
        LITERAL
    }
}
