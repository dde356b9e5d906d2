package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.answering;
import static dev.moveguard.vm.Effects.list;
import static dev.moveguard.vm.Effects.n;
import static dev.moveguard.vm.Effects.passing;
import static dev.moveguard.vm.Effects.resuming;
import static dev.moveguard.vm.Effects.throwing;
import static dev.moveguard.vm.Effects.transferring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.vm.Effects.Ask;
import dev.moveguard.vm.Effects.Boom;
import dev.moveguard.vm.Effects.Log;
import dev.moveguard.vm.Effects.Other;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where errors go. The first six are the cases of a handler that waits for an effect of its own. */
class ErrorScenarioTest {
    private static final Ask E1 = new Ask("e1");
    private static final Other E2 = new Other("e2");

    private final Vm vm = new Vm();

    @Scenario
    @Tag("VM-S-090")
    void aWaitingHandlerCatchesTheErrorOfTheOuterOne(Way way) {
        Handler inner = (effect, k) -> way.bind(
                way.catching(way.perform(effect), Boom.class, boom -> way.pure("caught: " + boom.getMessage())),
                text -> new Control.Resume(k, text));

        assertThat(vm.run(way.under(List.of(throwing(new Boom("from outer")), inner), way.perform(E1))))
                .isEqualTo("caught: from outer");
    }

    @Scenario
    @Tag("VM-S-091")
    void aWaitingHandlerCatchesTheUnhandledEffect(Way way) {
        Handler inner = (effect, k) -> effect instanceof Ask
                ? way.bind(
                        way.catching(
                                way.perform(E2), UnhandledEffectException.class, unhandled -> way.pure("fell-through")),
                        text -> new Control.Resume(k, text))
                : new Control.Pass(effect, k);

        assertThat(vm.run(way.under(inner, way.perform(E1)))).isEqualTo("fell-through");
    }

    @Scenario
    @Tag("VM-S-092")
    void anErrorThatNoWaitingHandlerCatchesLeavesTheRun(Way way) {
        Boom error = new Boom("outer");

        assertThatThrownBy(() -> vm.run(way.under(List.of(throwing(error), waitingFor(way, E1)), way.perform(E1))))
                .isSameAs(error);
    }

    private static Handler waitingFor(Way way, Effect<?> asked) {
        return (effect, k) -> way.bind(way.perform(asked), x -> new Control.Resume(k, x));
    }

    @Scenario
    @Tag("VM-S-093")
    void anUnhandledEffectOfAWaitingHandlerLeavesTheRun(Way way) {
        assertThatThrownBy(() -> vm.run(way.under(waitingFor(way, E2), way.perform(E1))))
                .isInstanceOfSatisfying(
                        UnhandledEffectException.class,
                        unhandled -> assertThat(unhandled.effect()).isEqualTo(E2));
    }

    @Scenario
    @Tag("VM-S-094")
    void anErrorPassesAWaitingHandlerThatDoesNotCatch(Way way) {
        Handler innermost = (effect, k) -> way.bind(
                way.catching(
                        way.perform(effect), Boom.class, boom -> way.pure("caught at inner: " + boom.getMessage())),
                text -> new Control.Resume(k, text));

        assertThat(vm.run(way.under(
                        List.of(throwing(new Boom("outermost")), waitingFor(way, E1), innermost), way.perform(E1))))
                .isEqualTo("caught at inner: outermost");
    }

    @Scenario
    @Tag("VM-S-095")
    void anErrorThatIsTransferredIsCaughtFurtherIn(Way way) {
        Handler outer = (effect, k) -> way.catching(
                way.bind(way.perform(E2), x -> new Control.Resume(k, x)),
                UnhandledEffectException.class,
                unhandled -> new Control.TransferThrow(k, unhandled));
        Handler inner = (effect, k) -> way.bind(
                way.catching(
                        way.perform(effect), UnhandledEffectException.class, unhandled -> way.pure("inner caught")),
                text -> new Control.Resume(k, text));

        assertThat(vm.run(way.under(List.of(outer, waitingFor(way, E1), inner), way.perform(E1))))
                .isEqualTo("inner caught");
    }

