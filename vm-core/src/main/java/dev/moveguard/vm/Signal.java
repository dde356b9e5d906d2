package dev.moveguard.vm;

/**
 * What is in flight between two steps, when it is not simply a value on its way to the top of the stack.
 *
 * <p>A value travels as it is, so that the usual step makes no object: a method that gives an {@code Object} to the step
 * loop gives a signal or else a value. A class and not an interface, because the loop asks after every step.
 */
abstract sealed class Signal {
    private Signal() {}

    /** An instruction is to be evaluated. */
    static final class Eval extends Signal {
        private final Control control;
        private final Position position;

        Eval(Control control, Position position) {
            this.control = control;
            this.position = position;
        }

        Control control() {
            return control;
        }

        Position position() {
            return position;
        }
    }

    /** An error goes to whatever is on top of the stack; the trace is the one of its first raise. */
    static final class Raise extends Signal {
        private final Throwable error;
        private final Trace trace;

        Raise(Throwable error, Trace trace) {
            this.error = error;
            this.trace = trace;
        }

        Throwable error() {
            return error;
        }

        Trace trace() {
            return trace;
        }
    }
}
