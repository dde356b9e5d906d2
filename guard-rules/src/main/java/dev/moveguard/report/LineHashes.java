package dev.moveguard.report;

import dev.moveguard.code.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hash of each line of a file by which GitHub tells that an alert of one commit is that of another: {@code
 * primaryLocationLineHash}. It is a polynomial in 37 over the hundred characters from the start of the line, white space left out
 * and line ends made alike, with the number of the line among those of the same hash behind it.
 *
 * <p>Source: the program that uploads results to GitHub computes it where it is missing, and warns where it differs.
 */
final class LineHashes {
    private static final int LENGTH = 100;
    private static final long FACTOR = 37;
    private static final char END_OF_FILE = 65535;

    private LineHashes() {}

    /** Returns the hashes, that of line 1 first. */
    static List<String> of(SourceText source) {
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        normalize((source.hasMark() ? "\uFEFF" : "") + source.text() + END_OF_FILE, text, starts);
        Map<String, Integer> seen = new HashMap<>();
        List<String> hashes = new ArrayList<>();
        for (int start : starts) {
            String hash = Long.toHexString(hash(text, start));
            hashes.add(hash + ":" + seen.merge(hash, 1, Integer::sum));
        }
        return hashes;
    }

    private static void normalize(String raw, StringBuilder text, List<Integer> starts) {
        boolean isLineStart = true;
        boolean isAfterReturn = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == ' ' || c == '\t' || isAfterReturn && c == '\n') {
                isAfterReturn = false;
                continue;
            }
            isAfterReturn = c == '\r';
            if (isLineStart) {
                starts.add(text.length());
            }
            isLineStart = c == '\r' || c == '\n';
            text.append(isLineStart ? '\n' : c);
        }
    }

    private static long hash(StringBuilder text, int start) {
        long hash = 0;
        for (int i = start; i < start + LENGTH; i++) {
            hash = hash * FACTOR + (i < text.length() ? text.charAt(i) : 0);
        }
        return hash;
    }
}
