package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.passing;
import static dev.moveguard.vm.Effects.resuming;
import static dev.moveguard.vm.Effects.transferring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moveguard.vm.Effects.Boom;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What errors tell about where they were raised. */
class TraceScenarioTest {
    private final Vm vm = new Vm();

    private static <A> Program<A> at(String function, int line, Program<A> body) {
        return body.named(new SourceLocation(function, "Demo.java", line));
    }

    private static Control threeDeep(Way way, Control leaf) {
        return way.at("root", 1, way.map(way.at("middle", 2, way.map(way.at("leaf", 3, leaf), x -> x)), x -> x));
    }

    private static Trace traceOf(Throwable error) {
        return Trace.of(error).orElseThrow();
    }

    /** The frames that have a place; a state machine has others for its binds and catches. */
    private static List<String> placed(Trace trace) {
        return trace.frames().stream()
                .filter(frame -> frame.file().equals("Demo.java"))
                .map(TraceFrame::function)
                .toList();
    }

    private static List<String> functions(Trace trace) {
        return trace.frames().stream().map(TraceFrame::function).toList();
    }

    @Scenario
    @Tag("VM-S-130")
    void aTracebackReadsFromTheInside(Way way) {
        Handler asking = (effect, k) -> way.bind(new Control.GetTraceback(k), places -> new Control.Resume(k, places));

        assertThat((List<?>) vm.run(way.under(asking, threeDeep(way, way.perform(ASK)))))
                .filteredOn(place -> ((SourceLocation) place).file().equals("Demo.java"))
                .isEqualTo(List.of(
                        new SourceLocation("leaf", "Demo.java", 3),
                        new SourceLocation("middle", "Demo.java", 2),
                        new SourceLocation("root", "Demo.java", 1)));
    }

    @Scenario
    @Tag("VM-S-131")
    void everyUncaughtErrorHasATrace(Way way) {
        Control ask = way.bind(way.perform(ASK), way::pure);
        List<Control> failing = List.of(
                way.fail(new Boom("program")),
                ask,
                way.under(passing(), ask),
                way.under(List.of(passing(), passing()), ask));

        assertThat(failing)
                .allSatisfy(program -> assertThat(
                                traceOf(catchThrowable(() -> vm.run(program))).frames())
                        .isNotEmpty());
    }

    @Test
    @Tag("VM-S-131")
    void aBareEffectHasATraceToo() {
        for (Control program : List.of(
                Program.perform(ASK), new Control.Perform(ASK), Handlers.install(passing(), Program.perform(ASK)))) {
            assertThat(functions(traceOf(catchThrowable(() -> vm.run(program)))))
                    .containsExactly("program");
        }
        assertThat(functions(traceOf(catchThrowable(() -> vm.run(ASK))))).containsExactly("program");
    }

    @Test
    @Tag("VM-S-131")
    void aStreamWithoutANameIsTold() {
        Control anonymous = Control.expand(() -> new IRStream() {
            @Override
            protected StreamStep resume(@Nullable Object value) {
                throw new Boom("x");
            }
        });

        assertThat(functions(traceOf(catchThrowable(() -> vm.run(anonymous)))))
                .singleElement()
                .asString()
                .matches("TraceScenarioTest\\$\\d+");
    }

    @Scenario
    @Tag("VM-S-132")
    void aTraceReadsFromTheOutside(Way way) {
        Control ask = threeDeep(way, way.perform(ASK));

        assertThat(placed(traceOf(catchThrowable(() -> vm.run(ask))))).containsExactly("root", "middle", "leaf");
        for (Handler passes :
                List.of(passing(), (Handler) (effect, k) -> way.then(way.pure("first"), new Control.Pass(effect, k)))) {
            Control passed = way.at("main", 9, way.map(way.under(passes, ask), x -> x));

            assertThat(placed(traceOf(catchThrowable(() -> vm.run(passed)))))
                    .containsExactly("main", "root", "middle", "leaf");
        }
    }

    @Scenario
    @Tag("VM-S-133")
    void aTraceNamesTheHandlersFromTheInside(Way way) {
        Control ask = way.under(List.of(passing().named("outer"), passing().named("inner")), way.perform(ASK));

        assertThat(traceOf(catchThrowable(() -> vm.run(ask))).handlers()).containsExactly("inner", "outer");
    }

    private static Control recursing(Way way, int left) {
        return left == 0
                ? way.at("recurse", 8, way.fail(new Boom("bottom")))
                : way.at("recurse", 7, recursing(way, left - 1));
    }

    @Scenario
    @Tag("VM-S-134")
    void equalNeighboursAreOneEntry(Way way) {
        Trace trace = traceOf(catchThrowable(() -> vm.run(recursing(way, 15))));

        assertThat(trace.frames())
                .startsWith(
                        new TraceFrame("recurse", "Demo.java", 7, 15), new TraceFrame("recurse", "Demo.java", 8, 1));
        assertThat(placed(trace)).hasSize(2);
        assertThat(trace).asString().contains("recurse (Demo.java:7) [x15]", "recurse (Demo.java:8)\n");
    }

    @Scenario
    @Tag("VM-S-135")
    void anErrorThatWasCaughtIsForgotten(Way way) {
        Control first = way.catching(
                way.at("first", 1, way.fail(new IllegalStateException("caught"))),
                IllegalStateException.class,
                e -> way.pure("fine"));
        Control second = way.at("second", 2, way.fail(new Boom("uncaught")));

        Throwable uncaught = catchThrowable(() -> vm.run(way.at("main", 3, way.then(first, second))));

        assertThat(placed(traceOf(uncaught))).containsExactly("main", "second");
    }

