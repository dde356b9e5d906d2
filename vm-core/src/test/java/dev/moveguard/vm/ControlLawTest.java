package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.vm.Effects.Boom;
import dev.moveguard.vm.Script.Answering;
import dev.moveguard.vm.Script.Behaviour;
import dev.moveguard.vm.Script.Under;
import dev.moveguard.vm.ScriptRun.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The control laws that say what a construct is equal to. */
class ControlLawTest {
    private static final int TRIES = 1_000;

    @Provide
    Arbitrary<Script> scripts() {
        return Scripts.any();
    }

    @Provide
    Arbitrary<Answering> handlers() {
        return Scripts.handlers();
    }

    @Provide
    Arbitrary<Way> ways() {
        return Arbitraries.of(Way.class);
    }

    @Provide
    Arbitrary<Script.Context> contexts() {
        return Scripts.contexts();
    }

    /** L-DEEP: what the handler does with the rest of the body, the rest being under the same handler again. */
    @Property(tries = TRIES, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void aPerformIsWhatItsHandlerMakesOfTheRest(
            @ForAll("handlers") Answering any, @ForAll("contexts") Script.Context rest, @ForAll("ways") Way way) {
        Assume.that(!PERFORMING.contains(any.behaviour()) && any.behaviour() != Behaviour.PASS);
        Answering handler = new Answering(0, any.behaviour(), any.number(), any.oneStep(), true);
        Script performed = new Under(handler, rest.around(new Script.Perform(0)));
        Script unfolded = unfolded(handler, rest);

        assertThat(ScriptRun.of(performed, way))
                .as("%s%nagainst%n%s", performed, unfolded)
                .isEqualTo(ScriptRun.of(unfolded, way));
    }

    private static final Set<Behaviour> PERFORMING = Set.of(
            Behaviour.PERFORM_AGAIN_AND_TRANSFER,
            Behaviour.PERFORM_AGAIN_AND_RESUME,
            Behaviour.CATCH_PERFORM_AGAIN,
            Behaviour.PERFORM_OTHER);

    private static Script unfolded(Answering handler, Script.Context rest) {
        Script number = new Script.Value(handler.number());
        Script thrown = new Script.Throw(handler.number());
        Script answered = new Under(handler, rest.around(number));
        return switch (handler.behaviour()) {
            case RESUME, TRANSFER -> answered;
            case THROW, TRANSFER_THROW, RESUME_THROW -> new Under(handler, rest.around(thrown));
            case ABORT -> number;
            case WORK_AFTER_RESUME ->
                new Script.Sum(answered, new Script.Say("after " + handler.number(), new Script.Value(1)));
            case THROW_AFTER_RESUME -> new Script.Sum(answered, thrown);
            case CATCH_RESUME -> new Script.Catch(answered, number);
            default -> throw new AssertionError(handler);
        };
    }

    /** L-RET. */
    @Property(tries = TRIES, seed = "2", edgeCases = EdgeCasesMode.NONE)
    void aValueCrossesAPromptUnchanged(
            @ForAll("handlers") Answering handler, @ForAll int value, @ForAll("ways") Way way) {
        assertThat(ScriptRun.of(new Under(handler, new Script.Value(value)), way))
                .isEqualTo(new Outcome(String.valueOf(value), List.of()));
    }

    /** L-ERR: after whatever the body has done, and the handler with it, unless the handler waits and catches. */
    @Property(tries = TRIES, seed = "3", edgeCases = EdgeCasesMode.NONE)
    void anErrorCrossesAPromptUnchanged(
            @ForAll("handlers") Answering handler,
            @ForAll("scripts") Script before,
            @ForAll @IntRange(max = 99) int code,
            @ForAll("ways") Way way) {
        Assume.that(!ENDING.contains(handler.behaviour()));
        Script inside = new Under(handler, new Script.Sum(before, new Script.Throw(code)));
        Script outside = new Script.Sum(new Under(handler, before), new Script.Throw(code));

        assertThat(ScriptRun.of(inside, way))
                .as("%s%nagainst%n%s", inside, outside)
                .isEqualTo(ScriptRun.of(outside, way));
    }

    /** These end their body, or do something when it ends. */
    private static final Set<Behaviour> ENDING =
            Set.of(Behaviour.ABORT, Behaviour.WORK_AFTER_RESUME, Behaviour.THROW_AFTER_RESUME, Behaviour.CATCH_RESUME);

    /** L-ERR, the exception to it. */
    @Property(tries = TRIES, seed = "13", edgeCases = EdgeCasesMode.NONE)
    void aHandlerThatWaitsCatchesTheErrorOfItsBody(
            @ForAll("handlers") Answering any, @ForAll @IntRange(max = 99) int code, @ForAll("ways") Way way) {
        Answering handler = new Answering(any.effect(), Behaviour.CATCH_RESUME, any.number(), any.oneStep(), true);
        Script body = new Script.Sum(new Script.Perform(any.effect()), new Script.Throw(code));

        assertThat(ScriptRun.of(new Under(handler, body), way))
                .isEqualTo(new Outcome(String.valueOf(any.number()), List.of()));
    }

    /** L-SELF: whatever the handler itself performs, it is asked for the body's effect only. */
    @Property(tries = TRIES, seed = "14", edgeCases = EdgeCasesMode.NONE)
    void aHandlerIsNotAskedForItsOwnEffects(
            @ForAll("scripts") Script own, @ForAll("ways") Way way, @ForAll boolean inPlace) {
        List<Effect<?>> asked = new ArrayList<>();
        Script work = new Script.Sum(new Script.Perform(0), own);
        Control busy = way.catching(ScriptRun.control(work, way), Boom.class, boom -> way.pure(0));
        Handler self = (effect, k) -> {
            asked.add(effect);
            return way.bind(busy, x -> new Control.Transfer(k, "answered"));
        };
        Control program = way.under(List.of(Effects.transferring(1), self), way.perform(ASK));

        assertThat(new Vm(VmConfig.standard().withAnswersInPlace(inPlace)).run(program))
                .isEqualTo("answered");
        assertThat(asked).as("%s", own).containsExactly(ASK);
    }

    /** One layer around a body that performs. */
    private enum Layer {
        OBSERVER,
        PASSING,
        PASSING_LATE,
        PASSING_IN_SHORT;

        Control around(String name, Control body, List<String> told, Way way) {
            return switch (this) {
                case OBSERVER -> new Control.WithObserver(effect -> told.add(name + effect), body);
                case PASSING -> way.under(Effects.passing().named(name), body);
                case PASSING_LATE ->
                    new Control.WithHandler(
                            ((Handler) (effect, k) -> way.then(way.pure(1), new Control.Pass(effect, k))).named(name),
                            body);
                case PASSING_IN_SHORT -> new Control.WithHandler(new Shortly(name), body);
            };
        }
    }

    private record Shortly(String name) implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            return true;
        }

