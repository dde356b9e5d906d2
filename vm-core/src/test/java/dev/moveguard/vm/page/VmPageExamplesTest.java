package dev.moveguard.vm.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.Handlers;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.K;
import dev.moveguard.vm.Next;
import dev.moveguard.vm.OneShotViolation;
import dev.moveguard.vm.Program;
import dev.moveguard.vm.StreamStep;
import dev.moveguard.vm.Trace;
import dev.moveguard.vm.UnhandledEffectException;
import dev.moveguard.vm.Vm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of docs/vm.md, on the public API alone. {@link VmPageTest} keeps page and examples equal. */
class VmPageExamplesTest {
    record Ask(String question) implements Effect<Integer> {}

    record Get(String key) implements Effect<Integer> {}

    record Put(String key, int value) implements Effect<Integer> {}

    static Handler state(Map<String, Integer> store) {
        return Handlers.on(Get.class, (get, k) -> Program.transfer(k, store.getOrDefault(get.key(), 0)))
                .on(Put.class, (put, k) -> {
                    store.put(put.key(), put.value());
                    return Program.transfer(k, put.value());
                })
                .orPass();
    }

    @Test
    void countWithState() {
        Program<Integer> count = Program.loop(
                0,
                turn -> turn == 1_000
                        ? Program.perform(new Get("n")).map(Next::done)
                        : Program.perform(new Get("n"))
                                .flatMap(n -> Program.perform(new Put("n", n + 1)))
                                .map(n -> Next.again(turn + 1)));

        int counted = new Vm().run(Handlers.install(state(new HashMap<>()), count));
        assertThat(counted).isEqualTo(1_000);
    }

    @Test
    void workAfterTheBody() {
        Handler addingOne = Handlers.on(
                        Ask.class, (ask, k) -> Program.<Integer>resume(k, 20).map(result -> result + 1))
                .orPass();

        int result = new Vm()
                .run(Handlers.install(addingOne, Program.perform(new Ask("x")).map(x -> x * 2)));
        assertThat(result).isEqualTo(41);
    }

    @Test
    void askTheOuterHandler() {
        Handler outer =
                Handlers.on(Ask.class, (ask, k) -> Program.transfer(k, 21)).orPass();
        Handler doubling = Handlers.on(
                        Ask.class, (ask, k) -> Program.perform(ask).flatMap(answer -> Program.transfer(k, answer * 2)))
                .orPass();

        int doubled = new Vm().run(Handlers.install(List.of(outer, doubling), Program.perform(new Ask("x"))));
        assertThat(doubled).isEqualTo(42);
    }

    record Stop(String why) implements Effect<Void> {}

    @Test
    void stopTheBody() {
        Handler stopping = Handlers.on(Stop.class, (stop, k) -> Program.pure("stopped: " + stop.why()))
                .orPass();
        Program<String> body = Program.perform(new Stop("enough")).map(never -> "not reached");

        String value = new Vm().run(Handlers.install(stopping, body));
        assertThat(value).isEqualTo("stopped: enough");
    }

    @Test
    void whereAHandlersExceptionLands() {
        Handler broken = Handlers.on(Ask.class, (ask, k) -> {
                    throw new IllegalStateException("the handler failed");
                })
                .orPass();
        Program<String> body = Program.perform(new Ask("x"))
                .map(x -> "an answer")
                .recover(IllegalStateException.class, error -> Program.pure("the BODY caught: " + error.getMessage()));

        String caught = new Vm().run(Handlers.install(broken, body));
        assertThat(caught).isEqualTo("the BODY caught: the handler failed");
    }

    @Test
    void afterItsUseTheInstallerCatches() {
        Handler late = Handlers.on(
                        Ask.class,
                        (ask, k) ->
                                Program.resume(k, 1).flatMap(result -> Program.fail(new IllegalStateException("late"))))
                .orPass();
        Program<String> body = Program.perform(new Ask("x"))
                .map(x -> "an answer")
                .recover(IllegalStateException.class, error -> Program.pure("the body"));

        String caught = new Vm()
                .run(Handlers.install(late, body)
                        .recover(IllegalStateException.class, error -> Program.pure("the INSTALLER caught it")));
        assertThat(caught).isEqualTo("the INSTALLER caught it");
    }

    @Test
    void cleanUp() {
        List<String> log = new ArrayList<>();
        Program<Object> body = Program.perform(new Ask("nobody answers"))
                .<Object>map(x -> x)
                .ensure(Program.call(() -> log.add("closed")))
                .recover(UnhandledEffectException.class, unhandled -> Program.pure("fallback"));

        assertThat(new Vm().run(body)).isEqualTo("fallback");
        assertThat(log).containsExactly("closed");
    }

