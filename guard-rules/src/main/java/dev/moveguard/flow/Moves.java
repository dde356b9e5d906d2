package dev.moveguard.flow;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * How a place lost its value.
 *
 * @param always whether it did on every path to here
 */
record Moves(Set<Movement> movements, boolean always) {
    Moves {
        movements = Set.copyOf(movements);
    }

    Moves joined(Moves other) {
        Set<Movement> all = new HashSet<>(movements);
        all.addAll(other.movements);
        return new Moves(all, always && other.always);
    }

    Moves onSomePath() {
        return always ? new Moves(movements, false) : this;
    }

    /** Whether it lost it by this instruction; one call may take the same value twice. */
    boolean by(int instruction, int loaded) {
        return movements.stream().anyMatch(movement -> movement.at() == instruction && movement.loaded() == loaded);
    }

    boolean in(Movement.Manner manner) {
        return movements.stream().anyMatch(movement -> movement.manner() == manner);
    }

    /** The first in the order of the instructions. */
    Movement first() {
        return movements.stream().min(Comparator.comparingInt(Movement::at)).orElseThrow();
    }

    /** How messages tell on which paths. */
    String paths() {
        return always ? "on every path" : "on some path";
    }
}
