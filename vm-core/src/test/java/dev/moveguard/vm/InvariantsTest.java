package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker is on in every test, and it finds each kind of damage. */
class InvariantsTest {
    private static final Object CALM = "calm";

    private final Counters counters = new Counters();
    private final FiberArena arena = new FiberArena(counters);
    private final Session session = new Session(VmConfig.standard());
    private final FiberStack stack = new FiberStack(arena, session, counters);
    private final Invariants invariants = new Invariants(stack, counters);

    @Test
    void everyTestRunsWithTheInvariantsOn() {
        assertThat(VmConfig.standard().checkInvariants())
                .as("run the tests with -D%s=true, as the build does", VmConfig.INVARIANTS_PROPERTY)
                .isTrue();
        assertThat(new Vm().config().checkInvariants()).isTrue();
    }

    @Test
    void onlyTheTestsThatCompareBothOrMeasureSwitchThemOff() {
        JavaClasses code = new ClassFileImporter().importPackages("dev.moveguard.vm");
        assertThat(code.get(VmConfig.class)
                        .getMethod("withInvariants", boolean.class)
                        .getCallsOfSelf())
                .extracting(call -> call.getOriginOwner().getSimpleName())
                .containsOnly("GeneratedProgramTest", "AllocationTest");
        assertThat(code.get(VmConfig.class).getConstructors().iterator().next().getCallsOfSelf())
                .extracting(call -> call.getOriginOwner().getSimpleName())
                .as("tests start from VmConfig.standard()")
                .containsOnly("VmConfig");
    }

    /** A machine whose arena a program can damage while it runs. */
    private static final class Damaged {
        private final Counters counters = new Counters();
        private final FiberArena arena = new FiberArena(counters);
        private final Session session = new Session(VmConfig.standard());

        @Nullable
        Object run(Control program) {
            return new Machine(arena, session, counters).run(program);
        }

        /** Leaves a fiber where no chain leads to it. */
        Object strand() {
            return arena.alloc(null, null, session).id();
        }
    }

    /** Fails when a machine that is told to check never looks. */
    @Test
    void aRunEndsAtTheStepThatDamagesIt() {
        List<String> log = new ArrayList<>();
        Damaged machine = new Damaged();
        Control damaging = new Control.Call(none -> machine.strand(), List.of());
        Way way = Way.MACHINE_ONE_STEP;

        assertThatThrownBy(() -> machine.run(way.then(damaging, way.act(go -> log.add("went on")))))
                .isInstanceOf(VmInternalError.class)
                .hasMessage("invariants broken: I9: Fiber#1.1 is live but not on the running chain");
        assertThat(log).isEmpty();
    }

    /** The same through the front door: only from within this package can a program damage what it runs on. */
    @Test
    void aVmThatChecksLooksAtItsRuns() {
        Handler damaging = (effect, k) -> Program.instruction(new Control.Call(none -> damage(k), List.of()))
                .flatMap(x -> Program.transfer(k, x));

        assertThatThrownBy(() -> new Vm().run(Handlers.install(damaging, Program.perform(ASK))))
                .isInstanceOf(VmInternalError.class)
                .hasMessageStartingWith("invariants broken: I6: ");
    }

    /** Section 3.8: a broken machine is fatal for whoever runs on it, also for a run within a run. */
    @Test
    void noProgramCatchesABrokenMachine() {
        Program<Object> breaking = Program.call(() -> {
            Damaged machine = new Damaged();
            return machine.run(new Control.Call(none -> machine.strand(), List.of()));
        });
        Handler abandoning =
                (effect, k) -> Program.abandon(k).recover(Throwable.class, error -> Program.pure("went on"));
        Handler failing = (effect, k) -> {
            throw new VmInternalError("of the handler");
        };
        for (Program<Object> program : List.of(
                breaking,
                breaking.named("in a frame"),
                Handlers.install(abandoning, Program.perform(ASK).ensure(breaking)),
                Handlers.install(failing, ASK))) {
            assertThatThrownBy(() -> new Vm().run(program.recover(Throwable.class, error -> Program.pure("caught"))))
                    .isInstanceOf(VmInternalError.class);
        }
    }

    private static Object damage(K k) {
        k.inspect(fiber -> fiber.becomeDetached(new ChainMark(7)));
        return k;
    }

    /** The looks at a large program are spaced; the one at the end is not left out. */
    @Test
    void theEndOfARunIsLookedAtHoweverTheLooksAreSpaced() {
        Damaged machine = new Damaged();
        Program<Object> body = Program.perform(ASK);
        for (int i = 0; i < 600; i++) {
            body = body.map(x -> x).named("level");
        }
        Program<Object> large =
                Handlers.install((effect, k) -> Program.pure("aborted"), body).map(x -> machine.strand());

        assertThatThrownBy(() -> machine.run(large))
                .isInstanceOf(VmInternalError.class)
                .hasMessageContaining("I12: 1 fibers are live at the end of the run");
    }

    @Test
    void findsFibersThatAreLiveAtTheEnd() {
        assertThatThrownBy(invariants::atEnd)
                .isInstanceOf(VmInternalError.class)
                .hasMessage("invariants broken: I12: 1 fibers are live at the end of the run");
        stack.clear();
        invariants.atEnd();
    }

    @Test
    void aCheckedRunLooksAfterEveryStepWhileItIsSmall() {
        invariants.afterStep(CALM);
        invariants.afterStep(CALM);

        assertThat(invariants.looks()).isEqualTo(2);
    }

