package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/** Programs written by hand as state machines, one class for each construct. */
final class TestStreams {
    private TestStreams() {}

    /** Fails at its first step. */
    static final class Failing extends IRStream {
        private final Throwable error;

        Failing(Throwable error) {
            this.error = error;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            return new StreamStep.Failed(error);
        }
    }

    /** Waits for {@code first}, then gives what {@code next} makes of it; it may call the stream of an Expand itself. */
    static final class Binding extends IRStream {
        private final Control first;
        private final boolean calling;
        private final Way.Fn<Object, Control> next;
        private int state;

        Binding(Control first, Way.Fn<Object, Control> next, boolean calling) {
            this.first = first;
            this.calling = calling;
            this.next = next;
        }

        @Override
        @SuppressWarnings("NullAway") // a value may be null; the function's type hides it
        protected StreamStep resume(@Nullable Object value) throws Exception {
            return switch (state++) {
                case 0 ->
                    calling && first instanceof Control.Expand body
                            ? body.factory().open()
                            : first;
                case 1 -> next.apply(value);
                default -> calling ? done(value) : new StreamStep.Done(value);
            };
        }
    }

    /** Gives what {@code body} gives, from a place of its own. */
    static final class Placed extends IRStream {
        private final Control body;
        private final SourceLocation place;
        private boolean started;

        Placed(Control body, SourceLocation place) {
            this.body = body;
            this.place = place;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (started) {
                return done(value);
            }
            started = true;
            return body;
        }

        @Override
        public SourceLocation location() {
            return place;
        }
    }

    /** Yields the same instruction again and again. */
    static final class Repeating extends IRStream {
        private final Control step;
        private int left;

        Repeating(int times, Control step) {
            this.left = times;
            this.step = step;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            return left-- > 0 ? step : done("done");
        }
    }

    /** Answers the errors of one type. */
    static final class Catching<X extends Throwable> extends IRStream {
        private final Control body;
        private final Class<X> type;
        private final Way.Fn<X, Control> answer;
        private boolean started;
        private boolean caught;

        Catching(Control body, Class<X> type, Way.Fn<X, Control> answer) {
            this.body = body;
            this.type = type;
            this.answer = answer;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (started) {
                return new StreamStep.Done(value);
            }
            started = true;
            return body;
        }

        @Override
        protected StreamStep raise(Throwable error) throws Exception {
            if (caught || !type.isInstance(error)) {
                return new StreamStep.Failed(error);
            }
            caught = true;
            return answer.apply(type.cast(error));
        }
    }

    /** Runs its cleanup after either outcome; the cleanup's own error wins. */
    static final class Ensuring extends IRStream {
        private final Control body;
        private final Control cleanup;
        private int state;
        private @Nullable Object value;
        private @Nullable Throwable error;

        Ensuring(Control body, Control cleanup) {
            this.body = body;
            this.cleanup = cleanup;
        }

        @Override
        protected StreamStep resume(@Nullable Object answer) {
            int now = state++;
            if (now == 0) {
                return body;
            }
            if (now == 1) {
                value = answer;
                return cleanup;
            }
            return error == null ? new StreamStep.Done(value) : new StreamStep.Failed(error);
        }

        @Override
        protected StreamStep raise(Throwable thrown) {
            if (state++ > 1) {
                return new StreamStep.Failed(thrown);
            }
            error = thrown;
            return cleanup;
        }
    }

    /** A stream that always answers the same step. */
    static IRStream answering(@Nullable StreamStep step) {
        return new IRStream() {
            @Override
            @SuppressWarnings("NullAway") // a broken stream on purpose
            protected StreamStep resume(@Nullable Object value) {
                return step;
            }
        };
    }
}
