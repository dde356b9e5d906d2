package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.answering;
import static dev.moveguard.vm.Effects.list;
import static dev.moveguard.vm.Effects.n;
import static dev.moveguard.vm.Effects.passing;
import static dev.moveguard.vm.Effects.resuming;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.vm.Effects.Add;
import dev.moveguard.vm.Effects.Ask;
import dev.moveguard.vm.Effects.Log;
import dev.moveguard.vm.Effects.Other;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Pass, and performing again. */
class PassingScenarioTest {
    private final Vm vm = new Vm();

    @Scenario
    @Tag("VM-S-050")
    void aPassedEffectReachesTheOuterHandler(Way way) {
        assertThat(vm.run(way.under(List.of(resuming(777), passing()), way.perform(ASK))))
                .isEqualTo(777);
    }

    /** Answers the odd sums with its number and passes the others. */
    private record Odd(int number) implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            return effect == Add.class;
        }

        @Override
        public Object answer(Effect<?> effect) {
            return effect instanceof Add add && (add.left() + add.right()) % 2 == 1 ? number : PASS;
        }
    }

    @Scenario
    @Tag("VM-S-050")
    void aHandlerThatOnlyAnswersMayPass(Way way) {
        Control three = way.bind(
                way.perform(new Add(1, 2)),
                a -> way.bind(
                        way.perform(new Add(1, 1)), b -> way.map(way.perform(new Add(2, 1)), c -> List.of(a, b, c))));
        Control program = way.under(resuming(777), new Control.WithHandler(new Odd(1), three));

        for (boolean inPlace : List.of(true, false)) {
            Vm vm = new Vm(VmConfig.standard().withAnswersInPlace(inPlace));
            assertThat(vm.run(program)).isEqualTo(List.of(1, 777, 1));
            assertThat(vm.statistics().ksCreated()).isEqualTo(4);
            assertThat(vm.statistics().consumed())
                    .containsEntry(Operation.TRANSFER, 2L)
                    .containsEntry(Operation.PASS, 1L);
        }
    }

    @Scenario
    @Tag("VM-S-061")
    void aPassOfAHandlerThatOnlyAnswersMayFindNobody(Way way) {
        Control guarded = way.catching(
                way.then(way.perform(new Add(1, 2)), way.perform(new Add(1, 1))),
                UnhandledEffectException.class,
                unhandled -> way.pure(unhandled.passedBy().size()));

        assertThat(vm.run(new Control.WithHandler(new Odd(1), guarded))).isEqualTo(1);
    }

    @Scenario
    @Tag("VM-S-051")
    void theInnerHandlerStillWorksAfterPassing(Way way) {
        Control three = way.bind(
                way.perform(new Log("a")),
                a -> way.bind(way.perform(ASK), b -> way.map(way.perform(new Log("c")), c -> List.of(a, b, c))));

        assertThat(vm.run(way.under(List.of(resuming(0), answering(Ask.class, 999)), three)))
                .isEqualTo(List.of(0, 999, 0));
    }

    @Scenario
    @Tag("VM-S-052")
    void nothingRunsAfterAPass(Way way) {
        List<String> log = list();
        Handler passes = (effect, k) -> way.then(new Control.Pass(effect, k), way.act(go -> log.add("after")));

        assertThat(vm.run(way.under(List.of(resuming(1), passes), way.perform(ASK))))
                .isEqualTo(1);
        assertThat(log).isEmpty();
    }

    @Scenario
    @Tag("VM-S-053")
    void performingAgainAnswersTheHandlerNotTheBody(Way way) {
        List<String> log = list();
        Handler again = (effect, k) -> way.bind(way.perform(effect), way::pure);
        Control body = way.then(way.perform(ASK), way.act(go -> log.add("body")));

        assertThat(vm.run(way.under(List.of(resuming(42), again), body))).isEqualTo(42);
        assertThat(log).isEmpty();
    }

    @Scenario
    @Tag("VM-S-054")
    void theHandlerMayChangeTheAnswerOfTheOuterOne(Way way) {
        Handler doubling = (effect, k) -> way.bind(way.perform(effect), raw -> new Control.Resume(k, n(raw) * 2));
        Control body = way.map(way.perform(ASK), x -> n(x) + 1);

        assertThat(vm.run(way.under(List.of(resuming(21), doubling), body))).isEqualTo(43);
        assertThat(vm.run(way.under(List.of(resuming(42), doubling), body))).isEqualTo(85);
    }

    @Scenario
    @Tag("VM-S-055")
    void handlersPerformAgainInTurn(Way way) {
        assertThat(vm.run(way.under(
                        List.of(resuming("c"), appending(way, "-b"), appending(way, "-a")), way.perform(ASK))))
                .isEqualTo("c-b-a");
    }

    private static Handler appending(Way way, String suffix) {
        return (effect, k) -> way.bind(way.perform(effect), raw -> new Control.Resume(k, raw + suffix));
    }

    @Scenario
    @Tag("VM-S-056")
    void performingAgainAndPassingMix(Way way) {
        Handler addFive = (effect, k) -> way.bind(way.perform(effect), raw -> new Control.Resume(k, n(raw) + 5));

        assertThat(vm.run(way.under(List.of(resuming(37), passing(), addFive), way.perform(ASK))))
                .isEqualTo(42);
    }

    @Scenario
    @Tag("VM-S-057")
    void aHandlerThatOnlyAsksEndsTheBody(Way way) {
        Handler prefixing = (effect, k) -> way.map(way.perform(effect), raw -> "inner:" + raw);
        Control body = way.map(way.perform(ASK), x -> "resumed");

        assertThat(vm.run(way.under(List.of(resuming("outer"), prefixing), body)))
                .isEqualTo("inner:outer");
    }

    @Scenario
    @Tag("VM-S-058")
    void eachLayerAddsToTheAnswerFromTheOutside(Way way) {
        Handler base = (effect, k) -> new Control.Resume(k, "base:" + ((Ask) effect).key());
        List<Handler> layers = List.of(base, appending(way, "/outer"), appending(way, "/inner"));

        assertThat(vm.run(way.under(layers, way.perform(new Ask("x"))))).isEqualTo("base:x/outer/inner");
    }

    @Scenario
    @Tag("VM-S-058")
    void aChangedEffectIsPerformedOutwards(Way way) {
        Handler base = (effect, k) -> new Control.Resume(k, "base:" + ((Ask) effect).key());
        List<Handler> layers = List.of(base, suffixing(way, "/then far"), suffixing(way, "/near"));

        assertThat(vm.run(way.under(layers, way.perform(new Ask("x"))))).isEqualTo("base:x/near/then far");
    }

    private static Handler suffixing(Way way, String suffix) {
        return (effect, k) ->
                way.bind(way.perform(new Ask(((Ask) effect).key() + suffix)), raw -> new Control.Resume(k, raw));
    }

    @Scenario
    @Tag("VM-S-059")
    void anotherEffectMayBePassed(Way way) {
        Handler renaming = (effect, k) -> new Control.Pass(new Other("renamed"), k);
        Handler outer = (effect, k) -> new Control.Resume(k, effect);
        Control body = way.map(way.perform(ASK), e -> List.of("site", e));

        assertThat(vm.run(way.under(List.of(outer, renaming), body))).isEqualTo(List.of("site", new Other("renamed")));
    }

    @Scenario
    @Tag("VM-S-060")
    void twoThousandHandlersMayPass(Way way) {
        List<Handler> handlers = list();
        handlers.add(resuming("far"));
        handlers.addAll(Collections.nCopies(2_000, passing()));

        assertThat(vm.run(way.under(handlers, way.perform(ASK)))).isEqualTo("far");
    }

    @Scenario
    @Tag("VM-S-061")
    void aPassToNobodyIsUnhandledAtThePerformSite(Way way) {
        Control body = way.catching(
                way.perform(ASK), UnhandledEffectException.class, unhandled -> way.pure(unhandled.effect()));

        assertThat(vm.run(way.under(List.of(passing(), passing()), body))).isEqualTo(ASK);
    }

    @Scenario
    @Tag("VM-S-062")
    void aNarrowHandlerIsSparedByPassingFirst(Way way) {
        Handler narrow = Handlers.on(Add.class, (add, k) -> new Control.Resume(k, add.left() + add.right()))
                .orPass();
        Control body = way.bind(way.perform(ASK), a -> way.map(way.perform(new Add(3, 4)), b -> List.of(a, b)));

        assertThat(vm.run(way.under(List.of(answering(Ask.class, "all"), passing(), narrow), body)))
                .isEqualTo(List.of("all", 7));
    }
}
