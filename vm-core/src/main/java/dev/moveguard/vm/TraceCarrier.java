package dev.moveguard.vm;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries a trace on the error itself, as a suppressed exception, so that a later catch can ask for it. */
final class TraceCarrier extends RuntimeException {
    private Trace trace;
    private transient @Nullable Session session; // null: the error comes out of a byte stream

    TraceCarrier(Trace trace, Session session) {
        super("trace", null, false, false);
        this.trace = trace;
        this.session = session;
    }

    static Optional<TraceCarrier> on(Throwable error) {
        for (Throwable suppressed : error.getSuppressed()) {
            if (suppressed instanceof TraceCarrier carrier) {
                return Optional.of(carrier);
            }
        }
        return Optional.empty();
    }

    static void put(Throwable on, Trace trace, Session session) {
        on.addSuppressed(new TraceCarrier(trace, session));
    }

    Trace trace() {
        return trace;
    }

    boolean belongsTo(Session run) {
        return session == run;
    }

    /** For an error object that is thrown again in another run. */
    void renew(Trace fresh, Session run) {
        trace = fresh;
        session = run;
    }

    @Override
    public String getMessage() {
        return trace.toString();
    }
}
