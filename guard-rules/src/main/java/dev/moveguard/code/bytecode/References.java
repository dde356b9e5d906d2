package dev.moveguard.code.bytecode;

import org.objectweb.asm.ClassReader;

/** Finds the names of all classes a constant pool mentions: class constants, descriptors and signatures. */
final class References {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;

    private static final boolean[] NAME_PARTS = nameParts();

    private References() {}

    /** Notes the names. */
    static void collect(ClassReader reader, byte[] bytes, MentionedNames names) {
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            int tag = offset == 0 ? 0 : bytes[offset - 1];
            if (tag == CLASS) {
                addClass(bytes, reader.getItem(reader.readUnsignedShort(offset)), names);
            } else if (tag == UTF8) {
                int start = offset + 2;
                int end = start + reader.readUnsignedShort(offset);
                if (start < end && mayDescribe(bytes[start])) {
                    addMentioned(bytes, start, end, names);
                }
            } else if (tag == LONG || tag == DOUBLE) {
                i++; // takes two entries
            }
        }
    }

    /** Whether a text that starts so can be a descriptor or a signature with a class in it. */
    private static boolean mayDescribe(byte first) {
        return first == '(' || first == 'L' || first == '[' || first == '<' || first == 'T';
    }

    private static void addClass(byte[] bytes, int offset, MentionedNames names) {
        int start = offset + 2;
        int end = start + ((bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF);
        if (start < end && bytes[start] == '[') {
            addMentioned(bytes, start, end, names);
        } else {
            names.mention(bytes, start, end);
        }
    }

    /** Adds every {@code Lname;} and {@code Lname<} of a descriptor or signature, and nested names behind a dot. */
    private static void addMentioned(byte[] bytes, int from, int to, MentionedNames names) {
        int at = from;
        while (at < to) {
            int end = at + 1;
            if (bytes[at] == 'L') {
                while (end < to && isNamePart(bytes[end])) {
                    end++;
                }
                if (end < to && end > at + 1 && (bytes[end] == ';' || bytes[end] == '<')) {
                    names.mention(bytes, at + 1, end);
                }
            }
            at = end;
        }
    }

    private static boolean isNamePart(byte c) {
        return c < 0 || NAME_PARTS[c];
    }

    /** What can be part of a name, by ASCII code: all but spaces and what descriptors and signatures use themselves. */
    private static boolean[] nameParts() {
        boolean[] parts = new boolean[128];
        for (char c = '!'; c < parts.length; c++) {
            parts[c] = "\";<>.()[:".indexOf(c) < 0;
        }
        return parts;
    }
}