    @Test
    void useItOnce() {
        Handler twice = Handlers.on(Ask.class, (ask, k) -> Program.resume(k, 1).then(Program.resume(k, 2)))
                .orPass();

        assertThatThrownBy(() -> new Vm().run(Handlers.install(twice, Program.perform(new Ask("x")))))
                .isInstanceOf(OneShotViolation.class)
                .hasMessageContaining("Resume was given a continuation already consumed by Resume");
    }

    record Yield() implements Effect<Integer> {}

    @Test
    void takeTurns() {
        Deque<K> waiting = new ArrayDeque<>();
        List<String> log = new ArrayList<>();
        Handler turns = Handlers.on(Yield.class, (yield, k) -> {
                    waiting.add(k);
                    return Program.unit();
                })
                .orPass();
        Program<Object> tick = Program.call(() -> log.add("tick"))
                .then(Program.perform(new Yield()))
                .map(x -> log.add("tack"));
        Program<Object> nextTurn = Program.defer(() -> Program.resume(waiting.remove(), 0));
        Program<Object> task = Handlers.install(turns, tick);

        new Vm().run(task.then(task).then(nextTurn).then(nextTurn));
        assertThat(log).containsExactly("tick", "tick", "tack", "tack");
    }

    static final class SumOfTwo extends IRStream {
        private int state;
        private int left;

        @Override
        protected StreamStep resume(Object value) {
            return switch (state++) {
                case 0 -> new Control.Perform(new Ask("left"));
                case 1 -> {
                    left = (Integer) value;
                    yield new Control.Perform(new Ask("right"));
                }
                default -> done(left + (Integer) value);
            };
        }
    }

    @Test
    void aStateMachine() {
        Handler one = (effect, k) -> new Control.Transfer(k, 1);

        assertThat(new Vm().run(new Control.WithHandler(one, Control.expand(SumOfTwo::new))))
                .isEqualTo(2);
    }

    static final class SumOfSums extends IRStream {
        private int state;
        private int left;

        @Override
        protected StreamStep resume(Object value) {
            return switch (state++) {
                case 0 -> new SumOfTwo();
                case 1 -> {
                    left = (Integer) value;
                    yield new SumOfTwo();
                }
                default -> done(left + (Integer) value);
            };
        }
    }

    static final class EvenLengths implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            return effect == Ask.class;
        }

        @Override
        public Object answer(Effect<?> effect) {
            int length = ((Ask) effect).question().length();
            return length % 2 == 0 ? length : PASS;
        }
    }

    @Test
    void callsAndPlainAnswers() {
        Handler one = (effect, k) -> new Control.Transfer(k, 1);
        Control body = new Control.WithHandler(new EvenLengths(), Control.expand(SumOfSums::new));

        assertThat(new Vm().run(new Control.WithHandler(one, body))).isEqualTo(4 + 1 + 4 + 1);
    }

    @Test
    void readATrace() {
        Program<Integer> inner = Program.perform(new Ask("nobody")).named("inner");
        Program<Integer> outer = inner.map(x -> x + 1).named("outer");

        assertThatThrownBy(() -> new Vm().run(outer))
                .satisfies(error -> assertThat(Trace.of(error).orElseThrow().frames())
                        .extracting(frame -> frame.function())
                        .containsExactly("outer", "inner"));
    }

    @Test
    void abandon() {
        List<String> log = new ArrayList<>();
        Handler abandoning = Handlers.on(
                        Stop.class, (stop, k) -> Program.abandon(k).then(Program.pure("abandoned: " + stop.why())))
                .orPass();
        Program<String> body = Program.perform(new Stop("enough"))
                .map(never -> "not reached")
                .ensure(Program.call(() -> log.add("closed")));

        assertThat(new Vm().run(Handlers.install(abandoning, body))).isEqualTo("abandoned: enough");
        assertThat(log).containsExactly("closed");
    }

    @Test
    void noEnsureWhenTheRunIsEnded() {
        List<String> log = new ArrayList<>();
        Handler twice = Handlers.on(Ask.class, (ask, k) -> Program.resume(k, 1).then(Program.resume(k, 2)))
                .orPass();
        Program<Integer> program =
                Handlers.install(twice, Program.perform(new Ask("x"))).ensure(Program.call(() -> log.add("closed")));

        assertThatThrownBy(() -> new Vm().run(program)).isInstanceOf(OneShotViolation.class);
        assertThat(log).isEmpty();
    }
}
