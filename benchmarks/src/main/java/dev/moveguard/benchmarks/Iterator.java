package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.StreamFactory;
import dev.moveguard.vm.StreamStep;
import org.jspecify.annotations.Nullable;

/** Emits the numbers from 0 to n; the handler adds them up. */
final class Iterator {
    private Iterator() {}

    private record Emit(int value) implements Effect<Void> {}

    private static final class Sum implements Handler.Answering {
        private long sum;

        @Override
        public boolean handles(Class<?> effect) {
            return effect == Emit.class;
        }

        @Override
        public @Nullable Object answer(Effect<?> effect) {
            sum += ((Emit) effect).value();
            return null;
        }
    }

    private static final class Range extends IRStream implements StreamFactory {
        private final int last;
        private int next;

        Range(int last) {
            this.last = last;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            return next > last ? done(null) : new Control.Perform(new Emit(next++));
        }
    }

    static long vm(int size) {
        Sum sum = new Sum();
        Main.number(new Control.WithHandler(sum, new Control.Expand(new Range(size))));
        return sum.sum;
    }

    static long java(int size) {
        Adder adder = new Adder();
        for (int next = 0; next <= size; next++) {
            adder.emit(next);
        }
        return adder.sum;
    }

    /** The consumer, behind a call as the handler is. */
    private static final class Adder {
        private long sum;

        void emit(int value) {
            sum += value;
        }
    }

    static long threads(int size) throws InterruptedException {
        Handover<Integer, Integer> handover = new Handover<>();
        handover.start(new Handover.Body<>() {
            @Override
            public void run(Handover<Integer, Integer> to) throws InterruptedException {
                for (int next = 0; next <= size; next++) {
                    to.perform(next);
                }
            }
        });
        long sum = 0;
        for (Integer emitted = handover.next(); emitted != null; emitted = handover.answer(0)) {
            sum += emitted;
        }
        return sum;
    }
}
