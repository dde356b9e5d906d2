package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.n;
import static dev.moveguard.vm.Effects.resuming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moveguard.vm.Effects.Boom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Values, calls, nested programs, and what run accepts. */
class BasicsScenarioTest {
    private final Vm vm = new Vm();

    @Scenario
    @Tag("VM-S-001")
    void aPureProgramGivesItsValue(Way way) {
        assertThat(vm.run(way.pure(42))).isEqualTo(42);
        assertThat(vm.run(way.pure(null))).isNull();
        assertThat(vm.run(way.pure(true))).isEqualTo(true);
        assertThat(vm.run(way.pure("x"))).isEqualTo("x");
    }

    @Test
    @Tag("VM-S-002")
    void aStreamMayBeDoneAtOnce() {
        Control done = Control.expand(() -> TestStreams.answering(new StreamStep.Done(99)));

        assertThat(vm.run(done)).isEqualTo(99);
    }

    /** Gives one step after the other. */
    private static final class Steps extends IRStream {
        private final Way.Fn<Steps, StreamStep> first;
        private final Way.Fn<Object, StreamStep> then;
        private boolean isBack;

        Steps(Way.Fn<Steps, StreamStep> first, Way.Fn<Object, StreamStep> then) {
            this.first = first;
            this.then = then;
        }

        @Override
        @SuppressWarnings("NullAway") // a value may be null; the function's type hides it
        protected StreamStep resume(@Nullable Object value) throws Exception {
            boolean isFirst = !isBack;
            isBack = true;
            return isFirst ? first.apply(this) : then.apply(value);
        }

        @Override
        protected StreamStep raise(Throwable error) {
            return done(error.getMessage());
        }

        StreamStep end(@Nullable Object value) {
            return done(value);
        }
    }

    @Test
    @Tag("VM-S-002")
    void aStreamMayBeItsOwnLastStep() {
        assertThat(vm.run(Control.expand(() -> new Steps(self -> self.end(98), StreamStep.Done::new))))
                .isEqualTo(98);
    }

    @Test
    @Tag("VM-S-002")
    void aStreamMayEndAsAnotherOneThatItWraps() {
        Steps wrapped = new Steps(self -> self.end(97), StreamStep.Done::new);

        assertThat(vm.run(Control.expand(() -> new Steps(self -> wrapped.resume(null), StreamStep.Done::new))))
                .isEqualTo(97);
    }

    @Test
    @Tag("VM-S-002")
    void goingOnAfterDoneIsAUsageFault() {
        Control confused = Control.expand(() -> new Steps(
                self -> {
                    self.end(1);
                    return new Control.Pure(2);
                },
                StreamStep.Done::new));

        assertThatThrownBy(() -> vm.run(confused))
                .isInstanceOf(VmUsageException.class)
                .hasMessageStartingWith("a stream went on after done: ");
    }

    @Scenario
    @Tag("VM-S-003")
    void aYieldedValueComesBack(Way way) {
        assertThat(vm.run(way.bind(new Control.Pure(55), way::pure))).isEqualTo(55);
    }

    @Scenario
    @Tag("VM-S-004")
    void aCallDeliversItsResult(Way way) {
        Control call = new Control.Call(arguments -> n(arguments.get(0)) + 1, List.of(41));

        assertThat(vm.run(way.bind(call, way::pure))).isEqualTo(42);
    }

    @Scenario
    @Tag("VM-S-005")
    void theResultOfACallIsDataEvenWhenItCouldRun(Way way) {
        IRStream stream = TestStreams.answering(new StreamStep.Done(1));
        Program<Integer> program = Program.pure(1);

        assertThat(vm.run(way.bind(new Control.Call(none -> stream, List.of()), way::pure)))
                .isSameAs(stream);
        assertThat(vm.run(way.bind(new Control.Call(none -> program, List.of()), way::pure)))
                .isSameAs(program);
    }

    @Test
    @Tag("VM-S-004")
    void argumentsOfACallMayBeNullAndAreCopied() {
        @Nullable Object[] arguments = {null, 2};
        Control call = new Control.Call(given -> given.get(1), Arrays.asList(arguments));
        arguments[1] = 3;

        assertThat(vm.run(call)).isEqualTo(2);
    }

    @Test
    @Tag("VM-S-006")
    void aBareEffectIsPerformed() {
        assertThat(vm.run(new Control.WithHandler(resuming(7), Program.perform(ASK))))
                .isEqualTo(7);
        assertThat(vm.run(Handlers.install(resuming(8), ASK))).isEqualTo(8);
        assertThat(vm.run(Handlers.install(Effects.transferring(9), new Effects.Add(4, 5))))
                .isEqualTo(9);
        assertThatExceptionOfType(UnhandledEffectException.class).isThrownBy(() -> vm.run(ASK));
    }

