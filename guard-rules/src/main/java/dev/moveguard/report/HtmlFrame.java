package dev.moveguard.report;

import dev.moveguard.code.source.SourceText;
import dev.moveguard.engine.Location;
import dev.moveguard.engine.Sources;
import dev.moveguard.report.CodeFrame.Label;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** An excerpt of one file for a page: the lines that labels point at, some lines around them, and marks on what is meant. */
final class HtmlFrame {
    private static final int AROUND = 2;
    private static final int MOST_LINES = 12;
    private static final int MOST_CHARACTERS = 400;

    private final List<Label> labels;
    private final Optional<SourceText> source;
    private final Html html;

    private HtmlFrame(List<Label> labels, Sources sources, Html html) {
        this.labels = labels;
        this.source = sources.text(labels.get(0).at().file());
        this.html = html;
    }

    /** Draws labels of one file; draws nothing where its text is not known. */
    static void draw(List<Label> labels, Sources sources, Html html) {
        List<Label> known = labels.stream()
                .filter(label -> label.at().line() > 0 && !label.at().text().isBlank())
                .toList();
        if (!known.isEmpty()) {
            new HtmlFrame(known, sources, html).draw();
        }
    }

    private void draw() {
        html.open("pre", "class", "code", "tabindex", "0");
        int before = 0;
        for (int number : numbers()) {
            if (before > 0 && number > before + 1) {
                html.element("span", "…", "class", "gap").line();
            }
            line(number);
            before = number;
        }
        html.close("pre").line();
    }

    private SortedSet<Integer> numbers() {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (Label label : labels) {
            int last = Math.min(
                    Math.max(label.at().line(), label.at().endLine()),
                    label.at().line() + MOST_LINES);
            for (int number = label.at().line() - AROUND; number <= last + AROUND; number++) {
                if (number > 0
                        && !(text(number).isEmpty() && (number < label.at().line() || number > last))) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }

    private String text(int number) {
        return source.map(text -> text.line(number))
                .orElseGet(() -> labels.stream()
                        .map(Label::at)
                        .filter(at -> at.line() == number)
                        .map(Location::text)
                        .findFirst()
                        .orElse(""));
    }

    private void line(int number) {
        boolean isMeant = labels.stream().anyMatch(label -> label.isPrimary() && covers(label.at(), number));
        html.open("span", "class", isMeant ? "row meant" : "row")
                .element("span", String.valueOf(number), "class", "number")
                .text(" ");
        code(number, text(number));
        html.close("span").line();
        for (Label label : labels) {
            if (label.at().line() == number && !label.text().isEmpty()) {
                html.open("span", "class", "said")
                        .element("span", "", "class", "number")
                        .text(" ".repeat(1 + Math.min(indent(number), 40)) + "↑ " + label.text())
                        .close("span")
                        .line();
            }
        }
    }

    private int indent(int number) {
        return Glyphs.of(text(number))
                .column(text(number).length() - text(number).stripLeading().length());
    }

    /** Cuts the line where marks begin and end. */
    private void code(int number, String text) {
        int from = 0;
        int most = Math.min(text.length(), MOST_CHARACTERS);
        while (from < most) {
            String kind = kind(number, from);
            int to = from + 1;
            while (to < most && kind(number, to).equals(kind)) {
                to++;
            }
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            String part = text.substring(from, to);
            if (kind.isEmpty()) {
                html.text(part);
            } else {
                html.element("mark", part, "class", kind);
            }
            from = to;
        }
        if (most < text.length()) {
            html.text("…");
        }
    }

    /** Which mark a character carries, from 0: that of the finding, that of a related place, or none. */
    private String kind(int number, int offset) {
        boolean isOther = false;
        for (Label label : labels) {
            if (label.at().column() > 0 && isIn(label.at(), number, offset + 1)) {
                if (label.isPrimary()) {
                    return "here";
                }
                isOther = true;
            }
        }
        return isOther ? "there" : "";
    }

    private static boolean covers(Location at, int number) {
        return number >= at.line() && number <= Math.max(at.line(), at.endLine());
    }

    private static boolean isIn(Location at, int number, int column) {
        boolean isAfterStart = number > at.line() || number == at.line() && column >= at.column();
        boolean isBeforeEnd = number < at.endLine() || number == at.endLine() && column < at.endColumn();
        return isAfterStart && isBeforeEnd;
    }
}
