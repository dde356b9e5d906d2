package dev.moveguard.engine;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.RuleSet;
import dev.moveguard.rule.BuildSession;
import dev.moveguard.rule.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The code of a run, read, with what became of every input; it can be read again until it is closed. */
public final class ScannedCode implements AutoCloseable {
    private final InputLedger ledger = new InputLedger();
    private final Project project;
    private final CodeReader reader;
    private final CodeBase code;

    private ScannedCode(
            RuleSet ruleSet, List<Path> paths, Lens lens, FactsCache cache, Optional<BuildSession> session) {
        Inputs inputs = Inputs.of(ruleSet, paths);
        inputs.unmatched().forEach(text -> ledger.failed(text.value(), "matches nothing (%s)".formatted(text.at())));
        project = new Project(ruleSet.root(), inputs.testRoots(), session, Optional.of(ruleSet), Optional.empty());
        reader = new CodeReader(ledger, project::shown, cache);
        inputs.addTo(reader);
        code = reader.read(lens);
    }

    /**
     * Reads the code.
     *
     * @param paths folders, jars or files that replace {@code scan}; empty: what the rule set names
     * @param cache keeps what class files told in earlier runs
     */
    public static ScannedCode of(
            RuleSet ruleSet, List<Path> paths, Lens lens, FactsCache cache, Optional<BuildSession> session) {
        return new ScannedCode(ruleSet, paths, lens, cache, session);
    }

    /** Returns the project around the code without reading any. */
    public static Project project(RuleSet ruleSet, Optional<BuildSession> session) {
        Inputs inputs = Inputs.of(ruleSet, List.of());
        return new Project(ruleSet.root(), inputs.testRoots(), session, Optional.of(ruleSet), Optional.empty());
    }

    public CodeBase code() {
        return code;
    }

    public Project project() {
        return project;
    }

    public CodeReader reader() {
        return reader;
    }

    /** What became of the inputs. */
    public InputLedger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        reader.close();
    }
}
