package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.vm.Effects.Boom;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the builder promises beyond the scenarios. */
class ProgramTest {
    private final Vm vm = new Vm();

    @Test
    @SuppressWarnings("NullAway") // broken functions on purpose
    void aFunctionThatGivesNoProgramIsAUsageFault() {
        Program<Integer> one = Program.pure(1);

        for (Program<?> broken : List.<Program<?>>of(
                one.flatMap(x -> null),
                Program.defer(() -> null),
                Program.fail(new Boom("x")).recover(Boom.class, x -> null),
                Program.loop(0, x -> Program.unit()))) {
            assertThatThrownBy(() -> vm.run(broken)).isInstanceOf(VmUsageException.class);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // broken functions on purpose
    void aMissingProgramIsNamedInWords() {
        for (Program<?> broken : List.<Program<?>>of(
                Program.loop(0, x -> null),
                Program.loop(0, x -> x == 0 ? Program.pure(Next.again(1)) : null),
                Program.forEach(List.of(1), x -> null))) {
            assertThatThrownBy(() -> vm.run(broken))
                    .isInstanceOf(VmUsageException.class)
                    .hasMessage("a function gave null, not a program");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // null on purpose
    void nullIsRefusedWhereThePartIsBuilt() {
        Program<Integer> one = Program.pure(1);
        Map<String, ThrowingCallable> missing = Map.ofEntries(
                entry("type", () -> one.recover(null, e -> one)),
                entry("answer", () -> one.recover(Boom.class, null)),
                entry("step", () -> Program.loop(0, null)),
                entry("items", () -> Program.forEach(null, x -> one)),
                entry("body", () -> Program.forEach(List.of(1), null)),
                entry("function", () -> one.named((String) null)),
                entry("place", () -> one.named((SourceLocation) null)),
                entry("name", () -> Effects.passing().named(null)),
                entry("file", () -> new SourceLocation("f", null, 1)));

        missing.forEach((what, building) ->
                assertThatNullPointerException().isThrownBy(building).withMessage(what));
        assertThatNullPointerException().isThrownBy(() -> new SourceLocation(null, "f", 1));
    }

    @Test
    void programsThatOnlyIssueProgramsNestNothing() {
        Program<Object> nested = Program.perform(ASK);
        for (int i = 0; i < 100_000; i++) {
            nested = Program.instruction(nested);
        }
        Program<Object> asked = nested;

        assertThat(vm.run(Handlers.install(Effects.resuming(7), asked))).isEqualTo(7);
        assertThat(vm.run(Handlers.install((effect, k) -> asked, Program.perform(ASK))
                        .recover(UnhandledEffectException.class, e -> Program.pure("asked"))))
                .isEqualTo("asked");
    }

    @Test
    void namesDoNotNest() {
        Handler handler = Effects.resuming(7);
        for (int i = 0; i < 100_000; i++) {
            handler = handler.named("name " + i);
        }

        assertThat(vm.run(Handlers.install(handler, ASK))).isEqualTo(7);
        assertThat(handler.name()).isEqualTo("name 99999");
    }

    @Test
    void aProgramIsExpandedInAFrameOfItsOwn() {
        assertThat(vm.run(Control.expand(Program.pure(5)))).isEqualTo(5);
        assertThat(vm.statistics().framesPushed()).isEqualTo(1);
    }

    @Test
    void whatAFunctionThrowsIsTheProgramsError() {
        Boom boom = new Boom("in a function");
        Program<Integer> throwing = Program.pure(1).map(x -> {
            throw boom;
        });

        assertThatThrownBy(() -> vm.run(throwing)).isSameAs(boom);
        assertThat(vm.run(throwing.recover(Boom.class, x -> Program.pure(2)))).isEqualTo(2);
    }

    @Test
    void anAnswerMayItselfFail() {
        Program<Integer> program = Program.<Integer>fail(new Boom("first"))
                .recover(Boom.class, x -> Program.fail(new IllegalStateException("second")))
                .recover(Boom.class, x -> Program.pure(1))
                .recover(IllegalStateException.class, x -> Program.pure(2));

        assertThat(vm.run(program)).isEqualTo(2);
    }

    @Test
    void forEachCollectsInOrderAndAnew() {
        Program<List<Integer>> doubled = Program.forEach(List.of(1, 2, 3), x -> Program.pure(2 * x));

        assertThat(vm.run(doubled)).containsExactly(2, 4, 6);
        assertThat(vm.run(doubled)).as("a second run starts anew").containsExactly(2, 4, 6);
    }

    @Test
    void anAttemptHoldsAValueOrTheExceptionItself() {
        assertThat(vm.run(Program.pure(1).attempt())).isEqualTo(new Result.Ok<>(1));
        assertThat(vm.run(Program.fail(new Boom("x")).attempt()).isOk()).isFalse();
    }

    @Test
    void theFirstClauseWhoseTypeFitsAnswers() {
        Handler handler = Handlers.on(Effects.Ask.class, (ask, k) -> Program.transfer(k, "ask " + ask.key()))
                .on(Effect.class, (any, k) -> Program.transfer(k, "any"))
                .orPass();

        assertThat(vm.run(Handlers.install(handler, Program.perform(ASK)))).isEqualTo("ask x");
        assertThat(vm.run(Handlers.install(handler, Program.perform(new Effects.Other("y")))))
                .isEqualTo("any");
        assertThat(handler.name()).isEqualTo("[Ask, Effect]");
    }

    @Test
    void everyHandlerHasAName() {
        Handler anonymous = new Handler() {
            @Override
            public Control onEffect(Effect<?> effect, K k) {
                return new Control.Pass(effect, k);
            }
        };

        assertThat(Effects.passing().name()).isEqualTo("Effects");
        assertThat(anonymous.name()).isEqualTo("ProgramTest$1");
        assertThat(anonymous.named("mine").name()).isEqualTo("mine");
    }
}
