package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.IRStream;
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

    private record Refuse(int prime) implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            return effect == Prime.class;
        }

        @Override
        public Object answer(Effect<?> effect) {
            return ((Prime) effect).number() % prime == 0 ? false : PASS;
        }
    }

    private record Accept() implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            return effect == Prime.class;
        }

        @Override
        public Object answer(Effect<?> effect) {
            return true;
        }
    }

    private static final class Search extends IRStream implements StreamFactory {
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
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (isNested) {
                return done(value);
            }
            if (Boolean.TRUE.equals(value)) {
                isNested = true;
                return new Control.WithHandler(
                        new Refuse(number), new Control.Expand(new Search(number + 1, limit, sum + number)));
            }
            number++;
            return number >= limit ? done(sum) : new Control.Perform(new Prime(number));
        }
    }

    static long vm(int size) {
        return Main.number(new Control.WithHandler(new Accept(), new Control.Expand(new Search(2, size, 0))));
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

    static long threads(int size) throws InterruptedException {
        Sieve whole = new Sieve(2, size, 0);
        Handover<Integer, Boolean> handover = new Handover<>();
        handover.start(whole);
        Integer asked = handover.next();
        while (asked != null) {
            asked = handover.answer(true);
        }
        return whole.result;
    }

    /** A search on a thread of its own; after its first prime it is the handler of the search inside it. */
    private static final class Sieve implements Handover.Body<Integer, Boolean> {
        private final int from;
        private final int limit;
        private final int sum;
        private int result; // read after the end has been handed over

        Sieve(int from, int limit, int sum) {
            this.from = from;
            this.limit = limit;
            this.sum = sum;
        }

        @Override
        public void run(Handover<Integer, Boolean> outer) throws InterruptedException {
            int number = from;
            while (number < limit && !outer.perform(number)) {
                number++;
            }
            result = number < limit ? handle(number, outer) : sum;
        }

        private int handle(int prime, Handover<Integer, Boolean> outer) throws InterruptedException {
            Sieve body = new Sieve(prime + 1, limit, sum + prime);
            Handover<Integer, Boolean> inner = new Handover<>();
            inner.start(body);
            Integer asked = inner.next();
            while (asked != null) {
                asked = inner.answer(asked % prime != 0 && outer.perform(asked));
            }
            return body.result;
        }
    }
}
