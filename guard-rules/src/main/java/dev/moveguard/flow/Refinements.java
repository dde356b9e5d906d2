package dev.moveguard.flow;

import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Text;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rule says beside the usual: how library types behave that were not written with owners in mind.
 *
 * @param from members that make values which have to go somewhere, and the words
 *     {@code parameter} and {@code handled-parameter}; empty: everything does
 * @param fluent methods that give their receiver back
 * @param parts methods that give a part of their receiver
 * @param anyTime methods that may be called on a value that is gone
 * @param renews methods that give a value one more use
 * @param finds the kinds of findings that are reported; empty: all
 * @param isLenient whether a value may have several names, and ends only by being used up
 * @param excusesExceptions whether a value may be dropped by an exception
 */
public record Refinements(
        List<Text> from,
        List<Text> fluent,
        List<Text> parts,
        List<Text> anyTime,
        List<Text> renews,
        List<Text> finds,
        boolean isLenient,
        boolean excusesExceptions) {
    /** Says nothing. */
    public static final Refinements NONE =
            new Refinements(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, false);

    static final ParameterSpec FROM = ParameterSpec.optional(
            "from",
            ParameterSpec.Type.MEMBERS,
            "members that make the values which must not be dropped, and the words parameter and handled-parameter");

    static final ParameterSpec FLUENT = ParameterSpec.optional(
            "fluent",
            ParameterSpec.Type.MEMBERS,
            "methods that give their receiver back, as it was or in another coat");

    private static final List<String> KINDS = List.of(
            "use-after-move",
            "partial-move",
            "move-in-loop",
            "captured-move",
            "move-out-of-capture",
            "move-out-of-borrow",
            "move-out-of-field",
            "move-out-of-index",
            "move-out-of-static",
            "borrowed-and-moved",
            "shared-store",
            "leaked");

    public Refinements {
        from = List.copyOf(from);
        fluent = List.copyOf(fluent);
        parts = List.copyOf(parts);
        anyTime = List.copyOf(anyTime);
        renews = List.copyOf(renews);
        finds = List.copyOf(finds);
    }

    static List<ParameterSpec> parameters() {
        return List.of(
                FROM,
                FLUENT,
                ParameterSpec.optional(
                        "parts",
                        ParameterSpec.Type.MEMBERS,
                        "methods that give a part of their receiver: the same each time, and gone when the receiver is"),
                ParameterSpec.optional(
                        "any-time",
                        ParameterSpec.Type.MEMBERS,
                        "methods that may be called on a value that is gone, as close may after the last use"),
                ParameterSpec.optional(
                        "renews",
                        ParameterSpec.Type.MEMBERS,
                        "methods that give a value one more use; a body that calls one is not judged"),
                ParameterSpec.choice(
                        "aliases",
                        "whether storing a value under a second name moves it, or only being used up ends it",
                        "move",
                        "allow"),
                ParameterSpec.choice(
                        "exceptions",
                        "what a path is that drops a value by an exception: counted, or excused",
                        "count",
                        "excuse"),
                ParameterSpec.choices("finds", "which kinds of findings the rule reports", KINDS));
    }

    static Refinements of(Parameters parameters) {
        return new Refinements(
                parameters.texts("from"),
                parameters.texts("fluent"),
                parameters.texts("parts"),
                parameters.texts("any-time"),
                parameters.texts("renews"),
                parameters.texts("finds"),
                parameters.required("aliases").value().equals("allow"),
                parameters.required("exceptions").value().equals("excuse"));
    }

    CallTerms terms(List<TypePattern> types, Facts facts) {
        return new CallTerms(
                Touched.members(fluent, types, facts),
                Touched.members(parts, types, facts),
                Touched.members(anyTime, types, facts),
                Touched.members(renews, types, facts),
                sources(from, types, facts),
                List.of(),
                isLenient,
                excusesExceptions);
    }

    /** Reads where values come from that have to go somewhere; empty: from everywhere. */
    static Optional<CallTerms.Sources> sources(List<Text> from, List<TypePattern> types, Facts facts) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        List<Text> members = from.stream()
                .filter(text -> given(text) == CallTerms.Given.NONE)
                .toList();
        CallTerms.Given given = from.stream()
                .map(Refinements::given)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Optional.of(new CallTerms.Sources(Touched.members(members, types, facts), given));
    }

    private static CallTerms.Given given(Text text) {
        return Stream.of(CallTerms.Given.values())
                .filter(given -> given.word().equals(text.value()))
                .findFirst()
                .orElse(CallTerms.Given.NONE);
    }

    boolean reports(Finding finding) {
        return finds.isEmpty() || finds.stream().anyMatch(kind -> kind.value().equals(finding.kind()));
    }
}
