package dev.moveguard.vm;

/**
 * A request: an immutable value that says what is wanted and nothing about who answers.
 *
 * <p>The VM never looks inside. Write it as a record: {@code record Get<T>(Key<T> key) implements Effect<T> {}}.
 *
 * @param <R> the type of the answer that the perform site expects
 */
public interface Effect<R> {}
