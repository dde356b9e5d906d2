package dev.moveguard.vm;

/** What the one field of a {@link K} refers to: the continuation, or the reason why it has none. */
sealed interface Held permits Continuation, Vacancy {
    /** The run that it belongs to. */
    Session session();
}
