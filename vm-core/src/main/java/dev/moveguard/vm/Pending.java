package dev.moveguard.vm;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link ProgramStream} does when the program before it has ended; the stream's own small stack of work. */
interface Pending {
    /** Goes on after a value. What it throws counts as the program's error. */
    Program<?> onValue(@Nullable Object value) throws Exception;

    /** Goes on after an error; null when this is no place to stop it. */
    default @Nullable Program<?> onError(Throwable error) throws Exception {
        return null;
    }

    /** What must still run when the stream is closed; null for nothing. */
    default @Nullable Program<?> onClose() {
        return null;
    }

    /** Continues with what the function makes of the value. */
    record Bind(Function<Object, Program<?>> function) implements Pending {
        @Override
        @SuppressWarnings("NullAway") // a value may be null; the function's type hides it
        public Program<?> onValue(@Nullable Object value) {
            return function.apply(value);
        }
    }

    /** Turns both outcomes into a {@link Result}; errors that are no exceptions go on. */
    record Attempt() implements Pending {
        @Override
        public Program<?> onValue(@Nullable Object value) {
            return new Program.Pure<>(new Result.Ok<>(value));
        }

        @Override
        public @Nullable Program<?> onError(Throwable error) {
            return error instanceof Exception exception ? new Program.Pure<>(new Result.Err<>(exception)) : null;
        }
    }

    /** Answers the errors of one type. */
    record Recover<X extends Throwable>(Class<X> type, Function<? super X, ? extends Program<?>> answer)
            implements Pending {
        @Override
        public Program<?> onValue(@Nullable Object value) {
            return new Program.Pure<>(value);
        }

        @Override
        public @Nullable Program<?> onError(Throwable error) {
            return type.isInstance(error) ? Program.given(answer.apply(type.cast(error))) : null;
        }
    }

    /** Runs the cleanup after either outcome and then goes on with that outcome. */
    record Ensure(Program<?> cleanup) implements Pending {
        @Override
        public Program<?> onValue(@Nullable Object value) {
            return new Program.Scope<>(cleanup, new Bind(ignored -> new Program.Pure<>(value)));
        }

        @Override
        public Program<?> onError(Throwable error) {
            return new Program.Scope<>(cleanup, new Rethrow(error));
        }

        @Override
        public Program<?> onClose() {
            return cleanup;
        }
    }

    /** Goes on with an error after its cleanup; a failure of the cleanup wins and carries the error as suppressed. */
    record Rethrow(Throwable interrupted) implements Pending {
        @Override
        public Program<?> onValue(@Nullable Object value) {
            return new Program.Fail<>(interrupted);
        }

        @Override
        public @Nullable Program<?> onError(Throwable error) {
            if (error != interrupted) {
                error.addSuppressed(interrupted);
            }
            return null;
        }
    }

    /** Takes another turn until the step says it is done. */
    record Turn<S>(Function<S, ? extends Program<?>> step) implements Pending {
        @Override
        @SuppressWarnings("unchecked") // only Program.loop makes this, with a step that gives Next<S, A>
        public Program<?> onValue(@Nullable Object value) {
            if (value instanceof Next.Again<?, ?> again) {
                return new Program.Scope<>(Program.given(step.apply((S) again.state())), this);
            }
            if (value instanceof Next.Finished<?, ?> finished) {
                return new Program.Pure<>(finished.value());
            }
            throw new VmUsageException("a loop's step gave null, neither again nor done");
        }
    }
}
