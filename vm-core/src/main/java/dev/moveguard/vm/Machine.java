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
    private final Dispatch dispatch;
    private final Queries queries;
    private final Counters counters;
    private final @Nullable Invariants invariants; // null: not checked

    Machine(FiberArena arena, Session session, Counters counters) {
        this.stack = new FiberStack(arena, session, counters);
        this.faults = new Faults(stack);
        this.resumption = new Resumption(stack, faults, counters);
        this.expansion = new Expansion(stack, faults, resumption);
        this.dispatch = new Dispatch(stack, faults, resumption, expansion, counters);
        this.queries = new Queries(stack, faults);
        this.counters = counters;
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
        return result(inFlight);
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
                ? eval(eval.control(), eval.position())
                : raise((Signal.Raise) signal);
    }

    private static @Nullable Object result(@Nullable Object last) {
        if (last instanceof Signal.Raise raise) {
            throw Machine.<RuntimeException>asThrown(raise.error());
        }
        if (last instanceof Signal) {
            throw new VmInternalError("the run ended with " + last);
        }
        return last;
    }

    private @Nullable Object send(@Nullable Object value) {
        Fiber fiber = stack.current();
        if (fiber.isEmpty()) {
            stack.leave();
            return value; // it crosses a boundary unchanged
        }
        Frame top = fiber.top();
        if (top instanceof Frame.Program program) {
            return straight(program.stream(), value, fiber);
        }
        stack.pop();
        return expansion.pushStream(value, top.dispatchHandle());
    }

    /** Steps one stream for as long as its effects are answered in place; a checked run looks after each step. */
    private @Nullable Object straight(IRStream stream, @Nullable Object first, Fiber fiber) {
        StreamStep step = stream.step(first);
        while (step instanceof Control.Perform perform) {
            Object answer = dispatch.perform(perform.effect());
            if (answer instanceof Signal || fiber != stack.currentOrNull() || invariants != null) {
                return answer;
            }
            step = stream.step(answer);
        }
        return sent(step);
    }

    /** The usual steps are looked for before the others. */
    private @Nullable Object sent(@Nullable StreamStep step) {
        if (step instanceof StreamStep.Done done) {
            stack.pop();
            return done.value();
        }
        if (step instanceof Control.Expand expand) {
            return expansion.expand(expand.factory(), null);
        }
        return step instanceof StreamStep.Failed failed
                ? faults.raise(failed.error()) // the frame stays until the trace is made
                : went(step);
    }

    private @Nullable Object raise(Signal.Raise raise) {
        Fiber fiber = stack.current();
        if (fiber.isEmpty()) {
            stack.leave();
            return raise;
        }
        Frame top = fiber.top();
        if (top instanceof Frame.Program program && !program.stream().isEnded()) {
            return raised(raise, program.stream().stepRaising(raise.error()));
        }
        stack.pop();
        return expansion.recover(top.dispatchHandle(), raise);
    }

    private @Nullable Object raised(Signal.Raise raise, @Nullable StreamStep step) {
        if (step instanceof StreamStep.Failed failed) {
            return failed.error() == raise.error() ? raise : faults.raise(failed.error());
        }
        return went(step);
    }

    private @Nullable Object went(@Nullable StreamStep step) {
        if (step instanceof Control control) {
            return eval(control, Position.STREAM);
        }
        if (step instanceof StreamStep.Done done) {
            stack.pop();
            return done.value();
        }
        return faults.usage("a stream yielded null, not an instruction: " + faults.here());
    }

    private @Nullable Object eval(Control control, Position position) {
        if (position == Position.OPERAND && control.kind().isTail()) {
            return faults.usage(control.kind() + " is a tail instruction and cannot be the operand of Expand");
        }
        return switch (control.kind()) { // no default: a new kind does not compile until it is decided here
            case PURE -> ((Control.Pure) control).value();
            case PERFORM -> dispatch.perform(((Control.Perform) control).effect());
            case CALL -> call((Control.Call) control);
            case EXPAND -> expansion.expand(((Control.Expand) control).factory(), null);
            case EXPAND_RESULT -> expansion.expandResult(((Control.ExpandResult) control).operand(), null);
            case RESUME -> resumption.resume((Control.Resume) control);
            case TRANSFER -> resumption.transfer((Control.Transfer) control, position);
            case RESUME_THROW -> resumption.resumeThrow((Control.ResumeThrow) control);
            case TRANSFER_THROW -> resumption.transferThrow((Control.TransferThrow) control, position);
            case WITH_HANDLER -> withHandler((Control.WithHandler) control);
            case WITH_OBSERVER -> withObserver((Control.WithObserver) control);
            case PASS -> dispatch.pass((Control.Pass) control, position);
            case TAIL_EVAL -> tailEval(((Control.TailEval) control).next(), position);
            case ABANDON -> resumption.abandon((Control.Abandon) control);
            case GET_TRACEBACK -> queries.traceback(((Control.GetTraceback) control).k());
            case GET_HANDLERS -> queries.handlers(((Control.GetHandlers) control).k());
            case GET_BOUNDARIES -> queries.boundaries(((Control.GetBoundaries) control).k());
            case GET_OUTER_HANDLERS -> queries.outerHandlers();
            case GET_EXECUTION_CONTEXT -> queries.executionContext((Control.GetExecutionContext) control);
            case PROGRAM -> program((Program<?>) control, position);
        };
    }

    private @Nullable Object program(Program<?> program, Position position) {
        return program instanceof Program.Instruction<?> single
                ? eval(single.control(), position)
                : expansion.expand(program, null);
    }

    private @Nullable Object call(Control.Call call) {
        try {
            return call.function().call(call.arguments());
        } catch (Throwable thrown) {
            HostFatal.rethrow(thrown);
            return faults.raise(thrown);
        }
    }

    private @Nullable Object withHandler(Control.WithHandler with) {
        stack.enter(new Boundary.Prompt(with.handler()));
        return new Signal.Eval(with.body(), Position.DIRECT);
    }

    private @Nullable Object withObserver(Control.WithObserver with) {
        counters.observersInstalled++;
        stack.enter(new Boundary.Observe(with.observer()));
        return new Signal.Eval(with.body(), Position.DIRECT);
    }

    private @Nullable Object tailEval(Control operand, Position position) {
        Control next = operand.plain();
        if (next.kind().isTail()) {
            return new Signal.Eval(next, position); // it drops the frame itself
        }
        stack.dropIssuer(position);
        return new Signal.Eval(next, Position.DIRECT);
    }

    /** Lets an uncaught error leave as the very object that was thrown, checked or not. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException asThrown(Throwable error) throws T {
        throw (T) error;
    }
}
