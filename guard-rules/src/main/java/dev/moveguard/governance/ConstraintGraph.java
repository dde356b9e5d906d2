package dev.moveguard.governance;

import dev.moveguard.config.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * The constraint graph of a project: tables of vertices, whose first column names the id, and tables of cores, which have a column
 * {@code couples}. Columns are known by their titles, in any order but for the first.
 */
public final class ConstraintGraph {
    private static final Pattern WORD = Pattern.compile("[\\w.-]+");

    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Core> cores = new ArrayList<>();

    private ConstraintGraph() {}

    /**
     * Reads the tables of a file.
     *
     * @param shown how messages name the file
     * @throws dev.moveguard.code.UnreadableException when it cannot be read
     */
    public static ConstraintGraph read(Path path, String shown) {
        ConstraintGraph graph = new ConstraintGraph();
        MarkdownFile file = MarkdownFile.read(path, shown);
        file.document().accept(new AbstractVisitor() {
            @Override
            public void visit(CustomBlock block) {
                if (block instanceof TableBlock) {
                    graph.add(block, file);
                } else {
                    visitChildren(block);
                }
            }
        });
        return graph;
    }

    /** The vertices, in the order of the document. */
    public List<Constraint> constraints() {
        return List.copyOf(constraints);
    }

    public List<Core> cores() {
        return List.copyOf(cores);
    }

    public Optional<Constraint> constraint(String id) {
        return constraints.stream().filter(one -> one.id().value().equals(id)).findFirst();
    }

    public Optional<Core> core(String id) {
        return cores.stream().filter(one -> one.id().value().equals(id)).findFirst();
    }

    /** Returns the cores a constraint is part of. */
    public List<Core> coresOf(String constraint) {
        return cores.stream()
                .filter(core ->
                        core.couples().stream().anyMatch(id -> id.value().equals(constraint)))
                .toList();
    }

    private void add(Node table, MarkdownFile file) {
        Map<String, Integer> columns = new HashMap<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                List<Node> cells = children(row);
                if (part instanceof TableHead) {
                    cells.forEach(
                            cell -> columns.put(MarkdownFile.plain(cell).toLowerCase(Locale.ROOT), columns.size()));
                } else if (part instanceof TableBody && !cells.isEmpty()) {
                    add(new Row(cells, columns, file));
                }
            }
        }
    }

    private void add(Row row) {
        String first = MarkdownFile.plain(row.cells.get(0));
        Matcher word = WORD.matcher(first);
        if (!word.lookingAt()) {
            return;
        }
        String id = word.group();
        Text at = new Text(id, row.file.place(row.cells.get(0), id));
        String says = row.cells.size() > 1 ? MarkdownFile.plain(row.cells.get(1)) : "";
        Node couples = row.cell("couples");
        if (couples == null) {
            constraints.add(new Constraint(at, says, codes(row.cell("evidence"), row.file), intent(row)));
        } else {
            cores.add(new Core(at, first, words(couples, row.file)));
        }
    }

    private static String intent(Row row) {
        Node cell = row.cell("intentional by");
        return cell == null ? "" : MarkdownFile.plain(cell);
    }

    private record Row(List<Node> cells, Map<String, Integer> columns, MarkdownFile file) {
        @Nullable
        Node cell(String title) {
            int index = columns.getOrDefault(title, cells.size());
            return index < cells.size() ? cells.get(index) : null;
        }
    }

    private static List<Text> codes(@Nullable Node cell, MarkdownFile file) {
        List<Text> codes = new ArrayList<>();
        if (cell != null) {
            cell.accept(new AbstractVisitor() {
                @Override
                public void visit(Code code) {
                    codes.add(new Text(code.getLiteral(), file.place(code)));
                }
            });
        }
        return codes;
    }

    private static List<Text> words(Node cell, MarkdownFile file) {
        List<Text> words = new ArrayList<>();
        Matcher word = WORD.matcher(MarkdownFile.plain(cell));
        while (word.find()) {
            words.add(new Text(word.group(), file.place(cell, word.group())));
        }
        return words;
    }

    private static List<Node> children(Node node) {
        List<Node> children = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }
}
