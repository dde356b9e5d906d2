package dev.moveguard.vm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A single run of a program: each step gives the next instruction, the result, or an error.
 *
 * <pre>
 * NEW --expand--> READY --step--> STEPPING --instruction--> READY --- ... --done, error, close--> ENDED
 * </pre>
 *
 * <p>The first call is {@code resume} and its argument means nothing. After the end a stream is never stepped again. A
 * stream sits in one frame during its whole life: expanding one that has been started is a {@link VmUsageException},
 * and so is stepping one that is being stepped. Only the VM steps; user code implements the protected methods.
 */
public abstract class IRStream {
    // no enum: storing a reference costs a write barrier, and this is stored twice a step
    private static final byte NEW = 0;
    private static final byte READY = 1;
    private static final byte STEPPING = 2;
    private static final byte ENDED = 3;

    private static final List<String> STATES = List.of("NEW", "READY", "STEPPING", "ENDED");

    private byte state = NEW;

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
        return new SourceLocation(getClass().getSimpleName(), "?", 0);
    }

    final boolean isEnded() {
        return state == ENDED;
    }

    final void start() {
        if (state != NEW) {
            throw new VmUsageException("Expand was given a stream that has already been started: " + location()
                    + "; a stream is one run, give a factory that opens a new one");
        }
        state = READY;
    }

    final @Nullable StreamStep step(@Nullable Object value) {
        enterStep();
        try {
            return leaveStep(resume(value));
        } catch (Throwable thrown) {
            return end(thrown);
        }
    }

    final @Nullable StreamStep stepRaising(Throwable error) {
        enterStep();
        try {
            return leaveStep(raise(error));
        } catch (Throwable thrown) {
            return end(thrown);
        }
    }

    final void closeUnfinished() throws Exception {
        if (state == ENDED) {
            return;
        }
        state = ENDED;
        close();
    }

    private void enterStep() {
        if (state != READY) {
            throw new VmInternalError("a stream was stepped while " + STATES.get(state) + ": " + location());
        }
        state = STEPPING;
    }

    private @Nullable StreamStep leaveStep(@Nullable StreamStep step) {
        state = step instanceof StreamStep.Done || step instanceof StreamStep.Failed ? ENDED : READY;
        return step;
    }

    private StreamStep end(Throwable thrown) {
        state = ENDED;
        HostFatal.rethrow(thrown);
        return new StreamStep.Failed(thrown);
    }
}
