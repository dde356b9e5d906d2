package dev.moveguard.vm;

import org.jspecify.annotations.Nullable;

/**
 * One run, as a token: chains and Ks name the run that they belong to through it and so keep nothing else alive.
 */
final class Session {
    private final boolean diagnostic;
    private final boolean checked;
    private final boolean answeringInPlace;
    private final Vacancy inPlace = new Vacancy(null, null, this);
    private final Vacancy[] used; // by operation; shared, so that using a K allocates nothing

    Session(VmConfig config) {
        this.diagnostic = config.diagnostics();
        this.checked = config.checkInvariants();
        this.answeringInPlace = config.answerInPlace();
        this.used = used(this);
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

    /** What a K holds while its handler is being asked and the body stays where it is. */
    Vacancy inPlace() {
        return inPlace;
    }

    /** What a K holds once it has been used. */
    @SuppressWarnings("EnumOrdinal") // an index into an array that lives and dies with this object
    Vacancy used(Operation by, @Nullable SourceLocation at) {
        return at == null ? used[by.ordinal()] : new Vacancy(by, at, this);
    }

    /** A plain loop: the first stream of a process costs tens of milliseconds, and every run begins here. */
    private static Vacancy[] used(Session session) {
        Operation[] operations = Operation.values();
        Vacancy[] used = new Vacancy[operations.length];
        for (int i = 0; i < operations.length; i++) {
            used[i] = new Vacancy(operations[i], null, session);
        }
        return used;
    }
}
