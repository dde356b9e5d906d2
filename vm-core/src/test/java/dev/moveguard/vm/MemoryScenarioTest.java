package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.list;
import static dev.moveguard.vm.Effects.n;
import static dev.moveguard.vm.Effects.transferring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.vm.Effects.Boom;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stays in memory, how deep things may nest, and what becomes of a continuation that nobody resumes. */
class MemoryScenarioTest {
    private final Vm vm = new Vm();

    private static Program<Integer> performing(int times) {
        return Program.loop(
                0,
                done -> done == times
                        ? Program.pure(Next.done(done))
                        : Program.perform(ASK).map(x -> Next.again(done + 1)));
    }

    @Scenario
    @Tag("VM-S-170")
    void abandonedContinuationsHoldNoSlots(Way way) {
        Set<String> living = new HashSet<>();
        Control once = way.under((effect, k) -> way.pure("aborted"), way.perform(ASK));
        Control watched = way.bind(
                once,
                value -> way.act(go -> {
                    living.add(value + ", " + living());
                    return value;
                }));
        List<Long> detached = list();
        Control program = way.all(
                way.repeat(200, watched),
                way.act(go -> detached.add(vm.statistics().fibersDetached())),
                once);

        assertThat(vm.run(program)).isEqualTo("aborted");
        assertThat(living)
                .as("after each of them")
                .hasSize(1)
                .first()
                .asString()
                .startsWith("aborted, 1 fibers");
        assertThat(detached).as("two fibers each, dropped").containsExactly(400L);
        assertThat(vm.statistics().slots()).isLessThanOrEqualTo(8);
        assertThat(vm.statistics().unconsumed()).isEqualTo(201);
    }

    /** What lives on the running chain; read while a run is under way, for between runs it is nothing. */
    private String living() {
        return vm.statistics().liveFibers() + " fibers, " + vm.statistics().liveStreams() + " streams";
    }

    @Test
    @Tag("VM-S-171")
    void detachingGivesTheSlotsBack() {
        FiberArena arena = new FiberArena(new Counters());
        for (int i = 0; i < 100; i++) {
            Fiber last = alloc(arena, null);
            Fiber head = alloc(arena, last);
            arena.detach(head, last);
        }

        assertThat(arena.slotCount()).isEqualTo(2);
        assertThat(arena.liveCount()).isZero();
    }

    @Test
    @Tag("VM-S-171")
    void aFailedDetachChangesNothing() {
        FiberArena arena = new FiberArena(new Counters());
        Fiber stranger = alloc(arena, null);
        Fiber head = alloc(arena, alloc(arena, null));

        assertThatThrownBy(() -> arena.detach(head, stranger))
                .isInstanceOf(VmInternalError.class)
                .hasMessageContaining("is not below");
        assertThat(arena.liveCount()).isEqualTo(3);
        assertThat(head.place()).isEqualTo(Fiber.Place.LIVE);
    }

    @Scenario
    @Tag("VM-S-172")
    void aContinuationOfAnEndedRunDisturbsNothing(Way way) {
        Handler keeping = (effect, k) -> way.pure(k);
        K old = (K) Objects.requireNonNull(vm.run(way.under(keeping, way.perform(ASK))));
        Control meddling = way.then(way.perform(ASK), new Control.Resume(old, 1));

        assertThatThrownBy(() -> vm.run(way.under(transferring(1), meddling))).isInstanceOf(ForeignContinuation.class);
        assertThat(vm.run(way.under(transferring(2), way.perform(ASK)))).isEqualTo(2);
    }

