package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.answering;
import static dev.moveguard.vm.Effects.list;
import static dev.moveguard.vm.Effects.n;
import static dev.moveguard.vm.Effects.resuming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.vm.Effects.Ask;
import dev.moveguard.vm.Effects.Boom;
import dev.moveguard.vm.Effects.Other;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A continuation is used once, by its own run. */
class OwnershipScenarioTest {
    private final Vm vm = new Vm();

    @Scenario
    @Tag("VM-S-070")
    void theSecondUseEndsTheRun(Way way) {
        Handler twice = (effect, k) -> way.then(new Control.Resume(k, 1), new Control.Resume(k, 2));

        assertThatThrownBy(() -> vm.run(way.under(twice, way.perform(ASK))))
                .isInstanceOf(OneShotViolation.class)
                .hasMessageContaining("continuation already consumed")
                .hasMessageContaining("one-shot violation: Resume was given")
                .hasMessageContaining("consumed by Resume")
                .hasMessageContaining("current fiber=#");
    }

    @Scenario
    @Tag("VM-S-071")
    void noProgramCatchesAViolation(Way way) {
        Handler twice = (effect, k) -> way.then(
                new Control.Resume(k, 1),
                way.catching(
                        way.bind(new Control.Resume(k, 2), way::pure), Throwable.class, caught -> way.pure("caught")));
        Control everything =
                way.catching(way.under(twice, way.perform(ASK)), Throwable.class, caught -> way.pure("caught"));

        assertThatThrownBy(() -> vm.run(everything)).isInstanceOf(OneShotViolation.class);
    }

    @Scenario
    @Tag("VM-S-072")
    void everySecondUseNamesTheFirst(Way way) {
        Stream<Way.Fn<K, Control>> seconds = Stream.of(
                k -> new Control.Pass(ASK, k),
                k -> new Control.Transfer(k, 2),
                k -> new Control.TransferThrow(k, new Boom("second")),
                k -> new Control.ResumeThrow(k, new Boom("second")),
                Control.Abandon::new);
        seconds.forEach(second -> {
            Handler twice = (effect, k) -> way.then(new Control.Resume(k, 1), second.apply(k));

            assertThatThrownBy(() -> vm.run(way.under(twice, way.perform(ASK))))
                    .isInstanceOf(OneShotViolation.class)
                    .hasMessageContaining("already consumed by Resume");
        });
    }

    @Scenario
    @Tag("VM-S-072")
    void aStoredKRemembersWhatItsHandlerAnswered(Way way) {
        Map<String, Way.Fn<K, Control>> answers = Map.of(
                "Resume", k -> new Control.Resume(k, 1),
                "Transfer", k -> new Control.Transfer(k, 1),
                "ResumeThrow", k -> new Control.ResumeThrow(k, new Boom("x")),
                "TransferThrow", k -> new Control.TransferThrow(k, new Boom("x")),
                "Pass", k -> new Control.Pass(ASK, k));
        answers.forEach((name, answer) -> {
            List<K> stored = list();
            Handler storing = (effect, k) -> {
                stored.add(k);
                return answer.apply(k);
            };
            Control body = way.catching(way.perform(ASK), Boom.class, boom -> way.pure(0));
            Control again = way.bind(way.act(go -> stored.get(0)), k -> new Control.Resume((K) k, 2));

            assertThatThrownBy(() -> vm.run(way.then(way.under(List.of(resuming(1), storing), body), again)))
                    .isInstanceOf(OneShotViolation.class)
                    .hasMessageContaining("Resume was given a continuation already consumed by " + name + ";");
            assertThat(stored.get(0)).hasToString("K(consumed by " + name + ")");
        });
    }

    @Scenario
    @Tag("VM-S-073")
    void buildingAnInstructionUsesNothing(Way way) {
        Handler two = (effect, k) -> {
            Control unused = new Control.Resume(k, 1);
            Control used = new Control.Resume(k, 2);
            return unused.equals(used) ? unused : used;
        };

        assertThat(vm.run(way.under(two, way.perform(ASK)))).isEqualTo(2);
    }

