package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One instruction. A value that says what to do; only {@link Machine} knows how.
 *
 * <p>Building an instruction consumes nothing: a {@link K} inside it is used when the instruction is evaluated. In the
 * pictures the innermost fiber stands left and {@code ->} is the link to the parent.
 *
 * <p><b>Tail instructions</b> ({@link Transfer}, {@link TransferThrow}, {@link Pass}, {@link TailEval}) first drop the
 * frame of the stream that yielded them. An instruction that a handler returned directly has no such frame, and
 * nothing is dropped. As the operand of {@link ExpandResult} they are a {@link VmUsageException}.
 */
public sealed interface Control extends StreamStep
        permits Program,
                Control.Pure,
                Control.Perform,
                Control.Call,
                Control.Expand,
                Control.ExpandResult,
                Control.Resume,
                Control.Transfer,
                Control.ResumeThrow,
                Control.TransferThrow,
                Control.WithHandler,
                Control.WithObserver,
                Control.Pass,
                Control.TailEval,
                Control.Abandon,
                Control.GetTraceback,
                Control.GetHandlers,
                Control.GetBoundaries,
                Control.GetOuterHandlers,
                Control.GetExecutionContext {
    /** One constant for each instruction, so that a switch over it shows what is not decided yet. */
    enum Kind {
        PURE,
        PERFORM,
        CALL,
        EXPAND,
        EXPAND_RESULT,
        RESUME,
        TRANSFER,
        RESUME_THROW,
        TRANSFER_THROW,
        WITH_HANDLER,
        WITH_OBSERVER,
        PASS,
        TAIL_EVAL,
        ABANDON,
        GET_TRACEBACK,
        GET_HANDLERS,
        GET_BOUNDARIES,
        GET_OUTER_HANDLERS,
        GET_EXECUTION_CONTEXT,
        PROGRAM;

        boolean isTail() {
            return this == TRANSFER || this == TRANSFER_THROW || this == PASS || this == TAIL_EVAL;
        }
    }

    Kind kind();

    /** The instruction itself, out of the program that does nothing but issue it. */
    default Control plain() {
        return this;
    }

    /** The program that opens a new stream each time it is run. */
    static Expand expand(StreamFactory factory) {
        return new Expand(factory);
    }

    /** The same for a program: it runs in a frame of its own. */
    static Expand expand(Program<?> program) {
        return new Expand(program);
    }

    /** The program that runs {@code operand} and then the stream which that gives. */
    static ExpandResult expand(Control operand) {
        return new ExpandResult(operand);
    }

    /** Gives {@code value} to the code that issued it. */
    record Pure(@Nullable Object value) implements Control {
        @Override
        public Kind kind() {
            return Kind.PURE;
        }
    }

    /**
     * Asks the nearest prompt above the running fiber to deal with {@code effect}.
     *
     * <pre>
     * before   current -> ... -> prompt -> outer
     * after    current = outer, running the handler; K owns current -> ... -> prompt
     * </pre>
     *
     * <p>Observers on the whole chain are told first, nearest first; the first one that throws ends the dispatch with
     * its error at the perform site. With no prompt, {@link UnhandledEffectException} is raised at the perform site
     * and nothing has been detached. Source: SPEC-VM-021/1; OCaml 5 {@code PERFORM}.
     */
    record Perform(Effect<?> effect) implements Control {
        public Perform {
            Objects.requireNonNull(effect, "effect"); // a bad instruction is refused where it is built
        }

        @Override
        public Kind kind() {
            return Kind.PERFORM;
        }
    }

    /** Calls a plain function. Its result is data and is never run; what it throws is raised here. */
    record Call(Callable function, List<?> arguments) implements Control {
        public Call {
            Objects.requireNonNull(function, "function");
            arguments = Collections.unmodifiableList(new ArrayList<>(arguments)); // null arguments are values
        }

        @Override
        public Kind kind() {
            return Kind.CALL;
        }
    }

    /**
     * Opens a stream and runs it; its result is the value of this instruction.
     *
     * <pre>
     * before   frames: issuer
     * after    frames: issuer, stream
     * </pre>
     *
     * <p>Returned by a handler it makes the handler multi-step, and the new frame keeps the dispatch handle: what the
     * stream throws before using its K is raised at the perform site. Source: VM-S-109 to 111.
     */
    record Expand(StreamFactory factory) implements Control {
        public Expand {
            Objects.requireNonNull(factory, "factory");
        }

        @Override
        public Kind kind() {
            return Kind.EXPAND;
        }
    }

    /**
     * Runs {@code operand}, which must end in a fresh stream, and then that stream.
     *
     * <p>Any other result is a {@link VmUsageException} at the issuer. Source: VM-S-012.
     */
    record ExpandResult(Control operand) implements Control {
        public ExpandResult {
            Objects.requireNonNull(operand, "operand");
        }

        @Override
        public Kind kind() {
            return Kind.EXPAND_RESULT;
        }
    }

    /**
     * Puts the continuation back and waits for the body: the value of this instruction is the value of the prompt.
     *
     * <pre>
     * before   current; K owns head -> ... -> prompt
     * after    head -> ... -> prompt -> current, value delivered at the perform site
     * </pre>
     *
     * <p>A second use of {@code k} ends the run with {@link OneShotViolation}. Source: SPEC-VM-021/3.
     */
    record Resume(K k, @Nullable Object value) implements Control {
        public Resume {
            Objects.requireNonNull(k, "k");
        }

        @Override
        public Kind kind() {
            return Kind.RESUME;
        }
    }

    /** {@link Resume} in tail position: the issuer's frame is dropped, so nothing waits for the body. */
    record Transfer(K k, @Nullable Object value) implements Control {
        public Transfer {
            Objects.requireNonNull(k, "k");
        }

        @Override
        public Kind kind() {
            return Kind.TRANSFER;
        }
    }

    /** {@link Resume} with an error instead of a value. */
    record ResumeThrow(K k, Throwable error) implements Control {
        public ResumeThrow {
            Objects.requireNonNull(k, "k");
            Objects.requireNonNull(error, "error");
        }

        @Override
        public Kind kind() {
            return Kind.RESUME_THROW;
        }
    }

    /** {@link Transfer} with an error instead of a value. */
    record TransferThrow(K k, Throwable error) implements Control {
        public TransferThrow {
            Objects.requireNonNull(k, "k");
            Objects.requireNonNull(error, "error");
        }

        @Override
        public Kind kind() {
            return Kind.TRANSFER_THROW;
        }
    }

    /**
     * Runs {@code body} under a handler; the body's value crosses the prompt unchanged.
     *
     * <pre>
     * before   current
     * after    body -> prompt -> current
     * </pre>
     */
    record WithHandler(Handler handler, Control body) implements Control {
        public WithHandler {
            Objects.requireNonNull(handler, "handler");
            Objects.requireNonNull(body, "body");
        }

        @Override
        public Kind kind() {
            return Kind.WITH_HANDLER;
        }
    }

    /** Runs {@code body} under an observer. */
    record WithObserver(Observer observer, Control body) implements Control {
        public WithObserver {
            Objects.requireNonNull(observer, "observer");
            Objects.requireNonNull(body, "body");
        }

        @Override
        public Kind kind() {
            return Kind.WITH_OBSERVER;
        }
    }

    /**
     * "Not mine": gives the continuation, longer by this layer, to the next outer handler.
     *
     * <pre>
     * before   current -> ... -> prompt' -> outer; K owns head -> ... -> prompt
     * after    current = outer; a new K owns head -> ... -> prompt -> current -> ... -> prompt'
     * </pre>
     *
     * <p>Code after it never runs. With no further prompt the chain is put back and
     * {@link UnhandledEffectException} is raised at the perform site. Usually {@code effect} is the received one.
     */
    record Pass(Effect<?> effect, K k) implements Control {
        public Pass {
            Objects.requireNonNull(effect, "effect");
            Objects.requireNonNull(k, "k");
        }

        @Override
        public Kind kind() {
            return Kind.PASS;
        }
    }

    /** Runs {@code next} instead of the rest of the issuer, whose frame is dropped; use it for a last call. */
    record TailEval(Control next) implements Control {
        public TailEval {
            Objects.requireNonNull(next, "next");
        }

        @Override
        public Kind kind() {
            return Kind.TAIL_EVAL;
        }
    }

    /**
     * Ends a continuation without resuming it: closes its streams, nearest the perform site first, and gives null.
     *
     * <p>Every stream is closed even if one fails; the first failure is raised with the others suppressed. Cleanup
     * that needs effects cannot run here: use {@link TransferThrow}. The cleanup of a {@link Program} may do anything else,
     * as a run of its own. Source: VM-S-181, 182, D104.
     */
    record Abandon(K k) implements Control {
        public Abandon {
            Objects.requireNonNull(k, "k");
        }

        @Override
        public Kind kind() {
            return Kind.ABANDON;
        }
    }

    /** Lists the places of the continuation's frames as {@code List<SourceLocation>}, innermost first. */
    record GetTraceback(K k) implements Control {
        public GetTraceback {
            Objects.requireNonNull(k, "k");
        }

        @Override
        public Kind kind() {
            return Kind.GET_TRACEBACK;
        }
    }

    /** Lists the handlers in the continuation as {@code List<Handler>}, innermost first, the catching one last. */
    record GetHandlers(K k) implements Control {
        public GetHandlers {
            Objects.requireNonNull(k, "k");
        }

        @Override
        public Kind kind() {
            return Kind.GET_HANDLERS;
        }
    }

    /** Lists handlers and observers in the continuation as {@code List<Boundary>}, innermost first. */
    record GetBoundaries(K k) implements Control {
        public GetBoundaries {
            Objects.requireNonNull(k, "k");
        }

        @Override
        public Kind kind() {
            return Kind.GET_BOUNDARIES;
        }
    }

    /** Lists the handlers around the running code as {@code List<Handler>}, innermost first. */
    record GetOuterHandlers() implements Control {
        @Override
        public Kind kind() {
            return Kind.GET_OUTER_HANDLERS;
        }
    }

    /**
     * Gives a {@link Trace}: of {@code error}, if there is one and it has been raised, else of the running code.
     */
    record GetExecutionContext(@Nullable Throwable error) implements Control {
        @Override
        public Kind kind() {
            return Kind.GET_EXECUTION_CONTEXT;
        }
    }
}
