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

    private static Program<Object> threeDeep(Program<Object> leaf) {
        return at("root", 1, at("middle", 2, at("leaf", 3, leaf).map(x -> x)).map(x -> x));
    }

    private static Trace traceOf(Throwable error) {
        return Trace.of(error).orElseThrow();
    }

    private static List<String> functions(Trace trace) {
        return trace.frames().stream().map(TraceFrame::function).toList();
    }

    @Test
    @Tag("VM-S-130")
    void aTracebackReadsFromTheInside() {
        Handler asking = (effect, k) -> Program.<List<SourceLocation>>instruction(new Control.GetTraceback(k))
                .flatMap(places -> Program.resume(k, places));

        assertThat(vm.run(Handlers.install(asking, threeDeep(Program.perform(ASK)))))
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

    @Test
    @Tag("VM-S-132")
    void aTraceReadsFromTheOutside() {
        Program<Object> ask = threeDeep(Program.perform(ASK));

        assertThat(functions(traceOf(catchThrowable(() -> vm.run(ask))))).containsExactly("root", "middle", "leaf");
        Program<Object> passed = at("main", 9, Handlers.install(passing(), ask).map(x -> x));
        assertThat(functions(traceOf(catchThrowable(() -> vm.run(passed)))))
                .containsExactly("main", "root", "middle", "leaf");
    }

    @Test
    @Tag("VM-S-133")
    void aTraceNamesTheHandlersFromTheInside() {
        Program<Object> ask =
                Handlers.install(List.of(passing().named("outer"), passing().named("inner")), Program.perform(ASK));

        assertThat(traceOf(catchThrowable(() -> vm.run(ask))).handlers()).containsExactly("inner", "outer");
    }

    private static Program<Object> recursing(int left) {
        return left == 0
                ? at("recurse", 8, Program.fail(new Boom("bottom")))
                : at("recurse", 7, Program.defer(() -> recursing(left - 1)).map(x -> x));
    }

    @Test
    @Tag("VM-S-134")
    void equalNeighboursAreOneEntry() {
        Trace trace = traceOf(catchThrowable(() -> vm.run(recursing(15))));

        assertThat(trace.frames())
                .containsExactly(
                        new TraceFrame("recurse", "Demo.java", 7, 15), new TraceFrame("recurse", "Demo.java", 8, 1));
        assertThat(trace).asString().contains("recurse (Demo.java:7) [x15]", "recurse (Demo.java:8)\n");
    }

    @Test
    @Tag("VM-S-135")
    void anErrorThatWasCaughtIsForgotten() {
        Program<Object> first = at("first", 1, Program.<Object>fail(new IllegalStateException("caught")))
                .recover(IllegalStateException.class, e -> Program.pure("fine"));
        Program<Object> second = at("second", 2, Program.fail(new Boom("uncaught")));

        Throwable uncaught = catchThrowable(() -> vm.run(at("main", 3, first.then(second))));

        assertThat(functions(traceOf(uncaught))).containsExactly("main", "second");
    }

    @Test
    @Tag("VM-S-136")
    void rethrowingKeepsTheFirstPlace() {
        Program<Object> origin = at("origin", 1, Program.fail(new Boom("again")));
        Program<Object> rethrowing = at("rethrowing", 2, origin.recover(Boom.class, Program::fail));

        assertThat(functions(traceOf(catchThrowable(() -> vm.run(rethrowing)))))
                .containsExactly("rethrowing", "origin");
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

    @Test
    @Tag("VM-S-137")
    void theContextWithoutAnErrorIsWhatRuns() {
        Program<Trace> context = Program.instruction(new Control.GetExecutionContext(null));

        Trace trace = vm.run(at("outer", 1, at("inner", 2, context).map(x -> x)));

        assertThat(functions(trace)).containsExactly("outer", "inner");
    }

    @Test
    @Tag("VM-S-138")
    void theContextOfAnErrorIsItsOwnPlace() {
        Program<Object> failing = at("failing", 1, Program.fail(new Boom("x")));
        Program<Object> program = at(
                "main",
                2,
                failing.recover(
                        Boom.class,
                        boom -> at("catching", 3, Program.instruction(new Control.GetExecutionContext(boom)))));

        assertThat(functions((Trace) vm.run(program))).containsExactly("main", "failing");
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

    @Test
    @Tag("VM-S-140")
    void nothingIsLookedUpOnTheNormalPath() {
        AtomicInteger lookups = new AtomicInteger();
        Control loop = Control.expand(() -> new IRStream() {
            private int performed;

            @Override
            protected StreamStep resume(@Nullable Object value) {
                return performed++ < 100_000 ? new Control.Perform(ASK) : new StreamStep.Done(performed);
            }

            @Override
            public SourceLocation location() {
                lookups.incrementAndGet();
                return SourceLocation.UNKNOWN;
            }
        });

        assertThat(vm.run(new Control.WithHandler(transferring(1), new Control.WithHandler(passing(), loop))))
                .isEqualTo(100_001);
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
