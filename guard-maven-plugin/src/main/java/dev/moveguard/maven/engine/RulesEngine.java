package dev.moveguard.maven.engine;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Problem;
import dev.moveguard.maven.contract.CheckInput;
import dev.moveguard.maven.contract.DoctorInput;
import dev.moveguard.maven.contract.Engine;
import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.maven.contract.Session;
import dev.moveguard.rule.BuildSession;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The engine as the plugin asks it. Made by name, in the engine's own class loader. */
public final class RulesEngine implements Engine {
    @Override
    public Outcome check(CheckInput input) {
        return guarded(() -> CheckRun.of(input));
    }

    @Override
    public Outcome doctor(DoctorInput input) {
        return guarded(() -> DoctorRun.of(input));
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

    static Optional<BuildSession> session(Session session) {
        return Optional.of(new BuildSession(
                session.properties(),
                session.profiles(),
                session.deniedProfiles(),
                session.localRepository(),
                Optional.ofNullable(session.userSettings()),
                Optional.ofNullable(session.globalSettings())));
    }

    static String lastLine(String report) {
        String text = report.stripTrailing();
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
