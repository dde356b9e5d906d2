package dev.moveguard.engine;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.code.TypeRef;
import dev.moveguard.config.Text;
import dev.moveguard.engine.Graph.Edge;
import dev.moveguard.engine.Graph.Node;
import dev.moveguard.engine.Graph.Relation;
import dev.moveguard.engine.Graph.Role;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may hold the guarded types by the rules, and which fields do by the code.
 *
 * <p>A field holds what its type names, also as an argument or component. What it is given behind {@code Object} is not drawn.
 */
public final class OwnershipPicture {
    /** The word for it on the command line. */
    public static final String ID = "ownership";

    private static final String SOLE_OWNER = "sole-owner";
    private static final String NEVER_STORES = "never-stores";

    /** The parameters that name guarded types, by kind of rule. */
    private static final Map<String, String> GUARDED = Map.of(
            NEVER_STORES,
            "types",
            "one-shot",
            "type",
            "no-alias-api",
            "type",
            "no-clone",
            "type",
            "move-only",
            "types",
            "exactly-once",
            "type");

    /** The parameters that name who may hold them all the same. */
    private static final Map<String, String> ALLOWED = Map.of(NEVER_STORES, "allow", SOLE_OWNER, "allow-holders");

    private static final Comparator<Edge> BY_NAME =
            Comparator.comparing(Edge::from).thenComparing(Edge::to).thenComparing(Edge::label);

    private final List<RuleBook.Entry> rules;
    private final CodeBase code;
    private final Set<String> broken;
    private final Map<String, Set<String>> rulesByGuarded = new TreeMap<>();
    private final Map<String, Set<String>> allowed = new TreeMap<>();
    /** Types of libraries that rules guard, and the scanned types that these rules are about. */
    private final Map<String, Set<String>> scopes = new TreeMap<>();

    private final Set<String> owned = new TreeSet<>();
    private final List<Edge> edges = new ArrayList<>();

    private OwnershipPicture(List<RuleBook.Entry> rules, CodeBase code, Collection<Finding> findings) {
        this.rules = rules.stream().filter(OwnershipPicture::isAbout).toList();
        this.code = code;
        this.broken = findings.stream()
                .map(Finding::at)
                .filter(Site.OfField.class::isInstance)
                .map(Site::symbol)
                .collect(Collectors.toSet());
    }

    /** Whether a rule is about who holds what. */
    public static boolean isAbout(RuleBook.Entry rule) {
        return rule.kind().name().equals(SOLE_OWNER)
                || GUARDED.containsKey(rule.kind().name());
    }

    /** Draws the rules of these that are about ownership; nothing when none is. */
    static Optional<Graph> of(List<RuleBook.Entry> rules, CodeBase code, Collection<Finding> findings) {
        return new OwnershipPicture(rules, code, findings).graph();
    }

    private Optional<Graph> graph() {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        rules.forEach(this::read);
        rulesByGuarded.keySet().forEach(this::holders);
        allowed.forEach((guarded, holders) -> holders.stream()
                .filter(holder -> edges.stream()
                        .noneMatch(
                                edge -> edge.from().equals(holder) && edge.to().equals(guarded)))
                .map(holder -> new Edge(holder, guarded, "", Relation.MAY_HOLD))
                .toList()
                .forEach(edges::add));
        return Optional.of(new Graph(ID, "Who holds what", nodes(), joined()));
    }

    /** Holders of which no more is to be told than that they all hold the same share a box; this names it for each of them. */
    private Map<String, String> boxes() {
        Map<String, Set<String>> says = new TreeMap<>();
        for (Edge edge : edges) {
            says.computeIfAbsent(edge.from(), key -> new TreeSet<>())
                    .add(String.join(
                            " ", edge.to(), edge.label(), edge.relation().name()));
        }
        Map<Set<String>, List<String>> alike = says.keySet().stream()
                .collect(Collectors.groupingBy(
                        type -> rulesByGuarded.containsKey(type) ? Set.of(type) : says.getOrDefault(type, Set.of())));
        Map<String, String> boxes = new TreeMap<>();
        alike.values().forEach(types -> types.forEach(type -> boxes.put(type, String.join(", ", types))));
        return boxes;
    }

    private List<Edge> joined() {
        Map<String, String> boxes = boxes();
        return edges.stream()
                .map(edge -> new Edge(
                        boxes.getOrDefault(edge.from(), edge.from()), edge.to(), edge.label(), edge.relation()))
                .distinct()
                .sorted(BY_NAME)
                .toList();
    }

