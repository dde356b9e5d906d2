package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.K;
import dev.moveguard.vm.StreamFactory;
import dev.moveguard.vm.StreamStep;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the primes below n; each prime found installs one more handler, which refuses its multiples.
 *
 * <p>A handler that does not refuse passes: the same as asking again and giving that answer on (law L-PASS2).
 */
final class HandlerSieve {
    private HandlerSieve() {}

    private record Prime(int number) implements Effect<Boolean> {}

    private record Refuse(int prime) implements Handler {
        @Override
        public Control onEffect(Effect<?> effect, K k) {
            return effect instanceof Prime asked && asked.number() % prime == 0
                    ? new Control.Transfer(k, false)
                    : new Control.Pass(effect, k);
        }
    }

    private record Accept() implements Handler {
        @Override
        public Control onEffect(Effect<?> effect, K k) {
            return new Control.Transfer(k, true);
        }
    }

    private record Primes(int from, int limit, int sum) implements StreamFactory {
        @Override
        public IRStream open() {
            return new Search(from, limit, sum);
        }
    }

    private static final class Search extends IRStream {
        private final int limit;
        private final int sum;
        private int number;
        private boolean isNested;

        Search(int from, int limit, int sum) {
            this.number = from - 1;
            this.limit = limit;
            this.sum = sum;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (isNested) {
                return new StreamStep.Done(value);
            }
            if (Boolean.TRUE.equals(value)) {
                isNested = true;
                return new Control.WithHandler(
                        new Refuse(number), new Control.Expand(new Primes(number + 1, limit, sum + number)));
            }
            number++;
            return number >= limit ? new StreamStep.Done(sum) : new Control.Perform(new Prime(number));
        }
    }

    static long vm(int size) {
        return Main.number(new Control.WithHandler(new Accept(), new Control.Expand(new Primes(2, size, 0))));
    }

    /** The newest prime is asked first, as the innermost handler is. */
    private record Known(int prime, @Nullable Known before) {
        static boolean accepts(@Nullable Known newest, int number) {
            for (Known known = newest; known != null; known = known.before()) {
                if (number % known.prime() == 0) {
                    return false;
                }
            }
            return true;
        }
    }

    static long java(int size) {
        Known newest = null;
        int sum = 0;
        for (int number = 2; number < size; number++) {
            if (Known.accepts(newest, number)) {
                newest = new Known(number, newest);
                sum += number;
            }
        }
        return sum;
    }
}