    @Scenario
    @Tag("VM-S-136")
    void rethrowingKeepsTheFirstPlace(Way way) {
        Control origin = way.at("origin", 1, way.fail(new Boom("again")));
        Control rethrowing = way.at("rethrowing", 2, way.catching(origin, Boom.class, way::fail));

        assertThat(placed(traceOf(catchThrowable(() -> vm.run(rethrowing))))).containsExactly("rethrowing", "origin");
    }

    @Test
    @Tag("VM-S-136")
    void rethrowingMuchLaterKeepsTheFirstPlace() {
        Program<Object> origin = at("origin", 1, Program.fail(new Boom("again")));
        Program<Object> later = origin.recover(
                Boom.class, boom -> at("meanwhile", 3, Program.unit()).then(at("later", 4, Program.fail(boom))));

        assertThat(functions(traceOf(catchThrowable(() -> vm.run(at("main", 2, later))))))
                .containsExactly("main", "origin");
    }

    @Test
    @Tag("VM-S-136")
    void anErrorObjectOfAnEarlierRunGetsAFreshTrace() {
        Boom preallocated = new Boom("shared");

        assertThat(functions(traceOf(catchThrowable(() -> vm.run(at("one", 1, Program.fail(preallocated)))))))
                .containsExactly("one");
        assertThat(functions(traceOf(catchThrowable(() -> vm.run(at("two", 2, Program.fail(preallocated)))))))
                .containsExactly("two");
        assertThat(preallocated.getSuppressed()).hasSize(1);
    }

    @Scenario
    @Tag("VM-S-137")
    void theContextWithoutAnErrorIsWhatRuns(Way way) {
        Control inner = way.at("inner", 2, new Control.GetExecutionContext(null));

        Object context = vm.run(way.at("outer", 1, way.map(inner, x -> x)));

        assertThat(placed((Trace) Objects.requireNonNull(context))).containsExactly("outer", "inner");
    }

    @Scenario
    @Tag("VM-S-138")
    void theContextOfAnErrorIsItsOwnPlace(Way way) {
        Control failing = way.at("failing", 1, way.fail(new Boom("x")));
        Control program = way.at(
                "main",
                2,
                way.catching(
                        failing, Boom.class, boom -> way.at("catching", 3, new Control.GetExecutionContext(boom))));

        assertThat(placed((Trace) Objects.requireNonNull(vm.run(program)))).containsExactly("main", "failing");
    }

    @Test
    @Tag("VM-S-139")
    void plainJavaFramesStayVisible() {
        Control failing = Way.MACHINE_ONE_STEP.act(go -> a());
        Control withOne = new Control.WithHandler(resuming(1), failing);
        Control withTwo = new Control.WithHandler(passing(), withOne);

        for (Control program : List.of(failing, withOne, withTwo)) {
            Throwable error = catchThrowable(() -> vm.run(program));

            assertThat(error.getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .startsWith("c", "b", "a");
            assertThat(error.getSuppressed()[0]).hasMessageContaining("effect trace, outermost first:");
        }
    }

    private static Object a() {
        return b();
    }

    private static Object b() {
        return c();
    }

    private static Object c() {
        throw new Boom("deep in Java");
    }

    /** Yields its steps and counts who asks where it stands. */
    private static final class Counted extends IRStream {
        private final AtomicInteger lookups;
        private final Control step;
        private int left;

        Counted(AtomicInteger lookups, Control step, int times) {
            this.lookups = lookups;
            this.step = step;
            this.left = times;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            return left-- > 0 ? step : new StreamStep.Done("done");
        }

        @Override
        public SourceLocation location() {
            lookups.incrementAndGet();
            return SourceLocation.UNKNOWN;
        }
    }

    @Scenario
    @Tag("VM-S-140")
    void nothingIsLookedUpOnTheNormalPath(Way way) {
        AtomicInteger lookups = new AtomicInteger();
        Control loop = Control.expand(() -> new Counted(lookups, new Control.Perform(ASK), 100_000));
        Control shorter = Control.expand(() -> new Counted(lookups, new Control.Perform(ASK), 10_000));
        Handler counted =
                (effect, k) -> Control.expand(() -> new Counted(lookups, new Control.Transfer(k, "answer"), 1));
        Handler waiting = (effect, k) -> Control.expand(() -> new Counted(lookups, new Control.Resume(k, "answer"), 1));

        assertThat(vm.run(way.under(List.of(transferring(1), passing()), loop))).isEqualTo("done");
        assertThat(vm.run(way.under(List.of(counted, passing()), shorter))).isEqualTo("done");
        assertThat(vm.run(way.under(List.of(waiting, passing()), shorter))).isEqualTo("done");
        assertThat(vm.statistics().ksCreated()).isGreaterThanOrEqualTo(120_000);
        assertThat(lookups).hasValue(0);
    }

    @Scenario
    @Tag("VM-S-141")
    void aTailResumingHandlerLeavesNoFrames(Way way) {
        Control body = way.fail(new Boom("at the end"));
        for (Effect<?> effect : Collections.nCopies(200, ASK)) {
            body = way.then(way.perform(effect), body);
        }
        Control program = body;
        Handler tail = (effect, k) -> at("tail", 5, Program.transfer(k, 1));

        Throwable error = catchThrowable(() -> vm.run(way.under(tail, program)));

        assertThat(functions(traceOf(error))).doesNotContain("tail").hasSizeLessThan(way.isMachine() ? 3 : 2);
    }

    @Test
    @Tag("VM-S-131")
    void anErrorWithoutSuppressionStillLeavesAsItIs() {
        Throwable closed = new RuntimeException("closed", null, false, false) {};

        assertThatThrownBy(() -> vm.run(Program.fail(closed))).isSameAs(closed).hasNoSuppressedExceptions();
    }
}
