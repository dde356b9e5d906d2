package dev.moveguard.maven.contract;

import java.util.List;

/**
 * What a check judges, and by which rules.
 *
 * @param ids the rules to judge; empty: all
 * @param lens, failOn as words, which the engine knows
 * @param keepsFacts whether what classes told is kept for later runs
 */
public record CheckInput(
        RulesAt rules, List<String> ids, String lens, String failOn, boolean keepsFacts, Writing writing)
        implements Question {
    public CheckInput {
        ids = List.copyOf(ids);
    }

    @Override
    public Outcome ask(Engine engine, Session session) {
        return engine.check(this, session);
    }
}
