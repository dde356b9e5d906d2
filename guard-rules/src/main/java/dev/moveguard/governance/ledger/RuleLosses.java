package dev.moveguard.governance.ledger;

import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Law;
import dev.moveguard.config.Mood;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Place;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.Severity;
import dev.moveguard.config.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What rules, laws, suppressions and the baseline enforce less than before. */
final class RuleLosses {
    /** Parameters whose entries let something pass: one more is a loss. */
    private static final Set<String> LOOSENING = Set.of(
            "allow",
            "allow-holders",
            "except",
            "ignore",
            "in",
            "are",
            "named",
            "may-use",
            "borrows",
            "once",
            "class-path");
    /** Parameters whose entries are guarded or forbidden: one less is a loss. */
    private static final Set<String> TIGHTENING = Set.of(
            "holders",
            "types",
            "type",
            "owner",
            "from",
            "to",
            "tests",
            "layers",
            "deny-names",
            "not-named",
            "requires");
    /** Words and what is stronger than they are. */
    private static final Map<String, List<String>> WEAKER_TO_STRONGER = Map.of(
            "strict", List.of("false", "true"),
            "indirect", List.of("false", "true"),
            "must-consume", List.of("false", "true"),
            "at-most", List.of("true", "false"),
            "reports", List.of("optional", "required"),
            "unassigned", List.of("ignore", "report"),
            "default-argument", List.of("borrow", "move"),
            "library-argument", List.of("borrow", "move"));

    private final Tree before;
    private final Tree after;
    private final Renames renames;
    private final List<Loss> losses = new ArrayList<>();

    RuleLosses(Tree before, Tree after, Renames renames) {
        this.before = before;
        this.after = after;
        this.renames = renames;
    }

    List<Loss> losses() {
        Set<String> taken = new HashSet<>();
        for (RuleEntry old : before.rules().rules()) {
            RuleEntry now = successor(old, taken).orElse(null);
            if (now == null) {
                losses.add(Loss.of(old.id(), "the rule %s is gone".formatted(old.id()), old.at()));
            } else {
                taken.add(now.id());
                compare(old, now);
            }
        }
        laws();
        scan();
        suppressions();
        baseline();
        return losses;
    }

    /** Finds a rule by its id, else one of another id that says the same. */
    private Optional<RuleEntry> successor(RuleEntry old, Set<String> taken) {
        List<RuleEntry> rules = after.rules().rules();
        return rules.stream()
                .filter(rule -> rule.id().equals(old.id()))
                .findFirst()
                .or(() -> rules.stream()
                        .filter(rule -> !taken.contains(rule.id())
                                && before.rules().rules().stream()
                                        .noneMatch(other -> other.id().equals(rule.id()))
                                && rule.kind().value().equals(old.kind().value())
                                && values(rule, false).equals(values(old, true)))
                        .findFirst());
    }

