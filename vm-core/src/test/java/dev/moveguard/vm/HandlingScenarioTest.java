package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.answering;
import static dev.moveguard.vm.Effects.list;
import static dev.moveguard.vm.Effects.logging;
import static dev.moveguard.vm.Effects.n;
import static dev.moveguard.vm.Effects.passing;
import static dev.moveguard.vm.Effects.resuming;
import static dev.moveguard.vm.Effects.transferring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.vm.Effects.Add;
import dev.moveguard.vm.Effects.Ask;
import dev.moveguard.vm.Effects.Log;
import dev.moveguard.vm.Effects.Other;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Perform, resume, transfer, abort; who answers whom. */
class HandlingScenarioTest {
    private final Vm vm = new Vm();

    @Scenario
    @Tag("VM-S-020")
    void resumeDeliversTheAnswer(Way way) {
        assertThat(vm.run(way.under(resuming(100), way.perform(ASK)))).isEqualTo(100);
    }

    @Scenario
    @Tag("VM-S-021")
    void theBodyGoesOnWithTheAnswer(Way way) {
        assertThat(vm.run(way.under(resuming(10), way.map(way.perform(ASK), x -> n(x) * 2))))
                .isEqualTo(20);
    }

    @Scenario
    @Tag("VM-S-022")
    void transferDeliversTheAnswer(Way way) {
        assertThat(vm.run(way.under(transferring(77), way.perform(ASK)))).isEqualTo(77);
    }

    @Test
    @Tag("VM-S-023")
    void aOneStepHandlerReturnsTheInstructionItself() {
        assertThat(vm.run(new Control.WithHandler(resuming(100), new Control.Perform(ASK))))
                .isEqualTo(100);
        assertThat(vm.run(new Control.WithHandler(transferring(200), new Control.Perform(ASK))))
                .isEqualTo(200);
        assertThat(vm.statistics().framesPushed()).as("no frame at all").isZero();
    }

    @Scenario
    @Tag("VM-S-024")
    void eachPerformIsADispatchOfItsOwn(Way way) {
        Deque<Integer> answers = new ArrayDeque<>(List.of(10, 20));
        Handler next = (effect, k) -> new Control.Resume(k, answers.remove());
        Control sum = way.bind(way.perform(ASK), a -> way.map(way.perform(ASK), b -> n(a) + n(b)));

        assertThat(vm.run(way.under(next, sum))).isEqualTo(30);
        assertThat(answers).isEmpty();
    }

    @Scenario
    @Tag("VM-S-025")
    void aResumedBodyIsUnderTheSameHandler(Way way) {
        AtomicInteger calls = new AtomicInteger();

        assertThat(vm.run(way.under(timesTen(calls, true), sumOfThree(way)))).isEqualTo(60);
        assertThat(calls).hasValue(3);
    }

    @Scenario
    @Tag("VM-S-026")
    void aTransferredBodyIsUnderTheSameHandler(Way way) {
        AtomicInteger calls = new AtomicInteger();

        assertThat(vm.run(way.under(timesTen(calls, false), sumOfThree(way)))).isEqualTo(60);
        assertThat(calls).hasValue(3);
    }

    private static Handler timesTen(AtomicInteger calls, boolean resume) {
        return (effect, k) -> {
            calls.incrementAndGet();
            int answer = ((Add) effect).left() * 10;
            return resume ? new Control.Resume(k, answer) : new Control.Transfer(k, answer);
        };
    }

    private static Control sumOfThree(Way way) {
        return way.bind(
                way.perform(new Add(1, 0)),
                a -> way.bind(
                        way.perform(new Add(2, 0)), b -> way.map(way.perform(new Add(3, 0)), c -> n(a) + n(b) + n(c))));
    }

