package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.StreamFactory;
import dev.moveguard.vm.StreamStep;
import org.jspecify.annotations.Nullable;

/** Doubly recursive; no effect is performed, so this is what a call costs. */
final class Fibonacci {
    private Fibonacci() {}

    private static final class Call extends IRStream implements StreamFactory {
        private final int number;
        private int calls;
        private int sum;

        Call(int number) {
            this.number = number;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (number < 2) {
                return done(1);
            }
            sum += calls > 0 && value instanceof Integer result ? result : 0;
            calls++;
            return calls == 3 ? done(sum) : new Call(number - calls);
        }
    }

    static long vm(int size) {
        return Main.number(new Control.Expand(new Call(size)));
    }

    static long java(int size) {
        return fibonacci(size);
    }

    private static int fibonacci(int number) {
        return number < 2 ? 1 : fibonacci(number - 1) + fibonacci(number - 2);
    }
}
