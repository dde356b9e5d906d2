package dev.moveguard.config;

import org.jspecify.annotations.Nullable;

/** Where the documents are that rules and laws refer to; null: the project has none. */
public record Docs(@Nullable Text decisions, @Nullable Text constraints) {
    public static Docs none() {
        return new Docs(null, null);
    }
}
