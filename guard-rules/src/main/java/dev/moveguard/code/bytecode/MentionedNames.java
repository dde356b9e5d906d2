package dev.moveguard.code.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names that some class files mention, each numbered once. A name is told apart by its bytes, and becomes a string when
 * it is met for the first time: most are met thousands of times.
 */
public final class MentionedNames {
    private static final int FIRST_SLOTS = 1 << 10;

    private final List<String> names = new ArrayList<>();
    private byte[][] spelled = new byte[FIRST_SLOTS / 2][];
    private int[] hashes = new int[FIRST_SLOTS / 2];
    /** Numbers plus 1, by hash; 0: free. */
    private int[] slots = new int[FIRST_SLOTS];
    /** The class that last mentioned a name, by number, so that each is noted once a class. */
    private int[] lastMention = new int[FIRST_SLOTS / 2];

    private int[] found = new int[64];
    private int count;
    private int current;

    /** The names by their numbers. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Starts to collect what one more class mentions. */
    void begin() {
        count = 0;
        current++;
    }

    /** Notes a name of the class, in the form of class files: segments behind slashes. */
    void mention(byte[] bytes, int from, int to) {
        int number = number(bytes, from, to);
        if (lastMention[number] != current) {
            lastMention[number] = current;
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = number;
        }
    }

    /** Returns the numbers of the names noted since {@link #begin}. */
    int[] mentioned() {
        return Arrays.copyOf(found, count);
    }

    private int number(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int mask = slots.length - 1;
        int slot = (hash ^ hash >>> 16) & mask;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && Arrays.equals(spelled[number], 0, spelled[number].length, bytes, from, to)) {
                return number;
            }
            slot = slot + 1 & mask;
        }
        return add(slot, hash, Arrays.copyOfRange(bytes, from, to));
    }

    private int add(int slot, int hash, byte[] bytes) {
        int number = names.size();
        if (number == spelled.length) {
            grow();
            return add(freeSlot(hash), hash, bytes);
        }
        names.add(ConstantPool.decoded(bytes, 0, bytes.length).replace('/', '.'));
        spelled[number] = bytes;
        hashes[number] = hash;
        slots[slot] = number + 1;
        return number;
    }

    private int freeSlot(int hash) {
        int mask = slots.length - 1;
        int slot = (hash ^ hash >>> 16) & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int size = 2 * spelled.length;
        spelled = Arrays.copyOf(spelled, size);
        hashes = Arrays.copyOf(hashes, size);
        lastMention = Arrays.copyOf(lastMention, size);
        slots = new int[2 * size];
        for (int number = 0; number < names.size(); number++) {
            slots[freeSlot(hashes[number])] = number + 1;
        }
    }
}