    @Test
    @Tag("VM-S-007")
    @SuppressWarnings("NullAway") // null on purpose
    void runRefusesWhatIsNoProgram() {
        assertThatThrownBy(() -> vm.run((Control) null))
                .isInstanceOf(VmUsageException.class)
                .hasMessage("run needs a program, it was given null");
        assertThatThrownBy(() -> vm.run((Effect<?>) null)).isInstanceOf(VmUsageException.class);
        assertThat(Arrays.stream(Vm.class.getMethods())
                        .filter(method -> method.getName().equals("run")))
                .as("a number or a stream does not compile")
                .allMatch(method ->
                        List.of(Control.class, Program.class, Effect.class).contains(method.getParameterTypes()[0]));
        assertThat(vm.statistics().fibersAllocated()).as("before any step").isZero();
    }

    @Test
    @Tag("VM-S-008")
    void yieldingNoInstructionIsAUsageFault() {
        Control broken = Control.expand(() -> TestStreams.answering(null));

        assertThatThrownBy(() -> vm.run(broken))
                .isInstanceOf(VmUsageException.class)
                .hasMessageContaining("a stream yielded null, not an instruction");
    }

    @Test
    @Tag("VM-S-009")
    void aUsageFaultIsRaisedAtTheYield() {
        Control guarded = Control.expand(() -> new IRStream() {
            @Override
            @SuppressWarnings("NullAway") // broken on purpose
            protected StreamStep resume(@Nullable Object value) {
                return null;
            }

            @Override
            protected StreamStep raise(Throwable error) {
                return new StreamStep.Done(error.getClass());
            }
        });

        assertThat(vm.run(guarded)).isEqualTo(VmUsageException.class);
    }

    @Scenario
    @Tag("VM-S-010")
    void anUncaughtErrorLeavesAsTheSameObject(Way way) {
        for (Exception error : List.of(
                new IllegalArgumentException("bad"),
                new Boom("own"),
                new Exception("checked"),
                new NullPointerException("null"))) {
            Control throwing = way.act(go -> {
                throw error;
            });
            assertThatThrownBy(() -> vm.run(way.fail(error))).isSameAs(error);
            assertThatThrownBy(() -> vm.run(throwing)).isSameAs(error);
        }
    }

    @Scenario
    @Tag("VM-S-011")
    void theCallerCatchesWhatASubProgramThrows(Way way) {
        Control caught = way.catching(way.fail(new Boom("inner")), Boom.class, boom -> way.pure(boom.getMessage()));

        assertThat(vm.run(way.bind(caught, way::pure))).isEqualTo("inner");
    }

    @Scenario
    @Tag("VM-S-012")
    void expandOfNoStreamIsAUsageFaultAtTheYield(Way way) {
        Control wrong = Control.expand(new Control.Pure(5));

        assertThatThrownBy(() -> vm.run(way.bind(wrong, way::pure)))
                .isInstanceOf(VmUsageException.class)
                .hasMessage("Expand needs a stream, its operand gave java.lang.Integer");
        assertThat(vm.run(
                        way.catching(way.bind(wrong, way::pure), VmUsageException.class, fault -> way.pure("caught"))))
                .isEqualTo("caught");
    }

    @Scenario
    @Tag("VM-S-012")
    void aTailInstructionIsNoOperandOfExpand(Way way) {
        Handler wrong = (effect, k) -> Control.expand(new Control.Transfer(k, 1));
        Control body = way.catching(way.perform(ASK), VmUsageException.class, fault -> way.pure(fault.getMessage()));

        assertThat(vm.run(way.under(wrong, body)))
                .isEqualTo("TRANSFER is a tail instruction and cannot be the operand of Expand");
        assertThatThrownBy(() -> vm.run(way.yielding(Control.expand(new Control.TailEval(new Control.Pure(1))))))
                .isInstanceOf(VmUsageException.class)
                .hasMessageStartingWith("TAIL_EVAL is a tail instruction");
    }

    @Test
    @Tag("VM-S-016")
    void aFreshStreamIsAStepThatCallsIt() {
        Steps inner = new Steps(self -> new Control.Pure(40), value -> new StreamStep.Done(n(value) + 1));
        Control calling = Control.expand(() -> new Steps(self -> inner, value -> new StreamStep.Done(n(value) + 1)));

        assertThat(vm.run(calling)).isEqualTo(42);
        assertThat(vm.statistics().framesPushed()).isEqualTo(2);
    }