    @Scenario
    @Tag("VM-S-027")
    void theHandlerReadsTheEffect(Way way) {
        Handler adding = (effect, k) -> effect instanceof Add add
                ? new Control.Resume(k, add.left() + add.right())
                : new Control.Pass(effect, k);

        assertThat(vm.run(way.under(adding, way.perform(new Add(3, 4))))).isEqualTo(7);
    }

    @Scenario
    @Tag("VM-S-028")
    void resumeGivesTheHandlerTheValueOfTheBody(Way way) {
        List<Object> seen = list();
        Handler watching = (effect, k) -> way.map(new Control.Resume(k, 42), r -> {
            seen.add(r);
            return r;
        });

        assertThat(vm.run(way.under(watching, way.map(way.perform(ASK), x -> n(x) + 1))))
                .isEqualTo(43);
        assertThat(seen).containsExactly(43);
    }

    @Scenario
    @Tag("VM-S-029")
    void theHandlerMayChangeTheValueOfThePrompt(Way way) {
        Handler tagging = (effect, k) -> way.map(new Control.Resume(k, 42), r -> List.of("h", r));

        assertThat(vm.run(way.under(tagging, way.map(way.perform(ASK), x -> n(x) + 1))))
                .isEqualTo(List.of("h", 43));
    }

    @Scenario
    @Tag("VM-S-030")
    void aHandlerThatLeavesKAloneEndsTheBody(Way way) {
        List<String> log = list();
        Control body = way.then(way.perform(ASK), way.act(go -> log.add("after")));

        assertThat(vm.run(way.under((effect, k) -> way.pure("aborted"), body))).isEqualTo("aborted");
        assertThat(log).isEmpty();
    }

    @Scenario
    @Tag("VM-S-031")
    void nothingRunsAfterATransfer(Way way) {
        List<String> log = list();
        Handler tail = (effect, k) -> way.then(new Control.Transfer(k, 70), way.act(go -> log.add("after")));

        assertThat(vm.run(way.under(tail, way.map(way.perform(ASK), x -> n(x) + 1))))
                .isEqualTo(71);
        assertThat(log).isEmpty();
    }

    @Scenario
    @Tag("VM-S-032")
    void aTransferDoesNotSkipTheInstaller(Way way) {
        Control installer = way.map(way.under(transferring(200), way.perform(ASK)), r -> n(r) + 1);

        assertThat(vm.run(installer)).isEqualTo(201);
    }

    @Scenario
    @Tag("VM-S-033")
    void aPassDoesNotSkipTheInstaller(Way way) {
        Control installer = way.map(way.under(passing(), way.perform(ASK)), r -> n(r) + 1);

        assertThat(vm.run(way.map(way.under(resuming(100), installer), r -> n(r) * 10)))
                .isEqualTo(1010);
    }

    @Scenario
    @Tag("VM-S-034")
    void aTailOfAPassDropsOneFrameOnly(Way way) {
        Handler tailPass = (effect, k) -> new Control.TailEval(new Control.Pass(effect, k));
        Control installer = way.map(way.under(tailPass, way.perform(ASK)), r -> List.of("ins", r));

        assertThat(vm.run(way.under(resuming(5), installer))).isEqualTo(List.of("ins", 5));
    }

    @Scenario
    @Tag("VM-S-035")
    void theNearestHandlerAnswers(Way way) {
        List<String> log = list();
        Handler outer = (effect, k) -> {
            log.add("outer");
            return new Control.Resume(k, 999);
        };

        assertThat(vm.run(way.under(List.of(outer, resuming(42)), way.perform(ASK))))
                .isEqualTo(42);
        assertThat(log).isEmpty();
    }

    @Scenario
    @Tag("VM-S-036")
    void handlersOfDifferentEffectsWorkTogether(Way way) {
        List<String> log = list();
        Control body = way.all(
                way.perform(new Log("one")),
                way.bind(way.perform(ASK), a -> way.then(way.perform(new Log("two")), way.pure(a))));

        assertThat(vm.run(way.under(List.of(logging(log), answering(Ask.class, 5)), body)))
                .isEqualTo(5);
        assertThat(log).containsExactly("one", "two");
    }

