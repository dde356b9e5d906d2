package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.list;
import static dev.moveguard.vm.Effects.n;
import static dev.moveguard.vm.Effects.transferring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.vm.Effects.Boom;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
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
        Control once = way.under((effect, k) -> way.pure("aborted"), way.perform(ASK));
        Control program = Program.loop(
                0, done -> Way.program(once).map(value -> done == 199 ? Next.done(value) : Next.again(done + 1)));

        assertThat(vm.run(program)).isEqualTo("aborted");
        assertThat(vm.statistics().slots()).isLessThanOrEqualTo(8);
        assertThat(vm.statistics().liveFibers()).isZero();
        assertThat(vm.statistics().liveStreams()).isZero();
        assertThat(vm.statistics().unconsumed()).isEqualTo(200);
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
        vm.run(program);
        VmStatistics first = vm.statistics();
        vm.run(program);
        VmStatistics second = vm.statistics();

        assertThat(second.liveFibers()).isZero();
        assertThat(second.liveStreams()).isZero();
        assertThat(second.unconsumed()).isZero();
        assertThat(second.fibersDetached()).isZero();
        assertThat(second.fibersAllocated()).isEqualTo(second.fibersFreed()).isEqualTo(2 * first.fibersAllocated());
        assertThat(second.ksCreated()).isEqualTo(4);
        assertThat(second.consumed()).containsEntry(Operation.TRANSFER, 4L).containsEntry(Operation.RESUME, 0L);
    }

    @Test
    @Tag("VM-S-175")
    void answersThatAreDroppedAreCollected() {
        Handler heavy = (effect, k) -> new Control.Transfer(k, new byte[800_000]);
        AtomicReference<WeakReference<Object>> last = new AtomicReference<>(new WeakReference<>(this));
        AtomicInteger survivors = new AtomicInteger();
        Program<Integer> program = Program.loop(
                0,
                done -> Program.perform(ASK).map(answer -> {
                    survivors.addAndGet(isCollected(last.getAndSet(new WeakReference<>(answer))) ? 0 : 1);
                    return done == 20 ? Next.done(survivors.get()) : Next.again(done + 1);
                }));

        assertThat(vm.run(Handlers.install(heavy, program)))
                .as("the first one is this test")
                .isEqualTo(1);
    }

    /** Waits for the collector by asking it, a bounded number of times; no clock is involved. */
    private static boolean isCollected(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        return reference.get() == null;
    }

    @Test
    @Tag("VM-S-176")
    void aMillionTransfersPileNothingUp() {
        AtomicInteger deepest = new AtomicInteger();
        Observer measuring = effect -> deepest.accumulateAndGet(vm.statistics().liveStreams(), Math::max);

        assertThat(vm.run(Handlers.install(transferring(1), performing(1_000_000))))
                .isEqualTo(1_000_000);
        vm.run(Handlers.observe(measuring, Handlers.install(transferring(1), performing(1_000))));
        assertThat(deepest).hasValue(1);
        assertThat(vm.statistics().slots()).isLessThanOrEqualTo(8);
    }

    @Test
    @Tag("VM-S-177")
    void waitingHandlersPileUpAndGoAway() {
        AtomicInteger waiting = new AtomicInteger();
        Handler resuming = (effect, k) -> Program.resume(k, 1).map(x -> {
            waiting.incrementAndGet();
            return x;
        });

        assertThat(vm.run(Handlers.install(resuming, performing(100_000)))).isEqualTo(100_000);
        assertThat(waiting).hasValue(100_000);
        assertThat(vm.statistics().liveStreams()).isZero();
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

    private static Program<Integer> nested(int depth) {
        return depth == 0
                ? Program.pure(0)
                : Program.defer(() -> nested(depth - 1)).named("level").map(x -> x + 1);
    }

    @Test
    @Tag("VM-S-179")
    void ahundredThousandFramesNest() {
        assertThat(vm.run(nested(100_000))).isEqualTo(100_000);
        assertThat(vm.statistics().framesPushed()).isGreaterThan(100_000);
    }

    @Test
    @Tag("VM-S-179")
    void theBuilderNestsNeitherFramesNorCalls() {
        Program<Integer> left = Program.pure(0);
        for (int i = 0; i < 100_000; i++) {
            left = left.map(x -> x + 1);
        }

        assertThat(vm.run(left)).isEqualTo(100_000);
        assertThat(vm.run(Program.forEach(java.util.Collections.nCopies(100_000, 1), Program::pure)))
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