    @Scenario
    @Tag("VM-S-074")
    void aHandlersErrorUsesItsKUp(Way way) {
        List<K> stored = list();
        Handler failing = (effect, k) -> {
            stored.add(k);
            throw new Boom("handler");
        };
        Control body = way.catching(way.perform(ASK), Boom.class, boom -> way.pure("at the perform site"));
        Control program = way.bind(
                way.under(failing, body),
                first -> way.bind(way.act(go -> stored.get(0)), k -> new Control.Resume((K) k, first)));

        assertThatThrownBy(() -> vm.run(program))
                .isInstanceOf(OneShotViolation.class)
                .hasMessageContaining("already consumed by handler error");
    }

    @Scenario
    @Tag("VM-S-075")
    void aContinuationOfAnotherRunIsRefused(Way way) {
        K old = kept(way, vm);
        K elsewhere = kept(way, new Vm());
        Handler answers = resuming(1);

        for (K foreign : List.of(old, elsewhere)) {
            assertThatThrownBy(() ->
                            vm.run(way.under(answers, way.then(way.perform(ASK), new Control.Resume(foreign, 1)))))
                    .isInstanceOf(ForeignContinuation.class)
                    .hasMessageContaining("Resume was given a continuation of another run");
            assertThat(foreign.isLive()).isTrue();
        }
        assertThat(vm.run(way.under(answers, way.perform(ASK)))).isEqualTo(1);
    }

    @Scenario
    @Tag("VM-S-075")
    void aHandlerCannotLendItsContinuationToAnotherVm(Way way) {
        Handler lending = (effect, k) -> new Control.Resume(k, new Vm().run(new Control.Resume(k, "lent")));
        Control body = way.catching(way.perform(ASK), ForeignContinuation.class, foreign -> way.pure("refused"));

        assertThat(vm.run(way.under(lending, body))).isEqualTo("refused");
    }

    private static K kept(Way way, Vm owner) {
        Handler keeping = (effect, k) -> way.pure(k);
        return (K) Objects.requireNonNull(owner.run(way.under(keeping, way.perform(ASK))));
    }

    @Scenario
    @Tag("VM-S-076")
    void queriesOfAUsedContinuationAreUsageFaults(Way way) {
        Stream<Way.Fn<K, Control>> queries =
                Stream.of(Control.GetHandlers::new, Control.GetTraceback::new, Control.GetBoundaries::new);
        queries.forEach(query -> {
            Handler asking = (effect, k) -> way.then(
                    new Control.Resume(k, 1),
                    way.catching(
                            way.bind(query.apply(k), way::pure),
                            VmUsageException.class,
                            fault -> way.pure(fault.getMessage())));

            assertThat(vm.run(way.under(asking, way.perform(ASK))))
                    .asString()
                    .contains("needs a live continuation, this one is K(consumed by Resume)");
        });
    }

    /** Section 3.7: a query asks in the same order as a use does, so a foreign K ends the run. */
    @Scenario
    @Tag("VM-S-075")
    void aQueryOfAnotherRunsContinuationIsRefused(Way way) {
        Stream<Way.Fn<K, Control>> queries =
                Stream.of(Control.GetHandlers::new, Control.GetTraceback::new, Control.GetBoundaries::new);
        queries.forEach(query -> {
            K foreign = kept(way, new Vm());
            Control asking = way.catching(
                    way.bind(Way.applied(query, foreign), way::pure), Throwable.class, t -> way.pure("caught"));

            assertThatThrownBy(() -> vm.run(asking))
                    .isInstanceOf(ForeignContinuation.class)
                    .hasMessageContaining("was given a continuation of another run");
        });
    }

    @Scenario
    @Tag("VM-S-077")
    void queriesUseNothing(Way way) {
        Handler asking = (effect, k) -> way.all(
                new Control.GetHandlers(k),
                new Control.GetTraceback(k),
                new Control.GetBoundaries(k),
                new Control.Resume(k, 5));

        assertThat(vm.run(way.under(asking, way.perform(ASK)))).isEqualTo(5);
    }

    @Scenario
    @Tag("VM-S-078")
    void aKShowsItsState(Way way) {
        List<String> shown = list();
        Handler showing = (effect, k) -> way.then(
                way.act(go -> shown.add(k.toString())),
                way.map(new Control.Resume(k, 1), r -> shown.add(k.toString())));
        vm.run(way.under(showing, way.perform(ASK)));

        assertThat(shown.get(0)).matches("K\\(head=#\\d+\\.\\d+\\)");
        assertThat(shown.get(1)).isEqualTo("K(consumed by Resume)");
    }

