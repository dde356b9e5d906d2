package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * Decides what the effects performed under its prompt mean.
 *
 * <p>A handler is <em>deep</em>: a resumed body runs under the same prompt again. It runs <em>outside</em> its own
 * prompt, so effects that it performs itself go to the handlers around it.
 *
 * <p>The result decides the shape. {@code Expand} starts a multi-step handler, which may perform effects, wait for the
 * body in a {@code Resume}, and catch. Any other instruction is a one-step answer.
 *
 * <p><b>An exception thrown here lands at the perform site</b>, inside the body, as long as {@code k} has not been
 * used; afterwards it is raised outside the prompt. Source: law L-RAISE, VM-S-096.
 */
@FunctionalInterface
public interface Handler {
    Control onEffect(Effect<?> effect, K k) throws Exception;

    /**
     * Whether this handler may do anything but pass effects of this class.
     *
     * <p>{@code false} must mean the same as an immediate {@link Control.Pass}, each time: the VM then need not ask, and
     * may remember it. It is an optimisation and never a filter with a meaning of its own. What it throws lands at the
     * perform site, as if {@link #onEffect} had thrown it. Source: law L-PASS, D103.
     */
    default boolean handles(Class<?> effect) {
        return true;
    }

    /**
     * A handler that answers every effect that it handles with a plain value, or passes, and so needs no continuation.
     *
     * <p>The same as transferring the value, at less cost: nothing is made to hold a continuation.
     */
    interface Answering extends Handler {
        /** The answer that hands the effect to the next outer handler, as {@link Control.Pass} does. */
        Object PASS = new Passed();

        @Override
        boolean handles(Class<?> effect);

        /** The value for the perform site, or {@link #PASS}. What this throws lands there, too. */
        @Nullable
        Object answer(Effect<?> effect) throws Exception;

        @Override
        default Control onEffect(Effect<?> effect, K k) throws Exception {
            Object value = handles(effect.getClass()) ? answer(effect) : PASS;
            return value == PASS ? new Control.Pass(effect, k) : new Control.Transfer(k, value);
        }
    }

    /** No value of a program; its one instance is {@link Answering#PASS}. */
    final class Passed {
        private Passed() {}
    }

    /** The same handler under a name for traces and messages. */
    default Handler named(String name) {
        return new NamedHandler(name, this);
    }

    /** The name shown in traces and in the message of an unhandled effect; the class where this throws or gives null. */
    default String name() {
        return Descriptions.nameOf(getClass());
    }
}
