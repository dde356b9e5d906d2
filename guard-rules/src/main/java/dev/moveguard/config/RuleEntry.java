package dev.moveguard.config;

import org.jspecify.annotations.Nullable;

/**
 * One entry under {@code rules:}, with everything that is the same for every kind.
 *
 * @param law id of the law it enforces; null: none
 * @param because why, shown with a finding; null: not given
 * @param fix the repair, in the imperative; null: not given
 * @param allowEmpty why the rule may match nothing; null: it may not
 * @param witness sources that show it at work; null: there are none
 * @param parameters what the kind reads
 */
public record RuleEntry(
        String id,
        Text kind,
        @Nullable Text law,
        Severity severity,
        @Nullable String because,
        @Nullable String fix,
        Mood mood,
        @Nullable String allowEmpty,
        @Nullable Witness witness,
        Parameters parameters,
        Place at) {}
