package dev.moveguard.report;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A line of text as a terminal shows it: each character with the columns it takes. A tab takes four, a Chinese character two,
 * a combining mark none, and a control character is written out.
 */
final class Glyphs {
    private static final String CUT = "…";
    private static final Set<UnicodeScript> WIDE = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private final List<String> shown = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final int[] columns;

    private Glyphs(String text) {
        columns = new int[text.length() + 1];
        int column = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int after = i + Character.charCount(c);
            String glyph = Escaped.line(Character.toString(c));
            shown.add(glyph);
            starts.add(column);
            for (int k = i; k < after; k++) {
                columns[k] = column;
            }
            column += glyph.length() > Character.charCount(c) ? glyph.length() : width(c);
            i = after;
        }
        columns[text.length()] = column;
    }

    static Glyphs of(String text) {
        return new Glyphs(text);
    }

    /** Returns the column, from 0, at which the character of an offset starts; an offset behind the end is at the end. */
    int column(int offset) {
        return columns[Math.max(0, Math.min(offset, columns.length - 1))];
    }

    int width() {
        return columns[columns.length - 1];
    }

    /** Shows the columns from one to another; what is left out at a side is told by a mark of one column. */
    String between(int from, int to) {
        StringBuilder part = new StringBuilder(from > 0 ? CUT : "");
        for (int i = 0; i < shown.size(); i++) {
            int end = i + 1 < shown.size() ? starts.get(i + 1) : width();
            if (starts.get(i) >= from && end <= to) {
                part.append(shown.get(i));
            }
        }
        return part.append(to < width() ? CUT : "").toString();
    }

    /** Returns how many columns a character takes. */
    static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean isWideForm = c >= 0xFF01 && c <= 0xFF60 || c >= 0x3000 && c <= 0x303E || c >= 0xFFE0 && c <= 0xFFE6;
        boolean isPicture = c >= 0x1F300 && c <= 0x1FAFF;
        boolean isHalfForm = c >= 0xFF61 && c <= 0xFFDC;
        return isWideForm || isPicture || c > 0x7F && !isHalfForm && WIDE.contains(UnicodeScript.of(c)) ? 2 : 1;
    }
}
