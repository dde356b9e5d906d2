package dev.moveguard.report;

import dev.moveguard.engine.CheckResult.NotAssessed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An input that could not be judged, once, with the rules that needed it. */
record Unassessed(String input, String reason, Set<String> rules) {
    private static final int MOST_RULES_NAMED = 3;

    Unassessed {
        rules = new TreeSet<>(rules);
    }

    /** Joins the entries of each input and reason, in the order in which they first come. */
    static List<Unassessed> of(List<NotAssessed> entries) {
        Map<List<String>, Set<String>> rules = new LinkedHashMap<>();
        for (NotAssessed entry : entries) {
            rules.computeIfAbsent(List.of(entry.input(), entry.reason()), key -> new TreeSet<>())
                    .add(entry.rule());
        }
        List<Unassessed> joined = new ArrayList<>(); // no stream: each lambda costs a short run a millisecond
        for (Map.Entry<List<String>, Set<String>> one : rules.entrySet()) {
            joined.add(new Unassessed(one.getKey().get(0), one.getKey().get(1), one.getValue()));
        }
        return joined;
    }

    static List<NotAssessed> sorted(List<NotAssessed> entries) {
        return entries.isEmpty()
                ? entries
                : entries.stream()
                        .sorted(Comparator.comparing(NotAssessed::input).thenComparing(NotAssessed::reason))
                        .toList();
    }

    /** Says each in a sentence, as it came: whoever prints it makes it safe. From a number on, one sentence stands for the rest. */
    static List<String> lines(List<NotAssessed> entries, int most) {
        List<Unassessed> all = of(entries);
        List<String> lines = new ArrayList<>();
        for (Unassessed one : all.subList(0, Math.min(most, all.size()))) {
            lines.add(one.says());
        }
        if (all.size() > most) {
            List<Unassessed> rest = all.subList(most, all.size());
            Set<String> rules =
                    rest.stream().flatMap(one -> one.rules().stream()).collect(Collectors.toSet());
            lines.add(LastLine.count(rest.size(), "more place") + neededBy(new TreeSet<>(rules)));
        }
        return lines;
    }

    /** Says it in one sentence. */
    String says() {
        return input + " " + reason + neededBy(rules);
    }

    private static String neededBy(Set<String> rules) {
        String first = rules.stream().limit(MOST_RULES_NAMED).collect(Collectors.joining(", "));
        int more = rules.size() - MOST_RULES_NAMED;
        return " (needed by " + (more > 0 ? first + " and " + LastLine.count(more, "other rule") : first) + ")";
    }
}