    private void read(RuleBook.Entry rule) {
        String kind = rule.kind().name();
        List<String> guarded = kind.equals(SOLE_OWNER) ? owned(rule) : types(rule, GUARDED.getOrDefault(kind, ""));
        guarded.forEach(type -> rulesByGuarded
                .computeIfAbsent(type, key -> new TreeSet<>())
                .add(rule.entry().id()));
        library(rule, GUARDED.getOrDefault(kind, "")).forEach(type -> {
            rulesByGuarded
                    .computeIfAbsent(type, key -> new TreeSet<>())
                    .add(rule.entry().id());
            scopes.computeIfAbsent(type, key -> new TreeSet<>()).addAll(subjects(rule));
        });
        if (ALLOWED.containsKey(kind)) {
            List<String> holders = types(rule, ALLOWED.getOrDefault(kind, ""));
            guarded.forEach(type ->
                    allowed.computeIfAbsent(type, key -> new TreeSet<>()).addAll(holders));
        }
    }

    /** The scanned types that a field with one owner is made of. */
    private List<String> owned(RuleBook.Entry rule) {
        String owner = TypePattern.of(rule.parameters().required("owner")).toString();
        String field = rule.parameters().required("field").value();
        List<String> types = code.types().stream()
                .filter(type -> type.name().replace('$', '.').equals(owner.replace('$', '.')))
                .flatMap(type -> type.field(field).stream())
                .flatMap(this::named)
                .toList();
        owned.add(owner.replace('$', '.') + "#" + field);
        return types;
    }

    private Stream<String> named(CodeField field) {
        return field.type().classes().map(TypeRef.Named::name).filter(code::isScanned);
    }

    /** The scanned types that the patterns of a parameter name; a member stands for its type. */
    private List<String> types(RuleBook.Entry rule, String parameter) {
        return rule.parameters().texts(parameter).stream()
                .map(text -> new Text(text.value().replaceFirst("#.*", ""), text.at()))
                .map(TypePattern::of)
                .flatMap(pattern -> code.matching(pattern).stream())
                .map(CodeType::name)
                .distinct()
                .toList();
    }

    /** The types of libraries that the patterns of a parameter name and the scanned code mentions. */
    private List<String> library(RuleBook.Entry rule, String parameter) {
        if (parameter.isEmpty()) {
            return List.of();
        }
        List<TypePattern> patterns =
                rule.parameters().texts(parameter).stream().map(TypePattern::of).toList();
        return code.mentioned().stream()
                .filter(name -> !code.isScanned(name))
                .filter(name -> patterns.stream().anyMatch(pattern -> pattern.isNamed(name)))
                .toList();
    }

    /** The scanned types a rule is about: its holders, or all where it names none. */
    private Set<String> subjects(RuleBook.Entry rule) {
        boolean namesHolders = rule.kind().name().equals(NEVER_STORES);
        return namesHolders
                ? new TreeSet<>(types(rule, "holders"))
                : code.types().stream().map(CodeType::name).collect(Collectors.toSet());
    }

    /** What a library's type is held by elsewhere is nobody's business. */
    private boolean isDrawn(CodeType type, CodeField field, String guarded) {
        return code.isScanned(guarded)
                || broken.contains(type.name() + "#" + field.name())
                || scopes.getOrDefault(guarded, Set.of()).contains(type.name());
    }

    private void holders(String guarded) {
        for (CodeType type : code.mentioning(List.of(guarded))) {
            for (CodeField field : type.fields()) {
                boolean isHeld =
                        field.type().classes().anyMatch(named -> named.name().equals(guarded));
                if (isHeld && !field.isSynthetic() && isDrawn(type, field, guarded)) {
                    edges.add(new Edge(type.name(), guarded, field.name(), relation(type, field, guarded)));
                }
            }
        }
    }

    private Relation relation(CodeType type, CodeField field, String guarded) {
        if (broken.contains(type.name() + "#" + field.name())) {
            return Relation.BREAKS;
        } else if (owned.contains(type.name().replace('$', '.') + "#" + field.name())) {
            return Relation.OWNS;
        }
        return allowed.getOrDefault(guarded, Set.of()).contains(type.name()) ? Relation.MAY_HOLD : Relation.HOLDS;
    }

    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        rulesByGuarded.forEach((guarded, by) -> {
            if (code.isScanned(guarded)
                    || edges.stream().anyMatch(edge -> edge.to().equals(guarded))) {
                String rule = by.size() == 1 ? by.iterator().next() : by.size() + " rules";
                nodes.add(new Node(guarded, List.of(shown(guarded), rule), Role.GUARDED));
            }
        });
        boxes().values().stream()
                .distinct()
                .filter(box -> !rulesByGuarded.containsKey(box))
                .map(box -> new Node(
                        box,
                        Stream.of(box.split(", ")).map(OwnershipPicture::shown).toList(),
                        Role.HOLDER))
                .forEach(nodes::add);
        return nodes;
    }

    private static String shown(String type) {
        return CodeType.simpleName(type);
    }
}
