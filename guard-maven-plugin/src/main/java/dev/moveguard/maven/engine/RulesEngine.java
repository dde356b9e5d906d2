package dev.moveguard.maven.engine;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Problem;
import dev.moveguard.maven.contract.AuditInput;
import dev.moveguard.maven.contract.CheckInput;
import dev.moveguard.maven.contract.DiffInput;
import dev.moveguard.maven.contract.DoctorInput;
import dev.moveguard.maven.contract.Engine;
import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.maven.contract.ProveInput;
import dev.moveguard.maven.contract.Session;
import dev.moveguard.rule.BuildSession;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The engine as the plugin asks it. Made by name, in the engine's own class loader. */
public final class RulesEngine implements Engine {
    @Override
    public Outcome check(CheckInput input, Session session) {
        return guarded(() -> CheckRun.of(input, session(session)));
    }

    @Override
    public Outcome audit(AuditInput input, Session session) {
        return guarded(() -> AuditRun.of(input, session(session)));
    }

    @Override
    public Outcome prove(ProveInput input, Session session) {
        return guarded(() -> ProveRun.of(input, session(session)));
    }

    @Override
    public Outcome diff(DiffInput input) {
        return guarded(() -> DiffRun.of(input));
    }

    @Override
    public Outcome doctor(DoctorInput input, Session session) {
        return guarded(() -> DoctorRun.of(input, session(session)));
    }

    private static Outcome guarded(Supplier<Outcome> run) {
        try {
            return run.get();
        } catch (ConfigurationException e) {
            return misconfigured(e.problems().stream().map(Problem::toString).toList());
        } catch (WrongParameterException e) {
            return misconfigured(List.of(e.reason()));
        }
    }

    private static Outcome misconfigured(List<String> problems) {
        return new Outcome(Verdict.MISCONFIGURED, "", "", problems);
    }

    private static Optional<BuildSession> session(Session session) {
        return Optional.of(new BuildSession(
                session.properties(),
                session.profiles(),
                session.deniedProfiles(),
                session.localRepository(),
                Optional.ofNullable(session.userSettings()),
                Optional.ofNullable(session.globalSettings())));
    }

    /** Makes the outcome of a report: its last line sums it up. */
    static Outcome outcome(Verdict verdict, String report, List<String> notes) {
        String text = report.stripTrailing();
        return new Outcome(verdict, report, text.substring(text.lastIndexOf('\n') + 1), notes);
    }
}
