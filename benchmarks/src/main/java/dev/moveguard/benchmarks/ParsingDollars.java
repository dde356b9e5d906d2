package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.StreamFactory;
import dev.moveguard.vm.StreamStep;
import org.jspecify.annotations.Nullable;

/** Counts the dollars of each line that a handler feeds it, until the input ends with an exception. */
final class ParsingDollars {
    private static final Integer NEWLINE = 10;
    private static final Integer DOLLAR = 36;
    private static final Integer END = -1;

    private ParsingDollars() {}

    private record Read() implements Effect<Integer> {}

    private record Emit(int dollars) implements Effect<Void> {}

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop() {
            super("the input has ended");
        }
    }

    /** Gives line {@code i} with {@code i} dollars. */
    private static final class Feed implements Handler.Answering {
        private final int lines;
        private int line;
        private int left;

        Feed(int lines) {
            this.lines = lines;
        }

        @Override
        public boolean handles(Class<?> effect) {
            return effect == Read.class;
        }

        @Override
        public Object answer(Effect<?> effect) {
            return next();
        }

        /** The same for who cannot be thrown at: another thread. */
        Integer nextOrEnd() {
            return line > lines ? END : next();
        }

        Integer next() {
            if (line > lines) {
                throw new Stop();
            }
            if (left == 0) {
                line++;
                left = line;
                return NEWLINE;
            }
            left--;
            return DOLLAR;
        }
    }

    private static final class Sum implements Handler.Answering {
        private long sum;

        @Override
        public boolean handles(Class<?> effect) {
            return effect == Emit.class;
        }

        @Override
        public @Nullable Object answer(Effect<?> effect) {
            sum += ((Emit) effect).dollars();
            return null;
        }
    }

    private static final class Parse extends IRStream implements StreamFactory {
        private static final Control READ = new Control.Perform(new Read());

        private int dollars;

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (value == null) { // the start, or back from an emit
                dollars = 0;
                return READ;
            }
            if (DOLLAR.equals(value)) {
                dollars++;
                return READ;
            }
            return NEWLINE.equals(value) ? new Control.Perform(new Emit(dollars)) : new StreamStep.Failed(new Stop());
        }
    }

    private static final class Catch extends IRStream implements StreamFactory {
        private final Control body;
        private boolean isRunning;

        Catch(Control body) {
            this.body = body;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            isRunning = !isRunning;
            return isRunning ? body : done(value);
        }

        @Override
        protected StreamStep raise(Throwable error) {
            return error instanceof Stop ? done(null) : new StreamStep.Failed(error);
        }
    }

    static long vm(int size) {
        Sum sum = new Sum();
        Control fed = new Control.WithHandler(new Feed(size), new Control.Expand(new Parse()));
        Main.number(new Control.WithHandler(sum, new Control.Expand(new Catch(fed))));
        return sum.sum;
    }

    static long java(int size) {
        Feed feed = new Feed(size);
        long sum = 0;
        try {
            int dollars = 0;
            while (true) {
                Integer read = feed.next();
                if (DOLLAR.equals(read)) {
                    dollars++;
                } else {
                    sum += dollars;
                    dollars = 0;
                }
            }
        } catch (Stop end) {
            return sum;
        }
    }

    static long threads(int size) throws InterruptedException {
        Feed feed = new Feed(size);
        Handover<Effect<?>, Integer> handover = new Handover<>();
        handover.start(new Handover.Body<>() {
            @Override
            public void run(Handover<Effect<?>, Integer> to) throws InterruptedException {
                Read read = new Read();
                int dollars = 0;
                for (int next = to.perform(read); next != END; next = to.perform(read)) {
                    if (next == DOLLAR) {
                        dollars++;
                    } else {
                        to.perform(new Emit(dollars));
                        dollars = 0;
                    }
                }
            }
        });
        long sum = 0;
        int answer = 0;
        for (Effect<?> effect = handover.next(); effect != null; effect = handover.answer(answer)) {
            if (effect instanceof Emit emit) {
                sum += emit.dollars();
            } else {
                answer = feed.nextOrEnd();
            }
        }
        return sum;
    }
}
