package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * Says who used a continuation up, for the message of the second attempt; it decides nothing.
 *
 * @param at where, in diagnostic mode; null otherwise
 */
record Consumption(Operation by, @Nullable SourceLocation at, Session session) {
    @Override
    public String toString() {
        return at == null ? "consumed by " + by : "consumed by " + by + " at " + at;
    }
}
