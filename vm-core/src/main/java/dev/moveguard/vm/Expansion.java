package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * Runs what a handler answered, and delivers its error to the perform site when it fails.
 *
 * <p>The dispatch handle is an argument here and a field of the frame that is pushed, nowhere else. Source:
 * SPEC-VM-021/4 and /5.
 */
final class Expansion {
    private final FiberStack stack;
    private final Faults faults;
    private final Resumption resumption;

    Expansion(FiberStack stack, Faults faults, Resumption resumption) {
        this.stack = stack;
        this.faults = faults;
        this.resumption = resumption;
    }

    /** Carries out a handler's answer; {@code k} is the dispatch handle if the answer is a larger program. */
    @Nullable
    Object carryOut(Control answer, K k) {
        if (answer instanceof Control.Expand expand) {
            return expand(expand.factory(), k);
        }
        if (answer instanceof Program<?> program) {
            return expand(program, k);
        }
        if (answer instanceof Control.ExpandResult expand) {
            return expandResult(expand.operand(), k);
        }
        if (answer instanceof Control.Pure pure) {
            return pure.value();
        }
        return new Signal.Eval(answer, Position.DIRECT); // one step: the handle was a local and ends here
    }

    /** Opens a stream and runs it; {@code handle} is set when this is a handler's own result. */
    @Nullable
    Object expand(StreamFactory factory, @Nullable K handle) {
        IRStream stream;
        try {
            stream = factory.open();
        } catch (Throwable thrown) {
            return recover(handle, thrown);
        }
        return pushStream(stream, handle);
    }

    /** Runs {@code operand} to get a stream; the handle waits in the frame. */
    @Nullable
    Object expandResult(Control operand, @Nullable K handle) {
        stack.push(Frame.ExpandReturn.of(handle));
        return new Signal.Eval(operand, Position.OPERAND);
    }

    /** Runs a stream that has not been started yet on top of the one that yielded it. */
    void call(IRStream fresh) {
        fresh.start();
        stack.push(fresh);
    }

    @Nullable
    Object pushStream(@Nullable Object value, @Nullable K handle) {
        if (!(value instanceof IRStream stream)) {
            return recover(handle, new VmUsageException("Expand needs a stream, its operand gave " + describe(value)));
        }
        try {
            stream.start();
        } catch (VmUsageException reused) {
            return recover(handle, reused);
        }
        stack.push(handle == null ? stream : Frame.HandlerBody.of(stream, handle));
        return null;
    }

    /**
     * Delivers a handler's error to the perform site, under the prompt again, while the handler's K is live.
     *
     * <pre>
     * before   current; handle owns head -> ... -> prompt
     * after    head -> ... -> prompt -> current, error raised at the perform site
     * </pre>
     *
     * <p>With no handle, or one that has been used, the error is raised at the current fiber.
     */
    @Nullable
    Object recover(@Nullable K handle, Throwable error) {
        reattach(handle);
        return faults.raise(error);
    }

    /** The same for an error that is in flight and keeps its trace. */
    @Nullable
    Object recover(@Nullable K handle, Signal.Raise inFlight) {
        reattach(handle);
        return inFlight;
    }

    private void reattach(@Nullable K handle) {
        Continuation interrupted = handle == null ? null : resumption.takeIfLive(handle, Operation.HANDLER_ERROR);
        if (interrupted != null) {
            stack.attach(interrupted);
        }
    }

    private static String describe(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }
}
