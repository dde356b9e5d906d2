package dev.moveguard.code.bytecode;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/** Finds the names of all classes a constant pool mentions: class constants, descriptors and signatures. */
final class References {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;

    private References() {}

    static Set<String> of(ClassReader reader) {
        Set<String> names = new HashSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            int tag = offset == 0 ? 0 : reader.readByte(offset - 1);
            if (tag == CLASS) {
                addClass(reader.readUTF8(offset, buffer), names);
            } else if (tag == UTF8) {
                addMentioned(text(reader, offset), names);
            } else if (tag == LONG || tag == DOUBLE) {
                i++; // takes two entries
            }
        }
        return names;
    }

    /** Reads an entry as Latin-1, which is enough to find the letters that delimit names, or as UTF-8 if need be. */
    private static String text(ClassReader reader, int offset) {
        int length = reader.readUnsignedShort(offset);
        byte[] bytes = new byte[length];
        boolean isAscii = true;
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) reader.readByte(offset + 2 + i);
            isAscii &= bytes[i] >= 0;
        }
        return new String(
                bytes, isAscii ? java.nio.charset.StandardCharsets.US_ASCII : java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void addClass(String name, Set<String> names) {
        if (name.startsWith("[")) {
            addMentioned(name, names);
        } else {
            names.add(name.replace('/', '.'));
        }
    }

    /** Adds every {@code Lname;} and {@code Lname<} of a descriptor or signature, and nested names behind a dot. */
    private static void addMentioned(String text, Set<String> names) {
        for (int start = text.indexOf('L'); start >= 0; start = text.indexOf('L', start + 1)) {
            int end = start + 1;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            if (end < text.length() && end > start + 1 && (text.charAt(end) == ';' || text.charAt(end) == '<')) {
                names.add(text.substring(start + 1, end).replace('/', '.'));
            }
        }
    }

    private static boolean isNamePart(char c) {
        return c == '/' || Character.isJavaIdentifierPart(c);
    }
}
