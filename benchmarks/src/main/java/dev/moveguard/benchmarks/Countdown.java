package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.StreamFactory;
import dev.moveguard.vm.StreamStep;
import org.jspecify.annotations.Nullable;

/** Counts a state down to 0, one get and one set a turn. */
final class Countdown {
    private Countdown() {}

    private record Get() implements Effect<Integer> {}

    private record Set(int value) implements Effect<Void> {}

    private static final class State implements Handler.Answering {
        private int state;

        State(int state) {
            this.state = state;
        }

        @Override
        public boolean handles(Class<?> effect) {
            return effect == Get.class || effect == Set.class;
        }

        @Override
        public @Nullable Object answer(Effect<?> effect) {
            if (effect instanceof Set set) {
                state = set.value();
                return null;
            }
            return state;
        }
    }

    private static final class Body extends IRStream implements StreamFactory {
        private static final Control GET = new Control.Perform(new Get());

        private boolean isAsking;

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            isAsking = !isAsking;
            if (isAsking) {
                return GET;
            }
            int state = value instanceof Integer number ? number : 0;
            return state == 0 ? done(0) : new Control.Perform(new Set(state - 1));
        }
    }

    static long vm(int size) {
        return Main.number(new Control.WithHandler(new State(size), new Control.Expand(new Body())));
    }

    static long java(int size) {
        int[] state = {size};
        while (state[0] != 0) {
            state[0] = state[0] - 1;
        }
        return state[0];
    }

    static long threads(int size) throws InterruptedException {
        Handover<Effect<?>, Integer> handover = new Handover<>();
        handover.start(new Handover.Body<>() {
            @Override
            public void run(Handover<Effect<?>, Integer> to) throws InterruptedException {
                Get get = new Get();
                for (int state = to.perform(get); state != 0; state = to.perform(get)) {
                    to.perform(new Set(state - 1));
                }
            }
        });
        int state = size;
        for (Effect<?> effect = handover.next(); effect != null; effect = handover.answer(state)) {
            state = effect instanceof Set set ? set.value() : state;
        }
        return state;
    }
}
