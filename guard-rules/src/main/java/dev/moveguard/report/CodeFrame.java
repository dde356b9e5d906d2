package dev.moveguard.report;

import dev.moveguard.code.source.SourceText;
import dev.moveguard.engine.Location;
import dev.moveguard.engine.Sources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An excerpt of one file with marks under what is meant.
 *
 * <pre>
 *   |
 * 5 |     Stream&lt;String&gt; names = names();
 *   |                    ----- declared here
 * ...
 * 9 |     names.count();
 *   |     ^^^^^
 * </pre>
 */
final class CodeFrame {
    /** Of a range over more lines than this, the middle is left out. */
    private static final int MOST_LINES = 7;

    private static final int FIRST_LINES = 4;
    private static final int LAST_LINES = 2;
    private static final int LEAST_WIDTH = 20;

    private final List<Label> labels;
    private final Sources sources;
    private final Paint paint;
    private final int margin;
    private final int width;
    private final Optional<Label> range;
    private final List<String> lines = new ArrayList<>();

    /**
     * A place and what is said of it.
     *
     * @param text empty: nothing is said beside the marks
     */
    record Label(Location at, String text, boolean isPrimary) {
        boolean isRange() {
            return at.column() > 0 && at.endLine() > at.line();
        }
    }

    private CodeFrame(List<Label> labels, Sources sources, Paint paint, int margin, int width) {
        this.labels = labels;
        this.sources = sources;
        this.paint = paint;
        this.margin = margin;
        this.range = labels.stream()
                .filter(label -> label.isRange()
                        && !text(label.at(), label.at().endLine()).isEmpty())
                .min(Comparator.comparing((Label label) -> !label.isPrimary()));
        this.width = Math.max(LEAST_WIDTH, width - margin - (range.isPresent() ? 4 : 2));
    }

    /**
     * Draws the lines that labels of one file point at.
     *
     * @param margin columns left of the bar, for the numbers of lines
     * @param width columns of the terminal
     * @return no line where the text of the file is not known
     */
    static List<String> draw(List<Label> labels, Sources sources, Paint paint, int margin, int width) {
        CodeFrame frame = new CodeFrame(labels, sources, paint, margin, width);
        frame.draw();
        return frame.lines;
    }

    private void draw() {
        SortedSet<Integer> numbers = numbers();
        int before = 0;
        for (int number : numbers) {
            if (before == 0) {
                line("", gutter(number, true), "");
            } else if (number == before + 2 && !numbers.contains(before + 1)) {
                code(before + 1);
            } else if (number > before + 1) {
                lines.add(paint.dim("..."));
            }
            code(number);
            marks(number);
            before = number;
        }
    }

    private SortedSet<Integer> numbers() {
        SortedSet<Integer> numbers = new TreeSet<>();
        labels.stream()
                .map(Label::at)
                .filter(at -> !text(at, at.line()).isBlank())
                .forEach(at -> numbers.add(at.line()));
        range.map(Label::at).ifPresent(at -> {
            boolean isLong = at.endLine() - at.line() >= MOST_LINES;
            for (int number = at.line(); number <= at.endLine(); number++) {
                if (!isLong || number < at.line() + FIRST_LINES || number > at.endLine() - LAST_LINES) {
                    numbers.add(number);
                }
            }
        });
        return numbers;
    }

    private String text(Location at, int number) {
        Optional<SourceText> source = sources.text(at.file());
        return number == at.line() && !at.text().isEmpty()
                ? at.text()
                : source.map(text -> text.line(number)).orElse("");
    }

    private String text(int number) {
        return labels.stream()
                .map(label -> text(label.at(), number))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void code(int number) {
        Glyphs glyphs = Glyphs.of(text(number));
        Window window = window(number, glyphs);
        line(String.valueOf(number), gutter(number, false), window.of(glyphs));
    }

    /** The part of a line that fits: from its start, unless the first mark would then be outside. */
    private record Window(int from, int to) {
        String of(Glyphs glyphs) {
            return glyphs.between(from, to);
        }

        int column(int shown) {
            int mark = from > 0 ? 1 : 0;
            return Math.max(0, Math.min(shown, to) - from + mark);
        }
    }

    private Window window(int number, Glyphs glyphs) {
        if (glyphs.width() <= width) {
            return new Window(0, glyphs.width());
        }
        int room = width - 2;
        int first = here(number).stream()
                .mapToInt(label -> glyphs.column(label.at().column() - 1))
                .min()
                .orElse(0);
        int end = here(number).stream()
                .mapToInt(label -> glyphs.column(endOffset(label, number)))
                .max()
                .orElse(0);
        int from = end <= room ? 0 : Math.max(0, Math.min(first - room / 4, glyphs.width() - room));
        return new Window(from, from + room);
    }

    private List<Label> here(int number) {
        return labels.stream()
                .filter(label -> label.at().line() == number && label.at().column() > 0)
                .filter(label -> range.filter(label::equals).isEmpty())
                .sorted(Comparator.comparingInt(label -> label.at().column()))
                .toList();
    }

    private int endOffset(Label label, int number) {
        Location at = label.at();
        return at.endLine() > number ? text(number).length() : at.endColumn() - 1;
    }

    private void marks(int number) {
        List<Label> here = here(number);
        if (!here.isEmpty()) {
            Glyphs glyphs = Glyphs.of(text(number));
            Window window = window(number, glyphs);
            List<MarkRows.Mark> marks = here.stream()
                    .map(label -> mark(label, number, glyphs, window))
                    .toList();
            MarkRows.of(marks, paint).forEach(row -> line("", after(number), row));
        }
        range.filter(label -> label.at().endLine() == number).ifPresent(label -> close(label, number));
    }

    private MarkRows.Mark mark(Label label, int number, Glyphs glyphs, Window window) {
        int start = window.column(glyphs.column(label.at().column() - 1));
        int end = window.column(glyphs.column(endOffset(label, number)));
        return new MarkRows.Mark(start, Math.max(end, start + 1), label.text(), label.isPrimary());
    }

    /** The line below a range: it leads from the bar at the left to the last character. */
    private void close(Label label, int number) {
        Glyphs glyphs = Glyphs.of(text(number));
        int end = window(number, glyphs)
                .column(glyphs.column(Math.max(0, label.at().endColumn() - 2)));
        String mark = "|" + "_".repeat(end + 1) + (label.isPrimary() ? "^" : "-");
        line("", paint.mark(label.isPrimary(), label.text().isEmpty() ? mark : mark + " " + label.text()), "");
    }

    private String gutter(int number, boolean isAbove) {
        return range.map(label -> {
                    Location at = label.at();
                    boolean isInside = !isAbove && number >= at.line() && number <= at.endLine();
                    String sign = !isInside ? " " : number == at.line() ? "/" : "|";
                    return paint.mark(label.isPrimary(), sign) + " ";
                })
                .orElse("");
    }

    /** What stands left of the marks below a line. */
    private String after(int number) {
        return range.map(label -> {
                    boolean isInside =
                            number >= label.at().line() && number < label.at().endLine();
                    return paint.mark(label.isPrimary(), isInside ? "|" : " ") + " ";
                })
                .orElse("");
    }

    private void line(String number, String gutter, String text) {
        String pad = " ".repeat(Math.max(0, margin - number.length()));
        lines.add((number.isEmpty() ? pad : paint.dim(number) + pad) + paint.dim("|") + " " + gutter + text);
    }
}
