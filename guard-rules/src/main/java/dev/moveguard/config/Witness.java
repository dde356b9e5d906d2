package dev.moveguard.config;

import org.jspecify.annotations.Nullable;

/**
 * Sources that show a rule at work.
 *
 * @param bad Java source that the rule has to report; null: none
 * @param good Java source that it must let pass; null: none
 */
public record Witness(@Nullable Text bad, @Nullable Text good) {}
