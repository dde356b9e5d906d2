package dev.moveguard.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link Program#attempt()} gives: a value, or the exception itself, never a wrapper around it. */
public sealed interface Result<A> {
    boolean isOk();

    /** The program ended with this value. */
    record Ok<A>(@Nullable A value) implements Result<A> {
        @Override
        public boolean isOk() {
            return true;
        }
    }

    /** The program threw this. */
    record Err<A>(Exception error) implements Result<A> {
        public Err {
            Objects.requireNonNull(error, "error");
        }

        @Override
        public boolean isOk() {
            return false;
        }
    }
}
