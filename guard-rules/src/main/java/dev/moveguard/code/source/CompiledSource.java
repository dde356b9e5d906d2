package dev.moveguard.code.source;

import dev.moveguard.code.bytecode.OutsideView;
import dev.moveguard.code.source.SourceText.Span;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What compiling made of one source.
 *
 * @param obstacles what keeps its declarations from being known in full
 * @param references simple names of all types, methods and fields that what it became depends on
 * @param uncompiled binary names of the types it works with, when a body could not be compiled: nothing of them is left in such a body
 * @param standIns what it tells of types that are nowhere to be found
 */
public record CompiledSource(
        List<CompiledClass> classes,
        List<Obstacle> obstacles,
        Set<String> references,
        Set<String> uncompiled,
        List<StandIn> standIns) {
    public CompiledSource {
        classes = List.copyOf(classes);
        obstacles = List.copyOf(obstacles);
        references = Set.copyOf(references);
        uncompiled = Set.copyOf(uncompiled);
        standIns = List.copyOf(standIns);
    }

    /** A class file by the binary name of its type. */
    @SuppressWarnings("ArrayRecordComponent") // made once a class, compared by nobody
    public record CompiledClass(String name, byte[] bytes) {
        /** Whether code that uses this class compiles to the same with the other in its place. */
        public boolean looksLike(CompiledClass other) {
            return Arrays.equals(OutsideView.of(bytes), OutsideView.of(other.bytes));
        }
    }

    /**
     * Something that keeps a source from being judged.
     *
     * @param at where; null: no place is known
     * @param isSyntax whether nobody could compile it, with whatever libraries
     */
    public record Obstacle(@Nullable Span at, String reason, boolean isSyntax) {}

    /**
     * What a source tells of a type that is nowhere to be found, by how it uses it.
     *
     * @param name binary name
     * @param flags access flags of a class file
     * @param parameters how many type parameters it has
     * @param members simple names of the types in it
     */
    public record StandIn(String name, int flags, int parameters, Set<String> members) {
        public StandIn {
            members = Set.copyOf(members);
        }
    }

    /** Tells what two sources tell of one type together. */
    public static StandIn together(StandIn one, StandIn other) {
        Set<String> members = new HashSet<>(one.members);
        members.addAll(other.members);
        return new StandIn(one.name, one.flags | other.flags, Math.max(one.parameters, other.parameters), members);
    }

    static CompiledSource broken(String reason) {
        return new CompiledSource(List.of(), List.of(new Obstacle(null, reason, false)), Set.of(), Set.of(), List.of());
    }
}
