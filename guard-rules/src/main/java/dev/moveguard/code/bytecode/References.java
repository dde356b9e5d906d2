package dev.moveguard.code.bytecode;

/** Finds the names of classes in the texts of a constant pool: class constants, descriptors and signatures. */
final class References {
    private static final boolean[] NAME_PARTS = nameParts();

    private References() {}

    /** Notes every {@code Lname;} and {@code Lname<} of a text, if it can be a descriptor or a signature. */
    static void mention(byte[] bytes, int from, int to, MentionedNames names) {
        byte first = bytes[from];
        if (first == '(' || first == 'L' || first == '[' || first == '<' || first == 'T') {
            addMentioned(bytes, from, to, names);
        }
    }

    /** Notes the class that a class constant names: itself, or that of the elements of an array. */
    static void mentionClass(byte[] bytes, int from, int to, MentionedNames names) {
        if (from < to && bytes[from] == '[') {
            addMentioned(bytes, from, to, names);
        } else {
            names.mention(bytes, from, to);
        }
    }

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