    @Scenario
    @Tag("VM-S-096")
    void aHandlersErrorLandsAtThePerformSite(Way way) {
        Control body = way.catching(way.perform(ASK), Boom.class, boom -> way.pure("site: " + boom.getMessage()));
        Handler late = (effect, k) -> way.fail(new Boom("late"));

        assertThat(vm.run(way.under(throwing(new Boom("early")), body))).isEqualTo("site: early");
        assertThat(vm.run(way.under(late, body))).isEqualTo("site: late");
    }

    @Scenario
    @Tag("VM-S-097")
    void theInstallerCatchesWhatTheBodyDoesNot(Way way) {
        Control guarded = way.catching(
                way.under(throwing(new Boom("handler")), way.perform(ASK)), Boom.class, boom -> way.pure("installer"));

        assertThat(vm.run(guarded)).isEqualTo("installer");
    }

    @Scenario
    @Tag("VM-S-098")
    void anAttemptHoldsTheVeryErrorOfAHandler(Way way) {
        IllegalStateException error = new IllegalStateException("as it is");
        Control body = Way.program(way.under(throwing(error), way.perform(ASK))).attempt();

        assertThat(vm.run(body))
                .isInstanceOfSatisfying(
                        Result.Err.class, err -> assertThat(err.error()).isSameAs(error));
    }

    @Scenario
    @Tag("VM-S-099")
    void anErrorAfterAResumeIsTheInstallers(Way way) {
        Handler after = (effect, k) -> way.then(new Control.Resume(k, 1), way.fail(new Boom("after")));
        Control body = way.catching(way.perform(ASK), Boom.class, boom -> way.pure("body"));

        assertThat(vm.run(way.catching(way.under(after, body), Boom.class, boom -> way.pure("installer"))))
                .isEqualTo("installer");
    }

    @Scenario
    @Tag("VM-S-100")
    void anErrorMayBeRaisedAtThePerformSite(Way way) {
        Control body = way.catching(way.perform(ASK), Boom.class, boom -> way.pure("body"));
        Boom error = new Boom("thrown in");

        assertThat(vm.run(way.under((effect, k) -> new Control.ResumeThrow(k, error), body)))
                .isEqualTo("body");
        assertThat(vm.run(way.under((effect, k) -> new Control.TransferThrow(k, error), body)))
                .isEqualTo("body");
    }

    @Scenario
    @Tag("VM-S-101")
    void aHandlerThatWaitsCatchesWhatTheBodyDoesNot(Way way) {
        Handler guarded = (effect, k) -> way.catching(
                way.bind(new Control.ResumeThrow(k, new Boom("in")), way::pure),
                Boom.class,
                boom -> way.pure("handler"));

        assertThat(vm.run(way.under(guarded, way.perform(ASK)))).isEqualTo("handler");
    }

    @Test
    @Tag("VM-S-102")
    void aHandlerThatHasLeftCatchesNothing() {
        for (Handler gone :
                List.<Handler>of(BuilderGone.INSTANCE, (effect, k) -> Control.expand(() -> new MachineGone(k)))) {
            Program<Object> guarded = Way.program(new Control.WithHandler(gone, Program.perform(ASK)))
                    .recover(Boom.class, boom -> Program.pure("installer"));

            assertThat(vm.run(guarded)).isEqualTo("installer");
        }
    }

    private static final class BuilderGone implements Handler {
        static final BuilderGone INSTANCE = new BuilderGone();

        @Override
        public Control onEffect(Effect<?> effect, K k) {
            return Program.transferThrow(k, new Boom("in")).recover(Boom.class, boom -> Program.pure("handler"));
        }
    }

    private static final class MachineGone extends IRStream {
        private final K k;

        MachineGone(K k) {
            this.k = k;
        }

