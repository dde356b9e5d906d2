package dev.moveguard.maven.contract;

import org.jspecify.annotations.Nullable;

/**
 * What is compared.
 *
 * @param base the revision to compare with; null: none was named
 */
public record DiffInput(RulesAt rules, @Nullable String base, Writing writing) implements Question {
    @Override
    public Outcome ask(Engine engine, Session session) {
        return engine.diff(this);
    }

    @Override
    public boolean readsBuild() {
        return false;
    }
}
