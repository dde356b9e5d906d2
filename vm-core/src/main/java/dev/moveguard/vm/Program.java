package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A description of work that may perform effects, built from small parts; a value that may be run many times.
 *
 * <pre>{@code
 * Program<Integer> askTwice = Program.perform(new Ask("x"))
 *         .flatMap(x -> Program.perform(new Ask("y")).map(y -> x + y));
 * }</pre>
 *
 * <p>A run is one stream, hence one frame, whatever is nested inside; {@link #named} makes a frame of its own. All
 * combinators are stack-safe. A program is also an instruction, so a handler may answer with one.
 *
 * <p>A tail instruction ({@link #transfer}, {@link #transferThrow}, {@link #pass}, {@link #tail}) leaves the whole
 * stream: what is pending in it never runs, neither a bind, nor a catch, nor an {@link #ensure}.
 *
 * @param <A> the type of the value that a run ends with
 */
public abstract sealed class Program<A> implements Control, StreamFactory {
    private Program() {}

    /** The program that does nothing and gives {@code value}. */
    public static <A> Program<A> pure(A value) {
        return new Pure<>(value);
    }

    /** The program that does nothing and gives null. */
    public static <A> Program<A> unit() {
        return new Pure<>(null);
    }

    /** The program that ends with an error, which is thrown as it is. */
    public static <A> Program<A> fail(Throwable error) {
        return new Fail<>(error, Places.caller());
    }

    /** Performs an effect; the answer of its handler is the value. */
    public static <R> Program<R> perform(Effect<R> effect) {
        return instruction(new Control.Perform(effect));
    }

    /** Runs plain code each time the program is run; what it throws is the program's error. */
    public static <A> Program<A> call(Callable<? extends A> code) {
        Objects.requireNonNull(code, "code");
        return new Defer<>(() -> new Pure<>(code.call()), Places.caller());
    }

    /** Builds the rest of the program when it is reached; for recursion. */
    public static <A> Program<A> defer(Supplier<Program<A>> rest) {
        Objects.requireNonNull(rest, "rest");
        return new Defer<>(rest::get, Places.caller());
    }

    /** Issues any instruction; the caller knows the type of its value. */
    public static <A> Program<A> instruction(Control control) {
        return new Instruction<>(control, Places.caller());
    }

    /** Resumes the body and waits for its value. */
    public static <A> Program<A> resume(K k, @Nullable Object value) {
        return instruction(new Control.Resume(k, value));
    }

    /** Resumes the body and leaves. */
    public static <A> Program<A> transfer(K k, @Nullable Object value) {
        return instruction(new Control.Transfer(k, value));
    }

    /** Raises an error at the perform site and waits for the body's value. */
    public static <A> Program<A> resumeThrow(K k, Throwable error) {
        return instruction(new Control.ResumeThrow(k, error));
    }

    /** Raises an error at the perform site and leaves. */
    public static <A> Program<A> transferThrow(K k, Throwable error) {
        return instruction(new Control.TransferThrow(k, error));
    }

    /** Hands the effect to the next outer handler and leaves. */
    public static <A> Program<A> pass(Effect<?> effect, K k) {
        return instruction(new Control.Pass(effect, k));
    }

    /** Ends the continuation without resuming it. */
    public static <A> Program<A> abandon(K k) {
        return instruction(new Control.Abandon(k));
    }

    /** Leaves this stream and runs {@code next} in its place. */
    public static <A> Program<A> tail(Program<A> next) {
        return instruction(new Control.TailEval(next));
    }

    /** Takes turns until one says {@link Next#done}; a million turns nest nothing. */
    public static <S, A> Program<A> loop(S state, Function<S, Program<Next<S, A>>> step) {
        Objects.requireNonNull(step, "step");
        return new Defer<>(() -> new Scope<>(given(step.apply(state)), new Pending.Turn<>(step)), Places.caller());
    }

    /** Runs a program for each item in order and collects the values. */
    public static <T, B> Program<List<B>> forEach(Iterable<T> items, Function<? super T, Program<B>> body) {
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(body, "body");
        return defer(() -> {
            Iterator<T> rest = items.iterator();
            List<B> values = new ArrayList<>();
            return loop(
                    values,
                    soFar -> rest.hasNext() ? next(body, rest.next()).map(value -> more(soFar, value)) : end(soFar));
        });
    }

    /** Goes on with the program that {@code next} makes of the value; what {@code next} throws is the error. */
    @SuppressWarnings("unchecked") // the value of a Program<A> is an A
    public final <B> Program<B> flatMap(Function<? super A, ? extends Program<B>> next) {
        Objects.requireNonNull(next, "next");
        return new Scope<>(this, new Pending.Bind((Function<Object, Program<?>>) (Function<?, ?>) next));
    }

    /** Changes the value. */
    public final <B> Program<B> map(Function<? super A, ? extends B> function) {
        Objects.requireNonNull(function, "function");
        return flatMap(value -> new Pure<>(function.apply(value)));
    }

    /** Goes on with {@code next}, whatever the value was. */
    public final <B> Program<B> then(Program<B> next) {
        Objects.requireNonNull(next, "next");
        return flatMap(ignored -> next);
    }

    /** Gives {@code Ok} of the value or {@code Err} of the exception; an {@link Error} goes on. */
    public final Program<Result<A>> attempt() {
        return new Scope<>(this, new Pending.Attempt());
    }

    /** Answers errors of one type with another program. */
    public final <X extends Throwable> Program<A> recover(
            Class<X> type, Function<? super X, ? extends Program<? extends A>> answer) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(answer, "answer");
        return new Scope<>(this, new Pending.Recover<>(type, answer));
    }

    /**
     * Runs {@code cleanup} after a value or an error. It may perform effects, except when the program is abandoned.
     *
     * <p>If it fails, its error wins and an error already under way becomes a suppressed one.
     */
    public final Program<A> ensure(Program<?> cleanup) {
        return new Scope<>(this, new Pending.Ensure(Objects.requireNonNull(cleanup, "cleanup")));
    }

    /** Runs in a frame of its own that traces show under this name, as a function call would be. */
    public final Program<A> named(String function) {
        return named(Places.caller().in(Objects.requireNonNull(function, "function")));
    }

    /** The same, with the place told instead of looked up. */
    public final Program<A> named(SourceLocation place) {
        Objects.requireNonNull(place, "place");
        Program<A> body = this;
        return instruction(new Control.Expand(() -> new ProgramStream(body, place)));
    }

    @Override
    public final IRStream open() {
        return new ProgramStream(this, Places.UNNAMED);
    }

    @Override
    public final Kind kind() {
        return Kind.PROGRAM;
    }

    /** What a function of the user gave; null is refused in words. */
    static Program<?> given(@Nullable Program<?> program) {
        return program == null ? new Fail<>(new VmUsageException("a function gave null, not a program")) : program;
    }

    @SuppressWarnings("unchecked") // what stands in for a missing program only fails
    private static <T, B> Program<B> next(Function<? super T, Program<B>> body, T item) {
        return (Program<B>) given(body.apply(item));
    }

    private static <B> Next<List<B>, List<B>> more(List<B> values, B value) {
        values.add(value);
        return Next.again(values);
    }

    private static <B> Program<Next<List<B>, List<B>>> end(List<B> values) {
        return pure(Next.done(values));
    }

    /** Ends with a value. */
    static final class Pure<A> extends Program<A> {
        private final @Nullable Object value;

        Pure(@Nullable Object value) {
            this.value = value;
        }

        @Nullable
        Object value() {
            return value;
        }
    }

    /** Ends with an error. */
    static final class Fail<A> extends Program<A> {
        private final Throwable error;
        private final SourceLocation place;

        /** The error of code that was called: it stands where the stream stands. */
        Fail(Throwable error) {
            this(error, Places.UNNAMED);
        }

        Fail(Throwable error, SourceLocation place) {
            this.error = Objects.requireNonNull(error, "error");
            this.place = place;
        }

        SourceLocation place() {
            return place;
        }

        Throwable error() {
            return error;
        }
    }

    /** Is built when it is reached. */
    static final class Defer<A> extends Program<A> {
        private final Callable<? extends Program<?>> rest;
        private final SourceLocation place;

        Defer(Callable<? extends Program<?>> rest, SourceLocation place) {
            this.rest = rest;
            this.place = place;
        }

        SourceLocation place() {
            return place;
        }

        Program<?> build() {
            try {
                return given(rest.call());
            } catch (Throwable thrown) {
                return new Fail<>(thrown);
            }
        }
    }

    /** Issues an instruction. */
    static final class Instruction<A> extends Program<A> {
        private final Control control;
        private final SourceLocation place;

        Instruction(Control control, SourceLocation place) {
            this.control = innermost(Objects.requireNonNull(control, "control"));
            this.place = place;
        }

        /** What an instruction issues that does nothing but issue another one; nests nothing. */
        private static Control innermost(Control control) {
            return control instanceof Instruction<?> issuing ? issuing.control : control;
        }

        Control control() {
            return control;
        }

        @Override
        public Control plain() {
            return control.plain();
        }

        SourceLocation place() {
            return place;
        }

        /** Whether a frame of its own would show something; a tail instruction drops its frame at once. */
        boolean isWorthAFrame() {
            return place.isKnown() && !control.kind().isTail();
        }
    }

    /** Runs a program with work pending behind it. */
    static final class Scope<A> extends Program<A> {
        private final Program<?> source;
        private final Pending pending;

        Scope(Program<?> source, Pending pending) {
            this.source = Objects.requireNonNull(source, "source");
            this.pending = pending;
        }

        Program<?> source() {
            return source;
        }

        Pending pending() {
            return pending;
        }
    }
}