        @Override
        public Object answer(Effect<?> effect) {
            return PASS;
        }
    }

    @Provide
    Arbitrary<List<Layer>> layers() {
        return Arbitraries.of(Layer.class).list().ofMaxSize(10);
    }

    private static Control layered(List<Layer> outermostFirst, Control body, List<String> told, Way way) {
        Control wrapped = body;
        for (int i = outermostFirst.size() - 1; i >= 0; i--) {
            wrapped = outermostFirst.get(i).around("layer " + i, wrapped, told, way);
        }
        return wrapped;
    }

    private static List<String> names(List<Layer> outermostFirst, Predicate<Layer> wanted) {
        List<String> innermostFirst = new ArrayList<>();
        for (int i = outermostFirst.size() - 1; i >= 0; i--) {
            if (wanted.test(outermostFirst.get(i))) {
                innermostFirst.add("layer " + i);
            }
        }
        return innermostFirst;
    }

    /** L-OBS2. */
    @Property(tries = TRIES, seed = "15", edgeCases = EdgeCasesMode.NONE)
    void eachObserverIsToldOnceNearestFirst(
            @ForAll("layers") List<Layer> inside,
            @ForAll("layers") List<Layer> outside,
            @ForAll @IntRange(max = 4) int times,
            @ForAll("ways") Way way,
            @ForAll boolean inPlace) {
        List<String> told = new ArrayList<>();
        List<Layer> all = new ArrayList<>(outside);
        all.addAll(inside);
        Control body = layered(all, way.repeat(times, way.perform(ASK)), told, way);
        List<String> once = names(all, layer -> layer == Layer.OBSERVER).stream()
                .map(name -> name + ASK)
                .toList();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            expected.addAll(once);
        }

        new Vm(VmConfig.standard().withAnswersInPlace(inPlace)).run(way.under(Effects.transferring(1), body));

        assertThat(told).as("%s", all).isEqualTo(expected);
    }

    /** The laws of Try: the outcome is held, nothing is rolled back, and a second attempt always succeeds. */
    @Property(tries = TRIES, seed = "16", edgeCases = EdgeCasesMode.NONE)
    void anAttemptHoldsTheOutcome(@ForAll("scripts") Script script, @ForAll("ways") Way way) {
        Outcome plain = ScriptRun.of(script, way);
        boolean isValue = plain.result().matches("-?\\d+");
        String held = (isValue ? "Ok(" : "Err(") + plain.result() + ")";

        assertThat(ScriptRun.ofAttempt(script, way, 1)).as("%s", script).isEqualTo(new Outcome(held, plain.events()));
        assertThat(ScriptRun.ofAttempt(script, way, 2))
                .as("%s", script)
                .isEqualTo(new Outcome("Ok(" + held + ")", plain.events()));
    }

    /** L-ABORT. */
    @Property(tries = TRIES, seed = "4", edgeCases = EdgeCasesMode.NONE)
    void anAbortIsTheValueOfThePrompt(
            @ForAll("handlers") Answering any, @ForAll("scripts") Script rest, @ForAll("ways") Way way) {
        Answering handler = new Answering(any.effect(), Behaviour.ABORT, any.number(), any.oneStep(), true);
        Script body = new Script.Sum(new Script.Perform(handler.effect()), rest);

        assertThat(ScriptRun.of(new Under(handler, body), way))
                .isEqualTo(new Outcome(String.valueOf(handler.number()), List.of()));
    }

    /** L-UNH: without a prompt the effect is an error like another one. */
    @Property(tries = TRIES, seed = "5", edgeCases = EdgeCasesMode.NONE)
    void anEffectThatNobodyAnswersIsAnErrorAtItsPlace(
            @ForAll @IntRange(max = 2) int effect, @ForAll("scripts") Script answer, @ForAll("ways") Way way) {
        Script unhandled = new Script.Catch(new Script.Perform(effect), answer);
        Script thrown = new Script.Catch(new Script.Throw(effect), answer);

        assertThat(ScriptRun.of(unhandled, way)).isEqualTo(ScriptRun.of(thrown, way));
    }

    /** L-TAILEVAL, for the value; the frame is counted in the memory scenarios. */
    @Property(tries = TRIES, seed = "6", edgeCases = EdgeCasesMode.NONE)
    void aTailCallIsTheProgramItself(@ForAll("scripts") Script script, @ForAll("ways") Way way) {
        assertThat(ScriptRun.ofTail(script, way)).isEqualTo(ScriptRun.of(script, way));
    }

    /** GH1, GH2 and GH3: exactly the prompts from the perform site to the catching one, nearest first; nothing is used. */
    @Property(tries = TRIES, seed = "7", edgeCases = EdgeCasesMode.NONE)
    void askingForHandlersListsThemAndUsesNothing(
            @ForAll("layers") List<Layer> between, @ForAll("layers") List<Layer> outside, @ForAll("ways") Way way) {
        List<String> told = new ArrayList<>();
        Handler asking = (effect, k) -> way.bind(
                new Control.GetHandlers(k),
                first -> way.bind(new Control.GetHandlers(k), second -> new Control.Resume(k, List.of(first, second))));
        Control body = layered(between, way.perform(ASK), told, way);
        Control program = layered(outside, way.under(asking.named("asking"), body), told, way);
        List<String> expected = names(between, layer -> layer != Layer.OBSERVER);
        expected.add("asking");

        assertThat((List<?>) new Vm().run(program))
                .as("%s, outside %s", between, outside)
                .allSatisfy(found -> assertThat((List<?>) found)
                        .extracting(handler -> ((Handler) handler).name())
                        .isEqualTo(expected));
    }
}
