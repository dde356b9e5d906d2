package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates the instructions that use a continuation up. The only place, with {@link Dispatch}, that takes from a K. */
final class Resumption {
    private final FiberStack stack;
    private final Faults faults;
    private final Counters counters;

    Resumption(FiberStack stack, Faults faults, Counters counters) {
        this.stack = stack;
        this.faults = faults;
        this.counters = counters;
    }

    @Nullable
    Object resume(Control.Resume resume) {
        stack.attach(take(resume.k(), Operation.RESUME, Position.DIRECT));
        return resume.value();
    }

    @Nullable
    Object transfer(Control.Transfer transfer, Position position) {
        stack.attach(take(transfer.k(), Operation.TRANSFER, position));
        return transfer.value();
    }

    @Nullable
    Object resumeThrow(Control.ResumeThrow resume) {
        stack.attach(take(resume.k(), Operation.RESUME_THROW, Position.DIRECT));
        return faults.raise(resume.error());
    }

    @Nullable
    Object transferThrow(Control.TransferThrow transfer, Position position) {
        stack.attach(take(transfer.k(), Operation.TRANSFER_THROW, position));
        return faults.raise(transfer.error());
    }

    @Nullable
    Object abandon(Control.Abandon abandon) {
        DetachedFiberChain chain =
                take(abandon.k(), Operation.ABANDON, Position.DIRECT).take();
        if (chain == null) {
            throw new VmInternalError("a live K held a used continuation");
        }
        List<Throwable> failures = new ArrayList<>();
        chain.inspect(fiber -> close(fiber, failures));
        stack.abandon(chain);
        return failures.isEmpty() ? null : faults.raise(combine(failures));
    }

    /**
     * Takes the continuation out of {@code k}, then drops the issuer's frame as its position asks.
     *
     * @throws VmFatalException if {@code k} is foreign or has been used; the issuer's frame is still there then
     */
    Continuation take(K k, Operation by, Position position) {
        Continuation taken = k.session() == stack.session() ? takeIfLive(k, by) : null;
        if (taken == null) {
            throw refusal(k, by);
        }
        stack.dropIssuer(position);
        return taken;
    }

    /** Takes the continuation out of {@code k}; null when it has been used already. */
    @Nullable
    Continuation takeIfLive(K k, Operation by) {
        if (!k.isOwner()) {
            return null;
        }
        Session session = stack.session();
        Continuation taken = k.take();
        k.leave(session.used(by, session.isDiagnostic() ? faults.here() : null));
        counters.consumed(by);
        return taken;
    }

    /**
     * What ends the run when {@code k} may not be used. Errors are made by methods of their own classes here, so that a
     * process loads these classes when something fails, and not to verify who might make them.
     */
    private VmFatalException refusal(K k, Operation by) {
        if (k.session() != stack.session()) {
            return faults.fatal(ForeignContinuation.saying(
                    by + " was given a continuation of another run; a K lives as long as the run that made it; "
                            + where()));
        }
        String first = k.use();
        if (first == null) {
            throw new VmInternalError("a live K was empty");
        }
        return faults.fatal(OneShotViolation.saying(
                "one-shot violation: " + by + " was given a continuation already " + first + "; " + where()));
    }

    private String where() {
        return "current fiber=" + stack.current().id() + ", at " + faults.here();
    }

    private static void close(Fiber fiber, List<Throwable> failures) {
        for (int depth = 0; depth < fiber.size(); depth++) {
            IRStream stream = fiber.frame(depth).stream();
            if (stream != null) {
                close(stream, failures);
            }
        }
    }

    private static void close(IRStream stream, List<Throwable> failures) {
        try {
            stream.closeUnfinished();
        } catch (Throwable failure) {
            HostFatal.rethrow(failure);
            failures.add(failure);
        }
    }

    private static Throwable combine(List<Throwable> failures) {
        Throwable first = failures.get(0);
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        return first;
    }
}
