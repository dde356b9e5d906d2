package dev.moveguard.vm;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link Program}: a loop with its own stack of pending work, so that binds, catches and loops nest
 * neither VM frames nor host calls.
 */
final class ProgramStream extends IRStream {
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final SourceLocation place;
    private SourceLocation at;
    private @Nullable Program<?> start; // null: under way

    ProgramStream(Program<?> program, SourceLocation place) {
        this.start = program;
        this.place = place;
        this.at = place;
    }

    @Override
    protected StreamStep resume(@Nullable Object value) {
        Program<?> next = start == null ? new Program.Pure<>(value) : start;
        start = null;
        return run(next);
    }

    @Override
    protected StreamStep raise(Throwable error) {
        return run(new Program.Fail<>(error));
    }

    /** Runs the pending cleanup, innermost first; all of it, even if some fails. */
    @Override
    protected void close() throws Exception {
        Throwable first = null;
        for (Pending work : pending) {
            Program<?> cleanup = work.onClose();
            Throwable failure = cleanup == null ? null : Cleanup.failureOf(cleanup);
            if (first == null) {
                first = failure;
            } else if (failure != null && failure != first) {
                first.addSuppressed(failure);
            }
        }
        if (first != null) {
            throw ProgramStream.<RuntimeException>asThrown(first);
        }
    }

    @Override
    public SourceLocation location() {
        return at;
    }

    private StreamStep run(Program<?> from) {
        Program<?> next = from;
        while (true) {
            if (next instanceof Program.Scope<?> scope) {
                pending.push(scope.pending());
                next = scope.source();
            } else if (next instanceof Program.Instruction<?> instruction) {
                at = instruction.place().within(place);
                return instruction.control();
            } else if (next instanceof Program.Defer<?> defer) {
                at = defer.place().within(place);
                next = defer.build();
            } else if (pending.isEmpty()) {
                return ended(next);
            } else {
                next = after(pending.pop(), next);
            }
        }
    }

    private Program<?> after(Pending work, Program<?> ended) {
        try {
            if (ended instanceof Program.Pure<?> pure) {
                return Program.given(work.onValue(pure.value()));
            }
            Throwable error = errorOf((Program.Fail<?>) ended);
            HostFatal.rethrow(error); // no catch of this program is asked
            Program<?> answer = work.onError(error);
            return answer == null ? ended : answer;
        } catch (Throwable thrown) {
            HostFatal.rethrow(thrown);
            return new Program.Fail<>(thrown);
        }
    }

    private StreamStep ended(Program<?> last) {
        return last instanceof Program.Pure<?> pure
                ? new StreamStep.Done(pure.value())
                : new StreamStep.Failed(errorOf((Program.Fail<?>) last));
    }

    /** An error that was caught stands where it was raised, and that is where the stream stands already. */
    private Throwable errorOf(Program.Fail<?> fail) {
        if (fail.place().isKnown()) {
            at = fail.place().within(place);
        }
        return fail.error();
    }

    @SuppressWarnings("unchecked") // an Error leaves a close as it is, too
    private static <T extends Throwable> RuntimeException asThrown(Throwable error) throws T {
        throw (T) error;
    }
}
