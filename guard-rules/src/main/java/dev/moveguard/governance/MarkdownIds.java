package dev.moveguard.governance;

import dev.moveguard.code.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * The ids a document defines, each with the text beside it.
 *
 * <p>A decision file defines an id by a heading that starts with it ({@code ## D19 Restore the law}); a folder of records by
 * file names ({@code 0019-title.md} is 0019, 19, D19, ADR-19 and ADR-0019); a constraint graph by the first cell of a table row,
 * whose second cell is the text.
 */
public final class MarkdownIds {
    private static final Pattern HEADING = Pattern.compile("([A-Za-z]*-?\\d+)[.:]?\\s+(.*)");
    private static final Pattern RECORD_FILE = Pattern.compile("(?:adr-)?(\\d+)-(.*)\\.md", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> texts = new LinkedHashMap<>();

    private MarkdownIds() {}

    /**
     * Reads a file of decision records, or a folder of them.
     *
     * @throws UnreadableException when it cannot be read
     */
    public static MarkdownIds decisions(Path path) {
        MarkdownIds ids = new MarkdownIds();
        if (Files.isDirectory(path)) {
            ids.addRecords(path);
        } else {
            parse(path).accept(new AbstractVisitor() {
                @Override
                public void visit(Heading heading) {
                    ids.addHeading(plain(heading));
                }
            });
        }
        return ids;
    }

    /**
     * Reads the tables of a constraint graph.
     *
     * @throws UnreadableException when it cannot be read
     */
    public static MarkdownIds constraints(Path path) {
        MarkdownIds ids = new MarkdownIds();
        parse(path).accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow && node.getFirstChild() instanceof TableCell first) {
                    Node second = first.getNext();
                    ids.texts.putIfAbsent(plain(first), second == null ? "" : plain(second));
                }
                visitChildren(node);
            }
        });
        return ids;
    }

    private static Node parse(Path path) {
        try {
            return Parser.builder()
                    .extensions(List.of(TablesExtension.create()))
                    .build()
                    .parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + e.getMessage(), e);
        }
    }

    private static String plain(Node node) {
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
        });
        return text.toString().strip().replaceAll("\\s+", " ");
    }

    private void addHeading(String heading) {
        Matcher matcher = HEADING.matcher(heading);
        if (matcher.matches()) {
            texts.putIfAbsent(matcher.group(1), matcher.group(2));
        }
    }

    private void addRecords(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString()).sorted().forEach(this::addRecord);
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + e.getMessage(), e);
        }
    }

    private void addRecord(String fileName) {
        Matcher matcher = RECORD_FILE.matcher(fileName);
        if (matcher.matches()) {
            String number = matcher.group(1);
            String plain = number.replaceFirst("^0+(?=.)", "");
            String title = matcher.group(2).replace('-', ' ');
            Stream.of(number, plain, "D" + plain, "ADR-" + plain, "ADR-" + number)
                    .forEach(id -> texts.putIfAbsent(id, title));
        }
    }

    public List<String> ids() {
        return List.copyOf(texts.keySet());
    }

    public Optional<String> text(String id) {
        return Optional.ofNullable(texts.get(id));
    }
}
