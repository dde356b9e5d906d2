package dev.moveguard.flow;

import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a rule says about the methods its values meet.
 *
 * @param consumes methods that use their receiver up, beside those marked {@code @Consumes}
 * @param consuming names of further such methods of every guarded type
 * @param borrows methods that only look at what they are given, beside parameters marked {@code @Borrows}
 * @param once interfaces whose implementations run at most once
 * @param movesIntoScanned whether an argument of scanned code moves where nothing else is known
 * @param movesIntoLibraries whether an argument of a library moves where nothing else is known
 * @param calls what it says about what calls give
 */
record Terms(
        List<MemberPattern> consumes,
        Set<String> consuming,
        List<MemberPattern> borrows,
        List<TypePattern> once,
        boolean movesIntoScanned,
        boolean movesIntoLibraries,
        CallTerms calls) {
    Terms {
        consumes = List.copyOf(consumes);
        consuming = Set.copyOf(consuming);
        borrows = List.copyOf(borrows);
        once = List.copyOf(once);
    }

    /** Returns the types whose members it speaks of. */
    Stream<TypePattern> owners() {
        Stream<MemberPattern> sources = calls.sources().stream().flatMap(from -> from.members().stream());
        return Stream.of(consumes.stream(), calls.fluent().stream(), calls.parts().stream(), sources)
                .flatMap(members -> members)
                .map(MemberPattern::owner);
    }
}