    @Test
    void looksAreSpacedWhenTheProgramIsLarge() {
        for (int i = 0; i < 1_000; i++) {
            stack.push(new Frame.ExpandReturn(null));
        }
        for (int step = 0; step < 2_002; step++) {
            invariants.afterStep(CALM);
        }

        assertThat(invariants.looks()).isEqualTo(2);
    }

    /** I1 cannot be broken through the arena's own methods. */
    @Test
    void aSlotIsFreedOnce() {
        Fiber once = arena.alloc(null, null, session);
        arena.free(once);
        once.becomeLive(once.id().packed());

        assertThatThrownBy(() -> arena.free(once))
                .isInstanceOf(VmInternalError.class)
                .hasMessage("cannot release Fiber#1.1: it is LIVE");
    }

    @Test
    void findsACurrentFiberThatIsNotLive() {
        stack.current().die();

        assertFinding("I2: Fiber#0.1 is on the running chain, but it is DEAD");
    }

    @Test
    void findsADeadFiberFurtherDown() {
        Fiber root = stack.current();
        stack.enter(new Boundary.Prompt(Effects.passing()));
        root.die();

        assertFinding("I3: Fiber#0.1 is on the running chain, but it is DEAD");
    }

    @Test
    void findsACycle() {
        Fiber root = stack.current();
        stack.enter(new Boundary.Prompt(Effects.passing()));
        root.linkTo(stack.current());

        assertFinding("I3: the parent links of the running chain have a cycle");
    }

    @Test
    void findsABoundaryOnTwoFibers() {
        Boundary shared = new Boundary.Prompt(Effects.passing());
        stack.enter(shared);
        stack.enter(shared);

        assertFinding("I4: a boundary is on two fibers");
    }

    @Test
    void findsABoundaryWithFrames() {
        stack.enter(new Boundary.Prompt(Effects.passing()));
        Objects.requireNonNull(stack.current().parent()).push(new Frame.ExpandReturn(null));

        assertFinding("I14: the boundary fiber");
    }

    @Test
    void findsAChainWithABrokenLink() {
        K k = detachedK();
        List<Fiber> fibers = new ArrayList<>();
        k.inspect(fibers::add);
        fibers.get(0).linkTo(null);
        stack.push(new Frame.ExpandReturn(k));

        assertFinding("I5: a chain of 2 fibers has 1 on its way round");
    }

    @Test
    void findsAChainThatLeadsPastItsEnd() {
        K k = detachedK();
        List<Fiber> fibers = new ArrayList<>();
        k.inspect(fibers::add);
        fibers.get(1).linkTo(fibers.get(1));
        stack.push(new Frame.ExpandReturn(k));

        assertFinding("I5: a chain of 2 fibers has 1 on its way round");
    }

    @Test
    void findsADetachedFiberThatSaysItIsElsewhere() {
        K k = detachedK();
        k.inspect(fiber -> fiber.becomeDetached(new ChainMark(1)));
        stack.push(new Frame.ExpandReturn(k));

        assertFinding("I6: Fiber#2.1 is in a chain, but it is DETACHED or belongs elsewhere");
    }

    @Test
    void findsALiveFiberOffTheChain() {
        arena.alloc(null, null, session);

        assertFinding("I9: Fiber#1.1 is live but not on the running chain");
    }

    @Test
    void findsTwoFramesWithOneHandle() {
        K k = detachedK();
        stack.push(new Frame.ExpandReturn(k));
        stack.push(new Frame.ExpandReturn(k));

        assertFinding("I10: two frames hold K(head=#2.1)");
    }

    @Test
    void findsAStreamInTwoFrames() {
        IRStream stream = Program.perform(ASK).open();
        stack.push(stream);
        stack.push(stream);

        assertFinding("I11: a stream is in two frames");
    }

    @Test
    void findsAFinishedStreamInAFrame() {
        IRStream stream = Program.pure(1).open();
        stream.end();
        stack.push(stream);

        assertFinding("I11: a finished stream is in a frame of Fiber#0.1");
        invariants.afterStep(new Signal.Raise(new Effects.Boom("its own error"), new Trace(List.of(), List.of())));
    }

    @Test
    void findsFiguresThatDoNotAddUp() {
        counters.fibersFreed--;

        assertFinding("I13: 1 fibers are neither live nor freed, 0 are detached");
    }

    @Test
    void listsEverythingItFinds() {
        stack.current().die();
        arena.alloc(null, null, session);

        assertFinding("I2: Fiber#0.1 is on the running chain, but it is DEAD; I9: Fiber#1.1 is live");
    }

    @Test
    void anUndamagedMachineHasNoFindings() {
        stack.push(new Frame.ExpandReturn(detachedK()));

        invariants.afterStep(CALM);

        assertThat(invariants.looks()).isOne();
    }

    private K detachedK() {
        stack.enter(new Boundary.Prompt(Effects.passing()));
        Fiber prompt = Objects.requireNonNull(stack.nearestPrompt());
        return new K(new Continuation(stack.detachThrough(prompt)));
    }

    private void assertFinding(String finding) {
        assertThatThrownBy(() -> invariants.afterStep(CALM))
                .isInstanceOf(VmInternalError.class)
                .hasMessageStartingWith("invariants broken: ")
                .hasMessageContaining(finding);
    }
}
