package dev.moveguard.vm;

import java.util.Objects;

/**
 * The mark that one {@code WithHandler} or {@code WithObserver} leaves on the stack; it has exactly one role.
 *
 * <p>A boundary is its own identity: two installations of one handler are two boundaries.
 */
public sealed interface Boundary {
    String name();

    /** Gives the instruction that runs {@code body} under this boundary's handler or observer once more. */
    Control around(Control body);

    /** Delimits what a continuation captures, and names who answers. */
    record Prompt(Handler handler) implements Boundary {
        public Prompt {
            Objects.requireNonNull(handler, "handler");
        }

        @Override
        public String name() {
            return Descriptions.of(handler);
        }

        @Override
        public Control around(Control body) {
            return new Control.WithHandler(handler, body);
        }
    }

    /** Names who is told. */
    record Observe(Observer observer) implements Boundary {
        public Observe {
            Objects.requireNonNull(observer, "observer");
        }

        @Override
        public String name() {
            return Descriptions.nameOf(observer.getClass());
        }

        @Override
        public Control around(Control body) {
            return new Control.WithObserver(observer, body);
        }
    }
}
