package dev.moveguard.vm;

import dev.moveguard.vm.Script.Answering;
import dev.moveguard.vm.Script.Behaviour;
import java.util.function.UnaryOperator;
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

    /** Programs with a hole in which effect 0 reaches who is around: the handlers inside answer other effects. */
    static Arbitrary<Script.Context> contexts() {
        Arbitrary<Script> part = Arbitraries.recursive(Scripts::leaf, Scripts::larger, 1, 3);
        Arbitrary<Answering> others = handlers().filter(handler -> handler.effect() != 0);
        Arbitrary<UnaryOperator<Script>> frame = Arbitraries.oneOf(
                part.map(rest -> hole -> new Script.Sum(hole, rest)),
                Arbitraries.integers().between(0, 9).map(n -> hole -> new Script.Sum(new Script.Value(n), hole)),
                words().map(word -> hole -> new Script.Sum(hole, new Script.Say(word, new Script.Value(1)))),
                part.map(answer -> hole -> new Script.Catch(hole, answer)),
                part.map(cleanup -> hole -> new Script.Finally(hole, cleanup)),
                others.map(handler -> hole -> new Script.Under(handler, hole)));
        return frame.list().ofMaxSize(4).map(Script.Context::new);
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
