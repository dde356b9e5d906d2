package dev.moveguard.code.bytecode;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody.Cell;
import dev.moveguard.code.MethodBody.Instance;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.analysis.Value;

/** A stack or local value and where it may come from. */
final class Tracked implements Value {
    private static final BitSet NOWHERE = new BitSet();

    /** Enough for any value that people wrote code for; a generated body may hand one to thousands of methods. */
    private static final int MOST_PUTS = 64;

    /** Nothing is known: a primitive, or a variable without a value. */
    static final Tracked PLAIN = new Tracked(1, Set.of(), Set.of());

    static final Tracked WIDE = new Tracked(2, Set.of(), Set.of());
    /** A slot that two paths use for values of different sizes: no path behind them reads it, whatever else comes to it. */
    private static final Tracked UNUSABLE = new Tracked(0, Set.of(), Set.of());

    static final Tracked NULL = new Tracked(1, Set.of(), Set.of(new Source.Null()));

    private final int size;
    private final Set<String> types;
    private final Set<Source> sources;
    /** Numbers of the places where it was put, see {@link Whereabouts}; never changed. */
    private final BitSet puts;
    /** Known to be part of this value: the same two are joined again each time a path comes to where they meet. */
    private @Nullable Tracked part;

    /** Others of which that is known. */
    private @Nullable IdentityHashMap<Tracked, Boolean> parts;

    /**
     * Makes a value.
     *
     * @param size 1 or 2 slots
     * @param types erased binary names it is known by; empty for primitives and for what is not known
     * @param sources where it may come from; empty for primitives
     */
    Tracked(int size, Set<String> types, Set<Source> sources) {
        this(size, types, sources, NOWHERE);
    }

    private Tracked(int size, Set<String> types, Set<Source> sources, BitSet puts) {
        this.size = size;
        this.types = Set.copyOf(types);
        this.sources = Set.copyOf(sources);
        this.puts = puts;
    }

    Set<String> types() {
        return types;
    }

    Set<Source> sources() {
        return sources;
    }

    BitSet puts() {
        return puts;
    }

    Tracked withPut(int number) {
        if (puts.get(number) || puts.cardinality() >= MOST_PUTS) {
            return this;
        }
        BitSet more = (BitSet) puts.clone();
        more.set(number);
        return new Tracked(size, types, sources, more);
    }

    Tracked withoutPuts(BitSet ended) {
        BitSet left = (BitSet) puts.clone();
        left.andNot(ended);
        return new Tracked(size, types, sources, left);
    }

    @Override
    public int getSize() {
        return Math.max(1, size);
    }

    Tracked withType(String type) {
        Set<String> more = new HashSet<>(types);
        more.remove("java.lang.Object");
        more.add(type);
        return new Tracked(size, more, sources, puts);
    }

    @SuppressWarnings("ReferenceEquality") // most joins are of a value with itself
    Tracked joined(Tracked other) {
        if (this == other) {
            return this;
        }
        if (size != other.size) {
            return UNUSABLE;
        }
        if (contains(other)) {
            return this;
        }
        return new Tracked(size, union(types, other.types), union(sources, other.sources), union(puts, other.puts));
    }

    @SuppressWarnings("ReferenceEquality") // loops join what has been joined before
    private boolean contains(Tracked other) {
        if (other == part || parts != null && parts.containsKey(other)) {
            return true;
        }
        boolean contains = sources.size() >= other.sources.size()
                && types.containsAll(other.types)
                && sources.containsAll(other.sources)
                && (other.puts.isEmpty() || union(puts, other.puts).equals(puts));
        boolean isConstant = types.isEmpty() && sources.size() <= 1; // as are those that all bodies share
        if (contains && !isConstant) {
            note(other);
        }
        return contains;
    }

    private void note(Tracked other) {
        if (part == null) {
            part = other;
            return;
        }
        IdentityHashMap<Tracked, Boolean> known = parts == null ? new IdentityHashMap<>() : parts;
        known.put(other, true);
        parts = known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Tracked tracked
                        && size == tracked.size
                        && types.equals(tracked.types)
                        && sources.equals(tracked.sources)
                        && puts.equals(tracked.puts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, types, sources);
    }

    /** Whether nobody minds where else it is: a primitive, null, a text, a boxed value; and the receiver, which is everywhere. */
    boolean isFree() {
        return sources.isEmpty() || isOnlyNull() || isOnlyThis() || !types.isEmpty() && CodeType.carryNothing(types);
    }

    boolean isOnlyNull() {
        return sources.size() == 1 && sources.contains(new Source.Null());
    }

    boolean isOnlyThis() {
        return sources.size() == 1 && sources.contains(new Source.This());
    }

    /** Which instance this is, as far as the facts tell instances apart. */
    Instance instance() {
        return instance(sources);
    }

    private static Instance instance(Set<Source> sources) {
        if (sources.size() != 1) {
            return new Instance.Other();
        }
        Source only = sources.iterator().next();
        if (only instanceof Source.Parameter parameter) {
            return new Instance.Parameter(parameter.index());
        }
        return only instanceof Source.This ? new Instance.This() : new Instance.Other();
    }

    private static BitSet union(BitSet a, BitSet b) {
        if (a.equals(b)) {
            return a;
        }
        BitSet both = (BitSet) a.clone();
        both.or(b);
        return both;
    }

    private static <T> Set<T> union(Set<T> a, Set<T> b) {
        Set<T> all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }

    /** Where a value comes from. Instructions are named by their index in the body. */
    sealed interface Source {
        /** The constant null. */
        record Null() implements Source {}

        /** The receiver. */
        record This() implements Source {}

        /** The number of the pattern that a value matches, see {@link PatternSwitch}. */
        record Choice(Set<Source> of) implements Source {}

        /** A parameter, from 0. */
        record Parameter(int index) implements Source {}

        /** A field read by an instruction from a receiver that comes from {@code owner}; static: from nothing. */
        record Read(int instruction, FieldId field, Set<Source> owner, boolean ofThis) implements Source {
            public Read {
                owner = flat(owner);
            }

            static Set<Source> flat(Set<Source> sources) {
                return sources.stream().map(Read::flat).collect(Collectors.toUnmodifiableSet());
            }

            Instance of() {
                return ofThis ? new Instance.This() : instance(owner);
            }

            Cell cell() {
                return new Cell(field, of());
            }

            /** The instruction's: it tells nearly all of a read, and sets of reads are compared all the time. */
            @Override
            public int hashCode() {
                return instruction;
            }

            @Override
            public boolean equals(@Nullable Object other) {
                return this == other
                        || other instanceof Read read
                                && instruction == read.instruction
                                && ofThis == read.ofThis
                                && field.equals(read.field)
                                && owner.equals(read.owner);
            }

            /** A receiver that was itself read stands by its instruction: reads nested in reads would never end. */
            static Source flat(Source source) {
                return source instanceof Read read ? new Made(read.instruction()) : source;
            }
        }

        /** An object, array, result or element that an instruction gave. */
        record Made(int instruction) implements Source {}
    }
}