    private Map<String, Set<String>> values(RuleEntry rule, boolean isOld) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        rule.parameters()
                .given()
                .forEach(value -> values.put(
                        value.key().value(),
                        value.texts().stream()
                                .map(text -> isOld ? renames.now(text) : normal(text))
                                .collect(Collectors.toCollection(TreeSet::new))));
        return values;
    }

    private static String normal(Text text) {
        return text.value().contains("->") ? text.value().replaceAll("\\s*->\\s*", " -> ") : text.value();
    }

    private void lose(RuleEntry rule, Place at, String says) {
        losses.add(Loss.of(rule.id(), says, at));
    }

    private void compare(RuleEntry old, RuleEntry now) {
        String id = now.id();
        if (!old.kind().value().equals(now.kind().value())) {
            lose(now, now.kind().at(), "%s is of kind %s now, it was of %s".formatted(id, now.kind(), old.kind()));
            return;
        }
        if (!now.severity().isAtLeast(old.severity())) {
            lose(
                    now,
                    now.at(),
                    "%s is %s now, it was %s".formatted(id, withArticle(now.severity()), withArticle(old.severity())));
        }
        if (now.mood() == Mood.RETIRED && old.mood() != Mood.RETIRED) {
            lose(now, now.at(), "%s is retired".formatted(id));
        }
        if (now.allowEmpty() != null && old.allowEmpty() == null) {
            lose(now, now.at(), "%s may be about nothing now".formatted(id));
        }
        Text law = old.law();
        if (law != null && !law.equals(now.law()) && (now.law() == null || !lawExists(law))) {
            boolean isRenamed = now.law() != null && says(before, law).equals(says(after, now.law()));
            if (!isRenamed) {
                lose(now, now.at(), "%s no longer enforces %s".formatted(id, law));
            }
        }
        parameters(old, now);
    }

    private static String withArticle(Severity severity) {
        return (severity == Severity.WARNING ? "a " : "an ") + severity.word();
    }

    private boolean lawExists(Text law) {
        return after.rules().law(law.value()).isPresent();
    }

    private static String says(Tree tree, Text law) {
        return tree.rules().law(law.value()).map(Law::says).orElse("");
    }

    // --- parameters -------------------------------------------------------------------------------------------------

    private void parameters(RuleEntry old, RuleEntry now) {
        Map<String, Parameters.Value> gone = byKey(old);
        Map<String, Parameters.Value> there = byKey(now);
        Set<String> keys = new TreeSet<>(gone.keySet());
        keys.addAll(there.keySet());
        for (String key : keys) {
            List<Text> was = texts(gone.get(key));
            List<Text> is = texts(there.get(key));
            Place at = is.isEmpty() ? now.at() : is.get(0).at();
            if (LOOSENING.contains(key)) {
                boolean wasAny = was.isEmpty() && Set.of("in", "are", "named").contains(key);
                added(was, is)
                        .filter(more -> !wasAny)
                        .ifPresent(more -> lose(
                                now, more.at(), "%s lets pass what it did not: %s %s".formatted(now.id(), key, more)));
            } else if (TIGHTENING.contains(key)) {
                narrowed(was, is)
                        .ifPresent(less ->
                                lose(now, at, "%s no longer covers %s, which %s named".formatted(now.id(), less, key)));
            } else {
                changed(key, was, is).ifPresent(says -> lose(now, at, "%s %s".formatted(now.id(), says)));
            }
        }
    }

    private static Map<String, Parameters.Value> byKey(RuleEntry rule) {
        return rule.parameters().given().stream()
                .collect(Collectors.toMap(value -> value.key().value(), value -> value));
    }

    private static List<Text> texts(Parameters.@org.jspecify.annotations.Nullable Value value) {
        if (value == null) {
            return List.of();
        }
        List<Parameters.Group> groups = value.groups();
        return groups == null
                ? value.texts()
                : groups.stream().flatMap(group -> group.texts().stream()).toList();
    }

    private Optional<Text> added(List<Text> was, List<Text> is) {
        Set<String> known = was.stream().map(renames::now).collect(Collectors.toSet());
        return is.stream().filter(text -> !known.contains(normal(text))).findFirst();
    }

    /** Finds something that the old patterns named, that is still there, and that the new ones do not name. */
    private Optional<String> narrowed(List<Text> was, List<Text> is) {
        List<TypePattern> patterns = is.stream().map(TypePattern::of).toList();
        Set<String> texts = is.stream().map(RuleLosses::normal).collect(Collectors.toSet());
        for (Text old : was) {
            TypePattern pattern = TypePattern.of(old);
            boolean isByName = !pattern.isAnnotationPattern()
                    && !pattern.includesSubtypes()
                    && !old.value().contains("#");
            List<String> named = isByName
                    ? before.types().all().stream().filter(pattern::isNamed).toList()
                    : List.of();
            if (named.isEmpty()) {
                String text = renames.now(old);
                boolean isKept =
                        texts.contains(text) || isByName && patterns.stream().anyMatch(one -> one.isNamed(text));
                if (!isKept) {
                    return Optional.of(old.value());
                }
            }
            Optional<String> lost = named.stream()
                    .map(renames::now)
                    .filter(after.types()::has)
                    .filter(name -> patterns.stream()
                            .noneMatch(one -> one.isNamed(name)
                                    || one.includesSubtypes()
                                            && TypePattern.of(one.name()).isNamed(name)))
                    .findFirst();
            if (lost.isPresent()) {
                return lost;
            }
        }
        return Optional.empty();
    }

    private Optional<String> changed(String key, List<Text> was, List<Text> is) {
        Set<String> old = was.stream().map(renames::now).collect(Collectors.toCollection(TreeSet::new));
        Set<String> now = is.stream().map(RuleLosses::normal).collect(Collectors.toCollection(TreeSet::new));
        if (old.equals(now)) {
            return Optional.empty();
        }
        List<String> order = WEAKER_TO_STRONGER.get(key);
        if (order != null) {
            String first = old.isEmpty() ? order.get(key.equals("at-most") ? 1 : 0) : String.join("", old);
            String second = now.isEmpty() ? order.get(key.equals("at-most") ? 1 : 0) : String.join("", now);
            return order.indexOf(second) < order.indexOf(first)
                    ? Optional.of("has %s %s now, it was %s".formatted(key, second, first))
                    : Optional.empty();
        } else if (key.equals("min")) {
            int less = number(now) - number(old);
            return less < 0
                    ? Optional.of("has min %s now, it was %s".formatted(number(now), number(old)))
                    : Optional.empty();
        }
        return Optional.of("has another %s: %s instead of %s"
                .formatted(
                        key,
                        now.isEmpty() ? "none" : String.join(", ", now),
                        old.isEmpty() ? "none" : String.join(", ", old)));
    }

    private static int number(Set<String> values) {
        String text = String.join("", values);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 1;
    }

    // --- around rules -----------------------------------------------------------------------------------------------

    private void laws() {
        for (Law old : before.rules().laws()) {
            Optional<Law> now = after.rules()
                    .law(old.id())
                    .or(() -> after.rules().laws().stream()
                            .filter(law -> law.says().equals(old.says()))
                            .findFirst());
            if (now.isEmpty()) {
                losses.add(Loss.of(old.id(), "the law %s is gone".formatted(old.id()), old.at()));
            } else {
                narrowed(old.tests(), now.get().tests())
                        .ifPresent(test -> losses.add(new Loss(
                                old.id(),
                                "%s no longer names the test %s".formatted(old.id(), test),
                                now.get().at(),
                                List.of(old.id(), test, test.substring(test.lastIndexOf('.') + 1)),
                                "")));
            }
        }
    }

    /** What is no longer scanned is no longer judged; a folder that is gone took its code along. */
    private void scan() {
        scan("classes", before.rules().scan().classes(), after.rules().scan().classes());
        scan("sources", before.rules().scan().sources(), after.rules().scan().sources());
        scan("tests", before.rules().scan().tests(), after.rules().scan().tests());
    }

    private void scan(String key, List<Text> was, List<Text> is) {
        List<java.nio.file.PathMatcher> matchers = is.stream()
                .map(glob -> java.nio.file.FileSystems.getDefault()
                        .getPathMatcher("glob:" + glob.value().replace('\\', '/')))
                .toList();
        for (Text old : was) {
            String path = old.value().replace('\\', '/');
            boolean isKept = is.stream().anyMatch(glob -> glob.value().equals(old.value()))
                    || matchers.stream()
                            .anyMatch(matcher -> matcher.matches(java.nio.file.Path.of(path.replace("*", "x"))));
            String module = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
            boolean isThere = module.contains("*")
                    || java.nio.file.Files.exists(after.root().resolve(module));
            if (!isKept && isThere) {
                losses.add(new Loss(
                        "scan",
                        "%s of scan no longer names %s".formatted(key, old.value()),
                        is.isEmpty()
                                ? Place.file(after.rules().name())
                                : is.get(0).at(),
                        List.of(old.value(), module),
                        ""));
            }
        }
    }

    private void suppressions() {
        Map<String, List<String>> was = before.types().suppressions();
        Set<String> known = after.rules().rules().stream().map(RuleEntry::id).collect(Collectors.toSet());
        Map<String, List<String>> all = after.types().suppressions();
        all.keySet().retainAll(known); // one of an unknown rule suppresses nothing, and guard check tells
        all.forEach((rule, now) -> {
            List<String> old = was.getOrDefault(rule, List.of());
            Place at = ruleAt(rule);
            if (now.size() > old.size()) {
                losses.add(Loss.of(
                        rule,
                        "%s is suppressed in %s place%s, it was in %s"
                                .formatted(rule, now.size(), now.size() == 1 ? "" : "s", old.size()),
                        at));
            } else if (now.size() == old.size()
                    && String.join(" ", now.stream().sorted().toList())
                                    .compareTo(String.join(
                                            " ", old.stream().sorted().toList()))
                            > 0) {
                losses.add(Loss.of(rule, "a suppression of %s lasts longer".formatted(rule), at));
            }
        });
    }

    private Place ruleAt(String rule) {
        return after.rules().rules().stream()
                .filter(one -> one.id().equals(rule))
                .map(RuleEntry::at)
                .findFirst()
                .orElse(Place.file(after.rules().name()));
    }

    private void baseline() {
        List<String> grown = after.baseline().without(before.baseline()).shown();
        Set<String> told = new HashSet<>();
        for (String entry : grown) {
            String rule = entry.substring(0, entry.indexOf(':'));
            if (told.add(rule)) {
                long count =
                        grown.stream().filter(one -> one.startsWith(rule + ":")).count();
                losses.add(Loss.of(
                        rule,
                        "the baseline of %s grew by %s: %s"
                                .formatted(rule, count, entry.substring(entry.indexOf(':') + 2)),
                        Place.file("guard-baseline/%s.txt".formatted(rule))));
            }
        }
    }
}