    @Test
    @Tag("VM-S-078")
    void inDiagnosticModeAKShowsWhereItWasUsed() {
        Vm diagnostic = new Vm(VmConfig.standard().withDiagnostics(true));
        SourceLocation place = new SourceLocation("answer", "Answer.java", 3);
        Handler twice =
                (effect, k) -> Program.resume(k, 1).then(Program.resume(k, 2)).named(place);

        assertThatThrownBy(() -> diagnostic.run(Handlers.install(twice, Program.perform(ASK))))
                .hasMessageContaining("already consumed by Resume at answer (Answer.java:3)");
    }

    @Test
    @Tag("VM-S-079")
    void theTraceOfAViolationShowsTheHandler() {
        Stream<Way.Fn<K, Control>> seconds = Stream.of(
                k -> new Control.Transfer(k, 2),
                k -> new Control.Resume(k, 2),
                k -> new Control.Pass(ASK, k),
                k -> new Control.TailEval(new Control.Transfer(k, 2)));
        SourceLocation place = new SourceLocation("twice", "Twice.java", 9);
        seconds.forEach(second -> {
            Handler twice = (effect, k) -> Program.resume(k, 1)
                    .then(Way.program(Way.applied(second, k)))
                    .named(place);

            assertThatThrownBy(() -> vm.run(Handlers.install(twice, Program.perform(ASK))))
                    .isInstanceOf(OneShotViolation.class)
                    .satisfies(violation -> assertThat(
                                    Trace.of(violation).orElseThrow().frames())
                            .extracting(TraceFrame::function)
                            .contains("twice"));
        });
    }

    @Scenario
    @Tag("VM-S-080")
    void aRefusedPassDetachesNothing(Way way) {
        Handler late = (effect, k) -> way.then(new Control.Resume(k, 1), new Control.Pass(effect, k));

        assertThatThrownBy(() -> vm.run(way.under(List.of(resuming(9), late), way.perform(ASK))))
                .isInstanceOf(OneShotViolation.class)
                .hasMessageContaining("Pass was given");
        assertThat(vm.statistics().chainsDetached()).isEqualTo(1);
    }

    @Scenario
    @Tag("VM-S-081")
    void twoContinuationsDoNotInterfere(Way way) {
        List<K> parked = list();
        Handler parks = (effect, k) -> {
            parked.add(k);
            return way.pure("parked");
        };
        Control task = way.bind(
                way.perform(ASK), a -> way.bind(way.perform(ASK), b -> way.map(way.perform(ASK), c -> a + "" + b + c)));
        Control program = way.under(parks, task);
        Control alternate = way.all(
                program,
                program,
                resume(way, parked, 0, 1),
                resume(way, parked, 1, 5),
                resume(way, parked, 2, 2),
                resume(way, parked, 3, 6),
                way.bind(
                        resume(way, parked, 4, 3),
                        one -> way.map(resume(way, parked, 5, 7), two -> List.of(one, two))));

        assertThat(vm.run(alternate)).isEqualTo(List.of("123", "567"));
        assertThat(parked).hasSize(6).noneMatch(K::isLive);
    }

    private static Control resume(Way way, List<K> parked, int index, int value) {
        return way.bind(way.act(go -> parked.get(index)), k -> new Control.Resume((K) k, value));
    }

    @Scenario
    @Tag("VM-S-082")
    void aMissPerformsAgainAndResumesOnce(Way way) {
        List<K> parked = list();
        Handler slow = (effect, k) -> {
            parked.add(k);
            return way.pure("waiting");
        };
        Handler memo = (effect, k) -> effect instanceof Ask
                ? way.bind(way.perform(new Other("miss")), found -> new Control.Resume(k, n(found) + 1))
                : new Control.Pass(effect, k);
        Control program = way.under(List.of(slow, memo), way.map(way.perform(ASK), x -> n(x) * 2));

        assertThat(vm.run(way.then(program, resume(way, parked, 0, 20)))).isEqualTo(42);
        assertThat(vm.run(
                        way.under(List.of(answering(Other.class, 20), memo), way.map(way.perform(ASK), x -> n(x) * 2))))
                .isEqualTo(42);
    }
}
