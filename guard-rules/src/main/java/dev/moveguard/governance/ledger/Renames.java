package dev.moveguard.governance.ledger;

import dev.moveguard.config.Text;
import dev.moveguard.revision.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which types are called otherwise than before. */
final class Renames {
    private final Map<String, String> topLevel = new HashMap<>();

    private Renames() {}

    /**
     * Finds them by files that Git takes for renamed, then by simple names that are in another package now, then by the same
     * members: a file that Git does not know yet is no rename to it.
     */
    static Renames of(SourceTypes before, SourceTypes after, List<Change> changes) {
        Renames renames = new Renames();
        for (Change change : changes) {
            if (change.isRenamed() && change.before() != null && change.after() != null) {
                renames.add(before.inFile(change.before()), after.inFile(change.after()), before, after);
            }
        }
        List<String> news =
                after.topLevel().stream().filter(name -> !before.has(name)).toList();
        for (String gone : before.topLevel()) {
            if (!after.has(gone) && !renames.topLevel.containsKey(gone)) {
                renames.only(news.stream().filter(name -> simple(name).equals(simple(gone))))
                        .or(() -> renames.only(news.stream()
                                .filter(name -> !before.members(gone).isEmpty()
                                        && after.members(name).equals(before.members(gone)))))
                        .ifPresent(name -> renames.topLevel.put(gone, name));
            }
        }
        return renames;
    }

    /** Returns the one type of several that fits, if there is only one and nothing else became it. */
    private Optional<String> only(Stream<String> fitting) {
        List<String> all =
                fitting.filter(name -> !topLevel.containsValue(name)).limit(2).toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private void add(Set<String> old, Set<String> now, SourceTypes before, SourceTypes after) {
        List<String> gone = old.stream().filter(name -> !after.has(name)).toList();
        List<String> news = now.stream().filter(name -> !before.has(name)).toList();
        if (gone.size() == 1 && news.size() == 1) {
            topLevel.put(gone.get(0), news.get(0));
        }
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Returns what a type is called now. */
    String now(String type) {
        String outer = type.replace('$', '.');
        for (Map.Entry<String, String> rename : topLevel.entrySet()) {
            String old = rename.getKey();
            if (outer.equals(old) || outer.startsWith(old + ".")) {
                return rename.getValue() + type.substring(old.length());
            }
        }
        return type;
    }

    /** Returns what a value of a rule says now: a type, a member, each side of a dependency. */
    String now(Text value) {
        String text = value.value();
        if (text.contains("->")) {
            String[] sides = text.split("->", 2);
            return entry(sides[0].strip()) + " -> " + entry(sides[1].strip());
        }
        return entry(text);
    }

    private String entry(String text) {
        String prefix = text.startsWith("+") || text.startsWith("@") ? text.substring(0, 1) : "";
        String[] parts = text.substring(prefix.length()).split("#", 2);
        return prefix + now(parts[0]) + (parts.length == 2 ? "#" + parts[1] : "");
    }
}
