package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * A single run of a program: each step gives the next instruction, the result, or an error.
 *
 * <pre>
 * NEW --expand--> READY --step--> READY --- ... --done(result)--> DONE --read--> ENDED
 *                                                              --error, close--> ENDED
 * </pre>
 *
 * <p>The first call is {@code resume} and its argument means nothing. After the end a stream is never stepped again. A
 * stream sits in one frame during its whole life: running one that has been started is a {@link VmUsageException}. Only
 * the VM steps; user code implements the protected methods.
 *
 * <p>A fresh stream is a step, too: the stream that answers it calls it and goes on with its result, as with a {@link
 * Control.Expand} that opens it.
 */
public abstract non-sealed class IRStream extends Frame implements StreamStep {
    // no enum: storing a reference costs a write barrier
    private static final byte NEW = 0;
    private static final byte READY = 1;
    private static final byte DONE = 2;
    private static final byte ENDED = 3;

    private byte state = NEW;
    private @Nullable Object result; // while DONE

    /** Goes on with the answer to the last instruction. An escaping exception ends the stream with that error. */
    protected abstract StreamStep resume(@Nullable Object value) throws Exception;

    /** Goes on with an error raised at the last instruction; by default it is not caught. */
    protected StreamStep raise(Throwable error) throws Exception {
        return new StreamStep.Failed(error);
    }

    /** Runs the cleanup of an unfinished stream that will not be stepped again; it cannot perform effects. */
    protected void close() throws Exception {}

    /** Says where the stream stands, also after its end; asked only when a trace or a message is being built. */
    public SourceLocation location() {
        return new SourceLocation(Descriptions.nameOf(getClass()), "?", 0);
    }

    /** The last step: the stream ends with {@code value}. The same as {@link StreamStep.Done}, without making one. */
    protected final StreamStep done(@Nullable Object value) {
        result = value;
        state = DONE;
        return this;
    }

    @Override
    final @Nullable K dispatchHandle() {
        return null;
    }

    @Override
    final IRStream stream() {
        return this;
    }

    final boolean isEnded() {
        return state == ENDED;
    }

    /** Whether the stream is its own last step, and {@link #takeResult} gives the value. */
    final boolean isDone() {
        return state == DONE;
    }

    /** Moves the result out. */
    final @Nullable Object takeResult() {
        Object value = result;
        result = null;
        state = ENDED;
        return value;
    }

    final boolean isNew() {
        return state == NEW;
    }

    final void start() {
        if (state != NEW) {
            throw new VmUsageException("Expand was given a stream that has already been started: "
                    + Descriptions.placeOf(this)
                    + "; a stream is one run, give a factory that opens a new one");
        }
        state = READY;
    }

    final boolean isReady() {
        return state == READY;
    }

    final void end() {
        state = ENDED;
    }

    final void closeUnfinished() throws Exception {
        if (isEnded()) {
            return;
        }
        end();
        close();
    }
}