    @Scenario
    @Tag("VM-S-037")
    void aHandlersOwnEffectGoesToTheOuterHandler(Way way) {
        Handler inner = (effect, k) -> way.bind(way.perform(new Other("y")), y -> new Control.Transfer(k, n(y) * 2));

        assertThat(vm.run(way.under(List.of(resuming(21), inner), way.perform(ASK))))
                .isEqualTo(42);
    }

    @Scenario
    @Tag("VM-S-038")
    void aHandlerDoesNotAnswerItself(Way way) {
        Handler asking = (effect, k) -> way.catching(
                way.bind(way.perform(effect), x -> new Control.Transfer(k, x)),
                UnhandledEffectException.class,
                unhandled -> way.pure("unhandled at my own yield"));

        assertThat(vm.run(way.under(asking, way.perform(ASK)))).isEqualTo("unhandled at my own yield");
    }

    @Scenario
    @Tag("VM-S-039")
    void twoAnswerAmongTwentyNine(Way way) {
        List<Handler> handlers = list();
        for (int i = 1; i <= 29; i++) {
            handlers.add(0, i == 9 ? askingForB(way) : i == 18 ? answering(Other.class, "B") : passing());
        }

        assertThat(vm.run(way.under(handlers, way.perform(ASK)))).isEqualTo("A(B)");
    }

    private static Handler askingForB(Way way) {
        return (effect, k) -> effect instanceof Ask
                ? way.bind(way.perform(new Other("b")), b -> new Control.Transfer(k, "A(" + b + ")"))
                : new Control.Pass(effect, k);
    }

    @Scenario
    @Tag("VM-S-040")
    void aHandlerMayAskThroughHelperPrograms(Way way) {
        Control direct = way.map(way.perform(new Other("b")), b -> b);
        Control indirect = way.bind(direct, way::pure);
        for (Control helper : List.of(direct, indirect)) {
            Handler a = (effect, k) -> way.bind(helper, b -> new Control.Transfer(k, "A(" + b + ")"));

            assertThat(vm.run(way.under(List.of(answering(Other.class, "B"), a), way.perform(ASK))))
                    .isEqualTo("A(B)");
        }
    }

    @Scenario
    @Tag("VM-S-041")
    void aHandlerMayAskMoreThanOnceBeforeItResumes(Way way) {
        Handler root = (effect, k) -> new Control.Resume(k, "root:" + ((Other) effect).key());
        Handler pings = (effect, k) -> way.bind(
                way.perform(new Other("a")),
                a -> way.bind(way.perform(new Other("b")), b -> new Control.Resume(k, a + " / " + b)));
        Handler inner = (effect, k) -> effect instanceof Other
                ? way.bind(way.perform(effect), x -> new Control.Resume(k, "inner:" + x))
                : new Control.Pass(effect, k);

        assertThat(vm.run(way.under(List.of(root, inner, pings), way.perform(ASK))))
                .isEqualTo("inner:root:a / inner:root:b");
    }

    @Scenario
    @Tag("VM-S-042")
    void layersAnswerThroughEachOther(Way way) {
        Handler third = answering(Log.class, "L3");
        Handler second = (effect, k) -> effect instanceof Other
                ? way.bind(way.perform(new Log("")), x -> new Control.Transfer(k, "L2<" + x + ">"))
                : new Control.Pass(effect, k);
        Handler first = (effect, k) -> effect instanceof Ask
                ? way.bind(way.perform(new Other("")), x -> new Control.Transfer(k, "L1<" + x + ">"))
                : new Control.Pass(effect, k);
        Control askAll = way.bind(
                way.perform(ASK),
                a -> way.bind(
                        way.perform(new Other("")), b -> way.map(way.perform(new Log("")), c -> List.of(a, b, c))));

        assertThat(vm.run(way.under(List.of(third, second, first), askAll)))
                .isEqualTo(List.of("L1<L2<L3>>", "L2<L3>", "L3"));
    }

