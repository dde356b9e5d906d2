package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * Brings an effect to a handler: perform, pass, and the recovery of a handler's error at the perform site.
 *
 * <p>There is no record of a dispatch. The K of a running handler is a local here, or the dispatch handle of the one
 * frame that runs the handler. Source: SPEC-VM-021/4 and /5.
 */
final class Dispatch {
    private final FiberStack stack;
    private final Faults faults;
    private final Resumption resumption;
    private final Expansion expansion;
    private final InPlace inPlace;
    private final Counters counters;

    Dispatch(
            FiberStack stack,
            Faults faults,
            Resumption resumption,
            Expansion expansion,
            InPlace inPlace,
            Counters counters) {
        this.stack = stack;
        this.faults = faults;
        this.resumption = resumption;
        this.expansion = expansion;
        this.inPlace = inPlace;
        this.counters = counters;
    }

    @Nullable
    Object perform(Effect<?> effect) {
        Throwable refusal = counters.observersInstalled == 0 ? null : Observers.tell(stack.currentOrNull(), effect);
        if (refusal != null) {
            return faults.raise(refusal);
        }
        return stack.session().isAnsweringInPlace() ? inPlace.perform(effect) : detach(effect);
    }

    private @Nullable Object detach(Effect<?> effect) {
        Fiber prompt = stack.nearestPrompt();
        if (prompt == null) {
            return faults.unhandled(effect);
        }
        return call(prompt, effect, new K(new Continuation(stack.detachThrough(prompt))));
    }

    @Nullable
    Object pass(Control.Pass pass, Position position) {
        Continuation passed = resumption.take(pass.k(), Operation.PASS, position);
        Fiber prompt = stack.nearestPrompt();
        if (prompt == null) {
            stack.attach(passed);
            return faults.unhandled(pass.effect());
        }
        passed.append(stack.detachThrough(prompt));
        return call(prompt, pass.effect(), new K(passed));
    }

    /** Asks a handler whose K owns the body. */
    private @Nullable Object call(Fiber prompt, Effect<?> effect, K k) {
        counters.ksCreated++;
        Control answer;
        try {
            answer = handles(prompt, effect) ? ask(prompt, effect, k) : new Control.Pass(effect, k);
        } catch (Throwable thrown) {
            return expansion.recover(k, thrown);
        }
        return expansion.carryOut(answer, k);
    }

    /** Asks it here, too, so that a handler that says one thing and does another means the same in both ways. */
    private static boolean handles(Fiber prompt, Effect<?> effect) {
        Handler handler = prompt.handler();
        return handler == null || handler.handles(effect.getClass());
    }

    /** Calls the handler of a prompt; an answer that is no instruction counts as its error. */
    static Control ask(Fiber prompt, Effect<?> effect, K k) throws Exception {
        Handler handler = prompt.handler();
        if (handler == null) {
            throw new VmInternalError(prompt + " has no handler");
        }
        @Nullable Control answer = handler.onEffect(effect, k);
        if (answer == null) {
            throw new VmUsageException("handler " + Descriptions.of(handler) + " returned null, not an instruction");
        }
        return answer.plain();
    }
}
