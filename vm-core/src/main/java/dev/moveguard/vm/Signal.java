package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/** The one thing in flight between two steps. */
sealed interface Signal {
    /** An instruction is to be evaluated. */
    record Eval(Control control, Position position) implements Signal {}

    /** A value goes to whatever is on top of the stack. */
    record Send(@Nullable Object value) implements Signal {}

    /** An error goes to whatever is on top of the stack; the trace is the one of its first raise. */
    record Raise(Throwable error, Trace trace) implements Signal {}
}
