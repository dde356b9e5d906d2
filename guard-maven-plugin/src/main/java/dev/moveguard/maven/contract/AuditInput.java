package dev.moveguard.maven.contract;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger is made of.
 *
 * @param rules null: there are none, and the decision records of the project stand for laws
 * @param folder the uppermost folder of the build
 * @param failOn the verdicts that fail the build, as words
 * @param proves whether each rule is proved to bite
 * @param keepsFacts whether what classes told is kept for later runs
 */
public record AuditInput(
        @Nullable RulesAt rules, Path folder, List<String> failOn, boolean proves, boolean keepsFacts, Writing writing)
        implements Question {
    public AuditInput {
        failOn = List.copyOf(failOn);
    }

    @Override
    public Outcome ask(Engine engine, Session session) {
        return engine.audit(this, session);
    }
}
