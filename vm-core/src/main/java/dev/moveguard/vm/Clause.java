package dev.moveguard.vm;

/**
 * Answers the effects of one type.
 *
 * @param <E> the type of the effects
 */
@FunctionalInterface
public interface Clause<E> {
    Control answer(E effect, K k) throws Exception;
}
