package dev.moveguard.governance.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML document as others write it: mappings, lists and texts, each with its line. What is missing is empty. */
record YamlTree(@Nullable Node node) {
    private static final int MOST_ALIASES = 100;

    /** Reads a document; empty when it is none. */
    static Optional<YamlTree> of(String text, String name) {
        try {
            return new Compose(LoadSettings.builder()
                            .setLabel(name)
                            .setAllowDuplicateKeys(true)
                            .setMaxAliasesForCollections(MOST_ALIASES)
                            .build())
                    .composeString(text)
                    .map(YamlTree::new);
        } catch (YamlEngineException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    YamlTree get(String key) {
        return entries().getOrDefault(key, new YamlTree(null));
    }

    /** The entries of a mapping, in order; those merged into it by {@code <<} come last. */
    Map<String, YamlTree> entries() {
        Map<String, YamlTree> entries = own();
        YamlTree merged = entries.remove("<<");
        if (merged != null) {
            merged.items().forEach(item -> item.own().forEach(entries::putIfAbsent));
        }
        return entries;
    }

    private Map<String, YamlTree> own() {
        Map<String, YamlTree> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.putIfAbsent(key.getValue(), new YamlTree(tuple.getValueNode()));
                }
            }
        }
        return entries;
    }

    /** The items of a list; a single value is a list of one. */
    List<YamlTree> items() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(YamlTree::new).toList();
        }
        return node == null ? List.of() : List.of(this);
    }

    /** All texts in it, in order, at any depth of lists. */
    List<YamlTree> texts() {
        List<YamlTree> texts = new ArrayList<>();
        for (YamlTree item : items()) {
            if (item.node instanceof SequenceNode) {
                texts.addAll(item.texts());
            } else if (item.node instanceof ScalarNode) {
                texts.add(item);
            }
        }
        return texts;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether it is marked with a tag of its own: {@code !reference}. */
    boolean isTagged(String tag) {
        return node != null && node.getTag().getValue().equals(tag);
    }

    /** The value of a scalar; empty when it is none. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    boolean is(String value) {
        return text().strip().equalsIgnoreCase(value);
    }

    boolean isThere() {
        return node != null;
    }

    /** The line on which its text begins, from 1. */
    int line() {
        int line = node == null
                ? 0
                : node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        boolean isBlock = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
        return isBlock ? line + 1 : line;
    }
}
