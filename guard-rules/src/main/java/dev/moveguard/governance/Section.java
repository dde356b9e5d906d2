package dev.moveguard.governance;

import dev.moveguard.config.Place;
import dev.moveguard.config.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;

/**
 * Part of a document: what stands under keys, each the start of a line such as {@code Guarded by:}, or a heading.
 *
 * <p>Keys are told apart in lower case. What stands before the first is under the empty key.
 */
final class Section {
    private static final Pattern KEY = Pattern.compile("\\s*([A-Z][A-Za-z ]{1,30}?)\\s*:(?:\\s.*|$)", Pattern.DOTALL);

    /** What stands under one key. */
    static final class Field {
        private final StringBuilder text = new StringBuilder();
        private final List<Text> codes = new ArrayList<>();
        private final List<Text> links = new ArrayList<>();

        /** All of it, without markup. */
        String text() {
            return text.toString().strip().replaceAll("\\s+", " ");
        }

        /** What is marked as code. */
        List<Text> codes() {
            return codes;
        }

        /** Where its links lead. */
        List<Text> links() {
            return links;
        }
    }

    private final MarkdownFile file;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private Field open = field("");
    private boolean isAtStart = true;

    Section(MarkdownFile file) {
        this.file = file;
    }

    /** Returns what stands under the first of these keys that is there. */
    Field field(String... keys) {
        for (String key : keys) {
            if (fields.containsKey(key)) {
                return fields.get(key);
            }
        }
        return fields.computeIfAbsent(keys[0], key -> new Field());
    }

    /** Returns all fields, in the order of the document. */
    List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** Adds a block. A heading in it begins a key. */
    void add(Node block) {
        if (block instanceof Heading) {
            begin(MarkdownFile.plain(block));
            return;
        }
        isAtStart = true;
        inside(block);
        open.text.append('\n');
    }

    private void begin(String key) {
        open = fields.computeIfAbsent(
                key.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").strip(), k -> new Field());
    }

    private void inside(Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof SoftLineBreak || child instanceof HardLineBreak) {
                open.text.append('\n');
                isAtStart = true;
            } else if (child instanceof org.commonmark.node.Text text) {
                text(text.getLiteral());
            } else if (child instanceof Code code) {
                Place at = file.place(code);
                open.codes.add(new Text(code.getLiteral(), at));
                append(code.getLiteral());
            } else {
                if (child instanceof Link link) {
                    open.links.add(new Text(link.getDestination(), file.place(link)));
                }
                isAtStart |= child instanceof org.commonmark.node.Block;
                inside(child);
            }
        }
    }

    private void text(String literal) {
        Matcher key = KEY.matcher(literal);
        if (isAtStart && key.matches()) {
            begin(key.group(1));
            append(literal.substring(literal.indexOf(':') + 1));
        } else {
            append(literal);
        }
    }

    private void append(String literal) {
        open.text.append(literal);
        isAtStart &= literal.isBlank();
    }
}
