package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.answering;
import static dev.moveguard.vm.Effects.list;
import static dev.moveguard.vm.Effects.passing;
import static dev.moveguard.vm.Effects.resuming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.vm.Effects.Ask;
import dev.moveguard.vm.Effects.Boom;
import dev.moveguard.vm.Effects.Log;
import dev.moveguard.vm.Effects.Other;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Who is told about what. */
class ObserverScenarioTest {
    private final Vm vm = new Vm();
    private final List<String> told = list();

    private Observer noting(String prefix) {
        return effect -> told.add(prefix + effect.getClass().getSimpleName());
    }

    private static Control observed(Observer observer, Control body) {
        return new Control.WithObserver(observer, body);
    }

    @Scenario
    @Tag("VM-S-150")
    void anObserverSeesEachEffectAndChangesNothing(Way way) {
        Control body = way.bind(
                way.perform(new Log("a")),
                a -> way.bind(way.perform(ASK), b -> way.map(way.perform(new Log("c")), c -> List.of(a, b, c))));

        assertThat(vm.run(way.under(resuming(0), observed(noting(""), way.under(answering(Ask.class, 5), body)))))
                .isEqualTo(List.of(0, 5, 0));
        assertThat(told).containsExactly("Log", "Ask", "Log");
    }

    @Scenario
    @Tag("VM-S-151")
    void whatAnObserverComputesIsIgnored(Way way) {
        Observer computing = effect -> told.add(String.valueOf(new Other("ignored")));

        assertThat(vm.run(way.under(resuming(3), observed(computing, way.perform(ASK)))))
                .isEqualTo(3);
        assertThat(told).hasSize(1);
    }

    @Scenario
    @Tag("VM-S-152")
    void theInnerObserverIsToldFirst(Way way) {
        vm.run(way.under(resuming(1), observed(noting("outer "), observed(noting("inner "), way.perform(ASK)))));

        assertThat(told).containsExactly("inner Ask", "outer Ask");
    }

    @Scenario
    @Tag("VM-S-153")
    void anObserverOutsideTheHandlerIsToldToo(Way way) {
        vm.run(observed(noting(""), way.under(resuming(1), way.perform(ASK))));

        assertThat(told).containsExactly("Ask");
    }

    @Scenario
    @Tag("VM-S-154")
    void anObserverOutsideSeesTheHandlersOwnEffects(Way way) {
        vm.run(way.under(resuming(1), observed(noting(""), way.under(asksOther(way), way.perform(ASK)))));

        assertThat(told).containsExactly("Ask", "Other");
    }

    private static Handler asksOther(Way way) {
        return (effect, k) -> way.bind(way.perform(new Other("")), x -> new Control.Resume(k, x));
    }

    @Scenario
    @Tag("VM-S-155")
    void anObserverBelowDoesNotSeeTheHandlersOwnEffects(Way way) {
        vm.run(way.under(List.of(resuming(1), asksOther(way)), observed(noting(""), way.perform(ASK))));

        assertThat(told).containsExactly("Ask");
    }

    @Scenario
    @Tag("VM-S-156")
    void passingTellsNobodyAgain(Way way) {
        Control body = way.under(List.of(resuming(1), passing(), passing(), passing()), way.perform(ASK));

        vm.run(observed(noting(""), body));

        assertThat(told).containsExactly("Ask");
    }

    @Scenario
    @Tag("VM-S-157")
    void performingAgainTellsTheObserversAboveAgain(Way way) {
        Handler again = (effect, k) -> way.bind(way.perform(effect), x -> new Control.Resume(k, x));

        vm.run(way.under(
                resuming(1),
                observed(noting("above "), way.under(again, observed(noting("below "), way.perform(ASK))))));

        assertThat(told).containsExactly("below Ask", "above Ask", "above Ask");
    }

    @Scenario
    @Tag("VM-S-158")
    void anObserverMayRefuse(Way way) {
        Boom refusal = new Boom("refused");
        Observer refusing = effect -> {
            throw refusal;
        };
        Handler handler = (effect, k) -> {
            told.add("handler");
            return new Control.Resume(k, 1);
        };
        Control caught = way.catching(way.perform(ASK), Boom.class, boom -> way.pure("site"));

        assertThatThrownBy(() -> vm.run(observed(noting(""), observed(refusing, way.under(handler, way.perform(ASK))))))
                .isSameAs(refusal);
        assertThat(vm.run(observed(noting(""), observed(refusing, way.under(handler, caught)))))
                .isEqualTo("site");
        assertThat(told).isEmpty();
    }

    @Scenario
    @Tag("VM-S-159")
    void observersAreToldOfWhatNobodyHandles(Way way) {
        assertThatThrownBy(() -> vm.run(observed(noting(""), way.perform(ASK))))
                .isInstanceOf(UnhandledEffectException.class);
        assertThat(told).containsExactly("Ask");
    }

    @Scenario
    @Tag("VM-S-160")
    void theBoundariesOfAContinuationKeepTheirOrder(Way way) {
        Handler catching = ((Handler)
                        (effect, k) -> way.bind(new Control.GetBoundaries(k), b -> new Control.Resume(k, b)))
                .named("catching");
        Handler passes = passing().named("passing");
        Control body = way.under(List.of(catching, passes), observed(noting(""), way.perform(ASK)));

        assertThat((List<?>) vm.run(body))
                .extracting(boundary -> boundary instanceof Boundary.Prompt prompt ? prompt.name() : "observer")
                .containsExactly("observer", "passing", "catching");
    }

    @Scenario
    @Tag("VM-S-160")
    void aBoundaryIsInstalledOnceMore(Way way) {
        Handler outer = (effect, k) -> way.bind(
                new Control.GetBoundaries(k), found -> reinstalled((List<?>) found, way.perform(new Other("again"))));
        Handler inner =
                (effect, k) -> effect instanceof Other ? new Control.Resume(k, "inner") : new Control.Pass(effect, k);

        assertThat(vm.run(way.under(List.of(outer, inner), observed(noting(""), way.perform(ASK)))))
                .isEqualTo("inner");
        assertThat(told).containsExactly("Ask", "Other");
    }

    private static Control reinstalled(List<?> found, Control body) {
        Control wrapped = body;
        for (Object boundary : found.subList(0, found.size() - 1)) {
            wrapped = ((Boundary) boundary).around(wrapped);
        }
        return wrapped;
    }

    @Scenario
    @Tag("VM-S-160")
    void theOuterHandlersAreThoseThatTheContinuationDoesNotHold(Way way) {
        Handler asking = (effect, k) -> way.bind(
                new Control.GetHandlers(k),
                inner -> way.bind(
                        new Control.GetOuterHandlers(),
                        outer -> new Control.Resume(k, List.of(names(inner), names(outer)))));
        Control body = way.under(
                List.of(
                        passing().named("far"),
                        passing().named("near"),
                        asking.named("asking"),
                        passing().named("in")),
                way.perform(ASK));

        assertThat(vm.run(body)).isEqualTo(List.of(List.of("in", "asking"), List.of("near", "far")));
    }

    private static List<String> names(Object handlers) {
        return ((List<?>) handlers)
                .stream().map(handler -> ((Handler) handler).name()).toList();
    }
}
