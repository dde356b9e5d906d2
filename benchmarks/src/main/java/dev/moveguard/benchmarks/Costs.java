package dev.moveguard.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.K;
import dev.moveguard.vm.StreamFactory;
import dev.moveguard.vm.StreamStep;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What one perform costs under many handlers, and what cutting a long continuation off costs, in time and bytes. */
public final class Costs {
    private static final int TIMES = 100_000;
    private static final int REPEATS = 9;

    private Costs() {}

    private record Ask() implements Effect<Integer> {}

    private record Other() implements Effect<Integer> {}

    /** Answers one class of effects; it asks for the continuation, and puts it back, when it is told to detach. */
    private record Only(Class<?> handled, boolean isDetaching) implements Handler {
        @Override
        public boolean handles(Class<?> effect) {
            return effect == handled;
        }

        @Override
        public Control onEffect(Effect<?> effect, K k) {
            if (effect.getClass() != handled) {
                return new Control.Pass(effect, k);
            }
            return isDetaching ? new Control.Pure(k) : new Control.Transfer(k, 1);
        }
    }

    /** Performs again and again; as the last value it gives no K. */
    private static final class Asking extends IRStream implements StreamFactory {
        private static final Control ASK = new Control.Perform(new Ask());

        private int left = TIMES;

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            return left-- == 0 ? done(null) : ASK;
        }
    }

    /** Resumes every K that it is given. */
    private static final class Driver extends IRStream implements StreamFactory {
        private final Control body;
        private boolean isStarted;

        Driver(Control body) {
            this.body = body;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (!isStarted) {
                isStarted = true;
                return body;
            }
            return value instanceof K k ? new Control.Resume(k, null) : done(0);
        }
    }

    private static Control program(int unrelated, boolean isDetaching) {
        Control body = new Control.Expand(new Asking());
        for (int i = 0; i < unrelated; i++) {
            body = new Control.WithHandler(new Only(Other.class, false), body);
        }
        return new Control.Expand(new Driver(new Control.WithHandler(new Only(Ask.class, isDetaching), body)));
    }

    private static long nanos(int unrelated, boolean isDetaching) {
        long best = Long.MAX_VALUE;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            Control program = program(unrelated, isDetaching);
            long start = System.nanoTime();
            Main.number(program);
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    private static long bytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Control program = program(0, true);
        long before = threads.getCurrentThreadAllocatedBytes();
        Main.number(program);
        return (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
    }

    /** Prints tenths of nanoseconds as decimals; each line is the best of several runs, warm. */
    public static void main(String[] args) {
        for (int warm = 0; warm < 3; warm++) {
            nanos(0, false);
            nanos(0, true);
        }
        print("perform, answered in place, ns", nanos(0, false));
        print("perform under 1,000 unrelated handlers, ns", nanos(1_000, false));
        print("detach and resume, 1 handler, ns", nanos(0, true));
        print("detach and resume, 10,000 handlers more, answered by the outermost, ns", nanos(10_000, true));
        System.out.printf("%-72s %8d%n", "detach and resume, bytes (40 of them the two instructions)", bytes());
    }

    private static void print(String what, long nanos) {
        System.out.printf("%-72s %8.1f%n", what, nanos / (double) TIMES);
    }
}