        @Override
        protected StreamStep resume(@org.jspecify.annotations.Nullable Object value) {
            return new Control.TransferThrow(k, new Boom("in"));
        }

        @Override
        protected StreamStep raise(Throwable error) {
            return new StreamStep.Done("handler");
        }
    }

    @Scenario
    @Tag("VM-S-103")
    void aFinallyRunsOnceHoweverTheBodyEnds(Way way) {
        List<Handler> handlers = List.of(
                resuming(1),
                transferring(1),
                throwing(new Boom("thrown")),
                (effect, k) -> new Control.ResumeThrow(k, new Boom("in")));
        for (Handler handler : handlers) {
            List<String> log = list();
            Control body = way.ensure(way.perform(ASK), way.act(go -> log.add("cleanup")));

            vm.run(way.catching(way.under(handler, body), Boom.class, boom -> way.pure("failed")));

            assertThat(log).containsExactly("cleanup");
        }
        List<String> log = list();
        vm.run(way.ensure(way.pure(1), way.act(go -> log.add("cleanup"))));
        assertThat(log).containsExactly("cleanup");
    }

    @Scenario
    @Tag("VM-S-104")
    void aFinallyMayPerform(Way way) {
        AtomicInteger counter = new AtomicInteger(1);
        Handler adding = (effect, k) -> new Control.Transfer(k, counter.addAndGet(((Effects.Add) effect).left()));
        Control body = way.ensure(way.perform(new Effects.Add(1, 0)), way.perform(new Effects.Add(10, 0)));

        assertThat(vm.run(way.under(adding, body))).isEqualTo(2);
        assertThat(counter).hasValue(12);
    }

    @Scenario
    @Tag("VM-S-105")
    void nestedFinallysRunFromTheInside(Way way) {
        List<String> log = list();
        Control inner = way.ensure(way.fail(new Boom("x")), way.act(go -> log.add("inner")));
        Control outer = way.ensure(inner, way.act(go -> log.add("outer")));

        assertThatThrownBy(() -> vm.run(outer)).isInstanceOf(Boom.class);
        assertThat(log).containsExactly("inner", "outer");
    }

    @Scenario
    @Tag("VM-S-106")
    void theErrorOfTheCleanupWins(Way way) {
        Boom first = new Boom("first");
        Boom cleanup = new Boom("cleanup");

        assertThatThrownBy(() -> vm.run(way.ensure(way.fail(first), way.fail(cleanup))))
                .isSameAs(cleanup);
        assertThat(List.of(cleanup.getSuppressed()).contains(first)).isEqualTo(!way.isMachine());
    }

    @Scenario
    @Tag("VM-S-107")
    void aHandlersFinallyRunsAfterTheBody(Way way) {
        List<String> log = list();
        Handler guarded = (effect, k) ->
                way.ensure(way.bind(new Control.Resume(k, 1), way::pure), way.act(go -> log.add("handler")));
        Control body = way.then(way.perform(ASK), way.act(go -> log.add("body")));

        vm.run(way.under(guarded, body));

        assertThat(log).containsExactly("body", "handler");
    }

    @Scenario
    @Tag("VM-S-108")
    void anOuterHandlersErrorAfterAPassIsAttempted(Way way) {
        Control program = way.under(List.of(throwing(new Boom("outer")), passing()), way.perform(ASK));

        assertThat(vm.run(Way.program(program).attempt())).isInstanceOf(Result.Err.class);
    }

    @Scenario
    @Tag("VM-S-109")
    void aLateFailureOfAHandlerLandsAtThePerformSite(Way way) {
        Handler late = (effect, k) -> Control.expand(new Control.Call(
                none -> {
                    throw new Boom("late");
                },
                List.of()));
        Handler lateFactory = (effect, k) -> Control.expand(() -> {
            throw new Boom("late");
        });
        for (Handler handler : List.of(late, lateFactory)) {
            List<String> log = list();
            Control body = way.catching(way.perform(ASK), Boom.class, boom -> way.act(go -> log.add("site")));
            Control uncaught = way.under(handler, way.perform(ASK));

            vm.run(way.under(handler, body));
            vm.run(way.catching(uncaught, Boom.class, boom -> way.act(go -> log.add("installer"))));

            assertThat(log).containsExactly("site", "installer");
        }
    }

