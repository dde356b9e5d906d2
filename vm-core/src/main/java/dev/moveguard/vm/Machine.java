package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * The step loop of one run: a flat loop, so the host's stack stays as it is however deep a program nests.
 *
 * <pre>
 * signal --step--> signal --step--> ... until no fiber is left
 * </pre>
 *
 * <p>The whole state is the stack of fibers and the signal in flight, and the signal is a local of {@link #run}.
 */
final class Machine {
    private final FiberStack stack;
    private final Faults faults;
    private final Resumption resumption;
    private final Expansion expansion;
    private final InPlace inPlace;
    private final Dispatch dispatch;
    private final Evaluation evaluation;
    private final @Nullable Invariants invariants; // null: not checked

    Machine(FiberArena arena, Session session, Counters counters) {
        this.stack = new FiberStack(arena, session, counters);
        this.faults = new Faults(stack);
        this.resumption = new Resumption(stack, faults, counters);
        this.expansion = new Expansion(stack, faults, resumption);
        this.inPlace = new InPlace(stack, faults, expansion, counters);
        this.dispatch = new Dispatch(stack, faults, resumption, expansion, inPlace, counters);
        this.evaluation = new Evaluation(stack, faults, resumption, expansion, dispatch, counters);
        this.invariants = session.isChecked() ? new Invariants(stack, counters) : null;
    }

    @Nullable
    Object run(Control program) {
        Object inFlight = new Signal.Eval(program, Position.DIRECT);
        while (!stack.isEmpty()) {
            inFlight = inFlight instanceof Signal signal ? step(signal) : send(inFlight);
            if (invariants != null) {
                invariants.afterStep(inFlight);
            }
        }
        Object result = result(inFlight);
        if (invariants != null) {
            invariants.atEnd();
        }
        return result;
    }

    /** Ends the run, whatever has become of it. */
    void end() {
        stack.clear();
    }

    int liveFibers() {
        return stack.liveFibers();
    }

    int liveStreams() {
        return stack.liveStreams();
    }

    private @Nullable Object step(Signal signal) {
        return signal instanceof Signal.Eval eval
                ? evaluation.eval(eval.control(), eval.position())
                : raise((Signal.Raise) signal);
    }

    private static @Nullable Object result(@Nullable Object last) {
        if (last instanceof Signal signal) {
            throw ended(signal);
        }
        return last;
    }

    private static RuntimeException ended(Signal last) {
        if (last instanceof Signal.Raise raise) {
            throw Machine.<RuntimeException>asThrown(raise.error());
        }
        throw new VmInternalError("the run ended with " + last);
    }

    private @Nullable Object send(@Nullable Object value) {
        Fiber fiber = stack.current();
        if (fiber.isEmpty()) {
            stack.leave();
            return value; // it crosses a boundary unchanged
        }
        IRStream stream = fiber.topStream();
        return stream == null
                ? expansion.pushStream(value, stack.pop().dispatchHandle())
                : straight(stream, value, fiber);
    }

    /**
     * Goes straight on from the step of one stream to the next, also when a handler or a body has been put on top.
     *
     * <p>It leaves a fiber that has no frames left, and evaluates what an instruction contains, itself: who comes back
     * often has this method compiled twice, as a loop and as a method. A signal goes back to the loop, and so does a
     * checked run after every step. A call that finds no room on the fiber is left to {@link #went}: to copy the frames
     * is not worth compiling in here. Errors are caught around the two calls of user code and leave at once; caught any deeper they would be one more outcome of a step, which costs
     * the instruction and the effect their life in registers.
     */
    private @Nullable Object straight(IRStream top, @Nullable Object first, Fiber start) {
        Fiber fiber = start;
        IRStream stream = top;
        Object value = first;
        do {
            if (!stream.isReady()) {
                return notReady(stream);
            }
            StreamStep step;
            try {
                step = stream.resume(value);
            } catch (Throwable thrown) {
                return failed(stream, thrown);
            }
            if (step instanceof Control.Perform perform) {
                Effect<?> effect = perform.effect();
                Handler.Answering answering = inPlace.known(effect);
                if (answering != null) {
                    try {
                        value = answering.answer(effect);
                    } catch (Throwable thrown) {
                        return inPlace.refused(thrown);
                    }
                    if (value != Handler.Answering.PASS) {
                        inPlace.answered();
                        continue;
                    }
                }
                value = answering == null ? dispatch.perform(effect) : inPlace.passed(effect);
                if (value instanceof Signal) {
                    return value;
                }
                if (fiber == stack.currentOrNull()) {
                    continue;
                }
                fiber = stack.current();
            } else if (step instanceof IRStream called && called.isNew() && fiber.hasRoom()) {
                called.start();
                stack.pushInRoom(called, fiber);
                stream = called;
                value = null;
                continue;
            } else if (step instanceof IRStream ended && ended.isDone()) {
                value = ended.takeResult();
                stream.end();
                fiber.pop();
            } else {
                value = step instanceof Control.Resume resume ? resumption.resume(resume) : wentOn(step, stream);
                if (value instanceof Signal) {
                    return value;
                }
                fiber = stack.current();
            }
            IRStream next = fiber.topStream();
            while (next == null && fiber.isEmpty() && invariants == null) {
                stack.leave(); // the value crosses a boundary unchanged
                if (stack.isEmpty()) {
                    return value;
                }
                fiber = stack.current();
                next = fiber.topStream();
            }
            if (next == null) {
                return value;
            }
            stream = next;
        } while (invariants == null);
        return value;
    }

    private Signal.Raise failed(IRStream stream, Throwable error) {
        stream.end();
        return faults.raise(error); // the frame stays until the trace is made
    }

    private @Nullable Object leave(IRStream stream, @Nullable Object result) {
        stream.end();
        stack.pop();
        return result;
    }

    private @Nullable Object raise(Signal.Raise raise) {
        Fiber fiber = stack.current();
        if (fiber.isEmpty()) {
            stack.leave();
            return raise;
        }
        IRStream stream = fiber.topStream();
        return stream != null && !stream.isEnded()
                ? raised(raise, stream)
                : expansion.recover(stack.pop().dispatchHandle(), raise);
    }

    private @Nullable Object raised(Signal.Raise raise, IRStream stream) {
        if (!stream.isReady()) {
            return notReady(stream);
        }
        StreamStep step;
        try {
            step = stream.raise(raise.error());
        } catch (Throwable thrown) {
            return failedAgain(stream, raise, thrown);
        }
        return step instanceof StreamStep.Failed failed
                ? failedAgain(stream, raise, failed.error())
                : went(step, stream);
    }

    /** An error that goes on keeps its trace. */
    private Signal.Raise failedAgain(IRStream stream, Signal.Raise raise, Throwable error) {
        if (error != raise.error()) {
            return failed(stream, error);
        }
        stream.end();
        return raise;
    }

    private Signal.Raise notReady(IRStream stream) {
        if (stream.isDone()) {
            return failed(stream, new VmUsageException("a stream went on after done: " + Descriptions.placeOf(stream)));
        }
        throw new VmInternalError("a stream was stepped outside its run: " + Descriptions.placeOf(stream));
    }

    /** Evaluates what an instruction contains, too, unless each step is to be checked. */
    private @Nullable Object wentOn(@Nullable StreamStep step, IRStream stream) {
        Object value = went(step, stream);
        while (value instanceof Signal.Eval eval && invariants == null) {
            value = evaluation.eval(eval.control(), eval.position());
        }
        return value;
    }

    private @Nullable Object went(@Nullable StreamStep step, IRStream stream) {
        if (step instanceof Control control) {
            return evaluation.eval(control, Position.STREAM);
        }
        if (step instanceof IRStream next) {
            return next.isDone() ? leave(stream, next.takeResult()) : expansion.pushStream(next, null);
        }
        if (step instanceof StreamStep.Done done) {
            return leave(stream, done.value());
        }
        if (step instanceof StreamStep.Failed failed) {
            return failed(stream, failed.error());
        }
        return faults.usage("a stream yielded null, not an instruction: " + faults.here());
    }

    /** Lets an uncaught error leave as the very object that was thrown, checked or not. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException asThrown(Throwable error) throws T {
        throw (T) error;
    }
}
