package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/** What one turn of {@link Program#loop} decides: go on with another state, or end with a value. */
public sealed interface Next<S, A> {
    static <S, A> Next<S, A> again(S state) {
        return new Again<>(state);
    }

    static <S, A> Next<S, A> done(A value) {
        return new Finished<>(value);
    }

    /** Another turn. */
    record Again<S, A>(@Nullable S state) implements Next<S, A> {}

    /** The end. */
    record Finished<S, A>(@Nullable A value) implements Next<S, A> {}
}
