package dev.moveguard.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows below a line of code: marks under what is meant, and what is said of it. */
final class MarkRows {
    /** Marks from one column, from 0, to before another. */
    record Mark(int start, int end, String text, boolean isPrimary) {}

    private final Paint paint;
    private final List<Mark> marks;

    private MarkRows(List<Mark> marks, Paint paint) {
        this.paint = paint;
        this.marks = marks.stream().sorted(Comparator.comparingInt(Mark::start)).toList();
    }

    static List<String> of(List<Mark> marks, Paint paint) {
        return new MarkRows(marks, paint).rows();
    }

    /** The text of the last mark stands beside it; those of the others below, from right to left, each at the end of a stroke. */
    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        Mark last = marks.get(marks.size() - 1);
        boolean isBeside = marks.stream().allMatch(mark -> mark.end() <= last.end());
        rows.add(underlines() + (isBeside && !last.text().isEmpty() ? " " + painted(last, last.text()) : ""));
        List<Mark> hanging = new ArrayList<>(marks.stream()
                .filter(mark -> !mark.text().isEmpty() && !(isBeside && mark.equals(last)))
                .toList());
        if (!hanging.isEmpty()) {
            rows.add(strokes(hanging, ""));
        }
        while (!hanging.isEmpty()) {
            Mark mark = hanging.remove(hanging.size() - 1);
            List<Mark> left =
                    hanging.stream().filter(one -> one.start() < mark.start()).toList();
            rows.add(strokes(left, " ".repeat(Math.max(0, mark.start() - width(left))) + painted(mark, mark.text())));
        }
        return rows;
    }

    private String underlines() {
        int width = marks.stream().mapToInt(Mark::end).max().orElse(0);
        StringBuilder row = new StringBuilder();
        for (int column = 0; column < width; ) {
            Mark mark = at(column);
            int end = column + 1;
            while (end < width && Objects.equals(at(end), mark)) {
                end++;
            }
            String sign = mark == null ? " " : mark.isPrimary() ? "^" : "-";
            row.append(mark == null ? sign.repeat(end - column) : painted(mark, sign.repeat(end - column)));
            column = end;
        }
        return row.toString();
    }

    /** The mark shown in a column: where two meet, the primary one. */
    private @Nullable Mark at(int column) {
        return marks.stream()
                .filter(mark -> mark.start() <= column && column < mark.end())
                .min(Comparator.comparing((Mark mark) -> !mark.isPrimary()))
                .orElse(null);
    }

    private String strokes(List<Mark> below, String then) {
        StringBuilder row = new StringBuilder();
        int column = 0;
        for (Mark mark : below) {
            if (mark.start() >= column) {
                row.append(" ".repeat(mark.start() - column)).append(painted(mark, "|"));
                column = mark.start() + 1;
            }
        }
        return row + then;
    }

    private static int width(List<Mark> strokes) {
        return strokes.isEmpty() ? 0 : strokes.get(strokes.size() - 1).start() + 1;
    }

    private String painted(Mark mark, String text) {
        return paint.mark(mark.isPrimary(), text);
    }
}