    @Scenario
    @Tag("VM-S-109")
    void aHandlersOperandMayGiveTheStreamOrNot(Way way) {
        Handler gives = (effect, k) -> Control.expand(new Control.Pure(new TestStreams.Failing(new Boom("given"))));
        Handler gives5 = (effect, k) -> Control.expand(new Control.Pure(5));
        Control body = way.catching(way.perform(ASK), RuntimeException.class, error -> way.pure(error.getMessage()));

        assertThat(vm.run(way.under(gives, body))).isEqualTo("given");
        assertThat(vm.run(way.under(gives5, body)))
                .isEqualTo("Expand needs a stream, its operand gave java.lang.Integer");
    }

    @Scenario
    @Tag("VM-S-110")
    void aSpentHandleNeverFiresAgain(Way way) {
        Handler late = (effect, k) -> Control.expand(new Control.Call(
                none -> {
                    throw new IllegalStateException("late");
                },
                List.of()));
        List<String> log = list();
        Control victim = way.catching(way.perform(ASK), Boom.class, boom -> way.act(go -> log.add("victim")));
        Control first = way.catching(
                way.under(late, victim), IllegalStateException.class, e -> way.act(go -> log.add("caught once")));
        Inspected inspected = new Inspected();
        Boom unrelated = new Boom("unrelated");

        assertThatThrownBy(() -> inspected.run(
                        way.all(first, way.act(go -> log.add("handles " + inspected.handles())), way.fail(unrelated))))
                .isSameAs(unrelated);
        assertThat(log).containsExactly("caught once", "handles 0");
    }

    @Scenario
    @Tag("VM-S-111")
    void aOneStepAnswerLeavesNoHandle(Way way) {
        Inspected inspected = new Inspected();
        List<Integer> handles = list();
        Control body = way.bind(
                way.perform(ASK),
                x -> way.act(go -> {
                    handles.add(inspected.handles());
                    return x;
                }));

        assertThat(inspected.run(new Control.WithHandler(resuming(42), body))).isEqualTo(42);
        assertThat(handles).containsExactly(0);
    }

    @Test
    @Tag("VM-S-111")
    void aWaitingHandlerKeepsTheHandleInItsOwnFrame() {
        Inspected inspected = new Inspected();
        Handler waiting = (effect, k) -> Program.call(inspected::handles).flatMap(held -> Program.transfer(k, held));

        assertThat(inspected.run(new Control.WithHandler(waiting, Program.perform(ASK))))
                .isEqualTo(1);
    }

    /** A machine whose frames a test can look at while it runs. */
    private static final class Inspected {
        private final Counters counters = new Counters();
        private final FiberArena arena = new FiberArena(counters);

        @org.jspecify.annotations.Nullable
        Object run(Control program) {
            return new Machine(arena, new Session(VmConfig.standard()), counters).run(program);
        }

        int handles() {
            int handles = 0;
            for (int slot = 0; slot < arena.slotCount(); slot++) {
                Fiber fiber = arena.at(slot);
                for (int depth = 0; fiber != null && depth < fiber.size(); depth++) {
                    handles += fiber.frame(depth).dispatchHandle() == null ? 0 : 1;
                }
            }
            return handles;
        }
    }

    @Test
    @Tag("VM-S-112")
    @SuppressWarnings("NullAway") // a broken handler on purpose; another class does not compile
    void aHandlerThatReturnsNothingIsAUsageFaultAtThePerformSite() {
        Handler broken = ((Handler) (effect, k) -> null).named("broken");
        Program<Object> body =
                Program.perform(ASK).recover(VmUsageException.class, fault -> Program.pure(fault.getMessage()));

        assertThat(vm.run(Handlers.install(broken, body)))
                .isEqualTo("handler broken returned null, not an instruction");
    }

