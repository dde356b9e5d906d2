package dev.moveguard.flow;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.tree.analysis.Value;

/**
 * A value on the stack or in a local variable.
 *
 * @param size 1 or 2 slots
 * @param types binary names it is known by, with {@code []} for arrays; empty for primitives, null, and what is not known
 * @param places where it may be
 * @param loaded the instruction that brought it onto the stack last; -1: none
 * @param read the instruction that read it out of where it was lent from; -1: none
 * @param isAnotherName whether storing it only gives its place another name, as a pattern does
 * @param isStored whether it is what an assignment to a field or element left on the stack
 */
record Held(
        int size, Set<String> types, Set<Place> places, int loaded, int read, boolean isAnotherName, boolean isStored)
        implements Value {
    private static final int CONSTANT = -2;

    static final Held PLAIN = of(1, Set.of(), Set.of());
    static final Held WIDE = of(2, Set.of(), Set.of());

    Held {
        types = Set.copyOf(types);
        places = Set.copyOf(places);
    }

    /** A number that is known. What brought it does not matter, so that is where it is kept. */
    static Held constant(int value) {
        return new Held(1, Set.of(), Set.of(), CONSTANT - value, -1, false, false);
    }

    boolean isConstant() {
        return loaded <= CONSTANT;
    }

    /** The number, when it is known. */
    int constant() {
        return CONSTANT - loaded;
    }

    static Held of(int size, Set<String> types, Set<Place> places) {
        return new Held(size, types, places, -1, -1, false, false);
    }

    @Override
    public int getSize() {
        return size;
    }

    Held at(Set<Place> other) {
        return new Held(size, types, other, loaded, read, isAnotherName, isStored);
    }

    Held loadedBy(int instruction) {
        return new Held(size, types, places, instruction, read, false, isStored);
    }

    Held readBy(int instruction) {
        return new Held(size, types, places, instruction, instruction, false, false);
    }

    Held named() {
        return new Held(size, types, places, loaded, read, true, isStored);
    }

    Held stored() {
        return new Held(size, types, places, loaded, read, isAnotherName, true);
    }

    Held cast(String type) {
        Set<String> more = new HashSet<>(types);
        more.remove("java.lang.Object");
        more.add(type);
        return new Held(size, more, places, loaded, read, isAnotherName, isStored);
    }

    @SuppressWarnings("ReferenceEquality") // most joins are of a value with itself
    Held joined(Held other) {
        if (this == other || equals(other)) {
            return this;
        }
        if (size != other.size || isConstant() || other.isConstant()) {
            return PLAIN;
        }
        return new Held(
                size,
                union(types, other.types),
                union(places, other.places),
                Math.max(loaded, other.loaded),
                Math.max(read, other.read),
                isAnotherName && other.isAnotherName,
                isStored || other.isStored);
    }

    private static <T> Set<T> union(Set<T> a, Set<T> b) {
        if (a.containsAll(b)) {
            return a;
        }
        Set<T> all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }
}
