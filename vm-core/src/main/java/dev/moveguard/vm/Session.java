package dev.moveguard.vm;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run, as a token: chains and Ks name the run that they belong to through it and so keep nothing else alive.
 */
final class Session {
    private final boolean diagnostic;
    private final boolean checked;
    private final boolean answeringInPlace;
    private final Map<Operation, Consumption> consumptions =
            new EnumMap<>(Operation.class); // shared, so that using a K allocates nothing

    Session(VmConfig config) {
        this.diagnostic = config.diagnostics();
        this.checked = config.checkInvariants();
        this.answeringInPlace = config.answerInPlace();
        for (Operation by : Operation.values()) {
            consumptions.put(by, new Consumption(by, null, this));
        }
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

    Consumption consumption(Operation by, @Nullable SourceLocation at) {
        Consumption shared = at == null ? consumptions.get(by) : null;
        return shared == null ? new Consumption(by, at, this) : shared;
    }
}
