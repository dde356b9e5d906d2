package dev.moveguard.governance;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A Markdown file, parsed, with places. Front matter between lines of {@code ---} is read apart: keys and plain values.
 *
 * @param shown how messages name the file
 */
record MarkdownFile(String shown, Node document, Map<String, String> frontMatter, List<String> lines) {
    private static final String FENCE = "---";

    /** @throws UnreadableException when it cannot be read */
    static MarkdownFile read(Path path, String shown) {
        SourceText text = SourceText.read(path);
        List<String> lines =
                new ArrayList<>(text.text().lines().map(String::stripTrailing).toList());
        Map<String, String> frontMatter = cutFrontMatter(lines);
        Node document = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .build()
                .parse(String.join("\n", lines));
        return new MarkdownFile(shown, document, frontMatter, lines);
    }

    /** Leaves empty lines in its place, so that the others keep their numbers. */
    private static Map<String, String> cutFrontMatter(List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        boolean begins = !lines.isEmpty() && lines.get(0).strip().equals(FENCE);
        int end = begins ? lines.subList(1, lines.size()).indexOf(FENCE) + 1 : 0;
        for (int i = 0; end > 0 && i <= end; i++) {
            String[] parts = lines.get(i).split(":", 2);
            if (parts.length == 2 && !parts[0].startsWith(" ")) {
                values.put(
                        parts[0].strip().toLowerCase(Locale.ROOT),
                        parts[1].strip().replaceAll("^[\"']|[\"']$", ""));
            }
            lines.set(i, "");
        }
        return values;
    }

    /** Where a node begins; of code, where its text does. */
    Place place(Node node) {
        if (node.getSourceSpans().isEmpty()) {
            return Place.file(shown);
        }
        SourceSpan span = node.getSourceSpans().get(0);
        int fence = 0;
        if (node instanceof Code) {
            String line = lines.get(span.getLineIndex());
            while (span.getColumnIndex() + fence < line.length() && line.charAt(span.getColumnIndex() + fence) == '`') {
                fence++;
            }
        }
        return new Place(shown, span.getLineIndex() + 1, span.getColumnIndex() + 1 + fence);
    }

    /** Where a text stands in the first line of a node. */
    Place place(Node node, String text) {
        Place at = place(node);
        int column = at.line() == 0 ? -1 : lines.get(at.line() - 1).indexOf(text, Math.max(0, at.column() - 1));
        return column < 0 ? at : new Place(shown, at.line(), column + 1);
    }

    /** The text of a node without markup, on one line. */
    static String plain(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak part) {
                text.append(' ');
            }
        });
        return text.toString().strip().replaceAll("\\s+", " ");
    }
}
