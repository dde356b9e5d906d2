package dev.moveguard.testpath;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule of ArchUnit as a test checked it.
 *
 * @param says the sentence ArchUnit makes of it
 * @param imported how many classes it was checked on
 * @param objects how many classes, members or slices its condition was asked about; -1: it does not tell
 * @param allowsEmpty whether it is told to hold when there are none
 * @param isAboutLayers whether the objects are the classes in the layers of an architecture
 * @param about what else was seen of it: a word for the kind, and names
 */
record CheckedRule(
        String says,
        int imported,
        int objects,
        boolean isAboutSlices,
        boolean allowsEmpty,
        boolean isViolated,
        boolean isAboutLayers,
        List<List<String>> about) {
    CheckedRule {
        about = List.copyOf(about);
    }

    /** Reads an answer of the forked program. */
    static CheckedRule of(List<String> fields, List<List<String>> about) {
        return new CheckedRule(
                fields.get(2),
                Integer.parseInt(fields.get(3)),
                Integer.parseInt(fields.get(4)),
                Boolean.parseBoolean(fields.get(5)),
                Boolean.parseBoolean(fields.get(6)),
                Boolean.parseBoolean(fields.get(7)),
                Boolean.parseBoolean(fields.get(8)),
                about);
    }

    /**
     * Why it cannot fail and what to do about it.
     *
     * @param where nowhere: the class that checks it
     * @param empty the sentence of the rule where it is about no object, as it is told it may be
     */
    record Weakness(String says, Where where, String repair, Optional<String> empty) {
        Weakness(String says, Where where, String repair) {
            this(says, where, repair, Optional.empty());
        }
    }

    /** Returns the names that were seen of one kind: of each time the one at this index. */
    private List<String> names(String kind, int index) {
        return about.stream()
                .filter(line -> line.get(0).equals(kind))
                .map(line -> line.get(index))
                .distinct()
                .toList();
    }

    private Optional<String> name(String kind, int index) {
        return names(kind, index).stream().findFirst();
    }

    /**
     * Tells why the rule cannot fail.
     *
     * @param leniency what lets it hold when it is about nothing, beside what it says itself; nothing: ArchUnit fails then
     */
    Optional<Weakness> weakness(Optional<String> leniency) {
        if (isViolated) {
            return Optional.empty();
        }
        Optional<String> let = allowsEmpty ? Optional.of("allowEmptyShould(true)") : leniency;
        if (imported == 0 && (let.isPresent() || objects < 0 || isAboutLayers)) {
            return weak("is checked on an import without classes", "import the packages it is about");
        }
        if (isAboutSlices && objects < 2 && (objects == 1 || let.isPresent())) {
            return weak(
                    "sees %s, and it takes two to depend on each other"
                            .formatted(objects == 0 ? "no slice" : "a single slice"),
                    "widen what it imports, or the pattern of its slices");
        }
        if (objects == 0 && isAboutLayers) {
            return weak(
                    "is about nothing: its layers are optional, and none holds a class",
                    "correct the packages of its layers, or remove the rule");
        }
        if (objects == 0 && let.isPresent()) {
            return empty(
                    "is about nothing: no object reaches its condition, and %s lets it hold%s"
                            .formatted(
                                    let.get(),
                                    name("object", 1)
                                            .map("; its import leaves out %s"::formatted)
                                            .orElse("")),
                    "correct what it selects or imports, or remove the rule");
        }
        if (name("user", 1).isPresent()) {
            return weak(
                    "is about who uses what it imports, and it imports nothing else: %s, which uses %s, is left out"
                            .formatted(name("user", 1).get(), name("user", 2).orElse("")),
                    "import the users as well");
        }
        if (about.contains(List.of("unbound"))) {
            return weak("names layers, and says of none who may use it", "say it with whereLayer(...)");
        }
        List<String> gone = names("forbids", 1);
        return gone.isEmpty()
                ? Optional.empty()
                : weak(
                        "forbids the %s, which does not exist".formatted(String.join(" and the ", gone)),
                        "correct the name");
    }

    /** Tells why the rule cannot fail, given what its condition can report. */
    Optional<Weakness> weakness(ConditionCode.Reported reported, boolean isNegated, Where where) {
        if (isViolated || reported.violations() == reported.satisfactions()) {
            return Optional.empty();
        }
        if (isNegated && reported.violations()) {
            return weak(
                    "turns its condition round, which reports nothing but violations, and these count as kept%s"
                            .formatted(where.inBrackets()),
                    where,
                    "start the rule without \"no\", or have its condition report what satisfies it");
        }
        return isNegated || reported.violations()
                ? Optional.empty()
                : weak(
                        "has a condition that never reports a violation%s".formatted(where.inBrackets()),
                        where,
                        "start the rule with \"no\", or have its condition report what violates it");
    }

    /** Tells of what the rule does not see, though it can fail: a violation its import leaves out, exceptions for what is gone. */
    Stream<Weakness> oversights() {
        Stream<Weakness> violations = name("violator", 1)
                .map(user -> new Weakness(
                        "does not see that its rule \"%s\" is violated: %s uses %s, and its import leaves that out"
                                .formatted(says, user, name("violator", 2).orElse("")),
                        Where.NOWHERE,
                        "import the users as well"))
                .stream();
        Stream<Weakness> exceptions = names("excepts", 1).stream()
                .map(name -> new Weakness(
                        "makes an exception for what is gone: its rule \"%s\" excepts the %s, which does not exist"
                                .formatted(says, name),
                        Where.NOWHERE,
                        "remove the exception, or correct the name"));
        return Stream.concat(violations, exceptions);
    }

    private Optional<Weakness> empty(String why, String repair) {
        return weak(why, repair)
                .map(weakness -> new Weakness(weakness.says(), weakness.where(), repair, Optional.of(says)));
    }

    private Optional<Weakness> weak(String why, String repair) {
        return weak(why, Where.NOWHERE, repair);
    }

    private Optional<Weakness> weak(String why, Where where, String repair) {
        return Optional.of(new Weakness("cannot fail: its rule \"%s\" %s".formatted(says, why), where, repair));
    }
}
