package dev.moveguard.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an entry of rules.yaml gives its kind to read: each key once, with its values in order. */
public final class Parameters {
    /** One entry of a mapping: a name and the values under it. */
    public record Group(Text name, List<Text> texts) {
        public Group {
            texts = List.copyOf(texts);
        }

        @Override
        public String toString() {
            return "%s: %s".formatted(name, texts.stream().map(Text::value).collect(Collectors.joining(", ")));
        }
    }

    /**
     * The values of one key. {@code isList} tells {@code [a]} from {@code a}.
     *
     * @param groups the entries of a mapping, which {@code texts} then show one by one; null: it is none
     */
    public record Value(
            Text key,
            List<Text> texts,
            boolean isList,
            @Nullable List<Group> groups) {
        public Value {
            texts = List.copyOf(texts);
            groups = groups == null ? null : List.copyOf(groups);
        }
    }

    private final Map<String, Value> values;
    private final Map<String, ParameterSpec> specs;
    private final Place at;

    private Parameters(Map<String, Value> values, Map<String, ParameterSpec> specs, Place at) {
        this.values = values;
        this.specs = specs;
        this.at = at;
    }

    static Parameters unchecked(List<Value> values, Place at) {
        Map<String, Value> byKey = new LinkedHashMap<>();
        values.forEach(value -> byKey.put(value.key().value(), value));
        return new Parameters(byKey, Map.of(), at);
    }

    /**
     * Checks the keys and values against what a kind takes.
     *
     * @throws ConfigurationException naming every unknown key, missing key and value of a wrong shape
     */
    public Parameters against(String kind, List<ParameterSpec> wanted) {
        Map<String, ParameterSpec> byName = wanted.stream()
                .collect(Collectors.toMap(ParameterSpec::name, spec -> spec, (a, b) -> a, LinkedHashMap::new));
        List<Problem> problems = new ArrayList<>();
        for (Value value : values.values()) {
            ParameterSpec spec = byName.get(value.key().value());
            if (spec == null) {
                problems.add(unknown(kind, value.key(), byName));
            } else {
                shape(value, spec).ifPresent(problems::add);
            }
        }
        wanted.stream()
                .filter(spec -> spec.required() && !values.containsKey(spec.name()))
                .forEach(spec ->
                        problems.add(new Problem(at, "kind %s needs the key %s".formatted(kind, spec.name()))));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Parameters(values, byName, at);
    }

    /** Reads a single value; absent and without a fallback is empty. */
    public Optional<Text> text(String name) {
        return texts(name).stream().findFirst();
    }

    /** Reads a value that {@link #against} has made sure of. */
    public Text required(String name) {
        return text(name).orElseThrow(() -> new IllegalStateException("no parameter " + name));
    }

    public List<Text> texts(String name) {
        Value value = values.get(name);
        if (value != null) {
            return value.texts();
        }
        ParameterSpec spec = specs.get(name);
        if (spec == null) {
            throw new IllegalStateException("no kind declares the parameter " + name);
        }
        return spec.fallback().stream().map(text -> new Text(text, at)).toList();
    }

    /** Reads a mapping; absent is empty. */
    public List<Group> groups(String name) {
        Value value = values.get(name);
        return value == null || value.groups() == null ? List.of() : value.groups();
    }

    /** Reads a list of lists; plain names make up one list. */
    public List<List<Text>> lists(String name) {
        Value value = values.get(name);
        return value == null || value.groups() == null
                ? List.of(texts(name))
                : value.groups().stream().map(Group::texts).toList();
    }

    /** The keys that are given, with their values. */
    public List<Value> given() {
        return List.copyOf(values.values());
    }

    /** Where the rule stands, for problems that are no single parameter's. */
    public Place at() {
        return at;
    }

    public boolean flag(String name) {
        return text(name).map(text -> text.value().equals("true")).orElse(false);
    }

    public int number(String name) {
        return Integer.parseInt(required(name).value());
    }

    private static Problem unknown(String kind, Text key, Map<String, ParameterSpec> byName) {
        List<String> known = new ArrayList<>(byName.keySet());
        known.addAll(RulesKeys.RULE.keySet());
        return new Problem(
                key.at(), "kind %s has no key %s%s".formatted(kind, key.value(), Spelling.hint(key.value(), known)));
    }

    private static Optional<Problem> shape(Value value, ParameterSpec spec) {
        boolean isNested = value.groups() != null && value.isList();
        if (isNested && spec.type() != ParameterSpec.Type.LISTS) {
            return Optional.of(new Problem(value.key().at(), spec.name() + " must hold plain values"));
        }
        boolean isMapping = value.groups() != null && !value.isList();
        if (isMapping != (spec.type() == ParameterSpec.Type.GROUPS)) {
            return Optional.of(new Problem(
                    value.key().at(),
                    spec.name() + (isMapping ? " must hold plain values" : " takes a mapping of names to lists")));
        }
        if (!isMapping && !spec.type().isList() && value.isList()) {
            return Optional.of(new Problem(value.key().at(), spec.name() + " takes one value, not a list"));
        }
        if (spec.needsValues() && isEmpty(value)) {
            return Optional.of(new Problem(value.key().at(), spec.name() + " needs one value or more"));
        }
        return value.texts().stream()
                .filter(text -> !fits(text.value(), spec))
                .findFirst()
                .map(text -> new Problem(
                        text.at(), "%s takes %s, not %s".formatted(spec.name(), takes(spec), quoted(text))));
    }

    /** Whether it holds nothing, or a list of it does: a rule about no type at all could not fail. */
    private static boolean isEmpty(Value value) {
        boolean hasEmptyList = value.isList()
                && value.groups() != null
                && value.groups().stream().anyMatch(list -> list.texts().isEmpty());
        return value.texts().isEmpty() || hasEmptyList;
    }

    private static boolean fits(String text, ParameterSpec spec) {
        return switch (spec.type()) {
            case FLAG -> text.equals("true") || text.equals("false");
            case NUMBER -> text.matches("\\d{1,9}");
            case CHOICE, CHOICES -> spec.choices().contains(text);
            case GROUPS, LISTS, SUBJECT, SUBJECTS, TARGETS, EXCEPTIONS, MEMBER, MEMBERS, NAMES -> !text.isBlank();
        };
    }

    private static String takes(ParameterSpec spec) {
        return switch (spec.type()) {
            case FLAG -> "true or false";
            case NUMBER -> "a whole number";
            case CHOICE, CHOICES -> "one of " + String.join(", ", spec.choices());
            case SUBJECT, SUBJECTS, TARGETS, EXCEPTIONS -> "a type pattern";
            case MEMBERS -> "a member (Type#name)";
            case MEMBER, NAMES, GROUPS, LISTS -> "a name";
        };
    }

    private static String quoted(Text text) {
        return text.value().isBlank() ? "an empty one" : text.value();
    }
}