    @Scenario
    @Tag("VM-S-113")
    void anUnhandledEffectIsCaught(Way way) {
        assertThat(vm.run(way.catching(way.perform(ASK), UnhandledEffectException.class, e -> way.pure("fallback"))))
                .isEqualTo("fallback");
    }

    @Test
    @Tag("VM-S-114")
    void unhandledIsARuntimeExceptionOfItsOwn() {
        assertThat(UnhandledEffectException.class)
                .hasSuperclass(RuntimeException.class)
                .isFinal();
        assertThatThrownBy(() -> vm.run(ASK)).isExactlyInstanceOf(UnhandledEffectException.class);
    }

    @Scenario
    @Tag("VM-S-115")
    void unhandledSaysWhoPassed(Way way) {
        List<Handler> handlers = List.of(
                passing().named("outer"),
                passing().named("twin"),
                passing().named("twin"),
                passing().named("inner"));

        assertThatThrownBy(() -> vm.run(way.under(handlers, way.perform(ASK))))
                .isInstanceOfSatisfying(
                        UnhandledEffectException.class,
                        unhandled -> assertThat(unhandled.passedBy()).containsExactly("inner", "twin", "outer"))
                .hasMessage("unhandled effect dev.moveguard.vm.Effects$Ask Ask[key=x]:"
                        + " every handler in scope passed: inner, twin, outer");
        assertThatThrownBy(() -> vm.run(way.perform(ASK)))
                .hasMessage("unhandled effect dev.moveguard.vm.Effects$Ask Ask[key=x]: no handlers in scope");
    }

    @Scenario
    @Tag("VM-S-116")
    void aHandleThatIsSpentSendsTheErrorOutwards(Way way) {
        Control fails = new Control.Call(
                none -> {
                    throw new Boom("late");
                },
                List.of());
        Handler usesThenFails = (effect, k) -> Control.expand(way.then(new Control.Resume(k, 1), fails));
        Control body = way.catching(way.perform(ASK), Boom.class, boom -> way.pure("body"));

        assertThat(vm.run(way.catching(way.under(usesThenFails, body), Boom.class, boom -> way.pure("outer"))))
                .isEqualTo("outer");
    }

    @Scenario
    @Tag("VM-S-117")
    void aHandlerMayRetry(Way way) {
        AtomicInteger calls = new AtomicInteger();
        Control flaky = way.act(go -> {
            if (calls.incrementAndGet() < 3) {
                throw new Boom("attempt " + calls);
            }
            return "success on attempt " + calls;
        });
        Handler retrying = (effect, k) -> way.bind(attempts(flaky), text -> new Control.Resume(k, text));

        assertThat(vm.run(way.under(retrying, way.perform(ASK)))).isEqualTo("success on attempt 3");
        assertThat(calls).hasValue(3);
    }

    private static Program<Object> attempts(Control flaky) {
        return Program.loop(
                0,
                turn -> Way.program(flaky)
                        .attempt()
                        .map(result -> result instanceof Result.Ok<Object> ok
                                ? Next.done(String.valueOf(ok.value()))
                                : Next.again(turn + 1)));
    }

    @Scenario
    @Tag("VM-S-118")
    void anAttemptLeavesErrorsAlone(Way way) {
        Error interruption = new Error("stop everything");

        assertThatThrownBy(() -> vm.run(Way.program(way.fail(interruption)).attempt()))
                .isSameAs(interruption);
    }

    @Scenario
    @Tag("VM-S-118")
    void aFailureOfTheHostEndsTheRunUncaught(Way way) {
        OutOfMemoryError hostError = new OutOfMemoryError("simulated");
        Control program = way.act(go -> {
            throw hostError;
        });

        assertThatThrownBy(() -> vm.run(way.catching(program, Throwable.class, t -> way.pure("caught"))))
                .isSameAs(hostError);
        assertThat(vm.run(way.pure(1))).as("the run has been ended").isEqualTo(1);
    }

