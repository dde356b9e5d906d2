package dev.moveguard.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A rule that may fit a project.
 *
 * @param id of the rule
 * @param about what it is for, a line
 * @param yaml the rule behind its id, a line each, without indentation
 */
record Candidate(String id, String about, List<String> yaml) {
    Candidate {
        yaml = List.copyOf(yaml);
    }

    /** A type of the JDK whose values are good for one use, and what shows that a project uses it. */
    private record UseOnce(String id, String type, String about, String fix, List<String> signs) {}

    private static final List<UseOnce> USE_ONCE = List.of(
            new UseOnce(
                    "streams-are-not-kept",
                    "+java.util.stream.BaseStream",
                    "A stream can be read once; one that is kept in a field will be read twice.",
                    "keep the collection, and make the stream where it is read",
                    List.of("java.util.stream.")),
            new UseOnce(
                    "cursors-are-not-kept",
                    "java.sql.ResultSet",
                    "A result set ends with its statement, whoever still holds it.",
                    "read the rows where the query runs",
                    List.of("java.sql.", "javax.sql.")),
            new UseOnce(
                    "iterators-are-not-kept",
                    "+java.util.Iterator",
                    "Two readers of one iterator each see half of it.",
                    "keep the collection, and ask it for an iterator where it is read",
                    List.of("java.util.Iterator")),
            new UseOnce(
                    "responses-are-not-kept",
                    "java.net.http.HttpResponse",
                    "The body of a response can be read once, and holds its connection until then.",
                    "read the body where the request is sent",
                    List.of("java.net.http.")),
            new UseOnce(
                    "subscriptions-are-not-shared",
                    "+java.util.concurrent.Flow.Subscription",
                    "A subscription belongs to one subscriber.",
                    "keep it in the subscriber that was given it, and name that one under allow",
                    List.of("java.util.concurrent.Flow")));

    /** Returns the rules that may fit: about the types that the project uses, its packages, and the tests that guard it. */
    static List<Candidate> of(ProjectLook look) {
        String own = own(look);
        List<Candidate> candidates = new ArrayList<>();
        for (UseOnce type : USE_ONCE) {
            if (type.signs().stream().anyMatch(sign -> look.names().stream().anyMatch(name -> name.startsWith(sign)))) {
                candidates.add(neverStores(type, own));
            }
        }
        if (candidates.isEmpty()) {
            candidates.add(neverStores(USE_ONCE.get(0), own));
        }
        if (look.packages().size() > 1) {
            candidates.add(new Candidate(
                    "packages-without-cycles",
                    "Packages that use each other in a circle are one package with several names.",
                    List.of("kind: no-cycles", "fix: move what both packages need into one below both")));
        }
        if (!look.guards().isEmpty()) {
            candidates.add(new Candidate(
                    "architecture-tests-run",
                    "These tests use ArchUnit: they have to be where the build runs them.",
                    List.of(
                            "kind: tests-on-path",
                            "tests: [" + String.join(", ", look.guards()) + "]",
                            "fix: move or rename the class so that the build collects it")));
        }
        return candidates;
    }

    private static Candidate neverStores(UseOnce type, String own) {
        return new Candidate(
                type.id(),
                type.about(),
                List.of(
                        "kind: never-stores",
                        "holders: [" + own + "]",
                        "types: [" + type.type() + "]",
                        "fix: " + type.fix()));
    }

    /** Returns a pattern of the project's own types: below the packages they have in common. */
    private static String own(ProjectLook look) {
        if (look.packages().contains("")) {
            return "\"..*\"";
        }
        TreeSet<String> roots = new TreeSet<>();
        for (String name : look.packages()) {
            String[] segments = name.split("\\.");
            roots.add(segments.length == 1 ? name : segments[0] + "." + segments[1]);
        }
        String common = roots.size() == 1 ? common(look) : "";
        return common.isEmpty()
                ? String.join(", ", roots.stream().map(root -> root + "..").toList())
                : common + "..";
    }

    private static String common(ProjectLook look) {
        List<String> common = null;
        for (String name : look.packages()) {
            List<String> segments = List.of(name.split("\\."));
            if (common == null) {
                common = segments;
                continue;
            }
            int same = 0;
            while (same < Math.min(common.size(), segments.size())
                    && common.get(same).equals(segments.get(same))) {
                same++;
            }
            common = common.subList(0, same);
        }
        return common == null ? "" : String.join(".", common);
    }
}
