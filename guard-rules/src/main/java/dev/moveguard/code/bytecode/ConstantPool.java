package dev.moveguard.code.bytecode;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The constants of a class file, found in one pass (JVMS 4.4), and access to the numbers behind them.
 *
 * <p>A file that is cut off or whose indexes lead nowhere makes any of the methods throw a {@link RuntimeException}.
 */
final class ConstantPool {
    private static final int FIRST = 10;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    /** Bytes behind the tag of a constant, by tag; 0: no such tag, or of a length of its own. */
    private static final int[] LENGTHS = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private final byte[] bytes;
    /** Where constants stand behind their tags, by index. */
    private final int[] offsets;

    private final int end;

    /** @param names takes the names of all classes that the constants mention */
    ConstantPool(byte[] bytes, @Nullable MentionedNames names) {
        this.bytes = bytes;
        int count = u2(FIRST - 2);
        this.offsets = new int[count];
        int[] classes = new int[count];
        int classCount = 0;
        int at = FIRST;
        for (int i = 1; i < count; i++) {
            int tag = bytes[at++];
            offsets[i] = at;
            if (tag == UTF8) {
                int length = u2(at);
                at += 2;
                if (names != null && length > 1) {
                    References.mention(bytes, at, at + length, names);
                }
                at += length;
            } else {
                if (tag == CLASS) {
                    classes[classCount++] = i;
                }
                at += length(tag);
                i += tag == LONG || tag == DOUBLE ? 1 : 0; // takes two indexes
            }
        }
        this.end = at;
        for (int i = 0; names != null && i < classCount; i++) {
            int name = offsets[u2(offsets[classes[i]])];
            References.mentionClass(bytes, name + 2, name + 2 + u2(name), names);
        }
    }

    private static int length(int tag) {
        if (tag < 0 || tag >= LENGTHS.length || LENGTHS[tag] == 0) {
            throw new IllegalArgumentException("no constant has the tag " + tag);
        }
        return LENGTHS[tag];
    }

    /** Where the constants end and the access flags stand. */
    int end() {
        return end;
    }

    int u1(int at) {
        return bytes[at] & 0xFF;
    }

    int u2(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    int u4(int at) {
        return u2(at) << 16 | u2(at + 2);
    }

    /** Returns the text whose index stands here. */
    String text(int at) {
        int offset = offsets[u2(at)];
        return decoded(bytes, offset + 2, offset + 2 + u2(offset));
    }

    /** Returns the binary name of the class whose index stands here; null: the index is 0. */
    @Nullable
    String className(int at) {
        int index = u2(at);
        return index == 0 ? null : text(offsets[index]).replace('/', '.');
    }

    /** Decodes the UTF-8 of class files, which writes each char on its own, and 0 as two bytes. */
    static String decoded(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodedChars(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String decodedChars(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int first = bytes[at++] & 0xFF;
            if (first < 0x80) {
                text.append((char) first);
            } else if (first < 0xE0) {
                text.append((char) ((first & 0x1F) << 6 | bytes[at++] & 0x3F));
            } else {
                text.append((char) ((first & 0x0F) << 12 | (bytes[at++] & 0x3F) << 6 | bytes[at++] & 0x3F));
            }
        }
        return text.toString();
    }
}
