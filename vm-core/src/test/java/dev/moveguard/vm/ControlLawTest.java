package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.vm.Script.Answering;
import dev.moveguard.vm.Script.Behaviour;
import dev.moveguard.vm.Script.Under;
import dev.moveguard.vm.ScriptRun.Outcome;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
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

    /** L-DEEP, for a handler that resumes: the rest of the body is under it again. */
    @Property(tries = TRIES, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void aPerformIsItsAnswerUnderTheSameHandler(
            @ForAll("handlers") Answering any, @ForAll("scripts") Script rest, @ForAll("ways") Way way) {
        Answering handler = new Answering(any.effect(), Behaviour.RESUME, any.number(), any.oneStep(), true);
        Script asked = new Script.Sum(new Script.Perform(handler.effect()), rest);
        Script answered = new Script.Sum(new Script.Value(handler.number()), rest);

        assertThat(ScriptRun.of(new Under(handler, asked), way))
                .isEqualTo(ScriptRun.of(new Under(handler, answered), way));
    }

    /** L-RET. */
    @Property(tries = TRIES, seed = "2", edgeCases = EdgeCasesMode.NONE)
    void aValueCrossesAPromptUnchanged(
            @ForAll("handlers") Answering handler, @ForAll int value, @ForAll("ways") Way way) {
        assertThat(ScriptRun.of(new Under(handler, new Script.Value(value)), way))
                .isEqualTo(new Outcome(String.valueOf(value), List.of()));
    }

    /** L-ERR. */
    @Property(tries = TRIES, seed = "3", edgeCases = EdgeCasesMode.NONE)
    void anErrorCrossesAPromptUnchanged(
            @ForAll("handlers") Answering handler, @ForAll int code, @ForAll("ways") Way way) {
        assertThat(ScriptRun.of(new Under(handler, new Script.Throw(code)), way))
                .isEqualTo(new Outcome("threw boom " + code, List.of()));
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

    /** GH1, GH2 and GH3: the handlers are listed from the inside, and asking uses nothing. */
    @Property(tries = TRIES, seed = "7", edgeCases = EdgeCasesMode.NONE)
    void askingForHandlersListsThemAndUsesNothing(
            @ForAll @IntRange(max = 12) int between, @ForAll @IntRange(max = 5) int outside, @ForAll("ways") Way way) {
        Handler asking = (effect, k) ->
                way.bind(new Control.GetHandlers(k), handlers -> new Control.Resume(k, ((List<?>) handlers).size()));
        Control body = way.under(Collections.nCopies(between, Effects.passing()), way.perform(ASK));
        Control program = way.under(Collections.nCopies(outside, Effects.passing()), way.under(asking, body));

        assertThat(new Vm().run(program)).isEqualTo(between + 1);
    }
}
