package dev.moveguard.vm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run, as a token: chains and Ks name the run that they belong to through it and so keep nothing else alive.
 */
final class Session {
    private final boolean diagnostic;
    private final boolean checked;
    private final boolean answeringInPlace;
    private final List<Consumption> consumptions; // by operation; shared, so that using a K allocates nothing

    Session(VmConfig config) {
        this.diagnostic = config.diagnostics();
        this.checked = config.checkInvariants();
        this.answeringInPlace = config.answerInPlace();
        this.consumptions = consumptions(this);
    }

    /** Whether messages say where a continuation was first used. */
    boolean isDiagnostic() {
        return diagnostic;
    }

    /** Whether fibers name the chain that holds them, for the invariant checker. */
    boolean isChecked() {
        return checked;
    }

    /** Whether a handler is asked before the body is cut off. */
    boolean isAnsweringInPlace() {
        return answeringInPlace;
    }

    @SuppressWarnings("EnumOrdinal") // an index into a list that lives and dies with this object
    Consumption consumption(Operation by, @Nullable SourceLocation at) {
        return at == null ? consumptions.get(by.ordinal()) : new Consumption(by, at, this);
    }

    /** A plain loop: the first stream of a process costs tens of milliseconds, and every run begins here. */
    private static List<Consumption> consumptions(Session session) {
        Operation[] operations = Operation.values();
        Consumption[] consumptions = new Consumption[operations.length];
        for (int i = 0; i < operations.length; i++) {
            consumptions[i] = new Consumption(operations[i], null, session);
        }
        return List.of(consumptions);
    }
}
