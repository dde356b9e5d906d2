package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns errors into signals. The only place where a trace is made, and it is made here only: nothing is remembered.
 *
 * <p>Call it before the frame of the offender is popped.
 */
final class Faults {
    private final FiberStack stack;

    Faults(FiberStack stack) {
        this.stack = stack;
    }

    /**
     * Raises at the current fiber. An error that was raised in this run before keeps its first trace.
     *
     * <p>Every error of a program comes through here, and a failure of the host goes no further: it ends the run.
     */
    Signal.Raise raise(Throwable error) {
        HostFatal.rethrow(error);
        return new Signal.Raise(error, traceOf(error));
    }

    /** Raises at the perform site that nobody answers. */
    Signal.Raise unhandled(Effect<?> effect) {
        return raise(UnhandledEffectException.of(effect, handlerNames()));
    }

    Signal.Raise usage(String message) {
        return raise(new VmUsageException(message));
    }

    /** Gives an error that ends the run its trace. */
    VmFatalException fatal(VmFatalException fault) {
        traceOf(fault);
        return fault;
    }

    /** The place of the code that is running; asked only on behalf of errors, queries and diagnostics. */
    SourceLocation here() {
        return stack.current().location();
    }

    /** The running code, from the outermost frame to the current one. */
    Trace context() {
        return new Trace(frames(), handlerNames());
    }

    List<String> handlerNames() {
        List<String> names = new ArrayList<>();
        for (Fiber fiber = stack.currentOrNull(); fiber != null; fiber = fiber.parent()) {
            if (fiber.boundary() instanceof Boundary.Prompt prompt) {
                names.add(prompt.name());
            }
        }
        return names;
    }

    private Trace traceOf(Throwable error) {
        Session session = stack.session();
        Optional<TraceCarrier> carrier = TraceCarrier.on(error);
        if (carrier.isPresent() && carrier.get().belongsTo(session)) {
            return carrier.get().trace();
        }
        Trace fresh = context();
        carrier.ifPresentOrElse(old -> old.renew(fresh, session), () -> TraceCarrier.put(error, fresh, session));
        return fresh;
    }

    private List<TraceFrame> frames() {
        List<TraceFrame> innermostFirst = new ArrayList<>();
        for (Fiber fiber = stack.currentOrNull(); fiber != null; fiber = fiber.parent()) {
            for (int depth = 0; depth < fiber.size(); depth++) {
                IRStream stream = fiber.frame(depth).stream();
                if (stream != null) {
                    add(innermostFirst, Descriptions.placeOf(stream));
                }
            }
        }
        if (innermostFirst.isEmpty()) { // an instruction that is the whole program runs in no frame
            add(innermostFirst, Places.UNNAMED);
        }
        Collections.reverse(innermostFirst);
        return innermostFirst;
    }

    private static void add(List<TraceFrame> frames, SourceLocation at) {
        int last = frames.size() - 1;
        @Nullable TraceFrame previous = last < 0 ? null : frames.get(last);
        if (previous != null && previous.isAt(at)) {
            frames.set(last, previous.onceMore());
        } else {
            frames.add(TraceFrame.of(at));
        }
    }
}
