package dev.moveguard.vm;

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
     * not asked, which is the same as if it had passed; one that only answers is given no K.
     */
    @Nullable
    Object perform(Effect<?> effect) {
        Class<?> type = effect.getClass();
        Fiber prompt = stack.promptCache().find(type);
        if (prompt == null) {
            prompt = search(type);
        }
        if (prompt == null) {
            return unhandled(effect);
        }
        Handler.Answering answering = prompt.answering();
        return answering == null ? ask(prompt, effect) : value(answering, effect);
    }

    /** Remembers what it finds where that pays: not the nearest prompt, if its handler may want the continuation. */
    private @Nullable Fiber search(Class<?> type) {
        Fiber prompt = FiberStack.promptFor(type, stack.current());
        if (prompt != null && (prompt.answering() != null || prompt != stack.nearestPrompt())) {
            stack.promptCache().remember(type, prompt);
        }
        return prompt;
    }

    /** The short way of a handler that only answers; it counts as a K used by a transfer. */
    private @Nullable Object value(Handler.Answering handler, Effect<?> effect) {
        try {
            Object value = handler.answer(effect);
            counters.answered++;
            return value;
        } catch (Throwable thrown) {
            HostFatal.rethrow(thrown);
            counters.ksCreated++;
            counters.consumed(Operation.HANDLER_ERROR);
            return faults.raise(thrown);
        }
    }

    private @Nullable Object ask(Fiber nearest, Effect<?> performed) {
        Fiber prompt = nearest;
        Effect<?> effect = performed;
        while (prompt != null) {
            K k = new K();
            counters.ksCreated++;
            Control answer;
            try {
                answer = Dispatch.ask(prompt, effect, k);
            } catch (Throwable thrown) {
                HostFatal.rethrow(thrown);
                return raise(k, Operation.HANDLER_ERROR, thrown);
            }
            if (!(answer instanceof Control.Pass pass) || pass.k() != k) {
                return answer(answer, k, prompt);
            }
            use(k, Operation.PASS);
            effect = pass.effect();
            prompt = FiberStack.promptFor(effect.getClass(), prompt.parent());
        }
        return unhandled(effect);
    }

    private @Nullable Object answer(Control answer, K k, Fiber prompt) {
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
        k.own(new Continuation(stack.detachThrough(prompt)));
        return expansion.carryOut(answer, k);
    }

    private Signal unhandled(Effect<?> effect) {
        return faults.raise(new UnhandledEffectException(effect, faults.handlerNames()));
    }

    private Signal raise(K k, Operation by, Throwable error) {
        use(k, by);
        return faults.raise(error);
    }

    private void use(K k, Operation by) {
        k.answered(stack.session().consumption(by, null));
        counters.consumed(by);
    }
}
