package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * Why a K owns no continuation, for messages; it decides nothing, and one is shared by all Ks of a run that need the same.
 *
 * @param by who used the continuation up; null while the body is still in its place and the handler is being asked
 * @param at where, in diagnostic mode; null otherwise
 */
record Vacancy(@Nullable Operation by, @Nullable SourceLocation at, Session session) implements Held {
    boolean isInPlace() {
        return by == null;
    }

    @Override
    public String toString() {
        if (isInPlace()) {
            return "head=in place";
        }
        return at == null ? "consumed by " + by : "consumed by " + by + " at " + at;
    }
}
