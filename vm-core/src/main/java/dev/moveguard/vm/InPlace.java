package dev.moveguard.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks handlers while the body stays in its place, as long as each answers with one instruction on its own K. */
final class InPlace {
    private final FiberStack stack;
    private final Faults faults;
    private final Expansion expansion;
    private final Counters counters;

    InPlace(FiberStack stack, Faults faults, Expansion expansion, Counters counters) {
        this.stack = stack;
        this.faults = faults;
        this.expansion = expansion;
        this.counters = counters;
    }

    /**
     * Performs from the current fiber outwards.
     *
     * <pre>
     * body -> ... -> prompt -> outer      the same before and after an answer; a pass asks the prompt beyond
     * </pre>
     *
     * <p>To cut the body off and put it back at once changes nothing, so it is not done. Any other answer needs the
     * continuation: the body is cut off then, and its K becomes the owner. A handler that does not handle the effect is
     * not asked, which is the same as if it had passed; one that only answers is given no K. What a handler throws when
     * it is asked what it handles lands at the perform site, too.
     */
    @Nullable
    Object perform(Effect<?> effect) {
        Class<?> type = effect.getClass();
        Fiber nearest = stack.promptCache().find(type);
        if (nearest == null) {
            try {
                nearest = search(type);
            } catch (Throwable thrown) {
                return refused(thrown);
            }
        }
        return ask(nearest, effect);
    }

    /** Who is known to answer this effect with a value, so that to ask is all that is left; null when nobody is. */
    Handler.@Nullable Answering known(Effect<?> effect) {
        return counters.observersInstalled == 0 ? stack.promptCache().answering(effect.getClass()) : null;
    }

    /** Says that the handler that is known has answered. */
    void answered() {
        counters.answered++;
    }

    /** Goes on beyond the prompt that is remembered for the effect: its handler has passed. */
    @Nullable
    Object passed(Effect<?> effect) {
        counters.passed++;
        Class<?> type = effect.getClass();
        Fiber known = Objects.requireNonNull(stack.promptCache().find(type), "known");
        Fiber outer;
        try {
            outer = FiberStack.promptFor(type, known.parent());
        } catch (Throwable thrown) {
            return refused(thrown);
        }
        return ask(outer, effect);
    }

    /** Remembers what it finds where that pays: not the nearest prompt, if its handler may want the continuation. */
    private @Nullable Fiber search(Class<?> type) {
        boolean isNearest = true;
        for (Fiber fiber = stack.current(); fiber != null; fiber = fiber.parent()) {
            Handler handler = fiber.handler();
            if (handler != null && handler.handles(type)) {
                if (!isNearest || fiber.answering() != null) {
                    stack.promptCache().remember(type, fiber);
                }
                return fiber;
            }
            isNearest &= handler == null;
        }
        return null;
    }

    /**
     * Asks one handler after the other until one does not pass, and acts on what it answers.
     *
     * <p>One method, too large to be inlined, on purpose: it is compiled once then, and not once more in each of the
     * loops that lead to it, which costs short runs more than the call.
     */
    private @Nullable Object ask(@Nullable Fiber nearest, Effect<?> performed) {
        Fiber prompt = nearest;
        Effect<?> effect = performed;
        while (prompt != null) {
            Handler.Answering answering = prompt.answering();
            if (answering != null) {
                Object value = value(answering, effect);
                if (value != Handler.Answering.PASS) {
                    return value;
                }
            } else {
                K k = new K(stack.session().inPlace());
                counters.ksCreated++;
                Control answer;
                try {
                    answer = Dispatch.ask(prompt, effect, k);
                } catch (Throwable thrown) {
                    return raise(k, Operation.HANDLER_ERROR, thrown);
                }
                Control.Pass passed = null;
                boolean isOther = answer instanceof Control.Expand || answer instanceof Control.Pure; // the usual ones
                if (!isOther) {
                    if (answer instanceof Control.Transfer transfer && transfer.k() == k) {
                        use(k, Operation.TRANSFER);
                        return transfer.value();
                    }
                    if (answer instanceof Control.Resume resume && resume.k() == k) {
                        use(k, Operation.RESUME);
                        return resume.value();
                    }
                    if (answer instanceof Control.TransferThrow transfer && transfer.k() == k) {
                        return raise(k, Operation.TRANSFER_THROW, transfer.error());
                    }
                    if (answer instanceof Control.ResumeThrow resume && resume.k() == k) {
                        return raise(k, Operation.RESUME_THROW, resume.error());
                    }
                    passed = answer instanceof Control.Pass pass && pass.k() == k ? pass : null;
                }
                if (passed == null) {
                    k.own(new Continuation(stack.detachThrough(prompt)));
                    return expansion.carryOut(answer, k);
                }
                use(k, Operation.PASS);
                effect = passed.effect();
            }
            try {
                prompt = FiberStack.promptFor(effect.getClass(), prompt.parent());
            } catch (Throwable thrown) {
                return refused(thrown);
            }
        }
        return faults.unhandled(effect);
    }

    /** The short way of a handler that only answers; it counts as a K used by a transfer, or by a pass. */
    private @Nullable Object value(Handler.Answering handler, Effect<?> effect) {
        try {
            Object value = handler.answer(effect);
            if (value == Handler.Answering.PASS) {
                counters.passed++;
            } else {
                counters.answered++;
            }
            return value;
        } catch (Throwable thrown) {
            return refused(thrown);
        }
    }

    /** Raises at the perform site what a handler threw that was given no K; it counts as if there had been one. */
    Signal.Raise refused(Throwable thrown) {
        counters.ksCreated++;
        counters.consumed(Operation.HANDLER_ERROR);
        return faults.raise(thrown);
    }

    private Signal.Raise raise(K k, Operation by, Throwable error) {
        use(k, by);
        return faults.raise(error);
    }

    private void use(K k, Operation by) {
        k.leave(stack.session().used(by, null));
        counters.consumed(by);
    }
}