    /** Wherever it is thrown: section 3.8 knows one way for it. */
    @Scenario
    @Tag("VM-S-118")
    void aFailureOfTheHostIsCaughtNowhere(Way way) {
        OutOfMemoryError hostError = new OutOfMemoryError("simulated");
        Control ask = way.bind(way.perform(ASK), way::pure);
        Handler throwing = (effect, k) -> {
            throw hostError;
        };
        Observer refusing = effect -> {
            throw hostError;
        };
        Control call = new Control.Call(
                none -> {
                    throw hostError;
                },
                List.of());
        Control factory = Control.expand(() -> {
            throw hostError;
        });
        List<Control> failing = List.of(
                way.under(throwing, ask),
                way.under(new TypedAnswer(hostError), ask),
                new Control.WithObserver(refusing, ask),
                way.bind(call, way::pure),
                way.bind(factory, way::pure),
                way.fail(hostError),
                way.under((effect, k) -> new Control.TransferThrow(k, hostError), ask),
                way.under((effect, k) -> new Control.ResumeThrow(k, hostError), ask),
                way.under((effect, k) -> way.fail(hostError), ask),
                way.under((effect, k) -> Control.expand(call), ask));

        for (Control program : failing) {
            assertThatThrownBy(() -> vm.run(way.catching(program, Throwable.class, t -> way.pure("caught"))))
                    .isSameAs(hostError);
            assertThatThrownBy(() -> vm.run(Way.program(program).recover(Throwable.class, t -> Program.unit())))
                    .isSameAs(hostError);
        }
        assertThatThrownBy(() -> vm.run(Program.fail(hostError).recover(Throwable.class, t -> Program.unit())))
                .as("within one stream")
                .isSameAs(hostError);
        assertThat(vm.run(way.pure(1))).as("the run has been ended").isEqualTo(1);
    }

    /** Fails in the short way. */
    private record TypedAnswer(Error error) implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            return true;
        }

        @Override
        public Object answer(Effect<?> effect) {
            throw error;
        }
    }

    @Scenario
    @Tag("VM-S-118")
    void aStackOverflowOfTheProgramsOwnCodeIsAProgramError(Way way) {
        Control overflowing = way.act(go -> {
            throw new StackOverflowError("simulated");
        });

        assertThat(vm.run(way.catching(overflowing, StackOverflowError.class, t -> way.pure("caught"))))
                .isEqualTo("caught");
    }

    @Scenario
    @Tag("VM-S-119")
    void eachAttemptHasItsOwnResult(Way way) {
        Control inner = Way.program(way.fail(new Boom("inner"))).attempt();
        Control middle = way.bind(inner, i -> way.fail(new Boom("middle after " + (i instanceof Result.Err))));
        Control outer = way.bind(
                Way.program(middle).attempt(), m -> way.map(inner, again -> List.of(message(m), message(again))));

        assertThat(vm.run(Way.program(outer).attempt().map(EachOk::value)))
                .isEqualTo(List.of("middle after true", "inner"));
    }

    private static String message(Object result) {
        return result instanceof Result.Err<?> err ? String.valueOf(err.error().getMessage()) : "ok";
    }

    private static final class EachOk {
        static Object value(Result<Object> result) {
            return result instanceof Result.Ok<Object> ok && ok.value() != null ? ok.value() : "failed";
        }
    }

    @Scenario
    @Tag("VM-S-103")
    void anErrorCrossesAPromptUnchanged(Way way) {
        Boom error = new Boom("body");
        Control body = way.then(way.perform(new Log("x")), way.fail(error));

        assertThatThrownBy(() -> vm.run(way.under(List.of(answering(Log.class, n(0)), passing()), body)))
                .isSameAs(error);
    }
}
