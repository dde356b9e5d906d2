package dev.moveguard.revision;

import dev.moveguard.revision.Change.LineRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what git prints with {@code --patch-with-raw -z -U0}: first a record a file, whose fields end with a zero byte, then the
 * patches in the same order. Names are taken from the records alone, since a patch may quote them. Where records and patches do
 * not go together, all lines count as changed.
 */
final class Diff {
    private static final String HEADER = "diff --git ";
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,\\d+)? \\+(\\d+)(?:,(\\d+))? @@");

    private final String text;
    private int at;

    private Diff(String text) {
        this.text = text;
    }

    static List<Change> read(byte[] bytes) {
        return new Diff(new String(bytes, StandardCharsets.UTF_8)).changes();
    }

    /** A record; {@code patches} is how many patches belong to it: a change of type is a removal and an addition. */
    private record Row(@Nullable String before, @Nullable String after, int patches) {
        List<LineRange> lines(Iterator<List<LineRange>> open) {
            List<LineRange> lines = new ArrayList<>();
            for (int i = 0; i < patches; i++) {
                lines.addAll(open.next());
            }
            return before == null ? List.of(LineRange.ALL) : lines;
        }
    }

    private List<Change> changes() {
        List<Row> rows = new ArrayList<>();
        while (text.startsWith(":", at)) {
            rows.add(row());
        }
        List<List<LineRange>> patches = patches();
        boolean areTold = rows.stream().mapToInt(Row::patches).sum() == patches.size();
        Iterator<List<LineRange>> next = patches.iterator();
        return rows.stream()
                .map(row -> new Change(row.before, row.after, areTold ? row.lines(next) : List.of(LineRange.ALL)))
                .toList();
    }

    /** Reads {@code :100644 100644 ID ID STATUS}, and one path or two. */
    private Row row() {
        String head = field();
        char status = head.charAt(head.lastIndexOf(' ') + 1);
        String path = field();
        return switch (status) {
            case 'A' -> new Row(null, path, 1);
            case 'D' -> new Row(path, null, 1);
            case 'R' -> new Row(path, field(), 1);
            case 'C' -> new Row(null, field(), 1);
            case 'T' -> new Row(path, path, 2);
            case 'U' -> new Row(path, path, 0);
            default -> new Row(path, path, 1);
        };
    }

    private String field() {
        int end = text.indexOf('\0', at);
        String field = text.substring(at, end);
        at = end + 1;
        return field;
    }

    private List<List<LineRange>> patches() {
        List<List<LineRange>> patches = new ArrayList<>();
        String rest = text.substring(at).replace("\0", "");
        for (String line : rest.split("\n", -1)) {
            if (line.startsWith(HEADER)) {
                patches.add(new ArrayList<>());
            } else if (line.startsWith("@@ ") && !patches.isEmpty()) {
                Matcher hunk = HUNK.matcher(line);
                if (hunk.lookingAt()) {
                    add(hunk, patches.get(patches.size() - 1));
                }
            }
        }
        return patches;
    }

    private static void add(Matcher hunk, List<LineRange> lines) {
        int first = Integer.parseInt(hunk.group(1));
        int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
        if (count > 0) {
            lines.add(new LineRange(first, first + count - 1));
        }
    }
}
