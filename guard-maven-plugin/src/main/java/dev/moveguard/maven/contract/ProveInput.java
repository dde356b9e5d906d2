package dev.moveguard.maven.contract;

import java.util.List;

/**
 * Which rules are to be proved.
 *
 * @param ids the rules to prove; empty: all
 * @param lens as a word, which the engine knows
 * @param keepsFacts whether what classes told is kept for later runs
 */
public record ProveInput(RulesAt rules, List<String> ids, String lens, boolean keepsFacts, Writing writing)
        implements Question {
    public ProveInput {
        ids = List.copyOf(ids);
    }

    @Override
    public Outcome ask(Engine engine, Session session) {
        return engine.prove(this, session);
    }
}
