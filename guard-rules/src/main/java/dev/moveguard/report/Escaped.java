package dev.moveguard.report;

/** Text from outside, made safe to stand in a line of a terminal: a file name may hold a line feed or an escape sequence. */
final class Escaped {
    private Escaped() {}

    /** Writes control characters, and those that turn the direction of text, as {@code \\uXXXX}. */
    static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                safe.append("    ");
            } else if (Character.isISOControl(c) || isDirection(c)) {
                safe.append("\\u%04x".formatted(c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static boolean isDirection(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x2028 || c == 0x2029;
    }
}
