package dev.moveguard.code.bytecode;

import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody.Cell;
import dev.moveguard.code.MethodBody.Passed;
import dev.moveguard.code.MethodBody.Places;
import dev.moveguard.code.bytecode.Tracked.Source;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the frames of one body may know of where values are, each fact by its number: sets of numbers are all a frame keeps.
 *
 * <p>A read, numbered by its instruction, says that the field still holds what was read. A put, numbered from {@code first}, says
 * that a field was given a value, or that a call was which may have left it in a field. Which values were put there is noted with
 * the values; only of parameters it is kept here as well, for they are told of after their last use.
 */
final class Whereabouts {
    private static final BitSet NONE = new BitSet();

    /** Where a value was put. */
    sealed interface Put {
        /** Stored in a field. */
        record Stored(Cell cell, Set<Source> owner) implements Put {}

        /** Handed to code that may store it. */
        record Handed(Passed passed) implements Put {}

        /** One of these, of what a parameter was when the body was entered. */
        record OfParameter(int index, Put put) implements Put {}
    }

    private final int first;
    private final boolean hasPuts;
    private final Map<Integer, Source.Read> reads = new HashMap<>();
    private final List<Put> puts = new ArrayList<>();
    private final Map<Put, Integer> numbers = new HashMap<>();
    private final Map<Integer, BitSet> ofParameter = new HashMap<>();
    private final Map<FieldId, BitSet> ofField = new HashMap<>();
    private final Map<String, BitSet> ofCallee = new HashMap<>();
    private final Map<BitSet, Places> places = new HashMap<>();

    Whereabouts(int instructions, boolean hasPuts) {
        this.first = instructions;
        this.hasPuts = hasPuts;
    }

    /** Whether puts are followed. */
    boolean hasPuts() {
        return hasPuts;
    }

    /** Notes a read; its instruction is its number. */
    int number(Source.Read read) {
        reads.put(read.instruction(), read);
        return noted(ofField, read.field(), read.instruction());
    }

    int number(Put put) {
        Integer known = numbers.get(put);
        if (known != null) {
            return known;
        }
        int number = first + puts.size();
        puts.add(put);
        numbers.put(put, number);
        if (put instanceof Put.OfParameter one) {
            noted(ofParameter, one.index(), number);
        }
        return plain(put) instanceof Put.Stored stored
                ? noted(ofField, stored.cell().field(), number)
                : noted(ofCallee, ((Put.Handed) plain(put)).passed().method().owner(), number);
    }

    private static Put plain(Put put) {
        return put instanceof Put.OfParameter one ? one.put() : put;
    }

    private static <K> int noted(Map<K, BitSet> index, K key, int number) {
        index.computeIfAbsent(key, unused -> new BitSet()).set(number);
        return number;
    }

    boolean hasPuts(BitSet numbers) {
        return numbers.length() > first;
    }

    /** Returns the facts that end when a field is written: what that field of that instance held, and what its type was handed. */
    BitSet endedBy(FieldId field, Set<Source> owner, BitSet held) {
        BitSet ended = both(ofField.getOrDefault(field, NONE), held);
        for (int at = ended.nextSetBit(0); at >= 0; at = ended.nextSetBit(at + 1)) {
            if (owner.size() > 1 || !ownerOf(at).equals(owner)) {
                ended.clear(at);
            }
        }
        ended.or(both(ofCallee.getOrDefault(field.owner(), NONE), held));
        return ended;
    }

    private Set<Source> ownerOf(int number) {
        Source.Read read = reads.get(number);
        if (read != null) {
            return read.owner();
        }
        return plain(puts.get(number - first)) instanceof Put.Stored stored ? stored.owner() : Set.of();
    }

    private static BitSet both(BitSet some, BitSet held) {
        BitSet both = (BitSet) some.clone();
        both.and(held);
        return both;
    }

    /** Returns where the puts have put a value, as far as they are still held. */
    Places places(BitSet put, BitSet held) {
        BitSet known = both(put, held);
        return known.isEmpty() ? Places.NOWHERE : places.computeIfAbsent(known, this::places);
    }

    Places placesOfParameter(int index, BitSet held) {
        return places(ofParameter.getOrDefault(index, NONE), held);
    }

    private Places places(BitSet known) {
        Set<Cell> given = new HashSet<>();
        Set<Passed> passed = new HashSet<>();
        for (int at = known.nextSetBit(first); at >= 0; at = known.nextSetBit(at + 1)) {
            if (plain(puts.get(at - first)) instanceof Put.Stored stored) {
                given.add(stored.cell());
            } else {
                passed.add(((Put.Handed) plain(puts.get(at - first))).passed());
            }
        }
        return new Places(given, passed);
    }
}
