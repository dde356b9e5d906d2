package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.K;
import dev.moveguard.vm.StreamFactory;
import dev.moveguard.vm.StreamStep;
import org.jspecify.annotations.Nullable;

/** Performs in a loop; each handler waits for the rest of the loop and works on its result. A thousand times. */
final class ResumeNontail {
    private static final int TIMES = 1_000;

    private ResumeNontail() {}

    private record Operator(int operand) implements Effect<Void> {
        int apply(int rest) {
            return Math.abs(operand - 503 * rest + 37) % 1009;
        }
    }

    private record Operate() implements Handler {
        @Override
        public Control onEffect(Effect<?> effect, K k) {
            return effect instanceof Operator operator
                    ? new Control.Expand(new Waiting(operator, k))
                    : new Control.Pass(effect, k);
        }
    }

    private static final class Waiting extends IRStream implements StreamFactory {
        private final Operator operator;
        private final K k;
        private boolean isWaiting;

        Waiting(Operator operator, K k) {
            this.operator = operator;
            this.k = k;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            isWaiting = !isWaiting;
            return isWaiting
                    ? new Control.Resume(k, null)
                    : done(operator.apply(value instanceof Integer rest ? rest : 0));
        }
    }

    private static final class Loop extends IRStream implements StreamFactory {
        private int left;
        private final int result;

        Loop(int left, int result) {
            this.left = left;
            this.result = result;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            return left == 0 ? done(result) : new Control.Perform(new Operator(left--));
        }
    }

    private static final class Repeat extends IRStream implements StreamFactory {
        private final int size;
        private int turns;

        Repeat(int size) {
            this.size = size;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            int result = value instanceof Integer last ? last : 0;
            return turns++ == TIMES
                    ? done(result)
                    : new Control.WithHandler(new Operate(), new Control.Expand(new Loop(size, result)));
        }
    }

    static long vm(int size) {
        return Main.number(new Control.Expand(new Repeat(size)));
    }

    static long java(int size) {
        int result = 0;
        for (int turn = 0; turn < TIMES; turn++) {
            result = loop(size, result);
        }
        return result;
    }

    private static int loop(int left, int result) {
        return left == 0 ? result : new Operator(left).apply(loop(left - 1, result));
    }

    static long threads(int size) throws InterruptedException {
        int result = 0;
        for (int turn = 0; turn < TIMES; turn++) {
            result = turn(size, result);
        }
        return result;
    }

    private static int turn(int size, int result) throws InterruptedException {
        Handover<Operator, Integer> handover = new Handover<>();
        handover.start(new Handover.Body<>() {
            @Override
            public void run(Handover<Operator, Integer> to) throws InterruptedException {
                for (int left = size; left > 0; left--) {
                    to.perform(new Operator(left));
                }
            }
        });
        return handled(handover.next(), handover, result);
    }

    /** Each handler answers, waits for the rest, and works on its result. */
    private static int handled(@Nullable Operator operator, Handover<Operator, Integer> handover, int result)
            throws InterruptedException {
        return operator == null ? result : operator.apply(handled(handover.answer(0), handover, result));
    }
}
