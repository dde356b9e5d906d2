package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.K;
import dev.moveguard.vm.StreamFactory;
import dev.moveguard.vm.StreamStep;
import org.jspecify.annotations.Nullable;

/** Multiplies a list of a thousand numbers by recursion and leaves early at the 0 at its end, n times. */
final class ProductEarly {
    private static final int LENGTH = 1_000;

    private ProductEarly() {}

    private record Numbers(int first, @Nullable Numbers rest) {
        static Numbers downFrom(int first) {
            Numbers numbers = new Numbers(0, null);
            for (int number = 1; number <= first; number++) {
                numbers = new Numbers(number, numbers);
            }
            return numbers;
        }
    }

    private record Leave(int result) implements Effect<Void> {}

    private record Leaving() implements Handler {
        @Override
        public Control onEffect(Effect<?> effect, K k) {
            return effect instanceof Leave leave ? new Control.Pure(leave.result()) : new Control.Pass(effect, k);
        }
    }

    private static final class Product extends IRStream implements StreamFactory {
        private final @Nullable Numbers numbers;
        private boolean isBack;

        Product(@Nullable Numbers numbers) {
            this.numbers = numbers;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (numbers == null) {
                return done(0);
            }
            if (isBack) {
                return done(numbers.first() * (value instanceof Integer rest ? rest : 0));
            }
            isBack = true;
            return numbers.first() == 0 ? new Control.Perform(new Leave(0)) : new Product(numbers.rest());
        }
    }

    private static final class Repeat extends IRStream implements StreamFactory {
        private final Numbers numbers = Numbers.downFrom(LENGTH);
        private int left;
        private int sum;

        Repeat(int times) {
            this.left = times;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            sum += value instanceof Integer product ? product : 0;
            return left-- == 0
                    ? done(sum)
                    : new Control.WithHandler(new Leaving(), new Control.Expand(new Product(numbers)));
        }
    }

    static long vm(int size) {
        return Main.number(new Control.Expand(new Repeat(size)));
    }

    private static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int result;

        Left(int result) {
            super(null, null, false, false); // no stack trace: the limit, not the habit
            this.result = result;
        }
    }

    static long java(int size) {
        Numbers numbers = Numbers.downFrom(LENGTH);
        int sum = 0;
        for (int turn = 0; turn < size; turn++) {
            sum += early(numbers);
        }
        return sum;
    }

    private static int early(Numbers numbers) {
        try {
            return product(numbers);
        } catch (Left left) {
            return left.result;
        }
    }

    private static int product(@Nullable Numbers numbers) {
        if (numbers == null) {
            return 0;
        }
        if (numbers.first() == 0) {
            throw new Left(0);
        }
        return numbers.first() * product(numbers.rest());
    }
}
