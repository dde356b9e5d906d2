package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.resuming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moveguard.vm.Effects.Boom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every method of the user that the VM calls may fail: the program gets an error it can catch, and the same in both ways. */
class UserCodeTest {
    private final Boom boom = new Boom("user code");
    private final List<Vm> vms = List.of(new Vm(), new Vm(VmConfig.standard().withAnswersInPlace(false)), diagnostic());

    private static Vm diagnostic() {
        return new Vm(VmConfig.standard().withDiagnostics(true));
    }

    private record Mute(Boom boom) implements Effect<Object> {
        @Override
        public String toString() {
            throw boom;
        }
    }

    /** Passes, and cannot say its name. */
    private record Nameless(@Nullable Boom boom) implements Handler {
        @Override
        public Control onEffect(Effect<?> effect, K k) {
            return new Control.Pass(effect, k);
        }

        @Override
        @SuppressWarnings("NullAway") // null on purpose
        public String name() {
            if (boom != null) {
                throw boom;
            }
            return null;
        }
    }

    /** Does not know what it handles. */
    private record Undecided(Boom boom) implements Handler {
        @Override
        public Control onEffect(Effect<?> effect, K k) {
            return new Control.Transfer(k, "asked all the same");
        }

        @Override
        public boolean handles(Class<?> effect) {
            throw boom;
        }
    }

    private record UndecidedAnswer(Boom boom) implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            throw boom;
        }

        @Override
        public Object answer(Effect<?> effect) {
            return "asked all the same";
        }
    }

    /** Says that it handles nothing, and would answer. */
    private record Modest() implements Handler {
        @Override
        public Control onEffect(Effect<?> effect, K k) {
            return new Control.Transfer(k, "modest");
        }

        @Override
        public boolean handles(Class<?> effect) {
            return false;
        }
    }

    /** Fails, and cannot say where it stands. */
    private final class Lost extends IRStream {
        private final boolean silent;

        Lost(boolean silent) {
            this.silent = silent;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            throw new IllegalStateException("its own error");
        }

        @Override
        @SuppressWarnings("NullAway") // null on purpose
        public SourceLocation location() {
            if (silent) {
                return null;
            }
            throw boom;
        }
    }

    @Scenario
    void anEffectThatCannotBeShownIsStillUnhandled(Way way) {
        Control program = way.catching(
                way.perform(new Mute(boom)), UnhandledEffectException.class, e -> way.pure(e.getMessage()));

        assertThat(vms)
                .allSatisfy(vm -> assertThat(vm.run(program))
                        .isEqualTo("unhandled effect dev.moveguard.vm.UserCodeTest$Mute UserCodeTest$Mute"
                                + " (its toString() threw dev.moveguard.vm.Effects$Boom): no handlers in scope"));
    }

    @Scenario
    void aHandlerWithoutANameIsShownByItsClass(Way way) {
        Control program = new Control.WithHandler(
                new Nameless(boom), new Control.WithHandler(new Nameless(null), way.perform(ASK)));
        List<String> shown = List.of(
                "UserCodeTest$Nameless (its name() gave null)",
                "UserCodeTest$Nameless (its name() threw dev.moveguard.vm.Effects$Boom)");

        assertThat(vms).allSatisfy(vm -> {
            Throwable error = catchThrowable(() -> vm.run(program));
            assertThat(error)
                    .isInstanceOfSatisfying(
                            UnhandledEffectException.class,
                            unhandled -> assertThat(unhandled.passedBy()).isEqualTo(shown));
            assertThat(Trace.of(error).orElseThrow().handlers()).isEqualTo(shown);
        });
    }

    @Scenario
    void aStreamThatIsLostKeepsItsError(Way way) {
        for (boolean silent : List.of(true, false)) {
            Control program = way.bind(Control.expand(() -> new Lost(silent)), way::pure);
            String why = silent ? "gave null" : "threw dev.moveguard.vm.Effects$Boom";

            assertThat(vms).allSatisfy(vm -> {
                Throwable error = catchThrowable(() -> vm.run(program));
                assertThat(error).hasMessage("its own error");
                assertThat(Trace.of(error).orElseThrow().frames())
                        .extracting(TraceFrame::function)
                        .endsWith("UserCodeTest$Lost (its location() " + why + ")");
            });
        }
    }

    /** A handler is asked what it handles as part of the perform. */
    @Scenario
    void aHandlerThatCannotDecideFailsAtThePerformSite(Way way) {
        for (Handler undecided : List.of(new Undecided(boom), new UndecidedAnswer(boom))) {
            List<Control> programs = new ArrayList<>();
            Control caught = way.catching(way.perform(ASK), Boom.class, e -> way.pure("the body caught it"));
            programs.add(new Control.WithHandler(undecided, caught));
            programs.add(new Control.WithHandler(undecided, way.under(Effects.passing(), caught)));
            programs.add(new Control.WithHandler(undecided, new Control.WithHandler(new Answers(), caught)));
            programs.add(new Control.WithHandler(
                    undecided, way.under((effect, k) -> way.then(way.pure(1), new Control.Pass(effect, k)), caught)));

            assertThat(programs)
                    .allSatisfy(program -> assertThat(vms)
                            .allSatisfy(vm -> assertThat(vm.run(program)).isEqualTo("the body caught it")));
        }
    }

    /** Passes in the short way. */
    private record Answers() implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            return true;
        }

        @Override
        public Object answer(Effect<?> effect) {
            return PASS;
        }
    }

    @Scenario
    void aHandlerThatSaysItHandlesNothingPasses(Way way) {
        Control program = way.under(resuming("outer"), new Control.WithHandler(new Modest(), way.perform(ASK)));

        assertThat(vms).allSatisfy(vm -> assertThat(vm.run(program)).isEqualTo("outer"));
    }
}
