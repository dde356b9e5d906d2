package dev.moveguard.vm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways a scenario must come out the same: state machines or builder, one-step or multi-step handlers.
 *
 * <p>State machines put every nested program into a frame of its own, the builder runs them in one stream. Beside
 * multi-step handlers they call streams and say {@code done}; else they use the instructions and records for it. Direct
 * style does not exist in this module.
 */
enum Way {
    MACHINE_ONE_STEP(true, true),
    MACHINE_MULTI_STEP(true, false),
    BUILDER_ONE_STEP(false, true),
    BUILDER_MULTI_STEP(false, false);

    /** A function of a test; it may throw. */
    interface Fn<T, R> {
        R apply(T value) throws Exception;
    }

    /** Plain code of a test; its argument means nothing. */
    interface Code {
        @Nullable
        Object run(Object go) throws Exception;
    }

    private final boolean machine;
    private final boolean oneStep;

    Way(boolean machine, boolean oneStep) {
        this.machine = machine;
        this.oneStep = oneStep;
    }

    boolean isMachine() {
        return machine;
    }

    Control pure(@Nullable Object value) {
        return machine ? new Control.Pure(value) : new Program.Pure<>(value);
    }

    Control fail(Throwable error) {
        return machine ? Control.expand(() -> new TestStreams.Failing(error)) : Program.fail(error);
    }

    Control perform(Effect<?> effect) {
        return machine ? new Control.Perform(effect) : Program.perform(effect);
    }

    Control bind(Control first, Fn<Object, Control> next) {
        return machine
                ? Control.expand(() -> new TestStreams.Binding(first, next, !oneStep))
                : program(first).flatMap(value -> program(applied(next, value)));
    }

    Control map(Control first, Fn<Object, Object> function) {
        return bind(first, value -> pure(function.apply(value)));
    }

    Control then(Control first, Control next) {
        return bind(first, ignored -> next);
    }

    /** Runs plain code when it is reached. */
    Control act(Code code) {
        return bind(pure("go"), go -> pure(code.run(go)));
    }

    Control all(Control... parts) {
        Control joined = parts[parts.length - 1];
        for (int i = parts.length - 2; i >= 0; i--) {
            joined = then(parts[i], joined);
        }
        return joined;
    }

    <X extends Throwable> Control catching(Control body, Class<X> type, Fn<X, Control> answer) {
        return machine
                ? Control.expand(() -> new TestStreams.Catching<>(body, type, answer))
                : program(body).recover(type, error -> program(applied(answer, error)));
    }

    Control ensure(Control body, Control cleanup) {
        return machine
                ? Control.expand(() -> new TestStreams.Ensuring(body, cleanup))
                : program(body).ensure(program(cleanup));
    }

    /** Runs {@code step} so many times, each time anew. */
    Control repeat(int times, Control step) {
        return machine
                ? Control.expand(() -> new TestStreams.Repeating(times, step))
                : Program.loop(
                        0,
                        done -> done == times
                                ? Program.pure(Next.done("done"))
                                : program(step).map(x -> Next.again(done + 1)));
    }

    /** Runs {@code body} in a frame of its own that stands at a place of {@code Demo.java}. */
    Control at(String function, int line, Control body) {
        SourceLocation place = new SourceLocation(function, "Demo.java", line);
        return machine
                ? Control.expand(() -> new TestStreams.Placed(body, place))
                : program(body).named(place);
    }

    /** The handler in the shape of this way: a single instruction is yielded by a stream when it is multi-step. */
    Handler handler(Handler handler) {
        return oneStep ? handler : multiStep(handler);
    }

    Control under(Handler handler, Control body) {
        return new Control.WithHandler(handler(handler), body);
    }

    Control under(List<Handler> outermostFirst, Control body) {
        Control wrapped = body;
        for (int i = outermostFirst.size() - 1; i >= 0; i--) {
            wrapped = under(outermostFirst.get(i), wrapped);
        }
        return wrapped;
    }

    private Handler multiStep(Handler handler) {
        return new NamedHandler(handler.name(), (effect, k) -> {
            Control answer = handler.onEffect(effect, k).plain();
            boolean multiStep = answer instanceof Control.Expand
                    || answer instanceof Control.ExpandResult
                    || answer instanceof Program<?>;
            return multiStep ? answer : yielding(answer);
        });
    }

    /** A program whose stream yields one instruction and gives back what it gets. */
    Control yielding(Control instruction) {
        return machine
                ? Control.expand(() -> new TestStreams.Binding(instruction, Control.Pure::new, !oneStep))
                : Control.expand(() -> Program.instruction(instruction).open());
    }

    static Program<Object> program(Control control) {
        return Program.instruction(control);
    }

    static <T> Control applied(Fn<T, Control> function, T value) {
        try {
            return function.apply(value);
        } catch (Exception thrown) {
            return Program.fail(thrown);
        }
    }
}
