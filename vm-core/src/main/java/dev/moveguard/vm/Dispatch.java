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
    private final Counters counters;

    Dispatch(FiberStack stack, Faults faults, Resumption resumption, Counters counters) {
        this.stack = stack;
        this.faults = faults;
        this.resumption = resumption;
        this.counters = counters;
    }

    Signal perform(Effect<?> effect) {
        Throwable refusal = counters.observersInstalled == 0 ? null : tellObservers(effect);
        if (refusal != null) {
            return faults.raise(refusal);
        }
        Fiber prompt = stack.nearestPrompt();
        if (prompt == null) {
            return faults.raise(new UnhandledEffectException(effect, faults.handlerNames()));
        }
        return stack.session().isAnsweringInPlace()
                ? askInPlace(prompt, effect)
                : call(prompt, effect, new K(new Continuation(stack.detachThrough(prompt))));
    }

    Signal pass(Control.Pass pass, Position position) {
        Continuation passed = resumption.take(pass.k(), Operation.PASS, position);
        Fiber prompt = stack.nearestPrompt();
        if (prompt == null) {
            stack.attach(passed);
            return faults.raise(new UnhandledEffectException(pass.effect(), faults.handlerNames()));
        }
        passed.append(stack.detachThrough(prompt));
        return call(prompt, pass.effect(), new K(passed));
    }

    /** Opens a stream and runs it; {@code handle} is set when this is a handler's own result. */
    Signal expand(StreamFactory factory, @Nullable K handle) {
        IRStream stream;
        try {
            stream = factory.open();
        } catch (Throwable thrown) {
            HostFatal.rethrow(thrown);
            return recover(handle, thrown);
        }
        return pushStream(stream, handle);
    }

    /** Runs {@code operand} to get a stream; the handle waits in the frame. */
    Signal expandResult(Control operand, @Nullable K handle) {
        stack.push(new Frame.ExpandReturn(handle));
        return new Signal.Eval(operand, Position.OPERAND);
    }

    Signal pushStream(@Nullable Object value, @Nullable K handle) {
        if (!(value instanceof IRStream stream)) {
            return recover(handle, new VmUsageException("Expand needs a stream, its operand gave " + describe(value)));
        }
        try {
            stream.start();
        } catch (VmUsageException reused) {
            return recover(handle, reused);
        }
        stack.push(new Frame.Program(stream, handle));
        return new Signal.Send(null);
    }

    /**
     * Delivers a handler's error to the perform site, under the prompt again, while the handler's K is live.
     *
     * <pre>
     * before   current; handle owns head -> ... -> prompt
     * after    head -> ... -> prompt -> current, error raised at the perform site
     * </pre>
     *
     * <p>With no handle, or one that has been used, the error is raised at the current fiber.
     */
    Signal recover(@Nullable K handle, Throwable error) {
        reattach(handle);
        return faults.raise(error);
    }

    /** The same for an error that is in flight and keeps its trace. */
    Signal recover(@Nullable K handle, Signal.Raise inFlight) {
        reattach(handle);
        return inFlight;
    }

    private void reattach(@Nullable K handle) {
        Continuation interrupted = handle == null ? null : resumption.takeIfLive(handle, Operation.HANDLER_ERROR);
        if (interrupted != null) {
            stack.attach(interrupted);
        }
    }

    /** Asks a handler whose K owns the body. */
    private Signal call(Fiber prompt, Effect<?> effect, K k) {
        counters.ksCreated++;
        Control answer;
        try {
            answer = ask(prompt, effect, k);
        } catch (Throwable thrown) {
            HostFatal.rethrow(thrown);
            return recover(k, thrown);
        }
        return carryOut(answer, k);
    }

    /**
     * Asks handlers while the body stays in its place, as long as they answer with one instruction on their own K.
     *
     * <pre>
     * body -> ... -> prompt -> outer      the same before and after an answer; a pass asks the prompt beyond
     * </pre>
     *
     * <p>To cut the body off and put it back at once changes nothing, so it is not done. Any other answer needs the
     * continuation: the body is cut off then, and its K becomes the owner.
     */
    private Signal askInPlace(Fiber nearest, Effect<?> performed) {
        Fiber prompt = nearest;
        Effect<?> effect = performed;
        while (prompt != null) {
            K k = new K();
            counters.ksCreated++;
            Control answer;
            try {
                answer = ask(prompt, effect, k);
            } catch (Throwable thrown) {
                HostFatal.rethrow(thrown);
                return raiseInPlace(k, Operation.HANDLER_ERROR, thrown);
            }
            if (!(answer instanceof Control.Pass pass) || pass.k() != k) {
                return answerInPlace(answer, k, prompt);
            }
            use(k, Operation.PASS);
            effect = pass.effect();
            prompt = FiberStack.promptFrom(prompt.parent());
        }
        return faults.raise(new UnhandledEffectException(effect, faults.handlerNames()));
    }

    private Signal answerInPlace(Control answer, K k, Fiber prompt) {
        if (answer instanceof Control.Transfer transfer && transfer.k() == k) {
            use(k, Operation.TRANSFER);
            return new Signal.Send(transfer.value());
        }
        if (answer instanceof Control.Resume resume && resume.k() == k) {
            use(k, Operation.RESUME);
            return new Signal.Send(resume.value());
        }
        if (answer instanceof Control.TransferThrow transfer && transfer.k() == k) {
            return raiseInPlace(k, Operation.TRANSFER_THROW, transfer.error());
        }
        if (answer instanceof Control.ResumeThrow resume && resume.k() == k) {
            return raiseInPlace(k, Operation.RESUME_THROW, resume.error());
        }
        k.own(new Continuation(stack.detachThrough(prompt)));
        return carryOut(answer, k);
    }

    private Signal raiseInPlace(K k, Operation by, Throwable error) {
        use(k, by);
        return faults.raise(error);
    }

    private void use(K k, Operation by) {
        k.answered(stack.session().consumption(by, null));
        counters.consumed(by);
    }

    private static Control ask(Fiber prompt, Effect<?> effect, K k) throws Exception {
        Handler handler = handlerOf(prompt);
        @Nullable Control answer = handler.onEffect(effect, k);
        if (answer == null) {
            throw new VmUsageException("handler " + handler.name() + " returned null, not an instruction");
        }
        return answer.plain();
    }

    private Signal carryOut(Control answer, K k) {
        if (answer instanceof Control.Expand expand) {
            return expand(expand.factory(), k);
        }
        if (answer instanceof Program<?> program) {
            return expand(program, k);
        }
        if (answer instanceof Control.ExpandResult expand) {
            return expandResult(expand.operand(), k);
        }
        return new Signal.Eval(answer, Position.DIRECT); // one step: the handle was a local and ends here
    }

    private @Nullable Throwable tellObservers(Effect<?> effect) {
        for (Fiber fiber = stack.currentOrNull(); fiber != null; fiber = fiber.parent()) {
            if (fiber.boundary() instanceof Boundary.Observe observe) {
                try {
                    observe.observer().onEffect(effect);
                } catch (Throwable thrown) {
                    HostFatal.rethrow(thrown);
                    return thrown;
                }
            }
        }
        return null;
    }

    private static Handler handlerOf(Fiber prompt) {
        if (prompt.boundary() instanceof Boundary.Prompt boundary) {
            return boundary.handler();
        }
        throw new VmInternalError(prompt + " has no handler");
    }

    private static String describe(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }
}
