package dev.moveguard.report;

import java.nio.charset.StandardCharsets;

/**
 * Text from outside, made safe for where it is written. A file name may hold a line feed, an escape sequence, or what looks like a
 * command of a CI server; every format comes here before it prints one.
 */
final class Escaped {
    private Escaped() {}

    /** For a line of a terminal or a log: writes what does not print, and what turns the direction of text, as {@code \\uXXXX}. */
    static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                safe.append("    ");
            } else if (Character.isISOControl(c) || isDirection(c) || isNoCharacter(c)) {
                safe.append("\\u%04x".formatted(c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** For a line of a log that GitHub reads: as a line, and no part of it is taken for a command. */
    static String logLine(String text) {
        return line(text).replace("::", ":\u200b:").replace("##[", "##\u200b[");
    }

    /** For the message of a workflow command of GitHub. */
    static String command(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** For a property of a workflow command of GitHub. */
    static String commandProperty(String text) {
        return command(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** For text and attribute values of HTML and SVG. */
    static String markup(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        line(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** A file as a URI reference, byte for byte: relative as it stands, absolute with the scheme {@code file}. */
    static String uri(String file) {
        StringBuilder uri =
                new StringBuilder(file.matches("[A-Za-z]:/.*") ? "file:///" : file.startsWith("/") ? "file://" : "");
        boolean isDrive = uri.toString().equals("file:///");
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = b > ' ' && b < 0x7F && "\"#%:<>?[\\]^`{|}".indexOf(b) < 0
                    || b == ':' && isDrive && uri.length() == 9;
            uri.append(isPlain ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return uri.toString();
    }

    private static boolean isDirection(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x2028 || c == 0x2029;
    }

    /** Half of a pair, or one of the codes that stand for no character: no file in UTF-8 and no XML can hold them. */
    private static boolean isNoCharacter(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE || (c & 0xFFFE) == 0xFFFE;
    }
}
