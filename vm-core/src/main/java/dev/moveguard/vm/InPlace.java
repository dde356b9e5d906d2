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
     * Performs from {@code nearest} outwards.
     *
     * <pre>
     * body -> ... -> prompt -> outer      the same before and after an answer; a pass asks the prompt beyond
     * </pre>
     *
     * <p>To cut the body off and put it back at once changes nothing, so it is not done. Any other answer needs the
     * continuation: the body is cut off then, and its K becomes the owner.
     */
    @Nullable
    Object perform(Fiber nearest, Effect<?> performed) {
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
            prompt = FiberStack.promptFrom(prompt.parent());
        }
        return faults.raise(new UnhandledEffectException(effect, faults.handlerNames()));
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

    private @Nullable Object raise(K k, Operation by, Throwable error) {
        use(k, by);
        return faults.raise(error);
    }

    private void use(K k, Operation by) {
        k.answered(stack.session().consumption(by, null));
        counters.consumed(by);
    }
}
