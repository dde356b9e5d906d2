package dev.moveguard.code.source;

import dev.moveguard.code.UnreadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The characters of a source file and where its lines start. */
public final class SourceText {
    private static final int MOST_BYTES = 32 << 20;

    private final String text;
    private final boolean hasMark;
    private final boolean isUtf8;
    private final List<Integer> starts = new ArrayList<>();

    private SourceText(String raw, boolean isUtf8) {
        this.hasMark = raw.startsWith("\uFEFF");
        this.isUtf8 = isUtf8;
        this.text = hasMark ? raw.substring(1) : raw;
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                starts.add(i + 1);
            }
        }
    }

    public static SourceText of(String text) {
        return new SourceText(text, true);
    }

    /** Makes the text that {@link #raw} and {@link #isUtf8} were told of. */
    public static SourceText raw(String raw, boolean isUtf8) {
        return new SourceText(raw, isUtf8);
    }

    /**
     * Reads bytes as UTF-8, or as Latin-1 when they are not UTF-8. A byte order mark is left out.
     *
     * @throws UnreadableException when there are too many
     */
    public static SourceText of(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw tooLong();
        }
        return decode(bytes);
    }

    private static UnreadableException tooLong() {
        return new UnreadableException("is longer than %s bytes".formatted(MOST_BYTES));
    }

    /**
     * Reads a file as UTF-8, or as Latin-1 when it is not UTF-8. A byte order mark is left out.
     *
     * @throws UnreadableException when it cannot be read
     */
    public static SourceText read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw tooLong();
            }
            return decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + e.getMessage(), e);
        }
    }

    private static SourceText decode(byte[] bytes) {
        try {
            return new SourceText(decode(bytes, StandardCharsets.UTF_8), true);
        } catch (CharacterCodingException e) {
            // every byte is a character there
            return new SourceText(new String(bytes, StandardCharsets.ISO_8859_1), false);
        }
    }

    private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    public String text() {
        return text;
    }

    /** Whether a byte order mark stood before the text. */
    public boolean hasMark() {
        return hasMark;
    }

    /** Whether the file was UTF-8. */
    public boolean isUtf8() {
        return isUtf8;
    }

    /** The characters of the file, with the byte order mark if there is one. */
    public String raw() {
        return hasMark ? "\uFEFF" + text : text;
    }

    public char[] characters() {
        return text.toCharArray();
    }

    /** Returns a line, from 1, without its end; an empty one when there is no such line. */
    public String line(int number) {
        if (number < 1 || number > starts.size()) {
            return "";
        }
        int end = number < starts.size() ? starts.get(number) : text.length();
        return text.substring(starts.get(number - 1), end).stripTrailing();
    }

    /** Returns the span between two offsets, the end included. */
    public Span span(int start, int end) {
        int line = lineAt(start);
        int endLine = lineAt(Math.max(start, end));
        return new Span(
                line, start - starts.get(line - 1) + 1, endLine, Math.max(start, end) - starts.get(endLine - 1) + 2);
    }

    /** Returns the span of what stands on a line, without the white space around it. */
    public Span lineSpan(int number) {
        String line = line(number);
        int indent = line.length() - line.stripLeading().length();
        return new Span(number, line.isBlank() ? 1 : indent + 1, number, Math.max(line.length(), 1) + 1);
    }

    private int lineAt(int offset) {
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (starts.get(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    /** Part of a source; lines and columns from 1, the end column is the first one after it. */
    public record Span(int line, int column, int endLine, int endColumn) {}
}