    @Scenario
    @Tag("VM-S-043")
    void aStoredKIsResumedLater(Way way) {
        List<K> stored = list();
        Control parked = way.under(storing(way, stored), way.perform(ASK));
        Control program = way.bind(parked, p -> way.bind(resumeFirst(stored, 7), r -> way.pure(List.of(p, r))));

        assertThat(vm.run(program)).isEqualTo(List.of("parked", 7));
    }

    private static Handler storing(Way way, List<K> stored) {
        return (effect, k) -> {
            stored.add(k);
            return way.pure("parked");
        };
    }

    private static Control resumeFirst(List<K> stored, Object value) {
        return Program.defer(() -> Program.resume(stored.get(0), value));
    }

    @Scenario
    @Tag("VM-S-044")
    void theHandlerTravelsWithTheStoredK(Way way) {
        List<K> stored = list();
        Handler parkFirst = (effect, k) -> {
            stored.add(k);
            return stored.size() == 1 ? way.pure("parked") : new Control.Resume(k, "second");
        };
        Control body = way.then(way.perform(ASK), way.perform(ASK));

        assertThat(vm.run(way.then(way.under(parkFirst, body), resumeFirst(stored, 1))))
                .isEqualTo("second");
        assertThat(stored).hasSize(2);
    }

    @Scenario
    @Tag("VM-S-045")
    void theOuterScopeIsTheResumers(Way way) {
        List<K> stored = list();
        Control body = way.then(way.perform(ASK), way.perform(new Other("who")));
        Handler parks = (effect, k) -> {
            if (effect instanceof Other) {
                return new Control.Pass(effect, k);
            }
            stored.add(k);
            return way.pure("parked");
        };

        Control capture = way.under(answering(Other.class, "A"), way.under(parks, body));
        Control later = way.under(answering(Other.class, "B"), resumeFirst(stored, 1));

        assertThat(vm.run(way.then(capture, later))).isEqualTo("B");
    }

    @Scenario
    @Tag("VM-S-046")
    void aStackOfHandlersMayBeBuiltAtRunTime(Way way) {
        Control body = way.perform(new Other("y"));
        Control dynamic =
                way.bind(way.perform(ASK), n -> way.under(List.of(answering(Other.class, n), passing()), body));

        assertThat(vm.run(way.under(answering(Ask.class, 3), dynamic))).isEqualTo(3);
    }

    @Test
    @Tag("VM-S-047")
    void aListOfHandlersReadsOutermostFirst() {
        Program<Object> ask = Program.perform(ASK);

        assertThat(vm.run(Handlers.install(List.of(resuming("outer"), resuming("inner")), ask)))
                .isEqualTo("inner");
        assertThat(Handlers.install(List.of(), ask)).isSameAs(ask);
    }

    @Scenario
    @Tag("VM-S-048")
    void aBodyMayBeResumedUnderOneMoreHandler(Way way) {
        Handler oneMore = (effect, k) -> effect instanceof Ask
                ? new Control.WithHandler(answering(Other.class, "extra"), new Control.Transfer(k, 1))
                : new Control.Pass(effect, k);
        Control body = way.bind(way.perform(ASK), a -> way.map(way.perform(new Other("")), o -> a + "/" + o));

        assertThat(vm.run(way.under(oneMore, body))).isEqualTo("1/extra");
    }

    @Scenario
    @Tag("VM-S-049")
    void stateInAHandlerSurvivesItsDispatches(Way way) {
        Map<String, Integer> state = new HashMap<>();
        Handler counting = (effect, k) -> new Control.Transfer(k, state.merge("n", 1, Integer::sum));
        Control body = way.perform(ASK);
        for (int i = 0; i < 99; i++) {
            body = way.then(way.perform(ASK), body);
        }

        assertThat(vm.run(way.under(counting, body))).isEqualTo(100);
    }
}
