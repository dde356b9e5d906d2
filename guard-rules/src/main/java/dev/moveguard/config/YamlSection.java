package dev.moveguard.config;

import dev.moveguard.config.Parameters.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of the file, read key by key. What does not fit is written down as a problem and read as absent. */
final class YamlSection {
    private final String file;
    private final String what;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Place at;
    private final boolean isMapping;
    private final List<Problem> problems;

    private YamlSection(String file, String what, Place at, boolean isMapping, List<Problem> problems) {
        this.file = file;
        this.what = what;
        this.at = at;
        this.isMapping = isMapping;
        this.problems = problems;
    }

    /** Reads a node as a mapping; a node of another shape is a problem and an empty section. */
    static YamlSection of(String file, String what, Node node, List<Problem> problems) {
        YamlSection section = new YamlSection(file, what, place(file, node), node instanceof MappingNode, problems);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::enter);
        } else {
            section.problem(node, what + " must be a mapping of keys to values");
        }
        return section;
    }

    Place at() {
        return at;
    }

    void refuseOthersThan(Collection<String> known) {
        for (NodeTuple entry : entries.values()) {
            Text key = key(entry);
            if (!known.contains(key.value())) {
                problems.add(new Problem(
                        key.at(),
                        "%s has no key %s%s".formatted(what, key.value(), Spelling.hint(key.value(), known))));
            }
        }
    }

    /** Reads a scalar that has to be there. */
    Text required(String key) {
        return optional(key).orElseGet(() -> {
            if (isMapping && !entries.containsKey(key)) {
                problems.add(new Problem(at, what + " needs the key " + key));
            }
            return new Text("", at);
        });
    }

    Optional<Text> optional(String key) {
        return node(key).flatMap(node -> {
            Text text = scalar(node);
            if (text == null) {
                problem(node, key + " must be a single value");
            } else if (text.value().isBlank()) {
                problem(node, key + " must not be empty");
            }
            return Optional.ofNullable(text);
        });
    }

    List<Text> list(String key) {
        return node(key).map(node -> texts(key, node)).orElse(List.of());
    }

    /** Reads a list of mappings. */
    List<YamlSection> sections(String key, String what) {
        Node node = node(key).orElse(null);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            problem(node, key + " must be a list");
            return List.of();
        }
        return sequence.getValue().stream()
                .map(item -> of(file, what, item, problems))
                .toList();
    }

    Optional<YamlSection> section(String key) {
        return node(key).map(node -> of(file, key, node, problems));
    }

    /** Reads every key but these as parameters of a rule kind. */
    Parameters parametersExcept(Collection<String> others) {
        List<Parameters.Value> values = entries.values().stream()
                .filter(entry -> !others.contains(key(entry).value()))
                .map(this::parameter)
                .toList();
        return Parameters.unchecked(values, at);
    }

    private Parameters.Value parameter(NodeTuple entry) {
        Text key = key(entry);
        Node node = entry.getValueNode();
        if (node instanceof MappingNode) {
            List<Group> groups = of(file, key.value(), node, problems).groups();
            List<Text> shown = groups.stream()
                    .map(group -> new Text(group.toString(), group.name().at()))
                    .toList();
            return new Parameters.Value(key, shown, false, groups);
        }
        if (node instanceof SequenceNode sequence
                && sequence.getValue().stream().anyMatch(item -> item instanceof SequenceNode)) {
            return nested(key, sequence);
        }
        return new Parameters.Value(key, texts(key.value(), node), node instanceof SequenceNode, null);
    }

    private Parameters.Value nested(Text key, SequenceNode sequence) {
        List<Group> lists = sequence.getValue().stream()
                .map(item -> new Group(new Text("", place(file, item)), texts(key.value(), item)))
                .toList();
        List<Text> all = lists.stream().flatMap(list -> list.texts().stream()).toList();
        return new Parameters.Value(key, all, true, lists);
    }

    private List<Group> groups() {
        return entries.values().stream()
                .map(entry -> new Group(key(entry), texts(key(entry).value(), entry.getValueNode())))
                .toList();
    }

    private void enter(NodeTuple entry) {
        Text key = key(entry);
        if (entries.putIfAbsent(key.value(), entry) != null) {
            problems.add(new Problem(key.at(), "%s has the key %s twice".formatted(what, key.value())));
        }
    }

    private Optional<Node> node(String key) {
        return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    }

    private Text key(NodeTuple entry) {
        Text text = scalar(entry.getKeyNode());
        if (text == null) {
            problem(entry.getKeyNode(), "a key must be a single word");
        }
        return text == null ? new Text("", place(file, entry.getKeyNode())) : text;
    }

    private List<Text> texts(String key, Node node) {
        List<Node> items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        List<Text> texts = new ArrayList<>();
        for (Node item : items) {
            Text text = scalar(item);
            if (text == null) {
                problem(item, key + " must hold plain values");
            } else {
                texts.add(text);
            }
        }
        return texts;
    }

    private @Nullable Text scalar(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return null;
        }
        if (isCustom(scalar.getTag())) {
            problem(node, "the tag %s is not allowed".formatted(scalar.getTag()));
        }
        boolean isNull = scalar.getTag().equals(Tag.NULL) && scalar.getScalarStyle() == ScalarStyle.PLAIN;
        return new Text(isNull ? "" : scalar.getValue(), place(file, node));
    }

    private static boolean isCustom(Tag tag) {
        return !tag.getValue().startsWith(Tag.PREFIX);
    }

    private void problem(Node node, String message) {
        problems.add(new Problem(place(file, node), message));
    }

    private static Place place(String file, Node node) {
        return node.getStartMark().map(mark -> place(file, mark)).orElse(Place.file(file));
    }

    static Place place(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
