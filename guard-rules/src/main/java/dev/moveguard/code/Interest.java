package dev.moveguard.code;

/** Tells, from what instructions mention, whether a method is worth an analysis. All types are binary names. */
public interface Interest {
    /** Whether a value of this type is looked for, or leads to one. */
    boolean inType(String type);

    /** Whether a field or method of this name may give such a value although its erased type does not tell. */
    boolean inMember(String name);

    /** Whether a field or parameter of this type may be given such a value without telling. */
    boolean hides(String type);

    /** Whether what a method of this type does with its arguments is known. */
    boolean isScanned(String type);

    /** Whether a method of this name puts what a function gives into what it is called on, or given. */
    boolean computes(String method);
}