    @Test
    @Tag("VM-S-013")
    void aStartedStreamIsNoStep() {
        Control calling = Control.expand(() -> new Steps(self -> self, StreamStep.Done::new));

        assertThat(vm.run(calling)).asString().startsWith("Expand was given a stream that has already been started");
    }

    @Test
    @Tag("VM-S-013")
    void aStreamRunsOnce() {
        IRStream once = Program.pure(1).open();
        Control twice = Way.BUILDER_ONE_STEP.all(Control.expand(() -> once), Control.expand(() -> once));

        assertThatThrownBy(() -> vm.run(twice))
                .isInstanceOf(VmUsageException.class)
                .hasMessageContaining("already been started");
    }

    @Scenario
    @Tag("VM-S-014")
    void aFailedRunLeavesNothingBehind(Way way) {
        Handler twice = (effect, k) -> way.then(new Control.Resume(k, 1), new Control.Resume(k, 2));
        List<Control> failing = List.of(
                way.under(resuming(1), way.fail(new Boom("first"))),
                way.then(way.under(twice, way.perform(ASK)), way.pure("waits below when the run ends")));

        for (Control program : failing) {
            assertThat(catchThrowable(() -> vm.run(program))).isNotNull();
            VmStatistics failed = vm.statistics();
            assertThat(failed.fibersFreed()).isPositive().isEqualTo(failed.fibersAllocated());
        }
        Vm fresh = new Vm();
        assertThat(vm.run(way.under(resuming(1), living(way, vm))))
                .as("what lives while the second program runs")
                .isEqualTo(fresh.run(way.under(resuming(1), living(way, fresh))));
        assertThat(vm.statistics().slots()).isEqualTo(fresh.statistics().slots());
    }

    private static Control living(Way way, Vm vm) {
        return way.then(
                way.perform(ASK),
                way.act(go -> List.of(
                        vm.statistics().liveFibers(),
                        vm.statistics().liveStreams(),
                        vm.statistics().unconsumed())));
    }

    @Scenario
    @Tag("VM-S-015")
    void aRunningVmRefusesASecondRun(Way way) {
        assertThatThrownBy(() -> vm.run(way.act(go -> vm.run(way.pure(1)))))
                .isInstanceOf(VmUsageException.class)
                .hasMessageContaining("running a program already");
        assertThat(vm.run(way.act(go -> new Vm().run(way.pure(1))))).isEqualTo(1);
    }

    @Scenario
    @Tag("VM-S-016")
    void nestedProgramsReturnLikeCalls(Way way) {
        Control leaf = way.map(way.pure(1), x -> n(x) + 1);
        Control middle = way.map(leaf, x -> n(x) * 10);

        assertThat(vm.run(way.map(middle, x -> "got " + x))).isEqualTo("got 20");
    }

    @Scenario
    @Tag("VM-S-017")
    void oneProgramRunsTwiceIndependently(Way way) {
        AtomicInteger runs = new AtomicInteger();
        Control program = way.bind(way.pure("go"), go -> way.pure(runs.incrementAndGet()));

        assertThat(vm.run(program)).isEqualTo(1);
        assertThat(vm.run(way.bind(program, first -> way.map(program, second -> n(first) * 100 + n(second)))))
                .isEqualTo(203);
    }

    @Test
    @Tag("VM-S-018")
    @SuppressWarnings("NullAway") // null on purpose
    void aMissingOperandIsRefusedWhereTheNodeIsBuilt() {
        assertThatNullPointerException().isThrownBy(() -> new Control.WithHandler(null, new Control.Pure(1)));
        assertThatNullPointerException().isThrownBy(() -> new Control.WithHandler(resuming(1), null));
        assertThatNullPointerException().isThrownBy(() -> new Control.WithObserver(null, new Control.Pure(1)));
        assertThatNullPointerException().isThrownBy(() -> new Control.Perform(null));
        assertThatNullPointerException().isThrownBy(() -> new Control.Resume(null, 1));
        assertThatNullPointerException().isThrownBy(() -> new Control.Pass(ASK, null));
        assertThatNullPointerException().isThrownBy(() -> new Control.TailEval(null));
        assertThatNullPointerException().isThrownBy(() -> Program.fail(null));
    }

    @Scenario
    @Tag("VM-S-019")
    void aHandlerIsNotCalledWithoutAnEffect(Way way) {
        AtomicInteger calls = new AtomicInteger();
        Handler counting = (effect, k) -> new Control.Resume(k, calls.incrementAndGet());

        assertThat(vm.run(way.under(counting, way.map(way.pure(2), x -> n(x) + 1))))
                .isEqualTo(3);
        assertThat(calls).hasValue(0);
    }
}
