package dev.moveguard.report;

import dev.moveguard.engine.CheckResult.NotAssessed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An input that could not be judged, once, with the rules that needed it. */
record Unassessed(String input, String reason, Set<String> rules) {
    private static final int MOST_RULES_NAMED = 3;

    Unassessed {
        rules = new TreeSet<>(rules);
    }

    /** Joins the entries of each input and reason, in the order of the inputs. */
    static List<Unassessed> of(List<NotAssessed> entries) {
        if (entries.isEmpty()) {
            return List.of(); // the usual case, and each lambda costs a short run a millisecond
        }
        Map<List<String>, Set<String>> rules = new TreeMap<>((a, b) -> {
            int byInput = a.get(0).compareTo(b.get(0));
            return byInput == 0 ? a.get(1).compareTo(b.get(1)) : byInput;
        });
        for (NotAssessed entry : entries) {
            rules.computeIfAbsent(List.of(entry.input(), entry.reason()), key -> new LinkedHashSet<>())
                    .add(entry.rule());
        }
        return rules.entrySet().stream()
                .map(one -> new Unassessed(one.getKey().get(0), one.getKey().get(1), one.getValue()))
                .toList();
    }

    /** Says it in one sentence, as it came: whoever prints it makes it safe. */
    String says() {
        return input + " " + reason + " (needed by " + named() + ")";
    }

    private String named() {
        String first = rules.stream().limit(MOST_RULES_NAMED).collect(Collectors.joining(", "));
        int more = rules.size() - MOST_RULES_NAMED;
        return more > 0 ? first + " and " + LastLine.count(more, "other rule") : first;
    }
}
