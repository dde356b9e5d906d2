package dev.moveguard.prove;

import dev.moveguard.rule.Changes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.objectweb.asm.tree.ClassNode;

/**
 * One change of what a rule guards.
 *
 * @param says what was done, as a noun: {@code a getter of Continuation.chain}
 * @param place the symbol at which the rule has to report it, or a part of it: {@code a.b.Type}, {@code a.b.Type#member};
 *     empty: the mutant is everywhere
 * @param isHarmless whether the rule must let it pass: a near miss
 */
public record Mutant(String says, String place, Change change, boolean isHarmless) {
    /** What is changed. Nothing of it is ever written to the work tree. */
    public sealed interface Change {
        /**
         * Classes, in memory.
         *
         * @param edits what is done to scanned types, by binary name
         * @param added new classes, each with the scanned type beside which it stands
         */
        record Classes(Map<String, Consumer<ClassNode>> edits, Map<String, ClassNode> added) implements Change {
            public Classes {
                edits = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(edits));
                added = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(added));
            }
        }

        /**
         * Files of the build and documents, in a copy of them.
         *
         * @param texts what becomes of each file, by its path below the root of the copy, with {@code /}; empty: it is gone
         */
        record Files(Map<String, Function<String, Optional<String>>> texts) implements Change {
            public Files {
                texts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(texts));
            }
        }

        /** What a change of the project consists of. */
        record Revised(Changes changes) implements Change {}
    }

    /** A way to break the rule by a change of one type. */
    public static Mutant of(String says, String place, String type, Consumer<ClassNode> edit) {
        return new Mutant(says, place, new Change.Classes(Map.of(type, edit), Map.of()), false);
    }

    /** A change of one type that the rule has to let pass. */
    public static Mutant nearMiss(String says, String type, Consumer<ClassNode> edit) {
        return new Mutant(says, type, new Change.Classes(Map.of(type, edit), Map.of()), true);
    }

    /** A new class beside a scanned type. */
    public static Mutant added(String says, String place, String beside, ClassNode added) {
        return new Mutant(says, place, new Change.Classes(Map.of(), Map.of(beside, added)), false);
    }

    /** A way to break the rule by a change of one file. */
    public static Mutant ofFile(String says, String place, String file, Function<String, Optional<String>> edit) {
        return new Mutant(says, place, new Change.Files(Map.of(file, edit)), false);
    }

    /** The same change, which the rule has to let pass. */
    public Mutant harmless() {
        return new Mutant(says, place, change, true);
    }

    /** Whether a symbol is the place, or in it. */
    boolean isAt(String symbol) {
        return place.isEmpty()
                || symbol.equals(place)
                || List.of("#", "$", "(").stream().anyMatch(mark -> symbol.startsWith(place + mark));
    }
}
