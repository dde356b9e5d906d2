package dev.moveguard.vm;

import dev.moveguard.vm.Script.Answering;
import dev.moveguard.vm.Script.Behaviour;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates programs: nested handlers of all kinds, errors, cleanup, events. */
final class Scripts {
    private static final int EFFECTS = 3;

    private Scripts() {}

    static Arbitrary<Script> any() {
        Arbitrary<Script> nested = Arbitraries.recursive(Scripts::leaf, Scripts::larger, 2, 5);
        return Combinators.combine(handlers(), handlers(), nested)
                .as((outer, inner, body) -> new Script.Under(outer, new Script.Under(inner, body)));
    }

    private static Arbitrary<Script> leaf() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.integers().between(0, 9).map(Script.Value::new)),
                Tuple.of(5, Arbitraries.integers().between(0, EFFECTS - 1).map(Script.Perform::new)),
                Tuple.of(1, Arbitraries.integers().between(0, 9).map(Script.Throw::new)));
    }

    private static Arbitrary<Script> larger(Arbitrary<Script> part) {
        Arbitrary<Script> smaller = Arbitraries.oneOf(leaf(), part);
        return Arbitraries.frequencyOf(
                Tuple.of(2, Combinators.combine(words(), part).as(Script.Say::new)),
                Tuple.of(3, Combinators.combine(part, smaller).as(Script.Sum::new)),
                Tuple.of(2, Combinators.combine(part, smaller).as(Script.Catch::new)),
                Tuple.of(1, Combinators.combine(part, smaller).as(Script.Finally::new)),
                Tuple.of(4, Combinators.combine(handlers(), part).as(Script.Under::new)));
    }

    private static Arbitrary<String> words() {
        return Arbitraries.of("a", "b", "c");
    }

    static Arbitrary<Answering> handlers() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, EFFECTS - 1),
                        Arbitraries.of(Behaviour.class),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(true, false))
                .as((effect, behaviour, number, oneStep) -> new Answering(effect, behaviour, number, oneStep, false));
    }
}