    @Test
    @Tag("VM-S-173")
    void attachingTakesFreshSlots() {
        FiberArena arena = new FiberArena(new Counters());
        Fiber root = alloc(arena, null);
        Fiber fiber = alloc(arena, root);
        FiberId before = fiber.id();
        DetachedFiberChain chain = arena.detach(fiber, fiber);
        Fiber other = alloc(arena, root);

        arena.attach(chain, root);
        Fiber next = alloc(arena, root);

        assertThat(arena.find(before)).isEmpty();
        assertThat(List.of(
                        root.id().slot(),
                        fiber.id().slot(),
                        other.id().slot(),
                        next.id().slot()))
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> arena.attach(chain, root))
                .isInstanceOf(VmInternalError.class)
                .hasMessage("the chain has been emptied");
    }

    @Scenario
    @Tag("VM-S-174")
    void aRunEndsWhereItBegan(Way way) {
        Control program = way.under(transferring(1), way.bind(way.perform(ASK), x -> way.perform(ASK)));
        Set<String> living = new HashSet<>();
        Control looking =
                way.act(go -> living.add(living() + ", " + vm.statistics().unconsumed() + " Ks"));
        vm.run(way.repeat(2, way.then(program, looking)));
        VmStatistics first = vm.statistics();
        vm.run(way.repeat(2, way.then(program, looking)));
        VmStatistics second = vm.statistics();

        assertThat(living).as("after each program, while the run goes on").hasSize(1);
        assertThat(living).first().asString().startsWith("1 fibers").endsWith(" 0 Ks");
        assertThat(second.fibersAllocated()).isEqualTo(second.fibersFreed()).isEqualTo(2 * first.fibersAllocated());
        assertThat(second.fibersDetached()).isZero();
        assertThat(second.ksCreated()).isEqualTo(8);
        assertThat(second.consumed()).containsEntry(Operation.TRANSFER, 8L).containsEntry(Operation.RESUME, 0L);
    }

    @Scenario
    @Tag("VM-S-174")
    void aRunOfTasksEndsWhereItBegan(Way way) {
        Tasks tasks = new Tasks(way);
        Control ten = way.repeat(10, way.perform(new Tasks.Yield()));
        Control two = way.bind(
                way.perform(new Tasks.Spawn("a", ten)),
                a -> way.bind(
                        way.perform(new Tasks.Spawn("b", ten)),
                        b -> way.then(
                                way.perform(new Tasks.Await((Tasks.Task) a)),
                                way.perform(new Tasks.Await((Tasks.Task) b)))));
        List<String> after = list();

        vm.run(way.then(tasks.scheduled(two), way.act(go -> after.add(living()))));

        assertThat(tasks.switches()).isGreaterThan(20);
        assertThat(after).hasSize(1).first().asString().startsWith("1 fibers");
        assertThat(vm.statistics().unconsumed())
                .as("each task that ends leaves the K of its end")
                .isEqualTo(3);
        assertThat(vm.statistics().fibersAllocated() - vm.statistics().fibersFreed())
                .as("which hold the fibers of the three")
                .isEqualTo(vm.statistics().fibersDetached())
                .isEqualTo(6);
    }

    @Scenario
    @Tag("VM-S-175")
    void answersThatAreDroppedAreCollected(Way way) {
        List<WeakReference<Object>> answers = list();
        Handler heavy = (effect, k) -> {
            Object answer = new byte[800_000];
            answers.add(new WeakReference<>(answer));
            return new Control.Transfer(k, answer);
        };
        List<Long> survivors = list();
        Control counting = way.act(go -> {
            answers.subList(0, 199).forEach(MemoryScenarioTest::isCollected);
            return survivors.add(
                    answers.stream().filter(answer -> answer.get() != null).count());
        });

        vm.run(way.under(heavy, way.then(way.repeat(200, way.perform(ASK)), counting)));

        assertThat(answers).hasSize(200);
        assertThat(survivors)
                .as("the last answer may still be in flight")
                .first()
                .satisfies(n -> assertThat(n).isLessThan(2));
    }

    /** Waits for the collector by asking it, a bounded number of times; no clock is involved. */
    private static boolean isCollected(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        return reference.get() == null;
    }

    @Scenario
    @Tag("VM-S-176")
    void aMillionTransfersPileNothingUp(Way way) {
        int effects = way.isMachine()
                ? 1_000_000
                : 100_000; // the moves of the machine are the same, the builder's own work is not
        AtomicInteger deepest = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        Handler measuring = (effect, k) -> {
            if (answered.incrementAndGet() % 1_000 == 0) {
                deepest.accumulateAndGet(vm.statistics().liveStreams(), Math::max);
            }
            return new Control.Transfer(k, 1);
        };

        vm.run(way.under(measuring, way.repeat(effects, way.perform(ASK))));

        assertThat(answered).hasValue(effects);
        assertThat(deepest.get())
                .as("streams on the chain where the handler is asked")
                .isLessThanOrEqualTo(2);
        assertThat(vm.statistics().slots()).isLessThanOrEqualTo(8);
    }

    @Scenario
    @Tag("VM-S-177")
    void waitingHandlersPileUpAndGoAway(Way way) {
        List<Integer> streams = list();
        AtomicInteger waited = new AtomicInteger();
        Control look = way.act(go -> streams.add(vm.statistics().liveStreams()));
        Handler resuming = (effect, k) -> way.map(new Control.Resume(k, 1), x -> waited.incrementAndGet());
        Control body = way.then(way.repeat(100_000, way.perform(ASK)), look);

        vm.run(way.all(look, way.under(resuming, body), look));

        assertThat(waited).hasValue(100_000);
        assertThat(streams).hasSize(3);
        assertThat(streams.get(1)).as("while the last one waits").isGreaterThanOrEqualTo(100_000);
        assertThat(streams.get(2)).as("when all are gone").isLessThan(6);
    }

    @Test
    @Tag("VM-S-178")
    void aDelegatedTransferKeepsOneFrameAndATailCallNone() {
        assertThat(deepest((effect, k) -> Program.instruction(sub(k)).map(x -> x)))
                .isEqualTo(51);
        assertThat(deepest((effect, k) -> Program.unit().then(Program.tail(Program.instruction(sub(k))))))
                .isEqualTo(1);
    }

    private static Control sub(K k) {
        return Control.expand(() -> Program.transfer(k, 1).open());
    }

    private int deepest(Handler handler) {
        AtomicInteger deepest = new AtomicInteger();
        Observer measuring = effect -> deepest.accumulateAndGet(vm.statistics().liveStreams(), Math::max);
        vm.run(Handlers.observe(measuring, Handlers.install(handler, performing(51))));
        return deepest.get();
    }

    private static Control nested(Way way, int depth) {
        return depth == 0 ? way.pure(0) : Control.expand(() -> opened(way.map(nested(way, depth - 1), x -> n(x) + 1)));
    }

    private static IRStream opened(Control program) throws Exception {
        return program instanceof Control.Expand expand ? expand.factory().open() : ((Program<?>) program).open();
    }

    @Scenario
    @Tag("VM-S-179")
    void aHundredThousandFramesNest(Way way) {
        assertThat(vm.run(nested(way, 100_000))).isEqualTo(100_000);
        assertThat(vm.statistics().framesPushed()).isGreaterThanOrEqualTo(100_000);
    }

    @Test
    @Tag("VM-S-179")
    void theBuilderNestsNeitherFramesNorCalls() {
        Program<Integer> left = Program.pure(0);
        for (int i = 0; i < 100_000; i++) {
            left = left.map(x -> x + 1);
        }

        assertThat(vm.run(left)).isEqualTo(100_000);
        assertThat(vm.run(Program.forEach(Collections.nCopies(100_000, 1), Program::pure)))
                .hasSize(100_000);
        assertThat(vm.statistics().framesPushed()).isEqualTo(2);
    }

    @Scenario
    @Tag("VM-S-180")
    void aDroppedContinuationIsCollectableAtOnce(Way way) {
        AtomicReference<WeakReference<Object>> payload = new AtomicReference<>(new WeakReference<>(this));
        Handler aborting = (effect, k) -> way.pure("aborted");
        Control body = Control.expand(() -> carrying(payload, way.perform(ASK)));
        Control program =
                way.then(way.under(aborting, body), way.act(go -> isCollected(Objects.requireNonNull(payload.get()))));

        assertThat(vm.run(program)).isEqualTo(true);
    }

    private static IRStream carrying(AtomicReference<WeakReference<Object>> payload, Control next) {
        return new IRStream() {
            private final Object held = new Object();

            @Override
            protected StreamStep resume(@Nullable Object value) {
                payload.set(new WeakReference<>(held));
                return next;
            }
        };
    }

    @Scenario
    @Tag("VM-S-181")
    void abandonRunsTheCleanupFromTheInside(Way way) {
        List<String> log = list();
        Handler abandoning = (effect, k) -> way.then(new Control.Abandon(k), way.act(go -> {
            log.add("abandoned");
            return "gone";
        }));
        Control inner = cleaning("inner", log, way.perform(ASK));
        Control outer = cleaning("outer", log, inner);

        assertThat(vm.run(way.under(abandoning, outer))).isEqualTo("gone");
        assertThat(log).containsExactly("inner", "outer", "abandoned");
        assertThat(vm.statistics().fibersAllocated()).isEqualTo(vm.statistics().fibersFreed());
    }

    private static Control cleaning(String name, List<String> log, Control body) {
        return Control.expand(() -> new IRStream() {
            @Override
            protected StreamStep resume(@Nullable Object value) {
                return body;
            }

            @Override
            protected void close() {
                log.add(name);
            }
        });
    }

    @Test
    @Tag("VM-S-181")
    void abandonRunsEnsure() {
        List<String> log = list();
        Program<Object> body = Program.perform(ASK)
                .ensure(Program.call(() -> log.add("inner")))
                .attempt()
                .ensure(Program.call(() -> log.add("outer")))
                .map(x -> x);
        Handler abandoning = (effect, k) -> Program.abandon(k).then(Program.pure("gone"));

        assertThat(vm.run(Handlers.install(abandoning, body))).isEqualTo("gone");
        assertThat(log).containsExactly("inner", "outer");
    }

    @Test
    @Tag("VM-S-182")
    void cleanupThatPerformsIsReportedAndTheOthersStillRun() {
        List<String> log = list();
        Program<Object> body = Program.perform(ASK)
                .ensure(Program.perform(new Effects.Log("not here")))
                .ensure(Program.fail(new Boom("second failure")))
                .ensure(Program.call(() -> log.add("outer")));
        Handler abandoning =
                (effect, k) -> Program.abandon(k).recover(VmUsageException.class, fault -> Program.pure(fault));

        assertThat(vm.run(Handlers.install(abandoning, body))).isInstanceOfSatisfying(VmUsageException.class, fault -> {
            assertThat(fault).hasMessageContaining("PERFORM in the cleanup of an abandoned program");
            assertThat(fault.getSuppressed()).hasAtLeastOneElementOfType(Boom.class);
        });
        assertThat(log).containsExactly("outer");
    }

    @Test
    @Tag("VM-S-182")
    void everyStreamOfTheChainIsClosed() {
        List<String> log = list();
        Control body = cleaning(
                "outer", log, failingToClose(new Boom("close"), cleaning("inner", log, new Control.Perform(ASK))));
        Handler abandoning = (effect, k) -> Program.abandon(k).recover(Boom.class, boom -> Program.pure("reported"));

        assertThat(vm.run(new Control.WithHandler(abandoning, body))).isEqualTo("reported");
        assertThat(log).containsExactly("inner", "outer");
    }

    /** The spec closes the frames of the chain; another continuation that a frame's K holds is none of them. */
    @Test
    @Tag("VM-S-181")
    void abandonLeavesWhatAWaitingHandlerWasAnswering() {
        List<String> log = list();
        Handler waiting = Handlers.on(
                        Effects.Ask.class,
                        (ask, k) -> Program.perform(new Effects.Other("more"))
                                .ensure(Program.call(() -> log.add("handler closed")))
                                .flatMap(x -> Program.transfer(k, x)))
                .orPass();
        Handler abandoning = (effect, k) -> Program.abandon(k).then(Program.pure("gone"));
        Program<Object> body = Program.perform(ASK).ensure(Program.call(() -> log.add("body closed")));

        assertThat(vm.run(Handlers.install(List.of(abandoning, waiting), body))).isEqualTo("gone");
        assertThat(log).containsExactly("handler closed");
    }

    @Test
    @Tag("VM-S-181")
    void cleanupMayDoWhateverPerformsNothing() {
        List<String> log = list();
        Program<Object> asks = Program.perform(ASK).map(x -> log.add("answered " + x));
        Program<Object> body = Program.perform(ASK)
                .ensure(Program.call(() -> log.add("named")).named("cleanup"))
                .ensure(Program.instruction(new Control.Call(none -> log.add("called"), List.of())))
                .ensure(Program.instruction(Program.call(() -> log.add("nested"))))
                .ensure(Handlers.install(transferring("itself"), asks))
                .ensure(Program.loop(
                        0, i -> Program.pure(i == 100_000 ? Next.done(log.add("turned")) : Next.again(i + 1))));
        Handler abandoning = (effect, k) -> Program.abandon(k).then(Program.pure("gone"));

        assertThat(vm.run(Handlers.install(abandoning, body))).isEqualTo("gone");
        assertThat(log).containsExactly("named", "called", "nested", "answered itself", "turned");
    }

    @Test
    @Tag("VM-S-182")
    void aRefusedEffectIsAnErrorWhereTheCleanupPerformsIt() {
        List<String> log = list();
        Program<Object> cleanup =
                Program.perform(ASK).recover(VmUsageException.class, fault -> Program.call(() -> log.add("went on")));
        Handler abandoning = (effect, k) -> Program.abandon(k).then(Program.pure("gone"));

        assertThat(vm.run(Handlers.install(abandoning, Program.perform(ASK).ensure(cleanup))))
                .isEqualTo("gone");
        assertThat(log).containsExactly("went on");
    }

    @Test
    @Tag("VM-S-182")
    void cleanupCannotUseAContinuationOfTheRun() {
        List<K> stored = list();
        Handler storing = (effect, k) -> {
            stored.add(k);
            return stored.size() == 1
                    ? Program.pure("parked")
                    : Program.abandon(k)
                            .recover(VmUsageException.class, fault -> Program.pure(String.valueOf(fault.getMessage())));
        };
        Program<Object> body = Program.perform(ASK).ensure(Program.defer(() -> Program.resume(stored.get(0), 1)));
        Program<Object> parked = Handlers.install(storing, ASK);

        assertThat(vm.run(parked.then(Handlers.install(storing, body))))
                .asString()
                .startsWith("a continuation in the cleanup of an abandoned program: ");
        assertThat(stored.get(0).isLive()).isTrue();
    }

    @Test
    @Tag("VM-S-182")
    void theFirstFailureToCloseCarriesTheOthers() {
        Boom innermost = new Boom("innermost");
        Boom middle = new Boom("middle");
        Boom outermost = new Boom("outermost");
        Control body =
                failingToClose(outermost, failingToClose(middle, failingToClose(innermost, new Control.Perform(ASK))));
        Handler abandoning = (effect, k) -> Program.abandon(k).recover(Boom.class, Program::pure);

        assertThat(vm.run(new Control.WithHandler(abandoning, body))).isSameAs(innermost);
        assertThat(innermost.getSuppressed()).startsWith(middle, outermost);
    }

    @Test
    @Tag("VM-S-182")
    void aStreamsOwnCleanupsFailTogether() {
        Boom inner = new Boom("inner");
        Boom outer = new Boom("outer");
        Program<Object> body = Program.perform(ASK)
                .ensure(Program.fail(inner))
                .ensure(Program.fail(outer))
                .map(x -> x);
        Handler abandoning = (effect, k) -> Program.abandon(k).recover(Boom.class, Program::pure);

        assertThat(vm.run(Handlers.install(abandoning, body))).isSameAs(inner);
        assertThat(inner.getSuppressed()).contains(outer);
    }

    private static Control failingToClose(Boom failure, Control body) {
        return Control.expand(() -> new IRStream() {
            @Override
            protected StreamStep resume(@Nullable Object value) {
                return body;
            }

            @Override
            protected void close() {
                throw failure;
            }
        });
    }

    @Test
    @Tag("VM-S-183")
    void aCycleThroughAParkedBodyIsCollectable() {
        WeakReference<Object> effect = cycle(vm);

        assertThat(isCollected(effect)).isTrue();
        assertThat(vm.statistics().unconsumed()).isEqualTo(1);
    }

    private static final class Knot implements Effect<Object> {
        private final List<Object> tied = list();
    }

    private static WeakReference<Object> cycle(Vm vm) {
        Knot knot = new Knot();
        Program<Object> body = Program.perform(knot).map(x -> knot.tied);
        Handler tying = (effect, k) -> {
            knot.tied.addAll(List.of(k, body));
            return new Control.Pure("parked");
        };
        knot.tied.add(tying);
        vm.run(Handlers.install(tying, body));
        return new WeakReference<>(knot);
    }

    @Test
    @Tag("VM-S-185")
    void aContinuationThatIsLeftOverIsNamed() {
        Vm diagnostic = new Vm(VmConfig.standard().withDiagnostics(true));
        List<K> kept = list();
        Handler keeping = (effect, k) -> {
            kept.add(k);
            return new Control.Pure("kept");
        };
        Program<Object> body = Program.perform(ASK).named(new SourceLocation("waiter", "Demo.java", 4));

        diagnostic.run(Handlers.install(List.of(keeping, Effects.passing()), body));

        assertThat(kept).hasSize(1).allMatch(K::isLive);
        assertThat(diagnostic.leftOver())
                .singleElement()
                .asString()
                .startsWith("continuation left over: head=#")
                .endsWith("performed at waiter (Demo.java:4)");
        diagnostic.run(Handlers.install(transferring(n(1)), body));
        assertThat(diagnostic.leftOver()).isEmpty();
    }

    private static Fiber alloc(FiberArena arena, @Nullable Fiber parent) {
        return arena.alloc(null, parent, new Session(VmConfig.standard()));
    }
}
