package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/** Carries out one instruction: a value or a signal for the loop comes out. */
final class Evaluation {
    private final FiberStack stack;
    private final Faults faults;
    private final Resumption resumption;
    private final Expansion expansion;
    private final Dispatch dispatch;
    private final Counters counters;

    Evaluation(
            FiberStack stack,
            Faults faults,
            Resumption resumption,
            Expansion expansion,
            Dispatch dispatch,
            Counters counters) {
        this.stack = stack;
        this.faults = faults;
        this.resumption = resumption;
        this.expansion = expansion;
        this.dispatch = dispatch;
        this.counters = counters;
    }

    @Nullable
    Object eval(Control control, Position position) {
        if (control instanceof Control.Resume resume) { // the usual ones are told by class, which costs less
            return resumption.resume(resume);
        }
        if (control instanceof Control.Expand expand) {
            return expansion.expand(expand.factory(), null);
        }
        if (control instanceof Control.WithHandler with) {
            return withHandler(with);
        }
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
            case GET_TRACEBACK -> queries().traceback(((Control.GetTraceback) control).k());
            case GET_HANDLERS -> queries().handlers(((Control.GetHandlers) control).k());
            case GET_BOUNDARIES -> queries().boundaries(((Control.GetBoundaries) control).k());
            case GET_OUTER_HANDLERS -> queries().outerHandlers();
            case GET_EXECUTION_CONTEXT -> queries().executionContext((Control.GetExecutionContext) control);
            case PROGRAM -> program((Program<?>) control, position);
        };
    }

    private @Nullable Object program(Program<?> program, Position position) {
        return program instanceof Program.Instruction<?> single && !single.isWorthAFrame()
                ? eval(single.control(), position)
                : expansion.expand(program, null);
    }

    private @Nullable Object call(Control.Call call) {
        try {
            return call.function().call(call.arguments());
        } catch (Throwable thrown) {
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

    /** Made when it is needed: most runs never look. */
    private Queries queries() {
        return new Queries(stack, faults);
    }
}
